with edits as (

    select * from {{ ref('stg_balance_edits') }}

),

selectors as (

    select
        edit_group,
        'total' as side,
        {{ explode_text("replace(total_selector, ' + ', ' ')", " ") }} as selector
    from edits

    union all

    select
        edit_group,
        'part' as side,
        {{ explode_text("replace(replace(part_selectors, ' + ', ' +'), ' - ', ' -')", " ") }} as selector
    from edits

),

{# A selector is table/role, with up to two filters in brackets as in annual/affair[annex=2,period=current], and
   with a minus before it where it is subtracted. #}
parsed as (

    select
        edit_group,
        side,
        case
            when side = 'total' then -1
            when selector like '-%' then -1
            else 1
        end as weight,
        selector,
        split_part(trim(leading '+-' from selector), '/', 1) as table_name,
        split_part(split_part(selector, '/', 2), '[', 1) as role,
        split_part(trim(trailing ']' from split_part(selector, '[', 2)), ',', 1) as first_filter,
        split_part(trim(trailing ']' from split_part(selector, '[', 2)), ',', 2) as second_filter

    from selectors

),

final as (

    select
        parsed.edit_group,
        cast(dense_rank() over (order by parsed.edit_group) as integer) as edit_no,
        parsed.side,
        parsed.weight,
        parsed.selector,
        parsed.table_name,
        parsed.role,
        split_part(parsed.first_filter, '=', 1) as first_attribute,
        split_part(parsed.first_filter, '=', 2) as first_value,
        split_part(parsed.second_filter, '=', 1) as second_attribute,
        split_part(parsed.second_filter, '=', 2) as second_value,
        case when parsed.side = 'total' then 'sum' else edits.counting end as counting,
        {%- for attribute in cell_attributes() %}
        concat(' ', coalesce(edits.bound_on, ''), ' ') like '% {{ attribute }} %' as binds_{{ attribute }},
        {%- endfor %}
        concat(' ', coalesce(edits.bound_on, ''), ' ', parsed.first_filter, ' ', parsed.second_filter) like '% affair_id%'
            as asks_for_affair,
        edits.only_with_parts,
        edits.valid_from,
        edits.valid_to

    from parsed
    inner join edits on parsed.edit_group = edits.edit_group

)

select * from final
