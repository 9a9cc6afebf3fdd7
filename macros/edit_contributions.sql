{#- What the edits need to know of several cells; what is unknown adds nothing here. -#}
{% macro sums_of_cells(value) -%}
    count(*) as row_count,
        cast(sum({{ value }}) as bigint) as value_sum,
        count(case when {{ value }} <> 0 then 1 end) as nonzero_count
{%- endmacro %}

{#- A dash gives nothing to a sum, and as a total asks for 0; a lost figure stays unknown. -#}
{% macro sums_of_one_cell(value) -%}
    cast(1 as bigint) as row_count,
        cast(case when cell_status = 'not_applicable' then 0 else {{ value }} end as bigint) as value_sum,
        cast(case when {{ value }} <> 0 then 1 else 0 end as bigint) as nonzero_count
{%- endmacro %}

{% macro sums_of_groups() -%}
    cast(sum(row_count) as bigint) as row_count,
        cast(sum(value_sum) as bigint) as value_sum,
        cast(sum(nonzero_count) as bigint) as nonzero_count
{%- endmacro %}

{#- What a group gives to an edit before its weight is applied. -#}
{% macro contribution(counting) -%}
    case {{ counting }}
            when 'rows' then groups.row_count
            when 'nonzero' then groups.nonzero_count
            else groups.value_sum
        end
{%- endmacro %}

{#- What an edit knows of its members. -#}
{% macro sums_of_members() -%}
    sum(row_count) as member_count,
        sum(case when is_total then row_count else 0 end) as total_count,
        sum(case when is_total then contribution end) as printed,
        coalesce(sum(case when not is_total then weight * contribution end), 0) as known_parts
{%- endmacro %}

{#- An edit that holds only where it has parts, and a total that they are parts of, is no edit elsewhere. -#}
{% macro has_its_parts(edits, sums) -%}
    (
            not {{ edits }}.only_with_parts
            or ({{ sums }}.total_count > 0 and {{ sums }}.member_count > {{ sums }}.total_count)
        )
{%- endmacro %}
