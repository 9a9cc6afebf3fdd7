with source as (

    select * from {{ ref('balance_edits') }}

),

final as (

    select
        -- keys
        edit_group,

        -- labels
        description,
        description_ja,
        total_selector,
        part_selectors,
        counting,
        bound_on,

        -- flags
        only_with_parts,

        -- times
        valid_from,
        valid_to,

        -- figures
        instances

    from source

)

select * from final
