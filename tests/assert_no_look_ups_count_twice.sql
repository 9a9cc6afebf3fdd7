-- No affair is counted under two ids. Where one that was renamed, or moved to another legal basis, is registered as new,
-- the newer edition prints earlier years of it that the older one has printed under the old id: every sum of either holds,
-- and the totals of those years would hold its look-ups twice.

with continued_affairs as (

    select * from {{ ref('stg_continued_affairs') }}

),

editions as (

    select * from {{ ref('int_earlier_editions') }}

),

counts as (

    select
        annual_counts.publication_id,
        annual_counts.affair_id,
        coalesce(continued_affairs.continued_as, annual_counts.affair_id) as counted_as,
        annual_counts.activity,
        annual_counts.fiscal_year,
        case when annual_counts.cell_status <> 'lost' then coalesce(annual_counts.case_count, 0) end as case_count,
        annual_counts.source_line

    from {{ ref('int_annual_counts') }} as annual_counts
    left join continued_affairs on annual_counts.affair_id = continued_affairs.affair_id

),

listed as (

    select distinct
        publication_id,
        affair_id,
        counted_as
    from counts

),

newcomers as (

    select
        counts.*,
        editions.earlier_publication_id

    from counts
    inner join editions on counts.publication_id = editions.publication_id
    where
        not exists (
            select 1
            from listed
            where
                editions.earlier_publication_id = listed.publication_id
                and counts.counted_as = listed.counted_as
        )

),

leavers as (

    select
        counts.*,
        editions.publication_id as later_publication_id

    from counts
    inner join editions on counts.publication_id = editions.earlier_publication_id
    where
        not exists (
            select 1
            from listed
            where
                editions.publication_id = listed.publication_id
                and counts.counted_as = listed.counted_as
        )

),

{# All years that both print, one of which has look-ups: one affair, as a new one had none. A lost figure says nothing. #}
same_figures as (

    select
        newcomers.publication_id,
        newcomers.earlier_publication_id,
        newcomers.affair_id,
        leavers.affair_id as earlier_affair_id,
        max(newcomers.source_line) as source_line

    from newcomers
    inner join leavers
        on
            newcomers.publication_id = leavers.later_publication_id
            and newcomers.activity = leavers.activity
            and newcomers.fiscal_year = leavers.fiscal_year
    group by newcomers.publication_id, newcomers.earlier_publication_id, newcomers.affair_id, leavers.affair_id
    having max(newcomers.case_count + leavers.case_count) > 0 and max(abs(newcomers.case_count - leavers.case_count)) = 0

),

faults as (

    select
        publication_id,
        concat(
            ' line ', cast(source_line as string), ': of earlier years ', affair_id, ' has the figures that ',
            earlier_publication_id, ' prints of ', earlier_affair_id,
            ', which is listed no more, so that they would count twice: register its names in printed_affair_names.csv for ',
            earlier_affair_id, ', or, where its legal basis is another, add ', earlier_affair_id, ',', affair_id,
            ' to continued_affairs.csv, both in seeds/registers'
        ) as fault
    from same_figures

    union all

    select
        publication_id,
        concat(
            ': continued_affairs.csv makes affairs one that are listed side by side, so that one would be left out: ',
            min(affair_id), ' and ', max(affair_id)
        ) as fault
    from listed
    group by publication_id, counted_as
    having count(*) > 1

)

select
    *,
    concat(publication_id, fault) as message
from faults
