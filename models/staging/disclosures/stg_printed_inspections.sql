with source as (

    select * from {{ disclosure('printed_inspections') }}

),

final as (

    select
        -- keys
        publication_id,
        inspection_id,

        -- labels
        inspection_kind,
        inspector,
        method,

        -- times
        fiscal_year,
        first_month,
        last_month,

        -- flags
        is_planned,

        -- figures
        office_count,

        -- source
        cell_status,
        source_line

    from source

)

select * from final
