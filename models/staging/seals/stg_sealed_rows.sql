with source as (

    select * from {{ ref('sealed_rows') }}

),

final as (

    select
        -- keys
        publication_id,
        seed_name,

        -- source
        row_text

    from source

)

select * from final
