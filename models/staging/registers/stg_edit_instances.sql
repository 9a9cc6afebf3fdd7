with source as (

    select * from {{ ref('edit_instances') }}

),

final as (

    select
        -- keys
        publication_id,
        edit_group,

        -- figures
        instances

    from source

)

select * from final
