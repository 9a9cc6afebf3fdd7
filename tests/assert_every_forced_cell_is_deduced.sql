-- No edit is left with exactly one unknown cell after the last round of deduction.
-- Rounds are a fixed number, so that the same SQL runs on every engine; this says when the number is too small.
-- A forced count below zero is no deduction but a contradiction, and is named as such.
-- It waits for the suspects, so that they are built and shown beside it.
-- depends_on: {{ ref('reconciliation') }}
-- depends_on: {{ ref('suspect_cells') }}

with edit_members as (

    select * from {{ ref('edit_members') }}
    where counting = 'sum'

),

lost_cells as (

    select * from {{ ref('resolved_cells') }}
    where cell_status = 'lost'

),

deduced_cells as (

    select * from {{ ref('deduced_cells') }}

),

open_edits as (

    select
        edit_members.publication_id,
        edit_members.edit_id,
        max(edit_members.cell_id) as cell_id

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
    having count(*) = 1

)

select distinct
    open_edits.publication_id,
    case
        when deduced_cells.cell_id is null
            then concat(
                open_edits.cell_id, ' still follows from ', open_edits.edit_id,
                ': raise the variable deduction_rounds'
            )
        else concat(
            deduced_cells.cell_id, ' would be ', cast(deduced_cells.case_count as string), ' by ',
            deduced_cells.edit_id, ': another figure of that edit is wrong'
        )
    end as message
from open_edits
left join deduced_cells
    on open_edits.publication_id = deduced_cells.publication_id and open_edits.cell_id = deduced_cells.cell_id
