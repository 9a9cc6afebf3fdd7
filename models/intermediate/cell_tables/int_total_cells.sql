with totals as (

    select * from {{ ref('stg_printed_totals') }}

),

sections as (

    select * from {{ ref('int_publication_sections') }}

),

publications as (

    select * from {{ ref('stg_publication_register') }}

),

final as (

    select
        totals.publication_id,
        {{ total_cell_id('sections.table_name', 'totals.section', 'totals.role', 'totals.fiscal_year') }} as cell_id,
        'printed_totals' as seed_name,
        sections.table_name,
        {{ total_role('totals.role', 'sections.annex') }} as role,
        concat(totals.section, ' ', totals.role) as row_label,
        {{ fiscal_year_label('totals.fiscal_year') }} as column_label,
        sections.annex,
        sections.activity,
        sections.legal_basis_id,
        totals.fiscal_year,
        {{ period_of('totals.fiscal_year', 'publications.fiscal_year') }} as period,
        totals.value,
        totals.cell_status,
        totals.source_line

    from totals
    inner join publications on totals.publication_id = publications.publication_id
    left join sections
        on totals.publication_id = sections.publication_id and totals.section = sections.section

)

select * from final
