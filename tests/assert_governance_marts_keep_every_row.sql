-- Each publication has as many rows in a mart of governance as were transcribed.
-- These marts join registers to name their codes, and a join that drops or doubles rows is silent.

{%- set transcribed = {
    'authenticated_users': 'stg_printed_authenticated_users',
    'inspected_offices': 'stg_printed_inspected_offices',
    'inspection_findings': 'stg_printed_inspection_findings',
    'inspections': 'stg_printed_inspections',
    'stated_figures': 'stg_printed_statements',
    'training_attendance': 'stg_printed_training_attendance',
    'training_sessions': 'stg_printed_training_sessions',
} %}

with counted as (

    {% for mart, source in transcribed.items() -%}
    select '{{ mart }}' as mart, publication_id, 0 as found, 1 as expected from {{ ref(source) }}

    union all

    select '{{ mart }}' as mart, publication_id, 1 as found, 0 as expected from {{ ref(mart) }}
    {%- if not loop.last %}

    union all

    {% endif -%}
    {%- endfor %}

)

select
    publication_id,
    concat(
        mart, ': ', cast(sum(found) as string), ' rows of ', coalesce(publication_id, 'no publication'), ', ',
        cast(sum(expected) as string), ' are transcribed'
    ) as message

from counted
group by mart, publication_id
having sum(found) <> sum(expected)
