{#- What a Japanese reader calls a total that is labelled by section and role, or by the column it stands in. Other texts
    stay as they are. -#}
{% macro total_label_ja(label) -%}
    {%- set words = {
        'annex': '別添',
        ' grand_total': 'の合計',
        ' subtotal': 'の小計',
        ' total': 'の計',
        ' line': 'の行',
        'users': '認証人数',
        'offices': '所属数',
    } -%}
    {%- set translated = namespace(label=label) -%}
    {%- for word, word_ja in words.items() -%}
        {%- set translated.label = "replace(" ~ translated.label ~ ", '" ~ word ~ "', '" ~ word_ja ~ "')" -%}
    {%- endfor -%}
    {{ translated.label }}
{%- endmacro %}

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
