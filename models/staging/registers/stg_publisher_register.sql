with source as (

    select * from {{ ref('publisher_register') }}

),

final as (

    select
        -- keys
        publisher_code,

        -- labels
        publisher_name,
        publisher_name_en

    from source

)

select * from final
