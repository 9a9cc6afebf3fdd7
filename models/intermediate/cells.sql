with {{ cell_tables() }},

monthly_counts as (

    select * from {{ ref('int_monthly_counts') }}

),

monthly_cells as (

    select
        publication_id,
        {{ monthly_cell_id('section', 'coalesce(affair_id, printed_name)', 'month') }} as cell_id,
        'printed_monthly_counts' as seed_name,
        'monthly' as table_name,
        'month' as role,
        printed_name as row_label,
        {{ month_label('month') }} as column_label,
        annex,
        activity,
        legal_basis_id,
        affair_id,
        month,
        fiscal_year,
        'current' as period,
        case_count as value,
        cell_status,
        source_line

    from monthly_counts

),

final as (

    {{ union_cells({
        'annual_cells': ['annex', 'activity', 'legal_basis_id', 'affair_id', 'fiscal_year', 'period'],
        'monthly_cells': ['annex', 'activity', 'legal_basis_id', 'affair_id', 'month', 'fiscal_year', 'period'],
        'total_cells': ['annex', 'activity', 'legal_basis_id', 'fiscal_year', 'period'],
        'statement_cells': ['annex', 'inspection_id', 'fiscal_year', 'period'],
        'user_cells': ['fiscal_year', 'period'],
        'training_cells': [],
        'inspection_cells': ['inspection_id', 'is_planned', 'fiscal_year'],
        'office_cells': ['inspection_id'],
        'earlier_annual_cells': ['annex', 'affair_id', 'fiscal_year'],
        'earlier_total_cells': ['annex', 'fiscal_year'],
    }) }}

)

select * from final
