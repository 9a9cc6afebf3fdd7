{{ behind_the_gate() }}

with statements as (

    select * from {{ ref('stg_printed_statements') }}

),

codes as (

    select * from {{ ref('stg_code_register') }}

),

final as (

    select
        statements.publication_id,
        {{ code_names('statements', 'statement') }},
        statements.subject,
        statements.value,
        statements.since,
        statements.source_line

    from statements
    {{ join_code_names('statements', {'statement': 'statement'}) }}

)

select * from final
