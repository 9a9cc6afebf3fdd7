{#- All figures for edits that do not ask for the affair: those of affairs are added up over the affairs, and lists over
    their rows. -#}
{%- set tables = cell_tables() -%}
{%- set lists = ['user_cells', 'office_cells'] -%}

with annual_lines as (

    select * from {{ ref('int_annual_lines') }}

),

monthly_lines as (

    select * from {{ ref('int_monthly_lines') }}

),
{% for table, attributes in tables.items() if 'affair_id' not in attributes %}
{{ table }} as (

    select * from {{ ref('int_' ~ table) }}

),
{% endfor %}
publications as (

    select * from {{ ref('stg_publication_register') }}

),

affairs as (

    select * from {{ ref('stg_affair_register') }}

),

annual_cells as (

    select
        annual_lines.*,
        publications.publication_id,
        'annual' as table_name,
        'affair' as role,
        affairs.activity,
        affairs.legal_basis_id

    from annual_lines
    inner join publications on annual_lines.publication_no = publications.publication_no
    left join affairs on annual_lines.affair_no = affairs.affair_no

),

final as (

    {{ union_groups({
        'annual_cells': tables['annual_cells'],
        'monthly_lines': tables['annual_cells'],
    }, added_up=true) }}
    {%- for table, attributes in tables.items() if 'affair_id' not in attributes %}

    union all

    {{ union_groups({table: attributes}, added_up=table in lists, lacks_affairs=true) }}
    {%- endfor %}

)

select * from final
