with annual_counts as (

    select * from {{ ref('int_annual_counts') }}
    where period = 'current' and affair_id is not null

),

affairs as (

    select * from {{ ref('stg_affair_register') }}

),

sections as (

    select * from {{ ref('int_publication_sections') }}
    where table_name = 'monthly'

),

months as (

    {{ months_of_any_fiscal_year() }}

),

final as (

    select
        annual_counts.publication_id,
        sections.section,
        annual_counts.affair_id,
        annual_counts.activity,
        annual_counts.legal_basis_id,
        annual_counts.fiscal_year,
        {{ month_of_fiscal_year('annual_counts.fiscal_year', 'months.month_no') }} as month,
        annual_counts.cell_status as annual_status,
        affairs.started_month

    from annual_counts
    cross join months
    inner join affairs on annual_counts.affair_id = affairs.affair_id
    left join sections
        on
            annual_counts.publication_id = sections.publication_id
            and annual_counts.legal_basis_id = sections.legal_basis_id

)

select * from final
