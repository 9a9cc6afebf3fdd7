-- Era labels, fiscal years and part years mean what the publication means by them.
-- H15.10 is October; 平成31年4月 and 令和元年5月 belong to one fiscal year; January to March belong to the year before.
-- Macros have no unit tests of their own in dbt, so that fixed examples stand here, before all that uses them.
-- depends_on: {{ ref('stg_publication_register') }}

with examples as (

    select 'H15.10' as label, date '2003-10-01' as month, 2003 as fiscal_year
    union all
    select 'H31.4' as label, date '2019-04-01' as month, 2019 as fiscal_year
    union all
    select 'R01.5' as label, date '2019-05-01' as month, 2019 as fiscal_year
    union all
    select 'R2.4' as label, date '2020-04-01' as month, 2020 as fiscal_year
    union all
    select 'R4.1' as label, date '2022-01-01' as month, 2021 as fiscal_year
    union all
    select 'R4.3' as label, date '2022-03-01' as month, 2021 as fiscal_year
    union all
    select 'S63.12' as label, date '1988-12-01' as month, 1988 as fiscal_year

),

part_years as (

    select date '2019-04-01' as started_month, 2019 as fiscal_year, false as is_part_year
    union all
    select date '2019-05-01' as started_month, 2019 as fiscal_year, true as is_part_year
    union all
    select date '2020-03-01' as started_month, 2019 as fiscal_year, true as is_part_year
    union all
    select date '2020-04-01' as started_month, 2019 as fiscal_year, false as is_part_year
    union all
    select cast(null as date) as started_month, 2019 as fiscal_year, cast(null as boolean) as is_part_year

)

select concat('era_month of ', label) as message
from examples
where {{ era_month('label') }} is distinct from month

union all

select concat('fiscal_year_of ', label) as message
from examples
where {{ fiscal_year_of('month') }} is distinct from fiscal_year

union all

select concat('is_part_year of ', coalesce(cast(started_month as string), 'nothing')) as message
from part_years
where {{ is_part_year('started_month', 'fiscal_year') }} is distinct from is_part_year

union all

select concat('fiscal_year_label of ', coalesce(cast(fiscal_year as string), 'nothing')) as message
from (values (2018, 'H30'), (2019, 'R01'), (2021, 'R03'), (null, null)) as labels (fiscal_year, label)
where {{ fiscal_year_label('fiscal_year') }} is distinct from label

union all

select concat('fiscal_year_label_ja of ', coalesce(cast(fiscal_year as string), 'nothing')) as message
from
    (
        values (1989, '平成元年度'), (2018, '平成30年度'), (2019, '令和元年度'), (2021, '令和3年度'), (null, null)
    ) as labels (fiscal_year, label)
where {{ fiscal_year_label_ja('fiscal_year') }} is distinct from label

union all

select concat('era_year_ja of ', label) as message
from
    (
        values ('H30', '平成30年度'), ('R01', '令和元年度'), ('R03', '令和3年度'), ('R10', '令和10年度'), ('users', null)
    ) as headings (label, year)
where {{ era_year_ja('label') }} is distinct from year

union all

select concat('month_of_fiscal_year of ', cast(month_no as string)) as message
from
    (
        values (0, date '2021-04-01'), (8, date '2021-12-01'), (9, date '2022-01-01'), (11, date '2022-03-01')
    ) as months (month_no, month)
where {{ month_of_fiscal_year('2021', 'month_no') }} is distinct from month

union all

select concat('era_base_year knows the letter ', era) as message
from (values ('X'), ('r')) as eras (era)
where {{ era_base_year('era') }} is not null
