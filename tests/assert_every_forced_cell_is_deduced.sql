-- No edit is left with exactly one unknown cell after the last round of deduction.
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

edit_sums as (

    select * from {{ ref('edit_sums') }}

),

edit_balances as (

    select * from {{ ref('edit_balances') }}

),

known_differences as (

    select * from {{ ref('stg_known_differences') }}

),

open_edits as (

    select
        edit_members.publication_id,
        edit_members.edit_id,
        max(edit_members.cell_id) as cell_id,
        count(*) as lost_count

    from edit_members
    where
        exists (
            select 1
            from lost_cells
            where
                edit_members.publication_id = lost_cells.publication_id
                and edit_members.cell_id = lost_cells.cell_id
        )
    group by edit_members.publication_id, edit_members.edit_id

),

forced as (

    select open_edits.*
    from open_edits
    left join known_differences
        on
            open_edits.publication_id = known_differences.publication_id
            and open_edits.edit_id = known_differences.edit_id
    inner join edit_sums
        on open_edits.publication_id = edit_sums.publication_id and open_edits.edit_id = edit_sums.edit_id
    where
        open_edits.lost_count = 1
        and known_differences.edit_id is null
        and edit_sums.total_count = 1
        and edit_sums.member_count > 1

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
