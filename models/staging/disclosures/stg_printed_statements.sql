with source as (

    select * from {{ disclosure('printed_statements') }}

),

final as (

    select
        -- keys
        publication_id,

        -- labels
        statement,
        subject,

        -- times
        since,

        -- figures
        value,

        -- source
        cell_status,
        source_line

    from source

)

select * from final
