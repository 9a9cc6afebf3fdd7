{#- Where DuckDB and other engines differ, each difference once. -#}

{#- One row per piece of a text. -#}
{% macro explode_text(text, separator) -%}
    {{ return(adapter.dispatch("explode_text")(text, separator)) }}
{%- endmacro %}

{% macro default__explode_text(text, separator) -%}
    unnest(string_split({{ text }}, '{{ separator }}'))
{%- endmacro %}

{% macro spark__explode_text(text, separator) -%}
    explode(split({{ text }}, '{{ separator }}'))
{%- endmacro %}

{#- The values of a group as one text, in the order of another column. -#}
{% macro join_text(value, separator, order_by) -%}
    {{ return(adapter.dispatch("join_text")(value, separator, order_by)) }}
{%- endmacro %}

{% macro default__join_text(value, separator, order_by) -%}
    string_agg({{ value }}, '{{ separator }}' order by {{ order_by }})
{%- endmacro %}

{% macro spark__join_text(value, separator, order_by) -%}
    listagg({{ value }}, '{{ separator }}') within group (order by {{ order_by }})
{%- endmacro %}

{% macro sha256_text(text) -%}
    {{ return(adapter.dispatch("sha256_text")(text)) }}
{%- endmacro %}

{% macro default__sha256_text(text) -%}
    sha256({{ text }})
{%- endmacro %}

{% macro spark__sha256_text(text) -%}
    sha2({{ text }}, 256)
{%- endmacro %}
