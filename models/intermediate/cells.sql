{%- set tables = cell_tables() -%}

with
{% for table in tables %}
{{ table }} as (

    select * from {{ ref('int_' ~ table) }}

),
{% endfor %}
final as (

    {{ union_cells(tables) }}

)

select * from final
