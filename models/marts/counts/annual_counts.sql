{{ behind_the_gate() }}

with annual_counts as (

    select * from {{ ref('int_annual_counts') }}

),

resolved_cells as (

    select * from {{ ref('resolved_cells') }}
    where table_name = 'annual' and role = 'affair'

),

affairs as (

    select * from {{ ref('stg_affair_register') }}

),

final as (

    select
        annual_counts.publication_id,
        annual_counts.annex,
        annual_counts.row_no,
        annual_counts.affair_id,
        affairs.affair_name,
        affairs.affair_name_en,
        annual_counts.activity,
        annual_counts.legal_basis_id,
        annual_counts.fiscal_year,
        {{ fiscal_year_label('annual_counts.fiscal_year') }} as fiscal_year_label,
        resolved_cells.value as case_count,
        resolved_cells.cell_status,
        resolved_cells.cell_id,
        annual_counts.source_line

    from annual_counts
    inner join resolved_cells
        on
            annual_counts.publication_id = resolved_cells.publication_id
            and annual_counts.affair_id = resolved_cells.affair_id
            and annual_counts.fiscal_year = resolved_cells.fiscal_year
    left join affairs on annual_counts.affair_id = affairs.affair_id

)

select * from final
