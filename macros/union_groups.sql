{#- Tables of cells as groups of cells, under one another. `tables` says which attributes each CTE has. Added up, a
    table gives one group for the cells that agree in all of them but the affair, and a group has no label. -#}
{% macro union_groups(tables, added_up=false, lacks_affairs=false, numbered=false) %}
    {%- for table, attributes in tables.items() %}
    {%- set is_grouped = table == 'monthly_lines' %}
    {%- set kept = attributes | reject('equalto', 'affair_id') | list if added_up else attributes %}
    select
        table_name,
        role,
        {{ lacks_affairs | lower }} as lacks_affairs,
        {%- if numbered %}
        publication_no,
        affair_no,
        {%- else %}
        publication_id,
        {%- endif %}
        {%- for attribute, type in cell_attribute_types().items() %}
        cast({{ attribute if attribute in kept else 'null' }} as {{ type }}) as {{ attribute }},
        {%- endfor %}
        {%- for label, type in {'row_label': 'string', 'column_label': 'string', 'source_line': 'integer'}.items() %}
        {%- if not numbered or label == 'source_line' %}
        cast({{ 'null' if added_up or is_grouped else label }} as {{ type }}) as {{ label }},
        {%- endif %}
        {%- endfor %}
        {%- if added_up and is_grouped %}
        {{ sums_of_groups() }}
        {%- elif added_up %}
        {{ sums_of_cells('value') }}
        {%- elif is_grouped %}
        row_count,
        value_sum,
        nonzero_count
        {%- else %}
        {{ sums_of_one_cell('value') }}
        {%- endif %}
    from {{ table }}
    {%- if added_up %}
    group by publication_id, table_name, role{% for attribute in kept %}, {{ attribute }}{% endfor %}
    {%- endif %}
    {%- if not loop.last %}

    union all
    {% endif -%}
    {%- endfor %}
{%- endmacro %}
