with publications as (

    select * from {{ ref('stg_publication_register') }}

),

sections as (

    select * from {{ ref('stg_printed_sections') }}

),

final as (

    select
        publications.publication_id,
        publications.fiscal_year,
        sections.section,
        sections.table_name,
        sections.activity,
        sections.annex,
        sections.legal_basis_id

    from publications
    inner join sections on publications.names_as_in = sections.publication_id

)

select * from final
