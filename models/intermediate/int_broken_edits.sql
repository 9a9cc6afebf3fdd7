with edit_balances as (

    select * from {{ ref('edit_balances') }}
    where status = 'broken' or lost_sum < 0

),

known_differences as (

    select * from {{ ref('stg_known_differences') }}

),

{# That several cells are lost is what a declaration without a difference says, and not that they are below zero. #}
final as (

    select
        edit_balances.publication_id,
        edit_balances.edit_id,
        edit_balances.status <> 'broken' as is_below_zero,
        known_differences.edit_id is not null as is_declared

    from edit_balances
    left join known_differences
        on
            edit_balances.publication_id = known_differences.publication_id
            and edit_balances.edit_id = known_differences.edit_id
            and (
                edit_balances.difference = known_differences.difference
                or (edit_balances.lost_count = 1 and known_differences.difference is null)
            )

)

select * from final
