{{ behind_the_gate() }}

with statements as (

    select * from {{ ref('stg_printed_statements') }}

),

statement_cells as (

    select * from {{ ref('resolved_cells') }}
    where table_name = 'statement'

),

codes as (

    select * from {{ ref('stg_code_register') }}

),

final as (

    select
        statements.publication_id,
        {{ code_names('statements', 'statement') }},
        statements.subject,
        statement_cells.value,
        statement_cells.cell_status,
        statements.since,
        statements.source_line

    from statements
    inner join statement_cells
        on
            statements.publication_id = statement_cells.publication_id
            and statements.statement = statement_cells.role
            and statements.subject = statement_cells.column_label
    {{ join_code_names('statements', {'statement': 'statement'}) }}

)

select * from final
