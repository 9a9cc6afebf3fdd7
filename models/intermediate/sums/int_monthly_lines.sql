{#- The months of one affair under one another, added up before any name is looked up: no edit tells the months of
    a line apart, and there are twelve times fewer lines than months. -#}
with counts as (

    select * from {{ ref('stg_printed_monthly_counts') }}

),

publications as (

    select * from {{ ref('stg_publication_register') }}

),

names as (

    select * from {{ ref('stg_printed_affair_names') }}

),

sections as (

    select * from {{ ref('stg_printed_sections') }}

),

affairs as (

    select * from {{ ref('stg_affair_register') }}

),

lines as (

    select
        publication_id,
        section,
        affair_name,
        {{ sums_of_cells('case_count') }}

    from counts
    group by publication_id, section, affair_name

),

final as (

    select
        lines.publication_id,
        'monthly' as table_name,
        'month' as role,
        sections.annex,
        sections.activity,
        sections.legal_basis_id,
        names.affair_id,
        affairs.affair_no,
        publications.publication_no,
        publications.fiscal_year,
        'current' as period,
        lines.row_count,
        lines.value_sum,
        lines.nonzero_count

    from lines
    inner join publications on lines.publication_id = publications.publication_id
    left join sections
        on publications.names_as_in = sections.publication_id and lines.section = sections.section
    left join names
        on
            publications.names_as_in = names.publication_id
            and lines.section = names.section
            and lines.affair_name = names.affair_name
    left join affairs on names.affair_id = affairs.affair_id

)

select * from final
