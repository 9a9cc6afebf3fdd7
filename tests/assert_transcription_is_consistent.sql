-- What one transcribed row says agrees with itself and with its place in print.
-- Sums cannot see any of this: a count that stands in the wrong section or recipient still adds up.
-- Most of these rules run before loading in `jukinet check` too; here they hold for whoever loads by dbt alone.

with annual_counts as (

    select * from {{ ref('int_annual_counts') }}

),

monthly_counts as (

    select * from {{ ref('int_monthly_counts') }}

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

faults as (

    select
        publication_id,
        source_line,
        concat(
            cell_id, ': the status says ', coalesce(cell_status, 'nothing'), ', but there is ',
            case when value is null then 'no figure' else 'a figure' end
        ) as fault
    from cells
    where (value is null) = (coalesce(cell_status, 'nothing') = 'printed')

    union all

    select publication_id, source_line, concat(cell_id, ': a count below zero') as fault
    from cells
    where value < 0

    union all

    select
        monthly_counts.publication_id,
        monthly_counts.source_line,
        concat(
            'section ', monthly_counts.section, ' and its recipient do not fit the affair ', affairs.affair_id,
            ', which seeds/registers/affair_register.csv gives ',
            concat_ws(' and ', affairs.legal_basis_id, affairs.recipient_id)
        ) as fault
    from monthly_counts
    inner join affairs on monthly_counts.affair_id = affairs.affair_id
    where
        monthly_counts.legal_basis_id is distinct from affairs.legal_basis_id
        or monthly_counts.recipient_id is distinct from affairs.recipient_id

    union all

    {#- One row of the annex has a count for each year. #}
    select distinct
        annual_counts.publication_id,
        annual_counts.source_line,
        concat(
            'annex ', cast(annual_counts.annex as string), ' does not list affairs of ', legal_bases.legal_basis_id,
            ', which seeds/registers/affair_register.csv gives ', annual_counts.affair_id
        ) as fault
    from annual_counts
    inner join legal_bases on annual_counts.legal_basis_id = legal_bases.legal_basis_id
    where annual_counts.annex is distinct from legal_bases.annex

)

select
    *,
    concat(
        publication_id, ' line ', coalesce(cast(source_line as string), 'unknown'), ': ', fault
    ) as message
from faults
