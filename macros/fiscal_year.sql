{#- The fiscal year runs from April to March and is named after the year in which it begins. -#}

{% macro fiscal_year_of(day) -%}
    (extract(year from {{ day }}) - case when extract(month from {{ day }}) < 4 then 1 else 0 end)
{%- endmacro %}

{% macro fiscal_year_start(fiscal_year) -%}
    cast(concat(cast({{ fiscal_year }} as {{ dbt.type_string() }}), '-04-01') as date)
{%- endmacro %}

{#- An affair that began after the first month of a fiscal year has counts for a part of that year only. -#}
{% macro is_part_year(started_month, fiscal_year) -%}
    (
        {{ started_month }} > {{ fiscal_year_start(fiscal_year) }}
        and {{ started_month }} < {{ fiscal_year_start(fiscal_year ~ " + 1") }}
    )
{%- endmacro %}
