{#- The sum of the counts that meet a condition, or null where one of them was lost: missing is never zero. -#}
{% macro known_sum(condition='true') -%}
    cast(
        case
            when max(case when {{ condition }} and cell_status = 'lost' then 1 else 0 end) = 0
                then sum(case when {{ condition }} then coalesce(case_count, 0) else 0 end)
        end as bigint
    )
{%- endmacro %}
