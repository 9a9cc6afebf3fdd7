{#- The figures of affairs as numbers, for edits that ask for the affair: no edit tells the months of a line apart. -#}
{%- set of_affair = ['annex', 'activity', 'legal_basis_id', 'affair_id', 'fiscal_year', 'period'] -%}

with annual_lines as (

    select * from {{ ref('int_annual_lines') }}

),

monthly_lines as (

    select * from {{ ref('int_monthly_lines') }}

),

reprinted_lines as (

    select * from {{ ref('int_reprinted_lines') }}

),

affairs as (

    select * from {{ ref('stg_affair_register') }}

),

annual_cells as (

    select
        annual_lines.*,
        'annual' as table_name,
        'affair' as role,
        affairs.activity,
        affairs.legal_basis_id,
        affairs.affair_id

    from annual_lines
    left join affairs on annual_lines.affair_no = affairs.affair_no

),

reprinted_cells as (

    select
        reprinted_lines.*,
        'earlier_edition' as table_name,
        'affair' as role,
        affairs.affair_id,
        cast(null as integer) as source_line

    from reprinted_lines
    left join affairs on reprinted_lines.affair_no = affairs.affair_no

),

final as (

    {{ union_groups({
        'annual_cells': of_affair,
        'monthly_lines': of_affair,
        'reprinted_cells': ['annex', 'affair_id', 'fiscal_year'],
    }, numbered=true) }}

)

select * from final
