-- The published counts add up to the printed totals, read straight from the transcription.
-- The edits compare cells; this compares what people query, after all joins that could drop or double a row.
-- A difference that is declared for the edit is allowed here by the same amount.

with monthly_sums as (

    select
        publication_id,
        section,
        sum(case_count) as value,
        count(*) as row_count,
        count(distinct concat(affair_id, cast(month as string))) as distinct_count
    from {{ ref('monthly_counts') }}
    group by publication_id, section

),

annual_sums as (

    select
        publication_id,
        concat('annex', cast(annex as string)) as section,
        fiscal_year,
        sum(case_count) as value
    from {{ ref('annual_counts') }}
    group by publication_id, annex, fiscal_year

),

totals as (

    select * from {{ ref('stg_printed_totals') }}

),

accepted as (

    select distinct publication_id
    from {{ ref('reconciliation') }}
    where status = 'accepted'

)

select
    totals.publication_id,
    concat(
        totals.publication_id, ', ', totals.section, ', ', cast(totals.fiscal_year as string),
        ': the mart has ', coalesce(cast(coalesce(monthly_sums.value, annual_sums.value) as string), 'nothing'),
        ', the print ', cast(totals.value as string)
    ) as message
from totals
left join monthly_sums
    on
        totals.publication_id = monthly_sums.publication_id
        and totals.section = monthly_sums.section
        and monthly_sums.row_count = monthly_sums.distinct_count
        and monthly_sums.row_count % 12 = 0
left join annual_sums
    on
        totals.publication_id = annual_sums.publication_id
        and totals.section = annual_sums.section
        and totals.fiscal_year = annual_sums.fiscal_year
left join accepted on totals.publication_id = accepted.publication_id
where
    totals.role in ('subtotal', 'total')
    and totals.section <> 'users'
    and accepted.publication_id is null
    and totals.value is distinct from coalesce(monthly_sums.value, annual_sums.value)
