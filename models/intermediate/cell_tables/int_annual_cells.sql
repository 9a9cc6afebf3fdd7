with annual_counts as (

    select * from {{ ref('int_annual_counts') }}

),

final as (

    select
        publication_id,
        {{ annual_cell_id('coalesce(affair_id, printed_name)', 'fiscal_year') }} as cell_id,
        'printed_annual_counts' as seed_name,
        'annual' as table_name,
        'affair' as role,
        printed_name as row_label,
        {{ fiscal_year_label('fiscal_year') }} as column_label,
        annex,
        activity,
        legal_basis_id,
        affair_id,
        affair_no,
        publication_no,
        fiscal_year,
        period,
        case_count as value,
        cell_status,
        source_line

    from annual_counts

)

select * from final
