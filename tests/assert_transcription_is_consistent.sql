-- What one transcribed row says agrees with itself, with its publication and with the registers.
-- Sums cannot see any of this: a count that stands in the wrong year, section or recipient still adds up.
-- The same rules run before loading in `jukinet check`; here they hold for whoever loads by dbt alone.

with annual_counts as (

    select * from {{ ref('int_annual_counts') }}

),

monthly_counts as (

    select * from {{ ref('int_monthly_counts') }}

),

printed_affairs as (

    select * from {{ ref('stg_printed_affairs') }}

),

affairs as (

    select * from {{ ref('stg_affair_register') }}

),

legal_bases as (

    select * from {{ ref('stg_legal_basis_register') }}

),

cells as (

    select * from {{ ref('cells') }}

),

sections as (

    select * from {{ ref('stg_printed_sections') }}

),

affair_divisions as (

    select * from {{ ref('stg_affair_divisions') }}

),

divisions as (

    select * from {{ ref('stg_division_register') }}

),

division_names as (

    select
        affair_divisions.affair_id,
        {{ join_text('divisions.division_name', '', 'affair_divisions.division_no') }} as names,
        max(case when affair_divisions.division_no = 1 then coalesce(divisions.bureau_name, '') end) as bureau_name

    from affair_divisions
    inner join divisions on affair_divisions.division_id = divisions.division_id
    group by affair_divisions.affair_id

),

{# The registers hold what is in force: only the newest edition that lists an affair has to agree. #}
newest_editions as (

    select
        annual_counts.affair_id,
        max(annual_counts.publication_id) as publication_id

    from annual_counts
    group by annual_counts.affair_id

),

printed_divisions as (

    select
        annual_counts.publication_id,
        annual_counts.annex,
        annual_counts.row_no,
        annual_counts.affair_id,
        coalesce(division_names.names, '') as names,
        coalesce(division_names.bureau_name, '') as bureau_name

    from annual_counts
    inner join newest_editions
        on
            annual_counts.affair_id = newest_editions.affair_id
            and annual_counts.publication_id = newest_editions.publication_id
    left join division_names on annual_counts.affair_id = division_names.affair_id
    where annual_counts.period = 'current'

),

faults as (

    select
        publication_id,
        source_line,
        concat(
            cell_id, ': the status says ', cell_status, ', but there is ',
            case when value is null then 'no figure' else 'a figure' end
        ) as fault
    from cells
    where (value is null) = (cell_status = 'printed')

    union all

    select publication_id, source_line, concat(cell_id, ': a count below zero') as fault
    from cells
    where value < 0

    union all

    select
        monthly_counts.publication_id,
        monthly_counts.source_line,
        concat(
            'the month ', cast(monthly_counts.month as string), ' is not in fiscal year ',
            cast(monthly_counts.fiscal_year as string)
        ) as fault
    from monthly_counts
    where monthly_counts.fiscal_year <> {{ fiscal_year_of('monthly_counts.month') }}

    union all

    select
        monthly_counts.publication_id,
        monthly_counts.source_line,
        concat(
            'section ', monthly_counts.section, ' and its recipient do not fit the affair ', affairs.affair_id
        ) as fault
    from monthly_counts
    inner join affairs on monthly_counts.affair_id = affairs.affair_id
    where
        monthly_counts.legal_basis_id is distinct from affairs.legal_basis_id
        or monthly_counts.recipient_id is distinct from affairs.recipient_id

    union all

    select
        annual_counts.publication_id,
        annual_counts.source_line,
        concat(
            'annex ', cast(annual_counts.annex as string), ' does not list affairs of ', legal_bases.legal_basis_id
        ) as fault
    from annual_counts
    inner join legal_bases on annual_counts.legal_basis_id = legal_bases.legal_basis_id
    where annual_counts.annex is distinct from legal_bases.annex

    union all

    select
        cast(null as string) as publication_id,
        cast(null as integer) as source_line,
        concat(
            'affair_register: ', affairs.affair_id, ' is ', affairs.activity, ', but its legal basis is of ',
            legal_bases.activity
        ) as fault
    from affairs
    inner join legal_bases on affairs.legal_basis_id = legal_bases.legal_basis_id
    where affairs.activity <> legal_bases.activity

    union all

    select
        sections.publication_id,
        cast(null as integer) as source_line,
        concat(
            'printed_sections: ', sections.section, ' is ', sections.activity, ', but its legal basis is of ',
            legal_bases.activity
        ) as fault
    from sections
    inner join legal_bases on sections.legal_basis_id = legal_bases.legal_basis_id
    where sections.activity is distinct from legal_bases.activity

    union all

    select
        printed_affairs.publication_id,
        printed_affairs.source_line,
        concat(
            'the divisions ', printed_affairs.division_names, ' are not those that the registers give for ',
            printed_divisions.affair_id
        ) as fault
    from printed_affairs
    inner join printed_divisions
        on
            printed_affairs.publication_id = printed_divisions.publication_id
            and printed_affairs.annex = printed_divisions.annex
            and printed_affairs.row_no = printed_divisions.row_no
    where
        replace(replace(printed_affairs.division_names, ' ', ''), '各', '') not in (
            printed_divisions.names, concat(printed_divisions.bureau_name, printed_divisions.names)
        )

    union all

    select
        cast(null as string) as publication_id,
        cast(null as integer) as source_line,
        concat('legal_basis_register: ', legal_basis_id, ' does not name its article, paragraph and item') as fault
    from legal_bases
    where
        legal_basis_id <> concat_ws(
            '-', 'act', article, cast(paragraph as string), cast(item as string)
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
    where
        annual_counts.printed_name is distinct from printed_affairs.affair_name
        or annual_counts.source_line is distinct from printed_affairs.source_line
        or affairs.started_month is distinct from {{ era_month('printed_affairs.started_label') }}

)

select
    *,
    concat(
        case
            when source_line is null then ''
            else concat(publication_id, ' line ', cast(source_line as string), ': ')
        end,
        fault
    ) as message
from faults
