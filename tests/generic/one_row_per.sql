{#- Each combination of the key columns stands once and is complete; `advice` is what else to do where two lines are found. -#}
{% test one_row_per(model, columns, advice='') %}

select
    concat_ws(', ', {% for column in columns %}
        concat('{{ column }} ', coalesce(cast({{ column }} as string), 'missing'))
        {%- if not loop.last %}, {% endif %}{% endfor %}
    ) as key,
    count(*) as row_count,
    concat(
        '{{ model.identifier }}: ', cast(count(*) as string), case when count(*) = 1 then ' row for ' else ' rows for ' end,
        concat_ws(', ', {% for column in columns %}
            concat('{{ column }} ', coalesce(cast({{ column }} as string), 'missing'))
            {%- if not loop.last %}, {% endif %}{% endfor %}
        ),
        {% if 'source_line' in adapter.get_columns_in_relation(model) | map(attribute='name') | list -%}
        case
            when min(source_line) is null then ''
            else concat(' (source lines ', cast(min(source_line) as string), ' and ', cast(max(source_line) as string), ')')
        end,
        case when min(source_line) <> max(source_line) then '{{ advice }}' else '' end
        {%- else %}''{% endif %}
    ) as message

from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1 {% for column in columns %} or {{ column }} is null{% endfor %}

{% endtest %}
