{#- The seeds that transcribe publications, in the order of their names. -#}
{% macro disclosure_seeds() -%}
    {{ return([
        'printed_affairs',
        'printed_annual_counts',
        'printed_authenticated_users',
        'printed_inspected_offices',
        'printed_inspection_findings',
        'printed_inspections',
        'printed_monthly_counts',
        'printed_statements',
        'printed_totals',
        'printed_training_attendance',
        'printed_training_sessions',
    ]) }}
{%- endmacro %}

{#- A seed's row as one text: its columns in order, joined by bars, nothing for null. The command
    `jukinet seal` writes the same text. -#}
{% macro row_text(seed) -%}
    concat_ws(
        '|'
        {%- if execute %}
        {%- for column in graph.nodes['seed.jukinet.' ~ seed].config.column_types %},
        coalesce(cast(seed.{{ column }} as string), '')
        {%- endfor %}
        {%- else %}, ''
        {%- endif %}
    )
{%- endmacro %}
