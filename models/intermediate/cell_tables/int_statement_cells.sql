with sections as (

    select * from {{ ref('int_publication_sections') }}

),

publications as (

    select * from {{ ref('stg_publication_register') }}

),

statements as (

    select * from {{ ref('stg_printed_statements') }}

),

inspections as (

    select * from {{ ref('stg_printed_inspections') }}

),

final as (

    select
        statements.publication_id,
        concat('statement/', statements.statement, '/', statements.subject) as cell_id,
        'printed_statements' as seed_name,
        'statement' as table_name,
        statements.statement as role,
        statements.statement as row_label,
        statements.subject as column_label,
        sections.annex,
        inspections.inspection_id,
        publications.fiscal_year,
        'current' as period,
        statements.value,
        statements.cell_status,
        statements.source_line

    from statements
    inner join publications on statements.publication_id = publications.publication_id
    left join sections
        on statements.publication_id = sections.publication_id and statements.subject = sections.section
    left join inspections
        on
            statements.publication_id = inspections.publication_id
            and statements.subject = inspections.inspection_id

)

select * from final
