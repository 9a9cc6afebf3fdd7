-- The gate: an edit that does not balance stops everything behind it, unless it is declared to the digit.
-- A declaration that no longer fits its edit fails too, so that the register never outlives its reason.
-- Found and declared faults are compared as sets; a test on the difference alone would let NULL pass.

with reconciliation as (

    select * from {{ ref('reconciliation') }}

),

known_differences as (

    select * from {{ ref('stg_known_differences') }}

),

undeclared as (

    select
        publication_id,
        edit_id,
        concat(
            description, ' [', edit_id, ']: printed ', coalesce(cast(printed as string), 'nothing'),
            ', computed ', coalesce(cast(computed as string), 'unknown'),
            ', difference ', coalesce(cast(difference as string), 'unknown'),
            '; ', case when source_line is null then 'no line' else concat('line ', cast(source_line as string)) end,
            ' of ', publication_id
        ) as message
    from reconciliation
    where status not in ('balanced', 'accepted')

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
