with monthly_counts as (

    select * from {{ ref('int_monthly_counts') }}

),

final as (

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

)

select * from final
