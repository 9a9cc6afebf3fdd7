{#- What the registers and the rows of a publication say must, or may, be printed: all totals of the registered
    sections, each affair in each year of its table, and the months of each affair. -#}
with printed_years as (

    select distinct
        publication_id,
        annex,
        fiscal_year
    from {{ ref('stg_printed_annual_counts') }}

),

expected_affairs as (

    select * from {{ ref('int_expected_affairs') }}

),

affairs as (

    select * from {{ ref('stg_affair_register') }}

),

sections as (

    select * from {{ ref('int_publication_sections') }}

),

publications as (

    select * from {{ ref('stg_publication_register') }}

),

months as (

    {{ months_of_any_fiscal_year() }}

),

years as (

    select
        printed_years.publication_id,
        printed_years.annex,
        printed_years.fiscal_year,
        {{ period_of('printed_years.fiscal_year', 'publications.fiscal_year') }} as period

    from printed_years
    inner join publications on printed_years.publication_id = publications.publication_id

),

annual_cells as (

    select
        expected_affairs.publication_id,
        {{ annual_cell_id('coalesce(expected_affairs.affair_id, expected_affairs.affair_name)', 'years.fiscal_year') }} as cell_id,
        'annual' as table_name,
        'affair' as role,
        expected_affairs.affair_name as row_label,
        {{ fiscal_year_label('years.fiscal_year') }} as column_label,
        expected_affairs.annex,
        affairs.activity,
        affairs.legal_basis_id,
        expected_affairs.affair_id,
        years.fiscal_year,
        years.period,
        expected_affairs.may_be_absent

    from expected_affairs
    inner join years
        on expected_affairs.publication_id = years.publication_id and expected_affairs.annex = years.annex
    left join affairs on expected_affairs.affair_id = affairs.affair_id

),

affair_months as (

    select
        annual_cells.publication_id,
        sections.section,
        annual_cells.affair_id,
        annual_cells.row_label,
        annual_cells.annex,
        annual_cells.activity,
        annual_cells.legal_basis_id,
        annual_cells.fiscal_year,
        annual_cells.period,
        {{ month_of_fiscal_year('annual_cells.fiscal_year', 'months.month_no') }} as month

    from annual_cells
    cross join months
    inner join sections
        on
            annual_cells.publication_id = sections.publication_id
            and annual_cells.legal_basis_id = sections.legal_basis_id
    where annual_cells.period = 'current' and sections.table_name = 'monthly'

),

monthly_cells as (

    select
        publication_id,
        {{ monthly_cell_id('section', 'affair_id', 'month') }} as cell_id,
        'monthly' as table_name,
        'month' as role,
        row_label,
        {{ month_label('month') }} as column_label,
        annex,
        activity,
        legal_basis_id,
        affair_id,
        month,
        fiscal_year,
        period,
        true as may_be_absent

    from affair_months

),

section_roles as (

    select
        sections.publication_id,
        sections.section,
        sections.table_name,
        sections.annex,
        sections.activity,
        sections.legal_basis_id,
        sections.fiscal_year,
        case
            when sections.table_name = 'summary' and sections.legal_basis_id is null then 'grand_total'
            when sections.table_name = 'summary' then 'line'
            when sections.table_name = 'monthly' then 'subtotal'
            else 'total'
        end as role

    from sections

),

{# An annual table has a total in every year, every other section one of its own year. #}
section_totals as (

    select
        section_roles.publication_id,
        section_roles.section,
        section_roles.table_name,
        section_roles.annex,
        section_roles.activity,
        section_roles.legal_basis_id,
        section_roles.role,
        coalesce(years.fiscal_year, section_roles.fiscal_year) as fiscal_year,
        coalesce(years.period, 'current') as period

    from section_roles
    left join years
        on
            section_roles.table_name = 'annual'
            and section_roles.publication_id = years.publication_id
            and section_roles.annex = years.annex

),

total_cells as (

    select
        publication_id,
        {{ total_cell_id('table_name', 'section', 'role', 'fiscal_year') }} as cell_id,
        table_name,
        {{ total_role('role', 'annex') }} as role,
        concat(section, ' ', role) as row_label,
        {{ fiscal_year_label('fiscal_year') }} as column_label,
        annex,
        activity,
        legal_basis_id,
        fiscal_year,
        period,
        false as may_be_absent

    from section_totals

),

final as (

    {{ union_cells(
        {
            'annual_cells': ['annex', 'activity', 'legal_basis_id', 'affair_id', 'fiscal_year', 'period'],
            'monthly_cells': [
                'annex', 'activity', 'legal_basis_id', 'affair_id', 'month', 'fiscal_year', 'period'
            ],
            'total_cells': ['annex', 'activity', 'legal_basis_id', 'fiscal_year', 'period'],
        },
        also=['may_be_absent']
    ) }}

)

select * from final
