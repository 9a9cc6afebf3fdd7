with counts as (

    select * from {{ ref('stg_printed_monthly_counts') }}

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
        {{ fiscal_year_of('counts.month') }} as fiscal_year,
        counts.case_count,
        counts.cell_status,
        counts.source_line

    from counts
    left join sections
        on counts.publication_id = sections.publication_id and counts.section = sections.section
    left join names
        on
            counts.publication_id = names.publication_id
            and counts.section = names.section
            and counts.affair_name = names.affair_name
    left join recipient_names
        on
            counts.publication_id = recipient_names.publication_id
            and counts.section = recipient_names.section
            and counts.recipient_name = recipient_names.recipient_name

)

select * from final
