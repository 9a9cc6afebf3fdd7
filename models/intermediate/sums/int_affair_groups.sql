{#- The figures of affairs as numbers, for edits that ask for the affair: no edit tells the months of a line apart. -#}
{%- set of_affair = ['annex', 'activity', 'legal_basis_id', 'affair_id', 'fiscal_year', 'period'] -%}

with annual_cells as (

    select * from {{ ref('int_annual_cells') }}

),

monthly_lines as (

    select * from {{ ref('int_monthly_lines') }}

),

reprinted_cells as (

    select * from {{ ref('int_reprinted_cells') }}

),

final as (

    {{ union_groups({
        'annual_cells': of_affair,
        'monthly_lines': of_affair,
        'reprinted_cells': ['annex', 'affair_id', 'fiscal_year'],
    }, numbered=true) }}

)

select * from final
