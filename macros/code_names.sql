{#- Joins that name codes in both languages. `codes` maps a column of `rows` to the code list that names it. -#}
{% macro join_code_names(rows, codes) -%}
    {%- for column, code_list in codes.items() %}
    left join codes as {{ column }}_codes
        on {{ column }}_codes.code_list = '{{ code_list }}' and {{ rows }}.{{ column }} = {{ column }}_codes.code
    {%- endfor %}
{%- endmacro %}

{% macro code_names(rows, column) -%}
    {{ rows }}.{{ column }},
        {{ column }}_codes.code_name as {{ column }}_name,
        {{ column }}_codes.code_name_en as {{ column }}_name_en
{%- endmacro %}
