{{ behind_the_gate() }}

with inspections as (

    select * from {{ ref('stg_printed_inspections') }}

),

codes as (

    select * from {{ ref('stg_code_register') }}

),

final as (

    select
        inspections.publication_id,
        inspections.inspection_id,
        inspections.fiscal_year,
        {{ code_names('inspections', 'inspection_kind') }},
        inspections.is_planned,
        inspections.first_month,
        inspections.last_month,
        {{ code_names('inspections', 'inspector') }},
        {{ code_names('inspections', 'method') }},
        inspections.office_count,
        inspections.cell_status,
        inspections.source_line

    from inspections
    {{ join_code_names('inspections', {
        'inspection_kind': 'inspection_kind', 'inspector': 'inspector', 'method': 'inspection_method'
    }) }}

)

select * from final
