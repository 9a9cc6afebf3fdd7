with offices as (

    select * from {{ ref('stg_printed_inspected_offices') }}

),

{# A listed office is no number; it is a row that a count edit counts. #}
final as (

    select
        publication_id,
        concat('offices/', inspection_id, '/', office_name) as cell_id,
        'printed_inspected_offices' as seed_name,
        'offices' as table_name,
        'office' as role,
        office_name as row_label,
        inspection_id as column_label,
        inspection_id,
        cast(null as bigint) as value,
        'not_applicable' as cell_status,
        source_line

    from offices

)

select * from final
