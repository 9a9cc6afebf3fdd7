-- Every status and verdict is one of those that the public contract fixes.
-- Whoever reads the tables sorts by these words: a misspelt one would fall out of every count of his.
-- Read where they arise and before the gate, because a red build has the verdicts, and only it.

with statuses as (

    select
        publication_id,
        cell_id as place,
        coalesce(cell_status, 'nothing') as status,
        coalesce(cell_status, '') in ('printed', 'derived', 'implied_zero', 'not_applicable', 'lost') as is_permitted
    from {{ ref('resolved_cells') }}

    union all

    select
        publication_id,
        edit_id as place,
        coalesce(status, 'nothing') as status,
        coalesce(status, '') in ('balanced', 'broken', 'not_evaluable', 'accepted') as is_permitted
    from {{ ref('reconciliation') }}

    union all

    select
        publication_id,
        coalesce(cell_id, edit_ids) as place,
        coalesce(verdict, 'nothing') as status,
        coalesce(verdict, '') in ('unique', 'ranked', 'candidates', 'multiple', 'timeout', 'unexplained') as is_permitted
    from {{ ref('suspect_cells') }}

)

select
    *,
    concat(publication_id, ': ', place, ' is ', status, ', which the public contract does not know') as message
from statuses
where not is_permitted
