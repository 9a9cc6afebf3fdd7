{#- First line of every model that must not be built while the data are in doubt: the gate tests the model
    reconciliation, the seal is tested on seal_breaks, and dbt skips what depends on a model whose test fails. -#}
{% macro behind_the_gate() -%}
    -- depends_on: {{ ref('reconciliation') }}
    -- depends_on: {{ ref('seal_breaks') }}
{%- endmacro %}

{#- Before anything is published: where models are run without their tests, nothing has been skipped. -#}
{% macro refuse_behind_the_gate() %}
    {%- if execute -%}
        {%- set faults = [] -%}
        {%- set edits = run_query(
            "select count(*) as fault_count, min(concat(publication_id, ', ', edit_id)) as first_fault from "
            ~ built_table('reconciliation') ~ " where status not in ('balanced', 'accepted')"
        ).rows[0] -%}
        {%- if edits['fault_count'] -%}
            {%- do faults.append('edits that are neither balanced nor accepted: ' ~ edits['fault_count'] ~ ', the first '
                ~ edits['first_fault'] ~ ' (table reconciliation)') -%}
        {%- endif -%}
        {%- set rows = run_query(
            "select count(*) as fault_count, min(concat(publication_id, ', ', seed_name)) as first_fault from "
            ~ built_table('seal_breaks')
        ).rows[0] -%}
        {%- if rows['fault_count'] -%}
            {%- do faults.append('rows that are not as they were sealed: ' ~ rows['fault_count'] ~ ', the first '
                ~ rows['first_fault'] ~ ' (table seal_breaks)') -%}
        {%- endif -%}
        {%- if faults -%}
            {%- do exceptions.raise_compiler_error(published_directory() ~ ' is as it was, for there are '
                ~ faults | join(', and ') ~ '; build by jukinet build or dbt build, which say what is wrong') -%}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}
