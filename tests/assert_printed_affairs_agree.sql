-- Name, divisions and start of an affair, as the annual table prints them, are those of its counts and of the registers.
-- They stand in columns of one printed row: where a column slipped by a row, an affair would be paired with the figures
-- of its neighbour, and all columns would still add up.

with annual_counts as (

    select * from {{ ref('int_annual_counts') }}

),

printed_affairs as (

    select
        *,
        replace(replace(coalesce(division_names, ''), ' ', ''), '各', '') as joined_names
    from {{ ref('stg_printed_affairs') }}

),

affairs as (

    select * from {{ ref('stg_affair_register') }}

),

affair_divisions as (

    select * from {{ ref('stg_affair_divisions') }}

),

divisions as (

    select * from {{ ref('stg_division_register') }}

),

publications as (

    select * from {{ ref('stg_publication_register') }}

),

division_names as (

    select
        affair_divisions.affair_id,
        {{ join_text('divisions.division_name', '', 'affair_divisions.division_no') }} as names,
        max(case when affair_divisions.division_no = 1 then divisions.bureau_name end) as bureau_name,
        max(case when affair_divisions.division_no = 1 then affair_divisions.division_id end) as first_division_id

    from affair_divisions
    inner join divisions on affair_divisions.division_id = divisions.division_id
    group by affair_divisions.affair_id

),

{# The registers hold what is in force: only the newest edition that lists an affair has to agree. #}
newest_editions as (

    select
        annual_counts.affair_id,
        max_by(
            annual_counts.publication_id, concat(cast(publications.fiscal_year as string), annual_counts.publication_id)
        ) as publication_id,
        max(publications.fiscal_year) as fiscal_year

    from annual_counts
    inner join publications on annual_counts.publication_id = publications.publication_id
    group by annual_counts.affair_id

),

{# Of a division that has moved to another bureau since, an affair that is listed no more has printed the old one. #}
newest_years as (

    select
        affair_divisions.division_id,
        max(newest_editions.fiscal_year) as fiscal_year

    from affair_divisions
    inner join newest_editions on affair_divisions.affair_id = newest_editions.affair_id
    group by affair_divisions.division_id

),

printed_divisions as (

    select
        annual_counts.publication_id,
        annual_counts.annex,
        annual_counts.row_no,
        annual_counts.affair_id,
        coalesce(division_names.names, '') as names,
        coalesce(division_names.bureau_name, '') as bureau_name,
        coalesce(newest_editions.fiscal_year < newest_years.fiscal_year, false) as may_have_another_bureau

    from annual_counts
    inner join newest_editions
        on
            annual_counts.affair_id = newest_editions.affair_id
            and annual_counts.publication_id = newest_editions.publication_id
    left join division_names on annual_counts.affair_id = division_names.affair_id
    left join newest_years on division_names.first_division_id = newest_years.division_id
    where annual_counts.period = 'current'

),

faults as (

    select
        printed_affairs.publication_id,
        printed_affairs.source_line,
        concat(
            'the divisions ', coalesce(printed_affairs.division_names, 'not printed'), ' are not those that the registers give for ',
            printed_divisions.affair_id, ', ', case
                when printed_divisions.names = '' then 'which are none'
                else concat_ws(' ', nullif(printed_divisions.bureau_name, ''), printed_divisions.names)
            end, ': seeds/registers/affair_divisions.csv and division_register.csv'
        ) as fault
    from printed_affairs
    inner join printed_divisions
        on
            printed_affairs.publication_id = printed_divisions.publication_id
            and printed_affairs.annex = printed_divisions.annex
            and printed_affairs.row_no = printed_divisions.row_no
    where
        printed_affairs.joined_names not in (
            printed_divisions.names, concat(printed_divisions.bureau_name, printed_divisions.names)
        )
        and not (
            printed_divisions.may_have_another_bureau
            and printed_affairs.joined_names like concat('%', printed_divisions.names)
        )

    union all

    select
        printed_affairs.publication_id,
        printed_affairs.source_line,
        case
            when coalesce(annual_counts.printed_name, '') <> printed_affairs.affair_name
                then concat(
                    'the name ', printed_affairs.affair_name, ' is not that of the counts of the same row, ',
                    coalesce(annual_counts.printed_name, 'which are not there')
                )
            when coalesce(annual_counts.source_line, -1) <> printed_affairs.source_line
                then concat(
                    printed_affairs.affair_name, ' stands on this line, its counts on line ',
                    cast(annual_counts.source_line as string)
                )
            else concat(
                'the start ', printed_affairs.started_label, ' of ', printed_affairs.affair_name,
                ' is not that of the register, ', coalesce(cast(affairs.started_month as string), 'which has none')
            )
        end as fault
    from printed_affairs
    left join annual_counts
        on
            printed_affairs.publication_id = annual_counts.publication_id
            and printed_affairs.annex = annual_counts.annex
            and printed_affairs.row_no = annual_counts.row_no
            and annual_counts.period = 'current'
    left join affairs on annual_counts.affair_id = affairs.affair_id
    left join newest_editions
        on
            annual_counts.affair_id = newest_editions.affair_id
            and annual_counts.publication_id = newest_editions.publication_id
    where
        annual_counts.printed_name is distinct from printed_affairs.affair_name
        or annual_counts.source_line is distinct from printed_affairs.source_line
        or (
            newest_editions.affair_id is not null
            and affairs.started_month is distinct from {{ era_month('printed_affairs.started_label') }}
        )

)

select
    *,
    concat(publication_id, ' line ', cast(source_line as string), ': ', fault) as message
from faults
