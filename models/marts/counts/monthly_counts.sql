{{ behind_the_gate() }}

with affair_months as (

    select * from {{ ref('int_affair_months') }}

),

monthly_cells as (

    select * from {{ ref('resolved_cells') }}
    where table_name = 'monthly' and role = 'month'

),

{# A month that is not printed is zero: behind the gate the printed months already make the annual figure.
   Before the affair began there is nothing to count. #}
final as (

    select
        affair_months.publication_id,
        affair_months.section,
        affair_months.affair_id,
        affair_months.activity,
        affair_months.legal_basis_id,
        affair_months.month,
        affair_months.fiscal_year,
        case
            when monthly_cells.cell_id is not null then monthly_cells.value
            when affair_months.annual_status = 'not_applicable' or affair_months.month < affair_months.started_month then null
            else 0
        end as case_count,
        case
            when monthly_cells.cell_id is not null then monthly_cells.cell_status
            when affair_months.annual_status = 'not_applicable' or affair_months.month < affair_months.started_month
                then 'not_applicable'
            else 'implied_zero'
        end as cell_status,
        monthly_cells.cell_id,
        monthly_cells.source_line

    from affair_months
    left join monthly_cells
        on
            affair_months.publication_id = monthly_cells.publication_id
            and affair_months.affair_id = monthly_cells.affair_id
            and affair_months.month = monthly_cells.month

)

select * from final
