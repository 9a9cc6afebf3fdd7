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

publications as (

    select * from {{ ref('stg_publication_register') }}

),

cells as (

    select * from {{ ref('cells') }}

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
            cast(publications.fiscal_year as string)
        ) as fault
    from monthly_counts
    inner join publications on monthly_counts.publication_id = publications.publication_id
    where monthly_counts.fiscal_year <> publications.fiscal_year

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
        concat(
            'the start ', printed_affairs.started_label, ' or the name ', printed_affairs.affair_name,
            ' differs from the register or from the counts of the same row'
        ) as fault
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
        coalesce(concat(publication_id, ' line ', cast(source_line as string), ': '), ''), fault
    ) as message
from faults
