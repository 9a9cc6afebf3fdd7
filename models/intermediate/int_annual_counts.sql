with counts as (

    select * from {{ ref('stg_printed_annual_counts') }}

),

names as (

    select * from {{ ref('stg_printed_affair_names') }}

),

affairs as (

    select * from {{ ref('stg_affair_register') }}

),

publications as (

    select * from {{ ref('stg_publication_register') }}

),

final as (

    select
        counts.publication_id,
        counts.annex,
        counts.row_no,
        counts.affair_name as printed_name,
        names.affair_id,
        affairs.affair_no,
        publications.publication_no,
        affairs.activity,
        affairs.legal_basis_id,
        counts.fiscal_year,
        {{ period_of('counts.fiscal_year', 'publications.fiscal_year') }} as period,
        counts.case_count,
        counts.cell_status,
        counts.source_line

    from counts
    inner join publications on counts.publication_id = publications.publication_id
    left join names
        on
            publications.names_as_in = names.publication_id
            and names.section = concat('annex', cast(counts.annex as string))
            and counts.affair_name = names.affair_name
    left join affairs on names.affair_id = affairs.affair_id

)

select * from final
