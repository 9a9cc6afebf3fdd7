with source as (

    select * from {{ ref('code_register') }}

),

final as (

    select
        -- keys
        code_list,
        code,

        -- labels
        code_name,
        code_name_en

    from source

)

select * from final
