{#- The code of the kind in the name of an inspection, such as 2021-external-audit. -#}
{% macro inspection_kind_of(inspection_id) -%}
    replace(substr({{ inspection_id }}, 6), '-', '_')
{%- endmacro %}

{#- An inspection in a Japanese sentence, by the name of its kind; null without one. -#}
{% macro inspection_label_ja(inspection_id, kind_name) -%}
    case
        when {{ kind_name }} is not null
            then concat({{ fiscal_year_label_ja('cast(substr(' ~ inspection_id ~ ', 1, 4) as integer)') }}, 'の', {{ kind_name }})
    end
{%- endmacro %}
