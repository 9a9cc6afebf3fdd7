{{ behind_the_gate() }}

with listed_offices as (

    select * from {{ ref('stg_printed_inspected_offices') }}

),

inspections as (

    select * from {{ ref('stg_printed_inspections') }}

),

offices as (

    select * from {{ ref('stg_office_register') }}

),

publications as (

    select * from {{ ref('stg_publication_register') }}

),

final as (

    select
        listed_offices.publication_id,
        listed_offices.inspection_id,
        listed_offices.office_no,
        offices.office_id,
        offices.office_name,
        offices.office_name_en,
        offices.division_id,
        inspections.fiscal_year,
        inspections.inspection_kind,
        inspections.is_planned,
        listed_offices.source_line

    from listed_offices
    inner join inspections
        on
            listed_offices.publication_id = inspections.publication_id
            and listed_offices.inspection_id = inspections.inspection_id
    inner join publications on listed_offices.publication_id = publications.publication_id
    inner join offices
        on
            listed_offices.office_name = offices.office_name
            and publications.names_publisher_code = offices.publisher_code

)

select * from final
