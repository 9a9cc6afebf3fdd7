with source as (

    select * from {{ ref('affair_register') }}

),

final as (

    select
        -- keys
        affair_id,
        cast(row_number() over (order by affair_id) as integer) as affair_no,
        legal_basis_id,
        recipient_id,

        -- labels
        affair_name,
        affair_name_en,
        activity,

        -- times
        started_month

    from source

)

select * from final
