with source as (

    select * from {{ disclosure('printed_annual_counts') }}

),

final as (

    select
        -- keys
        publication_id,
        annex,
        row_no,

        -- labels
        affair_name,

        -- times
        fiscal_year,

        -- figures
        case_count,

        -- source
        cell_status,
        source_line

    from source

)

select * from final
