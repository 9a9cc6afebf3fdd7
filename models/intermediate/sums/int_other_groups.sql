{#- All figures for edits that do not ask for the affair: those of affairs are added up over the affairs, and lists over
    their rows. -#}
{%- set tables = cell_tables() -%}

with annual_lines as (

    select * from {{ ref('int_annual_lines') }}

),

monthly_lines as (

    select * from {{ ref('int_monthly_lines') }}

),

user_cells as (

    select * from {{ ref('int_user_cells') }}

),

office_cells as (

    select * from {{ ref('int_office_cells') }}

),

total_cells as (

    select * from {{ ref('int_total_cells') }}

),

statement_cells as (

    select * from {{ ref('int_statement_cells') }}

),

training_cells as (

    select * from {{ ref('int_training_cells') }}

),

inspection_cells as (

    select * from {{ ref('int_inspection_cells') }}

),

earlier_total_cells as (

    select * from {{ ref('int_earlier_total_cells') }}

),

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

    union all

    {{ union_groups({
        'user_cells': tables['user_cells'],
        'office_cells': tables['office_cells'],
    }, added_up=true, lacks_affairs=true) }}

    union all

    {{ union_groups({
        'total_cells': tables['total_cells'],
        'statement_cells': tables['statement_cells'],
        'training_cells': tables['training_cells'],
        'inspection_cells': tables['inspection_cells'],
        'earlier_total_cells': tables['earlier_total_cells'],
    }, lacks_affairs=true) }}

)

select * from final
