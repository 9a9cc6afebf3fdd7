with source as (

    select * from {{ ref('recipient_register') }}

),

final as (

    select
        -- keys
        recipient_id,

        -- labels
        recipient_name,
        recipient_name_en,
        recipient_kind

    from source

)

select * from final
