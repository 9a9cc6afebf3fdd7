with source as (

    select * from {{ ref('office_register') }}

),

final as (

    select
        -- keys
        office_id,
        division_id,
        publisher_code,

        -- labels
        office_name,
        office_name_en

    from source

)

select * from final
