{#- All cells under one another. `tables` says which attributes each CTE has; what a table has no notion of is
    null there. `also` are the columns that all of them have beside the labels. -#}
{% macro union_cells(tables, also=['seed_name', 'value', 'cell_status', 'source_line']) %}
    {%- set attribute_types = dict(cell_attribute_types(), month='date') -%}
    {%- for table, attributes in tables.items() %}
    select
        publication_id,
        cell_id,
        table_name,
        role,
        row_label,
        column_label,
        {%- for attribute, type in attribute_types.items() %}
        cast({{ attribute if attribute in attributes else 'null' }} as {{ type }}) as {{ attribute }},
        {%- endfor %}
        {%- for column in also %}
        {{ 'cast(value as bigint) as value' if column == 'value' else column }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ table }}
    {%- if not loop.last %}

    union all
    {% endif -%}
    {%- endfor %}
{%- endmacro %}
