-- No edit is left with exactly one unknown cell, which it does not merely count, after the last round of deduction.
-- Rounds are a fixed number, so that the same SQL runs on every engine; this says when the number is too small.
-- A forced count below zero is no deduction but a contradiction, and is named as such. It may be declared, as the edit
-- has no other reason to be declared; where several cells are lost, the declaration says that and no more.
-- It waits for the suspects, so that they are built and shown beside it.
-- depends_on: {{ ref('reconciliation') }}
-- depends_on: {{ ref('suspect_cells') }}

with edit_members as (

    select * from {{ ref('edit_members') }}
    where counting = 'sum'

),

resolved_cells as (

    select * from {{ ref('resolved_cells') }}

),

lost_cells as (

    select * from resolved_cells
    where cell_status = 'lost'

),

deduced_cells as (

    select * from {{ ref('deduced_cells') }}

),

edit_balances as (

    select * from {{ ref('edit_balances') }}

),

known_differences as (

    select * from {{ ref('stg_known_differences') }}

),

forced as (

    select
        edit_members.publication_id,
        edit_members.edit_id,
        edit_members.cell_id

    from edit_balances
    inner join edit_members
        on edit_balances.publication_id = edit_members.publication_id and edit_balances.edit_id = edit_members.edit_id
    inner join lost_cells
        on edit_members.publication_id = lost_cells.publication_id and edit_members.cell_id = lost_cells.cell_id
    left join known_differences
        on
            edit_balances.publication_id = known_differences.publication_id
            and edit_balances.edit_id = known_differences.edit_id
    where
        edit_balances.lost_count = 1
        and edit_balances.lost_sum is not null
        and edit_balances.member_count > 1
        and known_differences.edit_id is null

)

select distinct
    forced.publication_id,
    case
        when deduced_cells.cell_id is null
            then concat(
                forced.cell_id, ' still follows from ', forced.edit_id,
                ': raise the variable deduction_rounds'
            )
        else concat(
            deduced_cells.cell_id, ' would be ', cast(deduced_cells.case_count as string), ' by ',
            deduced_cells.edit_id, ': another figure of that edit is wrong'
        )
    end as message
from forced
left join deduced_cells
    on forced.publication_id = deduced_cells.publication_id and forced.cell_id = deduced_cells.cell_id

union all

select
    publication_id,
    concat(
        'the ', cast(lost_count as string), ' lost cells of ', edit_id, ' would add up to ', cast(lost_sum as string),
        ': another figure of that edit is wrong'
    ) as message
from edit_balances
where lost_count > 1 and lost_sum < 0
