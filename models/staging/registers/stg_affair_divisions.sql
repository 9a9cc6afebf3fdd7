with source as (

    select * from {{ ref('affair_divisions') }}

),

final as (

    select
        -- keys
        affair_id,
        division_no,
        division_id

    from source

)

select * from final
