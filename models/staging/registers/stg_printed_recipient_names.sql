with source as (

    select * from {{ ref('printed_recipient_names') }}

),

final as (

    select
        -- keys
        publication_id,
        section,
        recipient_id,

        -- labels
        recipient_name

    from source

)

select * from final
