with counts as (

    select * from {{ ref('stg_printed_monthly_counts') }}

),

publications as (

    select * from {{ ref('stg_publication_register') }}

),

names as (

    select * from {{ ref('stg_printed_affair_names') }}

),

recipient_names as (

    select * from {{ ref('stg_printed_recipient_names') }}

),

sections as (

    select * from {{ ref('stg_printed_sections') }}

),

final as (

    select
        counts.publication_id,
        counts.section,
        counts.affair_name as printed_name,
        names.affair_id,
        counts.recipient_name as printed_recipient,
        recipient_names.recipient_id,
        sections.annex,
        sections.activity,
        sections.legal_basis_id,
        counts.month,
        publications.fiscal_year,
        counts.case_count,
        counts.cell_status,
        counts.source_line

    from counts
    inner join publications on counts.publication_id = publications.publication_id
    left join sections
        on publications.names_as_in = sections.publication_id and counts.section = sections.section
    left join names
        on
            publications.names_as_in = names.publication_id
            and counts.section = names.section
            and counts.affair_name = names.affair_name
    left join recipient_names
        on
            publications.names_as_in = recipient_names.publication_id
            and counts.section = recipient_names.section
            and counts.recipient_name = recipient_names.recipient_name

)

select * from final
