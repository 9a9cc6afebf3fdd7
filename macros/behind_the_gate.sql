{#- First line of every model that must not be built while an edit is broken and undeclared: the gate tests
    the model reconciliation, and dbt skips what depends on a model whose test fails. -#}
{% macro behind_the_gate() -%}
    -- depends_on: {{ ref('reconciliation') }}
{%- endmacro %}
