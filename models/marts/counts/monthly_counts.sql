{{ behind_the_gate() }}

with annual_counts as (

    select * from {{ ref('int_annual_counts') }}
    where period = 'current'

),

affairs as (

    select * from {{ ref('stg_affair_register') }}

),

sections as (

    select * from {{ ref('stg_printed_sections') }}
    where table_name = 'monthly'

),

monthly_cells as (

    select * from {{ ref('resolved_cells') }}
    where table_name = 'monthly' and role = 'month'

),

months as (

    select * from (values {% for month_no in range(12) %}({{ month_no }}){{ ', ' if not loop.last }}{% endfor %}) as months (month_no)

),

calendar as (

    select
        annual_counts.publication_id,
        sections.section,
        annual_counts.affair_id,
        annual_counts.activity,
        annual_counts.legal_basis_id,
        annual_counts.fiscal_year,
        {{ month_of_fiscal_year('annual_counts.fiscal_year', 'months.month_no') }} as month,
        annual_counts.cell_status as annual_status,
        affairs.started_month

    from annual_counts
    cross join months
    inner join affairs on annual_counts.affair_id = affairs.affair_id
    left join sections
        on
            annual_counts.publication_id = sections.publication_id
            and annual_counts.legal_basis_id = sections.legal_basis_id

),

{# A month that is not printed is zero: behind the gate the printed months already make the annual figure.
   Before the affair began there is nothing to count. #}
final as (

    select
        calendar.publication_id,
        calendar.section,
        calendar.affair_id,
        calendar.activity,
        calendar.legal_basis_id,
        calendar.month,
        calendar.fiscal_year,
        case
            when monthly_cells.cell_id is not null then monthly_cells.value
            when calendar.annual_status = 'not_applicable' or calendar.month < calendar.started_month then null
            else 0
        end as case_count,
        case
            when monthly_cells.cell_id is not null then monthly_cells.cell_status
            when calendar.annual_status = 'not_applicable' or calendar.month < calendar.started_month
                then 'not_applicable'
            else 'implied_zero'
        end as cell_status,
        monthly_cells.cell_id,
        monthly_cells.source_line

    from calendar
    left join monthly_cells
        on
            calendar.publication_id = monthly_cells.publication_id
            and calendar.affair_id = monthly_cells.affair_id
            and calendar.month = monthly_cells.month

)

select * from final
