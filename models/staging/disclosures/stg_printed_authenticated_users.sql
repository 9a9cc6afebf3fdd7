with source as (

    select * from {{ disclosure('printed_authenticated_users') }}

),

final as (

    select
        -- keys
        publication_id,

        -- labels
        division_name,

        -- figures
        user_count,

        -- source
        cell_status,
        source_line

    from source

)

select * from final
