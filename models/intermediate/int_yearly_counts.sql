with annual_counts as (

    select * from {{ ref('int_annual_counts') }}

),

resolved_cells as (

    select * from {{ ref('resolved_cells') }}
    where table_name = 'annual' and role = 'affair'

),

publications as (

    select * from {{ ref('stg_publication_register') }}

),

affairs as (

    select * from {{ ref('stg_affair_register') }}

),

continued_affairs as (

    select * from {{ ref('stg_continued_affairs') }}

),

successors as (

    select distinct
        affairs.affair_id,
        {{ fiscal_year_of('affairs.started_month') }} as first_year

    from affairs
    inner join continued_affairs on affairs.affair_id = continued_affairs.continued_as

),

ids_of_one as (

    select
        affair_id,
        continued_as
    from continued_affairs

    union all

    select
        affair_id,
        affair_id as continued_as
    from successors

),

{# Affairs that became one are listed side by side in older prints, and one that moved within a year in that of the year.
   resolved_cells is no CTE here: DuckDB would copy all of it to read it twice. #}
side_by_side as (

    select
        cells.publication_id,
        ids_of_one.continued_as,
        cells.fiscal_year,
        cast(case when count(case when cells.cell_status = 'lost' then 1 end) = 0 then sum(cells.value) end as bigint)
            as case_count,
        case
            when count(case when cells.cell_status = 'lost' then 1 end) > 0 then 'lost'
            when count(case when cells.cell_status = 'derived' then 1 end) > 0 then 'derived'
            when count(case when cells.cell_status = 'printed' then 1 end) > 0 then 'printed'
            else 'not_applicable'
        end as cell_status

    from {{ ref('resolved_cells') }} as cells
    inner join ids_of_one on cells.affair_id = ids_of_one.affair_id
    where cells.table_name = 'annual' and cells.role = 'affair'
    group by cells.publication_id, ids_of_one.continued_as, cells.fiscal_year
    having count(*) > 1

),

{# An affair that was continued under another id is one with that: the newer publication prints years that the older one has
   printed under the old id. A dash under the new id, or whatever stands in a year before its start, says nothing of the
   look-ups under the old one; a printed 0 restates them. A derived 0 may be a dash. #}
printings as (

    select
        publications.publisher_code,
        publications.fiscal_year as publication_year,
        annual_counts.publication_id,
        coalesce(continued_affairs.continued_as, annual_counts.affair_id) as affair_id,
        annual_counts.activity,
        annual_counts.fiscal_year,
        case when side_by_side.cell_status is null then resolved_cells.value else side_by_side.case_count end as case_count,
        coalesce(side_by_side.cell_status, resolved_cells.cell_status) as cell_status,
        successors.affair_id is null
        or (
            annual_counts.fiscal_year >= successors.first_year
            and (resolved_cells.cell_status in ('printed', 'lost') or resolved_cells.value <> 0)
        ) as says_something

    from annual_counts
    inner join publications on annual_counts.publication_id = publications.publication_id
    left join continued_affairs on annual_counts.affair_id = continued_affairs.affair_id
    left join successors on annual_counts.affair_id = successors.affair_id
    inner join resolved_cells
        on
            annual_counts.publication_id = resolved_cells.publication_id
            and annual_counts.affair_id = resolved_cells.affair_id
            and annual_counts.fiscal_year = resolved_cells.fiscal_year
    left join side_by_side
        on
            annual_counts.publication_id = side_by_side.publication_id
            and coalesce(continued_affairs.continued_as, annual_counts.affair_id) = side_by_side.continued_as
            and annual_counts.fiscal_year = side_by_side.fiscal_year

),

{# Three publications print the same year; the newest one that says something of it is the one in force. It is one key, as a
   second one costs a third more. #}
aged as (

    select
        *,
        row_number() over (
            partition by publisher_code, affair_id, fiscal_year
            order by case when says_something then publication_year else publication_year - 10000 end desc
        ) as age
    from printings

),

starts as (

    select
        coalesce(continued_affairs.continued_as, affairs.affair_id) as affair_id,
        min(affairs.started_month) as started_month

    from affairs
    left join continued_affairs on affairs.affair_id = continued_affairs.affair_id
    group by coalesce(continued_affairs.continued_as, affairs.affair_id)

),

final as (

    select
        aged.publisher_code,
        aged.publication_id,
        aged.affair_id,
        aged.activity,
        aged.fiscal_year,
        aged.case_count,
        aged.cell_status,
        starts.started_month

    from aged
    inner join starts on aged.affair_id = starts.affair_id
    where aged.age = 1

)

select * from final
