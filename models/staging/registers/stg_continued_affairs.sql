with source as (

    select * from {{ ref('continued_affairs') }}

),

final as (

    select
        -- keys
        affair_id,
        continued_as

    from source

)

select * from final
