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
