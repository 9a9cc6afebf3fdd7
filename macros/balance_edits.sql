{#- Whether a cell has the values that the filters of a selector name; without a filter every cell passes. -#}
{% macro passes_filters(terms, cells) -%}
    {{ passes_filter(terms ~ '.first_attribute', terms ~ '.first_value', cells) }}
        and {{ passes_filter(terms ~ '.second_attribute', terms ~ '.second_value', cells) }}
{%- endmacro %}

{% macro passes_filter(attribute, value, cells) -%}
    case {{ attribute }}
        when '' then true
        {%- for name in cell_attributes() %}
        when '{{ name }}' then cast({{ cells }}.{{ name }} as string) = {{ value }}
        {%- endfor %}
        else false
    end
{%- endmacro %}

{#- The values on which total and parts of one instance agree, such as 1/2021 for an edit that is bound on
    annex and fiscal_year. A cell without a value there becomes ?, which no other instance shares. -#}
{% macro instance_key(terms, cells) -%}
    concat_ws(
        '/'
        {%- for attribute in cell_attributes() %},
        case when {{ terms }}.binds_{{ attribute }} then coalesce(cast({{ cells }}.{{ attribute }} as string), '?') end
        {%- endfor %}
    )
{%- endmacro %}

{#- Whether an edit is in force for publications of a fiscal year. -#}
{% macro applies_in(terms, fiscal_year) -%}
    ({{ fiscal_year }} >= {{ terms }}.valid_from and {{ fiscal_year }} <= coalesce({{ terms }}.valid_to, {{ fiscal_year }}))
{%- endmacro %}
