{#- Months that a listed affair does not print, in publications with a broken edit: a row that was lost whole is
    no cell, yet it can be what breaks an edit. -#}
with broken as (

    select distinct publication_id
    from {{ ref('edit_balances') }}
    where status = 'broken'

),

annual_counts as (

    select * from {{ ref('int_annual_counts') }}
    where period = 'current' and affair_id is not null

),

sections as (

    select * from {{ ref('stg_printed_sections') }}
    where table_name = 'monthly'

),

cells as (

    select * from {{ ref('cells') }}
    where table_name = 'monthly' and role = 'month'

),

edit_members as (

    select * from {{ ref('edit_members') }}
    where counting = 'sum'

),

months as (

    select * from (values {% for month_no in range(12) %}({{ month_no }}){{ ', ' if not loop.last }}{% endfor %}) as months (month_no)

),

calendar as (

    select
        annual_counts.publication_id,
        sections.section,
        annual_counts.affair_id,
        annual_counts.printed_name,
        annual_counts.legal_basis_id,
        {{ month_of_fiscal_year('annual_counts.fiscal_year', 'months.month_no') }} as month

    from annual_counts
    inner join broken on annual_counts.publication_id = broken.publication_id
    inner join sections
        on
            annual_counts.publication_id = sections.publication_id
            and annual_counts.legal_basis_id = sections.legal_basis_id
    cross join months

),

missing as (

    select
        calendar.publication_id,
        concat(
            'monthly/', calendar.section, '/', calendar.affair_id, '/', substr(cast(calendar.month as string), 1, 7)
        ) as cell_id,
        calendar.section,
        calendar.affair_id,
        calendar.printed_name,
        calendar.legal_basis_id,
        calendar.month

    from calendar
    left join cells
        on
            calendar.publication_id = cells.publication_id
            and calendar.affair_id = cells.affair_id
            and calendar.month = cells.month
    where cells.cell_id is null

),

{# The row would stand in the edits of its affair and of its section. #}
edits_of_affairs as (

    select distinct
        edit_members.publication_id,
        edit_members.edit_id,
        missing.cell_id

    from missing
    inner join edit_members
        on
            missing.publication_id = edit_members.publication_id
            and edit_members.edit_id = concat('months_add_up_to_annual_count/', missing.affair_id)

),

edits_of_sections as (

    select distinct
        edit_members.publication_id,
        edit_members.edit_id,
        missing.cell_id

    from missing
    inner join edit_members
        on
            missing.publication_id = edit_members.publication_id
            and edit_members.edit_id = concat('months_add_up_to_subtotal/', missing.legal_basis_id)

),

final as (

    select
        missing.publication_id,
        missing.cell_id,
        missing.section,
        missing.affair_id,
        missing.printed_name,
        missing.month,
        edits_of_affairs.edit_id as line_edit_id,
        edits_of_sections.edit_id as column_edit_id

    from missing
    left join edits_of_affairs
        on
            missing.publication_id = edits_of_affairs.publication_id
            and missing.cell_id = edits_of_affairs.cell_id
    left join edits_of_sections
        on
            missing.publication_id = edits_of_sections.publication_id
            and missing.cell_id = edits_of_sections.cell_id

)

select * from final
