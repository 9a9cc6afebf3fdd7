with annual_counts as (

    select * from {{ ref('int_annual_counts') }}

),

monthly_counts as (

    select * from {{ ref('int_monthly_counts') }}

),

totals as (

    select * from {{ ref('stg_printed_totals') }}

),

sections as (

    select * from {{ ref('stg_printed_sections') }}

),

publications as (

    select * from {{ ref('stg_publication_register') }}

),

earlier_editions as (

    select
        later.publication_id,
        max(earlier.publication_id) as earlier_publication_id

    from publications as later
    inner join publications as earlier
        on
            later.publisher_code = earlier.publisher_code
            and later.fiscal_year = earlier.fiscal_year + 1
    group by later.publication_id

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

{# What the edition before printed for the same affair and year: figures of another publication, against which
   this one is checked. #}
earlier_annual_cells as (

    select
        later.publication_id,
        concat('earlier_edition/', later.affair_id, '/', cast(later.fiscal_year as string)) as cell_id,
        'printed_annual_counts' as seed_name,
        'earlier_edition' as table_name,
        'affair' as role,
        earlier.printed_name as row_label,
        {{ fiscal_year_label('later.fiscal_year') }} as column_label,
        later.annex,
        later.affair_id,
        later.fiscal_year,
        earlier.case_count as value,
        earlier.cell_status,
        cast(null as integer) as source_line

    from annual_counts as later
    inner join earlier_editions on later.publication_id = earlier_editions.publication_id
    inner join annual_counts as earlier
        on
            earlier_editions.earlier_publication_id = earlier.publication_id
            and later.affair_id = earlier.affair_id
            and later.annex = earlier.annex
            and later.fiscal_year = earlier.fiscal_year

),

earlier_total_cells as (

    select
        later.publication_id,
        concat('earlier_edition/', later.section, '/', cast(later.fiscal_year as string)) as cell_id,
        'printed_totals' as seed_name,
        'earlier_edition' as table_name,
        'total' as role,
        concat(later.section, ' ', later.role) as row_label,
        {{ fiscal_year_label('later.fiscal_year') }} as column_label,
        sections.annex,
        later.fiscal_year,
        earlier.value,
        'printed' as cell_status,
        cast(null as integer) as source_line

    from totals as later
    inner join earlier_editions on later.publication_id = earlier_editions.publication_id
    inner join totals as earlier
        on
            earlier_editions.earlier_publication_id = earlier.publication_id
            and later.section = earlier.section
            and later.role = earlier.role
            and later.fiscal_year = earlier.fiscal_year
    inner join sections
        on
            later.publication_id = sections.publication_id
            and later.section = sections.section
            and sections.table_name = 'annual'

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
        fiscal_year,
        period,
        case_count as value,
        cell_status,
        source_line

    from annual_counts

),

monthly_cells as (

    select
        publication_id,
        {{ monthly_cell_id('section', 'coalesce(affair_id, printed_name)', 'month') }} as cell_id,
        'printed_monthly_counts' as seed_name,
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
        case_count as value,
        cell_status,
        source_line

    from monthly_counts

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

),

final as (

    {{ union_cells({
        'annual_cells': ['annex', 'activity', 'legal_basis_id', 'affair_id', 'fiscal_year', 'period'],
        'monthly_cells': ['annex', 'activity', 'legal_basis_id', 'affair_id', 'month', 'fiscal_year', 'period'],
        'total_cells': ['annex', 'activity', 'legal_basis_id', 'fiscal_year', 'period'],
        'statement_cells': ['annex', 'inspection_id', 'fiscal_year', 'period'],
        'user_cells': ['fiscal_year', 'period'],
        'training_cells': [],
        'inspection_cells': ['inspection_id', 'is_planned', 'fiscal_year'],
        'office_cells': ['inspection_id'],
        'earlier_annual_cells': ['annex', 'affair_id', 'fiscal_year'],
        'earlier_total_cells': ['annex', 'fiscal_year'],
    }) }}

)

select * from final
