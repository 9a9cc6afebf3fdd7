-- Every name in the print resolves to an entry of a register.
-- A name that does not resolve leaves its figures outside all edits, where nothing checks them.
-- All name columns stand in one test, so that one red line lists every unknown name.

with affairs_in_annual_tables as (

    select distinct
        publication_id,
        source_line,
        'printed_annual_counts' as seed_name,
        'affair' as kind,
        printed_name as name
    from {{ ref('int_annual_counts') }}
    where affair_id is null

),

affairs_in_monthly_tables as (

    select
        publication_id,
        source_line,
        'printed_monthly_counts' as seed_name,
        'affair' as kind,
        printed_name as name
    from {{ ref('int_monthly_counts') }}
    where affair_id is null

),

recipients as (

    select
        publication_id,
        source_line,
        'printed_monthly_counts' as seed_name,
        'recipient' as kind,
        coalesce(printed_recipient, '(empty)') as name
    from {{ ref('int_monthly_counts') }}
    where activity = 'provision' and recipient_id is null

),

divisions as (

    select
        users.publication_id,
        users.source_line,
        'printed_authenticated_users' as seed_name,
        'division' as kind,
        users.division_name as name
    from {{ ref('stg_printed_authenticated_users') }} as users
    inner join {{ ref('stg_publication_register') }} as publications on users.publication_id = publications.publication_id
    left join {{ ref('stg_division_register') }} as divisions
        on
            users.division_name = divisions.division_name
            and publications.names_publisher_code = divisions.publisher_code
    where divisions.division_id is null

),

offices as (

    select
        listed.publication_id,
        listed.source_line,
        'printed_inspected_offices' as seed_name,
        'office' as kind,
        listed.office_name as name
    from {{ ref('stg_printed_inspected_offices') }} as listed
    inner join {{ ref('stg_publication_register') }} as publications on listed.publication_id = publications.publication_id
    left join {{ ref('stg_office_register') }} as offices
        on
            listed.office_name = offices.office_name
            and publications.names_publisher_code = offices.publisher_code
    where offices.office_id is null

),

{# A request for disclosure is about nothing that has a name. #}
subjects as (

    select
        statements.publication_id,
        statements.source_line,
        'printed_statements' as seed_name,
        'subject' as kind,
        statements.subject as name
    from {{ ref('stg_printed_statements') }} as statements
    left join {{ ref('int_publication_sections') }} as sections
        on statements.publication_id = sections.publication_id and statements.subject = sections.section
    left join {{ ref('stg_printed_inspections') }} as inspections
        on statements.publication_id = inspections.publication_id and statements.subject = inspections.inspection_id
    where
        statements.statement <> 'disclosure_requests'
        and sections.section is null
        and inspections.inspection_id is null

),

unresolved as (

    select * from affairs_in_annual_tables
    union all
    select * from affairs_in_monthly_tables
    union all
    select * from recipients
    union all
    select * from divisions
    union all
    select * from offices
    union all
    select * from subjects

)

select
    *,
    concat(
        seed_name, ', ', publication_id, ' line ', cast(source_line as string), ': the ', kind, ' ', name, case
            when kind = 'subject' then ' is no section and no inspection of the publication' else ' is in no register'
        end
    ) as message
from unresolved
