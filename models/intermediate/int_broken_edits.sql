with edit_balances as (

    select * from {{ ref('edit_balances') }}
    where status = 'broken'

),

deduced_cells as (

    select * from {{ ref('deduced_cells') }}
    where not is_possible

),

known_differences as (

    select * from {{ ref('stg_known_differences') }}

),

broken as (

    select
        publication_id,
        edit_id,
        difference,
        false as is_below_zero
    from edit_balances

    union all

    {# An edit can force more than one cell, in one round after another. #}
    select distinct
        publication_id,
        edit_id,
        cast(null as bigint) as difference,
        true as is_below_zero
    from deduced_cells

),

final as (

    select
        broken.publication_id,
        broken.edit_id,
        broken.is_below_zero,
        known_differences.edit_id is not null as is_declared

    from broken
    left join known_differences
        on
            broken.publication_id = known_differences.publication_id
            and broken.edit_id = known_differences.edit_id
            and (
                broken.difference = known_differences.difference
                or (broken.difference is null and known_differences.difference is null)
            )

)

select * from final
