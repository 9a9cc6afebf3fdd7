with inspections as (

    select * from {{ ref('stg_printed_inspections') }}

),

final as (

    select
        publication_id,
        concat('inspections/', inspection_id) as cell_id,
        'printed_inspections' as seed_name,
        'inspections' as table_name,
        inspection_kind as role,
        inspection_id as row_label,
        'offices' as column_label,
        inspection_id,
        is_planned,
        fiscal_year,
        office_count as value,
        cell_status,
        source_line

    from inspections

)

select * from final
