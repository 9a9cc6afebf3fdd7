{{ behind_the_gate() }}

with affair_months as (

    select * from {{ ref('int_affair_months') }}

),

monthly_cells as (

    select * from {{ ref('resolved_cells') }}
    where table_name = 'monthly' and role = 'month'

),

affairs as (

    select * from {{ ref('stg_affair_register') }}

),

annual_cells as (

    select * from {{ ref('resolved_cells') }}
    where table_name = 'annual' and role = 'affair' and period = 'current'

),

printed_months as (

    select
        publication_id,
        affair_id,
        case when count(*) = count(value) then sum(value) end as case_count
    from monthly_cells
    group by publication_id, affair_id

),

{# Affairs whose months that stand in the print make their annual figure, so that the others are zero. Behind the gate
   these are all but those with a declared difference and those with a lost figure. #}
complete_affairs as (

    select
        annual_cells.publication_id,
        annual_cells.affair_id
    from annual_cells
    left join printed_months
        on
            annual_cells.publication_id = printed_months.publication_id
            and annual_cells.affair_id = printed_months.affair_id
    where
        annual_cells.value = printed_months.case_count
        or (annual_cells.value = 0 and printed_months.affair_id is null)

),

{# Before the affair began there is nothing to count. #}
statuses as (

    select
        affair_months.*,
        monthly_cells.value,
        case
            when monthly_cells.cell_id is not null then monthly_cells.cell_status
            when affair_months.annual_status = 'not_applicable' or affair_months.month < affair_months.started_month
                then 'not_applicable'
            when complete_affairs.affair_id is not null then 'implied_zero'
            else 'lost'
        end as cell_status,
        monthly_cells.cell_id,
        monthly_cells.source_line

    from affair_months
    left join monthly_cells
        on
            affair_months.publication_id = monthly_cells.publication_id
            and affair_months.affair_id = monthly_cells.affair_id
            and affair_months.month = monthly_cells.month
    left join complete_affairs
        on
            affair_months.publication_id = complete_affairs.publication_id
            and affair_months.affair_id = complete_affairs.affair_id

),

final as (

    select
        statuses.publication_id,
        statuses.section,
        statuses.affair_id,
        affairs.affair_name,
        affairs.affair_name_en,
        statuses.activity,
        statuses.legal_basis_id,
        statuses.month,
        statuses.fiscal_year,
        case when statuses.cell_status = 'implied_zero' then 0 else statuses.value end as case_count,
        statuses.cell_status,
        statuses.cell_id,
        statuses.source_line

    from statuses
    left join affairs on statuses.affair_id = affairs.affair_id

)

select * from final
