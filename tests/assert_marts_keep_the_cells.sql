-- The published counts are the cells of the ledger, none lost or doubled, and every listed affair has its twelve months.
-- The edits compare cells; this compares what people query, after all joins that could drop or double a row.
-- Cells, not printed totals, are compared, so that a declared difference exempts nothing. What is expected never comes
-- from the mart itself, and both sides are added up together, so that neither can be missing. The yearly tables have what
-- the newest edition prints; use and provision are all there is: an affair of neither would be in the total of a year alone.

with listed_affairs as (

    select * from {{ ref('int_annual_counts') }}

),

cells as (

    select * from {{ ref('resolved_cells') }}

),

continued_affairs as (

    select * from {{ ref('stg_continued_affairs') }}

),

{# The ids of a publisher's publications are in the order of their years. #}
newest_editions as (

    select max(publication_id) as publication_id
    from {{ ref('stg_publication_register') }}
    group by publisher_code

),

claims as (

    select
        'annual_counts' as mart,
        publication_id,
        legal_basis_id,
        fiscal_year,
        1 as expected_rows,
        0 as expected_sum,
        0 as found_rows,
        0 as found_sum
    from listed_affairs

    union all

    select
        'monthly_counts' as mart,
        publication_id,
        legal_basis_id,
        fiscal_year,
        12 as expected_rows,
        0 as expected_sum,
        0 as found_rows,
        0 as found_sum
    from listed_affairs
    where period = 'current'

    union all

    select
        case when table_name = 'annual' then 'annual_counts' else 'monthly_counts' end as mart,
        publication_id,
        legal_basis_id,
        fiscal_year,
        0 as expected_rows,
        coalesce(value, 0) as expected_sum,
        0 as found_rows,
        0 as found_sum
    from cells
    where (table_name = 'annual' and role = 'affair') or (table_name = 'monthly' and role = 'month')

    union all

    select
        'annual_counts' as mart,
        publication_id,
        legal_basis_id,
        fiscal_year,
        0 as expected_rows,
        0 as expected_sum,
        1 as found_rows,
        coalesce(case_count, 0) as found_sum
    from {{ ref('annual_counts') }}

    union all

    select
        'monthly_counts' as mart,
        publication_id,
        legal_basis_id,
        fiscal_year,
        0 as expected_rows,
        0 as expected_sum,
        1 as found_rows,
        coalesce(case_count, 0) as found_sum
    from {{ ref('monthly_counts') }}

),

compared as (

    select
        mart,
        publication_id,
        legal_basis_id,
        fiscal_year,
        sum(expected_rows) as expected_rows,
        sum(expected_sum) as expected_sum,
        sum(found_rows) as found_rows,
        sum(found_sum) as found_sum
    from claims
    group by mart, publication_id, legal_basis_id, fiscal_year

),

{# Ids of one affair that stand side by side are one figure, which is lost where one of them is. #}
yearly_claims as (

    select
        cells.publication_id,
        cells.fiscal_year,
        case when count(case when cells.cell_status = 'lost' then 1 end) = 0 then sum(cells.value) end as expected,
        0 as found
    from cells
    left join continued_affairs on cells.affair_id = continued_affairs.affair_id
    where cells.table_name = 'annual' and cells.role = 'affair'
    group by
        cells.publication_id, cells.fiscal_year, coalesce(continued_affairs.continued_as, cells.affair_id)

    union all

    select publication_id, fiscal_year, 0 as expected, case_count as found
    from {{ ref('yearly_trends') }}

),

years as (

    select
        yearly_claims.publication_id,
        yearly_claims.fiscal_year,
        coalesce(sum(yearly_claims.expected), 0) as expected,
        coalesce(sum(yearly_claims.found), 0) as found

    from yearly_claims
    inner join newest_editions on yearly_claims.publication_id = newest_editions.publication_id
    group by yearly_claims.publication_id, yearly_claims.fiscal_year

)

select
    concat(
        mart, ', ', coalesce(publication_id, 'no publication'), ', ', coalesce(legal_basis_id, 'no legal basis'), ', ',
        coalesce(cast(fiscal_year as string), 'no year'), ': ', cast(found_rows as string), ' rows with ',
        cast(found_sum as string), ' look-ups, expected ', cast(expected_rows as string), ' with ',
        cast(expected_sum as string)
    ) as message
from compared
where found_rows <> expected_rows or found_sum <> expected_sum

union all

select
    concat(
        'yearly_trends, ', publication_id, ', ', cast(fiscal_year as string), ': ', cast(found as string),
        ' look-ups, expected ', cast(expected as string)
    ) as message
from years
where found <> expected

union all

select
    concat(
        'yearly_totals, ', publisher_code, ', ', cast(fiscal_year as string), ': use ',
        coalesce(cast(use_count as string), 'unknown'), ' and provision ',
        coalesce(cast(provision_count as string), 'unknown'), ' are not ', coalesce(cast(case_count as string), 'unknown')
    ) as message
from {{ ref('yearly_totals') }}
where use_count + provision_count is distinct from case_count
