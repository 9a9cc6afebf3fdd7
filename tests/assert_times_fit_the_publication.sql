-- A count, an inspection and a training session stand in the year of their publication, and a count after its affair began.
-- No sum of one year notices a row that says another year, and a misread start would empty months that have counts.
-- Plans are of a later year; annual tables print earlier years too, and int_expected_cells says which.

with publications as (

    select * from {{ ref('stg_publication_register') }}

),

annual_counts as (

    select * from {{ ref('int_annual_counts') }}

),

monthly_counts as (

    select * from {{ ref('int_monthly_counts') }}

),

total_cells as (

    select * from {{ ref('int_total_cells') }}

),

affairs as (

    select * from {{ ref('stg_affair_register') }}

),

activities as (

    select
        publication_id,
        inspection_id as name,
        fiscal_year,
        is_planned,
        first_month,
        last_month,
        source_line
    from {{ ref('stg_printed_inspections') }}

    union all

    select
        publication_id,
        session_id as name,
        fiscal_year,
        is_planned,
        first_month,
        last_month,
        source_line
    from {{ ref('stg_printed_training_sessions') }}

),

faults as (

    select
        publication_id,
        source_line,
        concat('the month ', cast(month as string), ' is not in fiscal year ', cast(fiscal_year as string)) as fault
    from monthly_counts
    where fiscal_year <> {{ fiscal_year_of('month') }}

    union all

    select
        publication_id,
        source_line,
        concat(row_label, ' is of fiscal year ', cast(fiscal_year as string), ', and the table prints its own year alone') as fault
    from total_cells
    where table_name <> 'annual' and period <> 'current'

    union all

    select
        activities.publication_id,
        activities.source_line,
        concat(
            activities.name, ' is of fiscal year ', cast(activities.fiscal_year as string), ', but is ',
            case when activities.is_planned then 'only planned' else 'done' end
        ) as fault
    from activities
    inner join publications on activities.publication_id = publications.publication_id
    where
        (activities.is_planned and activities.fiscal_year <= publications.fiscal_year)
        or (not activities.is_planned and activities.fiscal_year <> publications.fiscal_year)

    union all

    select
        publication_id,
        source_line,
        concat(
            name, ' goes from ', coalesce(cast(first_month as string), 'nothing'), ' to ',
            coalesce(cast(last_month as string), 'nothing'), ', which are not months of fiscal year ',
            cast(fiscal_year as string), ' in their order'
        ) as fault
    from activities
    where
        first_month > last_month
        or fiscal_year <> {{ fiscal_year_of('first_month') }}
        or fiscal_year <> {{ fiscal_year_of('last_month') }}

    union all

    select
        monthly_counts.publication_id,
        monthly_counts.source_line,
        concat(
            'the month ', cast(monthly_counts.month as string), ' has a count, but the affair ', affairs.affair_id,
            ' began in ', cast(affairs.started_month as string)
        ) as fault
    from monthly_counts
    inner join affairs on monthly_counts.affair_id = affairs.affair_id
    where monthly_counts.case_count > 0 and monthly_counts.month < affairs.started_month

    union all

    select
        annual_counts.publication_id,
        annual_counts.source_line,
        concat(
            'fiscal year ', cast(annual_counts.fiscal_year as string), ' has a count, but the affair ', affairs.affair_id,
            ' began in ', cast(affairs.started_month as string)
        ) as fault
    from annual_counts
    inner join affairs on annual_counts.affair_id = affairs.affair_id
    where annual_counts.case_count > 0 and annual_counts.fiscal_year < {{ fiscal_year_of('affairs.started_month') }}

)

select
    *,
    concat(publication_id, ' line ', coalesce(cast(source_line as string), 'unknown'), ': ', fault) as message
from faults
