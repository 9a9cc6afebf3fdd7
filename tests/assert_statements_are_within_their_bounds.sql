-- No statement of the prose is more than the other one that bounds it: no sum holds the smaller one.
-- A figure that was deduced is bound as a printed one is; one that is unknown bounds nothing.
-- It is a test of its own, as it waits for deduced figures: what else is inconsistent is named though nothing can be deduced.

with statements as (

    select
        publication_id,
        cell_id,
        role as statement,
        column_label as subject,
        value,
        source_line
    from {{ ref('resolved_cells') }}
    where table_name = 'statement'

),

bounds as (

    select *
    from
        (
            values
            ('affairs_used', 'affairs_permitted'),
            ('offices_with_findings', 'offices_audited')
        ) as bounds (statement, most)

)

select
    statements.publication_id,
    statements.source_line,
    concat(
        statements.publication_id, ' line ', coalesce(cast(statements.source_line as string), 'unknown'), ': ',
        statements.cell_id, ': ', cast(statements.value as string), ' is more than the ',
        cast(most.value as string), ' of ', bounds.most
    ) as message

from statements
inner join bounds on statements.statement = bounds.statement
inner join statements as most
    on
        statements.publication_id = most.publication_id
        and statements.subject = most.subject
        and bounds.most = most.statement
where statements.value > most.value
