with edit_balances as (

    select * from {{ ref('edit_balances') }}

),

edits as (

    select * from {{ ref('stg_balance_edits') }}

),

known_differences as (

    select * from {{ ref('stg_known_differences') }}

),

final as (

    select
        edit_balances.publication_id,
        edit_balances.edit_id,
        edit_balances.edit_group,
        concat_ws(', ', concat_ws(': ', edits.description, edit_balances.total_label), edit_balances.total_column)
            as description,
        concat_ws('、', concat_ws('：', edits.description_ja, edit_balances.total_label), edit_balances.total_column)
            as description_ja,
        edit_balances.printed,
        edit_balances.computed,
        edit_balances.difference,
        case
            when
                edit_balances.status <> 'balanced'
                and known_differences.edit_id is not null
                and (
                    edit_balances.difference = known_differences.difference
                    or (edit_balances.difference is null and known_differences.difference is null)
                )
                then 'accepted'
            else edit_balances.status
        end as status,
        edit_balances.status = 'balanced' and not edit_balances.is_spent as is_verified,
        edit_balances.is_spent,
        edit_balances.member_count,
        edit_balances.derived_count,
        edit_balances.source_line,
        known_differences.reason as known_reason

    from edit_balances
    inner join edits on edit_balances.edit_group = edits.edit_group
    left join known_differences
        on
            edit_balances.publication_id = known_differences.publication_id
            and edit_balances.edit_id = known_differences.edit_id

)

select * from final
