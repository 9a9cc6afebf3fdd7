{#- First line of every model that must not be built while the data are in doubt: the gate tests the model
    reconciliation, the seal is tested on seal_breaks, and dbt skips what depends on a model whose test fails. -#}
{% macro behind_the_gate() -%}
    -- depends_on: {{ ref('reconciliation') }}
    -- depends_on: {{ ref('seal_breaks') }}
{%- endmacro %}
