-- No affair is counted under two ids. Where one that was renamed, or moved to another legal basis, is registered as new,
-- the newer edition prints earlier years of it that the older one has printed under the old id: every sum of either holds,
-- and the totals of those years would hold its look-ups twice. So they would where the newer one counts it with another.

with continued_affairs as (

    select * from {{ ref('stg_continued_affairs') }}

),

editions as (

    select * from {{ ref('int_earlier_editions') }}

),

{# What an edition prints of each affair, under all its ids together; a lost figure leaves that unknown. #}
counts as (

    select
        annual_counts.publication_id,
        coalesce(continued_affairs.continued_as, annual_counts.affair_id) as affair_id,
        annual_counts.activity,
        annual_counts.fiscal_year,
        {{ known_sum() }} as case_count,
        max(annual_counts.source_line) as source_line

    from {{ ref('int_annual_counts') }} as annual_counts
    left join continued_affairs on annual_counts.affair_id = continued_affairs.affair_id
    group by
        annual_counts.publication_id, coalesce(continued_affairs.continued_as, annual_counts.affair_id),
        annual_counts.activity, annual_counts.fiscal_year

),

listed as (

    select distinct
        publication_id,
        affair_id
    from counts

),

{# How much more the newer edition prints of a year than the one before; all of it where that does not list the affair. #}
rises as (

    select
        counts.publication_id,
        counts.affair_id,
        counts.activity,
        counts.fiscal_year,
        counts.source_line,
        editions.earlier_publication_id,
        listed.affair_id is null as is_new,
        counts.case_count - case when listed.affair_id is null then 0 else earlier_counts.case_count end as case_count

    from counts
    inner join editions on counts.publication_id = editions.publication_id
    left join listed
        on editions.earlier_publication_id = listed.publication_id and counts.affair_id = listed.affair_id
    left join counts as earlier_counts
        on
            editions.earlier_publication_id = earlier_counts.publication_id
            and counts.affair_id = earlier_counts.affair_id
            and counts.fiscal_year = earlier_counts.fiscal_year

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
                and counts.affair_id = listed.affair_id
        )

),

{# All years that both print, one of which has look-ups: one affair, as a new one had none, or one that is counted with
   another, whatever else was restated. A lost figure says nothing. #}
same_figures as (

    select
        rises.publication_id,
        rises.earlier_publication_id,
        rises.affair_id,
        rises.activity,
        rises.is_new,
        leavers.affair_id as earlier_affair_id,
        max(rises.source_line) as source_line

    from rises
    inner join leavers
        on
            rises.publication_id = leavers.later_publication_id
            and rises.activity = leavers.activity
            and rises.fiscal_year = leavers.fiscal_year
    group by
        rises.publication_id, rises.earlier_publication_id, rises.affair_id, rises.activity, rises.is_new,
        leavers.affair_id
    having max(rises.case_count + leavers.case_count) > 0 and max(abs(rises.case_count - leavers.case_count)) = 0

),

{# The look-ups of earlier years together; a lost figure leaves them unknown. #}
totals as (

    select
        publication_id,
        activity,
        fiscal_year,
        case when count(*) = count(case_count) then sum(case_count) end as case_count
    from counts
    group by publication_id, activity, fiscal_year

),

{# All years that both print have the same look-ups in both, although the newer one lists an affair that had some no more. #}
same_totals as (

    select
        editions.publication_id,
        editions.earlier_publication_id,
        totals.activity

    from editions
    inner join totals on editions.publication_id = totals.publication_id
    inner join totals as earlier_totals
        on
            editions.earlier_publication_id = earlier_totals.publication_id
            and totals.activity = earlier_totals.activity
            and totals.fiscal_year = earlier_totals.fiscal_year
    group by editions.publication_id, editions.earlier_publication_id, totals.activity
    having count(*) = count(case when totals.case_count = earlier_totals.case_count then 1 end)

),

counted_with_another as (

    select
        same_totals.publication_id,
        same_totals.earlier_publication_id,
        same_totals.activity,
        leavers.affair_id

    from same_totals
    inner join leavers
        on same_totals.publication_id = leavers.later_publication_id and same_totals.activity = leavers.activity
    inner join totals
        on
            same_totals.publication_id = totals.publication_id
            and same_totals.activity = totals.activity
            and leavers.fiscal_year = totals.fiscal_year
    where
        leavers.case_count > 0
        and not exists (
            select 1
            from same_figures
            where same_totals.publication_id = same_figures.publication_id
        )
    group by
        same_totals.publication_id, same_totals.earlier_publication_id, same_totals.activity, leavers.affair_id

),

faults as (

    select
        publication_id,
        concat(
            ' line ', cast(source_line as string), ': of earlier years ', affair_id,
            case when is_new then ' has the figures that ' else ' has more by the figures that ' end,
            earlier_publication_id, ' prints of ', earlier_affair_id,
            ', which is listed no more, so that they would count twice: ',
            case
                when is_new
                    then concat(
                        'register its names in printed_affair_names.csv for ', earlier_affair_id,
                        ', or, where its legal basis is another, add ', earlier_affair_id, ',', affair_id,
                        ' to continued_affairs.csv, both in seeds/registers'
                    )
                else concat('add ', earlier_affair_id, ',', affair_id, ' to seeds/registers/continued_affairs.csv')
            end
        ) as fault
    from same_figures

    union all

    select
        publication_id,
        concat(
            ': of earlier years its affairs of ', activity, ' have together what ', earlier_publication_id,
            ' prints, with the look-ups of ', affair_id,
            ', which is listed no more, so that these would count twice: add it and the affair that they are counted with ',
            'now to seeds/registers/continued_affairs.csv'
        ) as fault
    from counted_with_another

)

select
    *,
    concat(publication_id, fault) as message
from faults
