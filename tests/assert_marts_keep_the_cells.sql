-- The published counts add up to the cells of the ledger, by legal basis and fiscal year.
-- The edits compare cells; this compares what people query, after all joins that could drop or double a row.
-- Cells, not printed totals, are compared, so that a declared difference exempts nothing.

with annual_cells as (

    select
        publication_id,
        legal_basis_id,
        fiscal_year,
        sum(value) as cell_sum
    from {{ ref('resolved_cells') }}
    where table_name = 'annual' and role = 'affair'
    group by publication_id, legal_basis_id, fiscal_year

),

annual_mart as (

    select
        publication_id,
        legal_basis_id,
        fiscal_year,
        sum(case_count) as mart_sum
    from {{ ref('annual_counts') }}
    group by publication_id, legal_basis_id, fiscal_year

),

monthly_cells as (

    select
        publication_id,
        legal_basis_id,
        sum(value) as cell_sum
    from {{ ref('resolved_cells') }}
    where table_name = 'monthly' and role = 'month'
    group by publication_id, legal_basis_id

),

monthly_mart as (

    select
        publication_id,
        legal_basis_id,
        sum(case_count) as mart_sum,
        count(*) as row_count,
        count(distinct affair_id) * 12 as expected_row_count
    from {{ ref('monthly_counts') }}
    group by publication_id, legal_basis_id

)

select
    coalesce(annual_cells.publication_id, annual_mart.publication_id) as publication_id,
    concat(
        'annual_counts, ', coalesce(annual_cells.legal_basis_id, annual_mart.legal_basis_id), ': the mart has ',
        coalesce(cast(annual_mart.mart_sum as string), 'nothing'), ', the cells ',
        coalesce(cast(annual_cells.cell_sum as string), 'nothing')
    ) as message
from annual_cells
full outer join annual_mart
    on
        annual_cells.publication_id = annual_mart.publication_id
        and annual_cells.legal_basis_id = annual_mart.legal_basis_id
        and annual_cells.fiscal_year = annual_mart.fiscal_year
where annual_cells.cell_sum is distinct from annual_mart.mart_sum

union all

select
    monthly_mart.publication_id,
    concat(
        'monthly_counts, ', monthly_mart.legal_basis_id, ': the mart has ',
        coalesce(cast(monthly_mart.mart_sum as string), 'nothing'), ' in ', cast(monthly_mart.row_count as string),
        ' rows, the cells ', coalesce(cast(monthly_cells.cell_sum as string), 'nothing')
    ) as message
from monthly_mart
left join monthly_cells
    on
        monthly_mart.publication_id = monthly_cells.publication_id
        and monthly_mart.legal_basis_id = monthly_cells.legal_basis_id
where
    coalesce(monthly_cells.cell_sum, 0) is distinct from coalesce(monthly_mart.mart_sum, 0)
    or monthly_mart.row_count <> monthly_mart.expected_row_count
