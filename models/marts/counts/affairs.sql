{{ behind_the_gate() }}

with affairs as (

    select * from {{ ref('stg_affair_register') }}

),

printed_affairs as (

    select * from {{ ref('stg_printed_affairs') }}

),

annual_counts as (

    select * from {{ ref('int_annual_counts') }}

),

publications as (

    select * from {{ ref('stg_publication_register') }}

),

legal_bases as (

    select * from {{ ref('stg_legal_basis_register') }}

),

recipients as (

    select * from {{ ref('stg_recipient_register') }}

),

affair_divisions as (

    select * from {{ ref('stg_affair_divisions') }}

),

continued_affairs as (

    select * from {{ ref('stg_continued_affairs') }}

),

{# When an affair began, as its newest publication prints it: the one that assert_printed_affairs_agree holds to the register. #}
printings as (

    select
        annual_counts.affair_id,
        max_by(
            printed_affairs.started_label, concat(cast(publications.fiscal_year as string), publications.publication_id)
        ) as started_label

    from printed_affairs
    inner join publications on printed_affairs.publication_id = publications.publication_id
    inner join annual_counts
        on
            printed_affairs.publication_id = annual_counts.publication_id
            and printed_affairs.annex = annual_counts.annex
            and printed_affairs.row_no = annual_counts.row_no
            and annual_counts.period = 'current'
    group by annual_counts.affair_id

),

divisions as (

    select
        affair_id,
        {{ join_text('division_id', ' ', 'division_no') }} as division_ids

    from affair_divisions
    group by affair_id

),

final as (

    select
        affairs.affair_id,
        affairs.affair_name,
        affairs.affair_name_en,
        affairs.activity,
        affairs.legal_basis_id,
        legal_bases.legal_basis_name,
        legal_bases.legal_basis_name_en,
        legal_bases.annex,
        affairs.recipient_id,
        recipients.recipient_name,
        recipients.recipient_name_en,
        divisions.division_ids,
        affairs.started_month,
        printings.started_label,
        continued_affairs.continued_as

    from affairs
    inner join legal_bases on affairs.legal_basis_id = legal_bases.legal_basis_id
    left join recipients on affairs.recipient_id = recipients.recipient_id
    left join divisions on affairs.affair_id = divisions.affair_id
    left join printings on affairs.affair_id = printings.affair_id
    left join continued_affairs on affairs.affair_id = continued_affairs.affair_id

)

select * from final
