{#- How far a logarithmic count lies from those of the years before and after; `neighbours` is the prefix of the
    row whose neighbours are meant. -#}
{% macro unevenness(log_count, neighbours='') -%}
    (abs({{ log_count }} - {{ neighbours }}previous_log) + abs({{ neighbours }}next_log - {{ log_count }}))
{%- endmacro %}
