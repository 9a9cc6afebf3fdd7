{#- Tables of cells as groups of cells, under one another. `tables` says which attributes each CTE has. Added up, a
    table gives one group for the cells that agree in all of them but the affair, and a group has no label. -#}
{% macro union_groups(tables, added_up=false, lacks_affairs=false, numbered=false) %}
    {%- set attribute_types = {
        'annex': 'integer',
        'activity': 'string',
        'legal_basis_id': 'string',
        'affair_id': 'string',
        'fiscal_year': 'integer',
        'period': 'string',
        'inspection_id': 'string',
        'is_planned': 'boolean',
    } -%}
    {%- for table, attributes in tables.items() %}
    {%- set is_grouped = table == 'monthly_lines' %}
    {%- set kept = attributes | reject('equalto', 'affair_id') | list if added_up else attributes %}
    select
        publication_id,
        table_name,
        role,
        {{ lacks_affairs }} as lacks_affairs,
        {%- if numbered %}
        publication_no,
        affair_no,
        {%- endif %}
        {%- for attribute, type in attribute_types.items() %}
        cast({{ attribute if attribute in kept else 'null' }} as {{ type }}) as {{ attribute }},
        {%- endfor %}
        {%- for label, type in [('row_label', 'string'), ('column_label', 'string'), ('source_line', 'integer')] %}
        cast({{ 'null' if added_up or is_grouped else label }} as {{ type }}) as {{ label }},
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

{#- What the edits need to know of several cells; what is unknown adds nothing here. -#}
{% macro sums_of_cells(value) -%}
    count(*) as row_count,
        cast(sum({{ value }}) as bigint) as value_sum,
        count(case when {{ value }} <> 0 then 1 end) as nonzero_count
{%- endmacro %}

{#- A dash gives nothing to a sum, and as a total asks for nothing; a lost figure stays unknown. -#}
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

{% macro edit_sums() -%}
    sum(row_count) as member_count,
        sum(case when is_total then row_count else 0 end) as total_count,
        sum(case when is_total then contribution end) as printed,
        coalesce(sum(case when not is_total then weight * contribution end), 0) as known_parts
{%- endmacro %}

{#- An edit that holds only where it has parts is no edit elsewhere. -#}
{% macro has_its_parts(edits, sums) -%}
    (not {{ edits }}.only_with_parts or {{ sums }}.member_count > {{ sums }}.total_count)
{%- endmacro %}
