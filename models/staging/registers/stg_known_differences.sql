with source as (

    select * from {{ ref('known_differences') }}

),

final as (

    select
        -- keys
        publication_id,
        edit_id,

        -- labels
        reason,
        status,

        -- figures
        difference

    from source

)

select * from final
