{#- Few affairs move: their figures stand apart and are stored, so that what reads all figures looks for no other ids. -#}
with editions as (

    select * from {{ ref('int_earlier_editions') }}

),

affairs as (

    select * from {{ ref('stg_affair_register') }}

),

ids_of_one as (

    select
        affair_id,
        continued_as
    from {{ ref('stg_continued_affairs') }}

    union

    select
        continued_as as affair_id,
        continued_as
    from {{ ref('stg_continued_affairs') }}

),

lines as (

    select
        annual_counts.*,
        ids_of_one.continued_as,
        count(*) over side_by_side as id_count,
        count(case when annual_counts.cell_status = 'lost' then 1 end) over side_by_side as lost_count

    from {{ ref('int_annual_counts') }} as annual_counts
    inner join ids_of_one on annual_counts.affair_id = ids_of_one.affair_id
    window
        side_by_side as (
            partition by annual_counts.publication_id, ids_of_one.continued_as, annual_counts.fiscal_year
        )

),

{# Where this edition lists several ids of one affair, what was printed before belongs to no one of them. A dash, and whatever
   stands in a year before the start, says nothing of the look-ups under the old id. Of several lost figures the edit could
   give none, whatever the sums of the edition before give. #}
final as (

    select
        later.publication_id,
        later.publication_no,
        {{ earlier_edition_cell_id(annual_cell_id('earlier.affair_id', 'earlier.fiscal_year')) }} as cell_id,
        'printed_annual_counts' as seed_name,
        'earlier_edition' as table_name,
        'affair' as role,
        earlier.printed_name as row_label,
        {{ fiscal_year_label('earlier.fiscal_year') }} as column_label,
        later.annex,
        later.affair_id,
        later.affair_no,
        later.fiscal_year,
        earlier.case_count as value,
        earlier.cell_status,
        cast(null as integer) as source_line,
        earlier.publication_id as earlier_publication_id,
        earlier.affair_id as earlier_affair_id,
        earlier.id_count as earlier_id_count,
        earlier.source_line as earlier_source_line

    from lines as later
    inner join editions on later.publication_id = editions.publication_id
    inner join lines as earlier
        on
            editions.earlier_publication_id = earlier.publication_id
            and later.continued_as = earlier.continued_as
            and later.fiscal_year = earlier.fiscal_year
            and later.affair_id <> earlier.affair_id
    inner join affairs on later.affair_id = affairs.affair_id
    where
        later.id_count = 1
        and later.cell_status <> 'not_applicable'
        and later.fiscal_year >= {{ fiscal_year_of('affairs.started_month') }}
        and earlier.lost_count < 2

)

select * from final
