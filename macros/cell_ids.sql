{#- How the ledger names its cells. Each rule stands once, because a cell that is missing must get the name it
    would have had. -#}

{% macro annual_cell_id(affair, fiscal_year) -%}
    concat('annual/', {{ affair }}, '/', cast({{ fiscal_year }} as string))
{%- endmacro %}

{% macro monthly_cell_id(section, affair, month) -%}
    concat('monthly/', {{ section }}, '/', {{ affair }}, '/', {{ month_label(month) }})
{%- endmacro %}

{% macro total_cell_id(table_name, section, role, fiscal_year) -%}
    concat(
        coalesce({{ table_name }}, '?'), '/', {{ section }}, '/', {{ role }},
        case when {{ table_name }} = 'annual' then concat('/', cast({{ fiscal_year }} as string)) else '' end
    )
{%- endmacro %}

{#- Where a later edition prints the figure again, the cell of this one is named so there. -#}
{% macro earlier_edition_cell_id(cell_id) -%}
    replace(replace({{ cell_id }}, 'annual/', 'earlier_edition/'), '/total/', '/')
{%- endmacro %}

{% macro month_label(month) -%}
    substr(cast({{ month }} as string), 1, 7)
{%- endmacro %}

{#- A summary line on a basis that no annex details, as the 12 of consent, has no table behind it. -#}
{% macro total_role(role, annex) -%}
    case when {{ role }} = 'line' and {{ annex }} is null then 'line_without_detail' else {{ role }} end
{%- endmacro %}

{#- An instance of an edit is named after its group and the values it is bound on. -#}
{% macro edit_id(edit_group, instance_key) -%}
    case when {{ instance_key }} = '' then {{ edit_group }} else concat({{ edit_group }}, '/', {{ instance_key }}) end
{%- endmacro %}
