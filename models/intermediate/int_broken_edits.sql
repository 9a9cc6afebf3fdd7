with edit_balances as (

    select * from {{ ref('edit_balances') }}
    where status = 'broken'

),

known_differences as (

    select * from {{ ref('stg_known_differences') }}

),

final as (

    select
        edit_balances.publication_id,
        edit_balances.edit_id,
        known_differences.edit_id is not null as is_declared

    from edit_balances
    left join known_differences
        on
            edit_balances.publication_id = known_differences.publication_id
            and edit_balances.edit_id = known_differences.edit_id
            and edit_balances.difference = known_differences.difference

)

select * from final
