{#- Where a transcription comes from: a seed, or, with the variable `landing`, a folder of Parquet files with the same
    columns. Nothing behind the staging models knows the difference. -#}
{% macro disclosure(name) -%}
    {%- if var('landing', '') -%}
        {{ source('landing', name) }}
    {%- else -%}
        {{ ref(name) }}
    {%- endif -%}
{%- endmacro %}
