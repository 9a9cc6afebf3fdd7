{{ behind_the_gate() }}

with inspections as (

    select * from {{ ref('stg_printed_inspections') }}

),

inspection_cells as (

    select * from {{ ref('resolved_cells') }}
    where table_name = 'inspections'

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
        cast(inspection_cells.value as integer) as office_count,
        inspection_cells.cell_status,
        inspections.source_line

    from inspections
    inner join inspection_cells
        on
            inspections.publication_id = inspection_cells.publication_id
            and inspections.inspection_id = inspection_cells.inspection_id
    {{ join_code_names('inspections', {
        'inspection_kind': 'inspection_kind', 'inspector': 'inspector', 'method': 'inspection_method'
    }) }}

)

select * from final
