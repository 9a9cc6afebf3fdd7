with source as (

    select * from {{ ref('printed_affair_names') }}

),

final as (

    select
        -- keys
        publication_id,
        section,
        affair_id,

        -- labels
        affair_name

    from source

)

select * from final
