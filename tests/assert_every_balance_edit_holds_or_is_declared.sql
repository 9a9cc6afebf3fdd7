-- The gate: an edit that does not balance stops everything behind it, unless it is declared to the digit.
-- A declaration that no longer fits its edit fails too, so that the register never outlives its reason.
-- Found and declared faults are compared as sets; a test on the difference alone would let NULL pass.

with reconciliation as (

    select * from {{ ref('reconciliation') }}

),

known_differences as (

    select * from {{ ref('stg_known_differences') }}

),

{# Where the edition before has the figure under another id. #}
moved as (

    select
        members.publication_id,
        members.edit_id,
        {{ join_text(
            "concat('; before as ', cells.earlier_affair_id, ' on line ', cells.earlier_source_line, ' of ', cells.earlier_publication_id)",
            "", "cells.cell_id"
        ) }} as places

    from {{ ref('int_moved_cells') }} as cells
    inner join {{ ref('edit_members') }} as members
        on cells.publication_id = members.publication_id and cells.cell_id = members.cell_id
    group by members.publication_id, members.edit_id

),

undeclared as (

    select
        reconciliation.publication_id,
        reconciliation.edit_id,
        concat(
            description, ' [', reconciliation.edit_id, ']: printed ', coalesce(cast(printed as string), 'nothing'),
            ', computed ', coalesce(cast(computed as string), 'unknown'),
            ', difference ', coalesce(cast(difference as string), 'unknown'),
            '; ', case when source_line is null then 'no line' else concat('line ', cast(source_line as string)) end,
            ' of ', reconciliation.publication_id, coalesce(moved.places, '')
        ) as message
    from reconciliation
    left join moved
        on reconciliation.publication_id = moved.publication_id and reconciliation.edit_id = moved.edit_id
    where reconciliation.status not in ('balanced', 'accepted')

),

outdated as (

    select
        known_differences.publication_id,
        known_differences.edit_id,
        concat(
            'seeds/registers/known_differences.csv: ', known_differences.publication_id, ' declares ',
            coalesce(cast(known_differences.difference as string), 'nothing evaluable'),
            ' for ', known_differences.edit_id, ', which ', case
                when reconciliation.edit_id is null then 'is no edit'
                when reconciliation.status = 'balanced' then 'balances now'
                else 'differs by another amount'
            end, ': correct or remove the declaration'
        ) as message
    from known_differences
    left join reconciliation
        on
            known_differences.publication_id = reconciliation.publication_id
            and known_differences.edit_id = reconciliation.edit_id
    where coalesce(reconciliation.status, 'missing') <> 'accepted'

)

select * from undeclared
union all
select * from outdated
