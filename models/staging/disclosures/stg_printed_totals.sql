with source as (

    select * from {{ disclosure('printed_totals') }}

),

final as (

    select
        -- keys
        publication_id,
        section,

        -- labels
        role,

        -- times
        fiscal_year,

        -- figures
        value,

        -- source
        cell_status,
        source_line

    from source

)

select * from final
