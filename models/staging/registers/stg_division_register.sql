with source as (

    select * from {{ ref('division_register') }}

),

final as (

    select
        -- keys
        division_id,
        publisher_code,

        -- labels
        division_name,
        division_name_en,
        bureau_name,
        bureau_name_en

    from source

)

select * from final
