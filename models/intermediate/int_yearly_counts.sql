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

{# An affair that was continued under another id is one with that, and began when it did under its first: the newer publication
   prints years that the older one has printed under the old id. #}
identities as (

    select
        coalesce(continued_affairs.continued_as, affairs.affair_id) as affair_id,
        min(affairs.started_month) as started_month,
        max(case when continued_affairs.affair_id is null then 0 else 1 end) as is_continued

    from affairs
    left join continued_affairs on affairs.affair_id = continued_affairs.affair_id
    group by coalesce(continued_affairs.continued_as, affairs.affair_id)

),

printings as (

    select
        publications.publisher_code,
        publications.fiscal_year as publication_year,
        annual_counts.publication_id,
        identities.affair_id,
        annual_counts.activity,
        annual_counts.fiscal_year,
        resolved_cells.value as case_count,
        resolved_cells.cell_status,
        identities.started_month,
        case
            when identities.is_continued = 1 and resolved_cells.cell_status <> 'lost' and coalesce(resolved_cells.value, 0) = 0
                then 1
            else 0
        end as is_empty

    from annual_counts
    inner join publications on annual_counts.publication_id = publications.publication_id
    left join continued_affairs on annual_counts.affair_id = continued_affairs.affair_id
    inner join identities on coalesce(continued_affairs.continued_as, annual_counts.affair_id) = identities.affair_id
    inner join resolved_cells
        on
            annual_counts.publication_id = resolved_cells.publication_id
            and annual_counts.affair_id = resolved_cells.affair_id
            and annual_counts.fiscal_year = resolved_cells.fiscal_year

),

{# Three publications print the same year; the newest one is the one in force. One that has none under the new id says nothing of
   what was counted under the old one. #}
aged as (

    select
        *,
        row_number() over (
            partition by publisher_code, affair_id, fiscal_year
            order by is_empty asc, publication_year desc
        ) as age
    from printings

),

final as (

    select
        publisher_code,
        publication_id,
        affair_id,
        activity,
        fiscal_year,
        case_count,
        cell_status,
        started_month

    from aged
    where age = 1

)

select * from final
