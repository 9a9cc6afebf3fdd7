-- What print numbers runs 1, 2, 3 without a hole: rows of an annex, findings and offices of an inspection.
-- A row that was left out whole breaks no sum where it is zero, and nothing else expects it: the list of affairs is
-- read from the same rows.

with numbered as (

    select
        publication_id,
        'printed_affairs' as seed_name,
        concat('annex ', cast(annex as string)) as list_name,
        row_no as place,
        source_line
    from {{ ref('stg_printed_affairs') }}

    union all

    select
        publication_id,
        'printed_inspection_findings' as seed_name,
        inspection_id as list_name,
        finding_no as place,
        source_line
    from {{ ref('stg_printed_inspection_findings') }}

    union all

    select
        publication_id,
        'printed_inspected_offices' as seed_name,
        inspection_id as list_name,
        office_no as place,
        source_line
    from {{ ref('stg_printed_inspected_offices') }}

),

followed as (

    select
        *,
        coalesce(
            lag(place) over (partition by publication_id, seed_name, list_name order by place), 0
        ) as place_before
    from numbered

)

select
    publication_id,
    seed_name,
    list_name,
    place,
    concat(
        publication_id, ' line ', cast(source_line as string), ': number ', cast(place as string), ' of ', list_name,
        ' follows on ', case when place_before = 0 then 'nothing' else cast(place_before as string) end,
        ': add the row that was left out, or correct the number, in seeds/disclosures/', seed_name, '.csv'
    ) as message
from followed
where place <> place_before + 1
