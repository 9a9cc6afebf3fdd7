{#- On DuckDB a model takes the place of the old one in one transaction. dbt-duckdb makes it under another name, moves the
    old one away and drops it, each in statements of its own, which costs a sixth of a build whose models take
    milliseconds. Indexes, partitions and grants are left out: no model here has any. -#}
{% materialization view, adapter='duckdb' %}
    {%- set relation = this.incorporate(type='view') -%}
    {{- run_hooks(pre_hooks) -}}
    {%- call statement('main') -%}
        {{- drop_old_relation() -}}
        {{- get_create_view_as_sql(relation, sql) -}}
    {%- endcall -%}
    {{- finish_relation(relation) -}}
    {{- return({'relations': [relation]}) -}}
{% endmaterialization %}

{#- A Python model makes its table outside of any statement, so that its old one is dropped before. -#}
{% materialization table, adapter='duckdb', supported_languages=['sql', 'python'] %}
    {%- set relation = this.incorporate(type='table') -%}
    {%- set language = model['language'] -%}
    {{- run_hooks(pre_hooks) -}}
    {%- if language == 'python' -%}
        {%- do run_query(drop_old_relation()) -%}
    {%- endif -%}
    {%- call statement('main', language=language) -%}
        {{- drop_old_relation() if language == 'sql' -}}
        {{- create_table_as(False, relation, compiled_code, language) -}}
    {%- endcall -%}
    {{- finish_relation(relation) -}}
    {{- return({'relations': [relation]}) -}}
{% endmaterialization %}

{#- Drops what has the name of this model, be it a table or a view. -#}
{% macro drop_old_relation() -%}
    {%- set old = load_cached_relation(this) -%}
    {{- 'drop ' ~ (old.type if old else 'table') ~ ' if exists ' ~ this ~ ';\n' -}}
{%- endmacro %}

{#- What follows the making of a relation, up to the end of its transaction. -#}
{% macro finish_relation(relation) -%}
    {%- do persist_docs(relation, model) -%}
    {{- run_hooks(post_hooks) -}}
    {%- do adapter.commit() -%}
{%- endmacro %}
