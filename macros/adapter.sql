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

{#- A whole number as people read it: 1,143,082. -#}
{% macro with_separators(number) -%}
    {{ return(adapter.dispatch("with_separators")(number)) }}
{%- endmacro %}

{% macro default__with_separators(number) -%}
    format('{:,}', {{ number }})
{%- endmacro %}

{% macro spark__with_separators(number) -%}
    format_number({{ number }}, 0)
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

{#- A whole number of 64 bits that stands for a text. Engines give different ones. -#}
{% macro number_of_text(text) -%}
    {{ return(adapter.dispatch("number_of_text")(text)) }}
{%- endmacro %}

{% macro default__number_of_text(text) -%}
    cast(hash({{ text }}) as hugeint)
{%- endmacro %}

{% macro spark__number_of_text(text) -%}
    cast(xxhash64({{ text }}) as decimal(20, 0))
{%- endmacro %}

{#- Spark reads the file of a seed itself: the adapter's own loading writes null as the text 'None', and breaks at a
    quote. An empty field is null, as on DuckDB. The path is that of the project, in which dbt runs. -#}
{% macro spark__create_csv_table(model, agate_table) %}
    {% call statement('read_csv') -%}
    create or replace temporary view {{ this.identifier }}_csv (
        {%- for column in agate_table.column_names %}
        {{ column }} {{ model.config.column_types[column] }}{{ ',' if not loop.last }}
        {%- endfor %}
    )
    using csv
    options (
        path '{{ model.original_file_path }}',
        header 'true',
        multiLine 'true',
        escape '"',
        nullValue '',
        mode 'FAILFAST'
    )
    {%- endcall %}
    {% set sql = 'create table ' ~ this.render() ~ ' as select * from ' ~ this.identifier ~ '_csv' %}
    {% call statement('load_csv') -%}
        {{ sql }}
    {%- endcall %}
    {{ return(sql) }}
{% endmacro %}

{% macro spark__load_csv_rows(model, agate_table) %}
    {{ return('') }}
{% endmacro %}
