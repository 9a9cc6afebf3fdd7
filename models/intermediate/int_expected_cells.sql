{#- What the registers and the rows of a publication say must, or may, be printed: all totals of the registered
    sections, each listed affair in each year of its table, the months of the affairs, and affairs that the register of names
    or the edition before has beside those that are listed. -#}
with affair_months as (

    select * from {{ ref('int_affair_months') }}

),

printed_years as (

    select distinct
        publication_id,
        annex,
        fiscal_year
    from {{ ref('stg_printed_annual_counts') }}

),

printed_affairs as (

    select * from {{ ref('stg_printed_affairs') }}

),

names as (

    select * from {{ ref('stg_printed_affair_names') }}

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

earlier_editions as (

    select * from {{ ref('int_earlier_editions') }}

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

listed_affairs as (

    select
        printed_affairs.publication_id,
        printed_affairs.annex,
        printed_affairs.affair_name,
        names.affair_id

    from printed_affairs
    inner join publications on printed_affairs.publication_id = publications.publication_id
    left join names
        on
            publications.names_as_in = names.publication_id
            and names.section = concat('annex', cast(printed_affairs.annex as string))
            and printed_affairs.affair_name = names.affair_name

),

named_publications as (

    select
        publication_id,
        names_as_in,
        true as is_own
    from publications

    union all

    select
        earlier_editions.publication_id,
        publications.names_as_in,
        false as is_own
    from earlier_editions
    inner join publications on earlier_editions.earlier_publication_id = publications.publication_id

),

annexes as (

    select distinct
        publication_id,
        annex
    from printed_years

),

unlisted_affairs as (

    select
        annexes.publication_id,
        annexes.annex,
        coalesce(
            min(case when named_publications.is_own then names.affair_name end), min(names.affair_name)
        ) as affair_name,
        names.affair_id

    from annexes
    inner join named_publications on annexes.publication_id = named_publications.publication_id
    inner join names
        on
            named_publications.names_as_in = names.publication_id
            and names.section = concat('annex', cast(annexes.annex as string))
    where
        not exists (
            select 1
            from listed_affairs
            where
                annexes.publication_id = listed_affairs.publication_id
                and names.affair_id = listed_affairs.affair_id
        )
    group by annexes.publication_id, annexes.annex, names.affair_id

),

annual_affairs as (

    select
        *,
        false as may_be_absent
    from listed_affairs

    union all

    select
        *,
        true as may_be_absent
    from unlisted_affairs

),

annual_cells as (

    select
        annual_affairs.publication_id,
        {{ annual_cell_id('coalesce(annual_affairs.affair_id, annual_affairs.affair_name)', 'years.fiscal_year') }} as cell_id,
        'annual' as table_name,
        'affair' as role,
        annual_affairs.affair_name as row_label,
        {{ fiscal_year_label('years.fiscal_year') }} as column_label,
        annual_affairs.annex,
        affairs.activity,
        affairs.legal_basis_id,
        annual_affairs.affair_id,
        years.fiscal_year,
        years.period,
        annual_affairs.may_be_absent

    from annual_affairs
    inner join years
        on annual_affairs.publication_id = years.publication_id and annual_affairs.annex = years.annex
    left join affairs on annual_affairs.affair_id = affairs.affair_id

),

monthly_cells as (

    select
        publication_id,
        {{ monthly_cell_id('section', 'affair_id', 'month') }} as cell_id,
        'monthly' as table_name,
        'month' as role,
        printed_name as row_label,
        {{ month_label('month') }} as column_label,
        annex,
        activity,
        legal_basis_id,
        affair_id,
        month,
        fiscal_year,
        'current' as period,
        true as may_be_absent

    from affair_months
    where section is not null

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
