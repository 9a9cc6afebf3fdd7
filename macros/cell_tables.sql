{#- The printed tables other than the months, each as cells: CTEs that `cells` puts under one another and `edit_sums`
    adds up. -#}
{% macro cell_tables() -%}
annual_counts as (

    select * from {{ ref('int_annual_counts') }}

),

totals as (

    select * from {{ ref('stg_printed_totals') }}

),

sections as (

    select * from {{ ref('int_publication_sections') }}

),

publications as (

    select * from {{ ref('stg_publication_register') }}

),

earlier_editions as (

    select
        later.publication_id,
        later.publication_no,
        max(earlier.publication_id) as earlier_publication_id,
        max(earlier.publication_no) as earlier_publication_no

    from publications as later
    inner join publications as earlier
        on
            later.publisher_code = earlier.publisher_code
            and later.fiscal_year = earlier.fiscal_year + 1
    group by later.publication_id, later.publication_no

),

statements as (

    select * from {{ ref('stg_printed_statements') }}

),

users as (

    select * from {{ ref('stg_printed_authenticated_users') }}

),

training as (

    select * from {{ ref('stg_printed_training_attendance') }}

),

inspections as (

    select * from {{ ref('stg_printed_inspections') }}

),

offices as (

    select * from {{ ref('stg_printed_inspected_offices') }}

),

{# What the edition before printed of the same figure: figures of another publication, against which this one is
   checked. #}
earlier_annual_cells as (

    select
        earlier_editions.publication_id,
        concat('earlier_edition/', earlier.affair_id, '/', cast(earlier.fiscal_year as string)) as cell_id,
        'printed_annual_counts' as seed_name,
        'earlier_edition' as table_name,
        'affair' as role,
        earlier.printed_name as row_label,
        {{ fiscal_year_label('earlier.fiscal_year') }} as column_label,
        earlier.annex,
        earlier.affair_id,
        earlier.affair_no,
        earlier_editions.publication_no,
        earlier.fiscal_year,
        earlier.case_count as value,
        earlier.cell_status,
        cast(null as integer) as source_line

    from annual_counts as earlier
    inner join earlier_editions on earlier.publication_no = earlier_editions.earlier_publication_no
    where
        exists (
            select 1
            from annual_counts as later
            where
                later.publication_no = earlier_editions.publication_no
                and later.affair_no = earlier.affair_no
                and later.annex = earlier.annex
                and later.fiscal_year = earlier.fiscal_year
        )

),

earlier_total_cells as (

    select
        earlier_editions.publication_id,
        concat('earlier_edition/', earlier.section, '/', cast(earlier.fiscal_year as string)) as cell_id,
        'printed_totals' as seed_name,
        'earlier_edition' as table_name,
        'total' as role,
        concat(earlier.section, ' ', earlier.role) as row_label,
        {{ fiscal_year_label('earlier.fiscal_year') }} as column_label,
        sections.annex,
        earlier.fiscal_year,
        earlier.value,
        'printed' as cell_status,
        cast(null as integer) as source_line

    from totals as earlier
    inner join earlier_editions on earlier.publication_id = earlier_editions.earlier_publication_id
    left join sections
        on earlier_editions.publication_id = sections.publication_id and earlier.section = sections.section
    where
        sections.table_name = 'annual'
        and exists (
            select 1
            from totals as later
            where
                later.publication_id = earlier_editions.publication_id
                and later.section = earlier.section
                and later.role = earlier.role
                and later.fiscal_year = earlier.fiscal_year
        )

),

annual_cells as (

    select
        publication_id,
        {{ annual_cell_id('coalesce(affair_id, printed_name)', 'fiscal_year') }} as cell_id,
        'printed_annual_counts' as seed_name,
        'annual' as table_name,
        'affair' as role,
        printed_name as row_label,
        {{ fiscal_year_label('fiscal_year') }} as column_label,
        annex,
        activity,
        legal_basis_id,
        affair_id,
        affair_no,
        publication_no,
        fiscal_year,
        period,
        case_count as value,
        cell_status,
        source_line

    from annual_counts

),

total_cells as (

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
        case when totals.fiscal_year = publications.fiscal_year then 'current' else 'earlier' end as period,
        totals.value,
        'printed' as cell_status,
        totals.source_line

    from totals
    inner join publications on totals.publication_id = publications.publication_id
    left join sections
        on totals.publication_id = sections.publication_id and totals.section = sections.section

),

statement_cells as (

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
        'printed' as cell_status,
        statements.source_line

    from statements
    inner join publications on statements.publication_id = publications.publication_id
    left join sections
        on statements.publication_id = sections.publication_id and statements.subject = sections.section
    left join inspections
        on
            statements.publication_id = inspections.publication_id
            and statements.subject = inspections.inspection_id

),

user_cells as (

    select
        users.publication_id,
        concat('users/', users.division_name) as cell_id,
        'printed_authenticated_users' as seed_name,
        'users' as table_name,
        'division' as role,
        users.division_name as row_label,
        'users' as column_label,
        publications.fiscal_year,
        'current' as period,
        users.user_count as value,
        'printed' as cell_status,
        users.source_line

    from users
    inner join publications on users.publication_id = publications.publication_id

),

training_cells as (

    select
        publication_id,
        concat('training/', session_id, '/', audience) as cell_id,
        'printed_training_attendance' as seed_name,
        'training' as table_name,
        'attendees' as role,
        session_id as row_label,
        audience as column_label,
        attendee_count as value,
        cell_status,
        source_line

    from training

),

inspection_cells as (

    select
        publication_id,
        concat('inspections/', inspection_id) as cell_id,
        'printed_inspections' as seed_name,
        'inspections' as table_name,
        inspection_kind as role,
        inspection_id as row_label,
        'offices' as column_label,
        inspection_id,
        is_planned,
        fiscal_year,
        office_count as value,
        cell_status,
        source_line

    from inspections

),

{# A listed office is no number; it is a row that a count edit counts. #}
office_cells as (

    select
        publication_id,
        concat('offices/', inspection_id, '/', office_name) as cell_id,
        'printed_inspected_offices' as seed_name,
        'offices' as table_name,
        'office' as role,
        office_name as row_label,
        inspection_id as column_label,
        inspection_id,
        cast(null as bigint) as value,
        'not_applicable' as cell_status,
        source_line

    from offices

)
{%- endmacro %}
