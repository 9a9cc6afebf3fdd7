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

{# An affair that was continued under another id is one with that: the newer publication prints years that the older one has
   printed under the old id. #}
printings as (

    select
        publications.publisher_code,
        publications.fiscal_year as publication_year,
        annual_counts.publication_id,
        coalesce(continued_affairs.continued_as, annual_counts.affair_id) as affair_id,
        annual_counts.activity,
        annual_counts.fiscal_year,
        resolved_cells.value as case_count,
        resolved_cells.cell_status

    from annual_counts
    inner join publications on annual_counts.publication_id = publications.publication_id
    left join continued_affairs on annual_counts.affair_id = continued_affairs.affair_id
    inner join resolved_cells
        on
            annual_counts.publication_id = resolved_cells.publication_id
            and annual_counts.affair_id = resolved_cells.affair_id
            and annual_counts.fiscal_year = resolved_cells.fiscal_year

),

{# Three publications print the same year; the newest one is the one in force. #}
aged as (

    select
        *,
        row_number() over (partition by publisher_code, affair_id, fiscal_year order by publication_year desc) as age
    from printings

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
        affairs.started_month

    from aged
    inner join affairs on aged.affair_id = affairs.affair_id
    where aged.age = 1

)

select * from final
