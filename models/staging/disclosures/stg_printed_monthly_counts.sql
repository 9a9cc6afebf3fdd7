with source as (

    select * from {{ disclosure('printed_monthly_counts') }}

),

final as (

    select
        -- keys
        publication_id,
        section,

        -- labels
        affair_name,
        recipient_name,

        -- times
        month,

        -- figures
        case_count,

        -- source
        cell_status,
        source_line

    from source

)

select * from final
