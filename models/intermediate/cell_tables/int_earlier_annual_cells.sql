with earlier_counts as (

    select * from {{ ref('int_annual_counts') }}

),

later_counts as (

    select * from {{ ref('int_annual_counts') }}

),

earlier_editions as (

    select * from {{ ref('int_earlier_editions') }}

),

{# What the edition before printed of a figure that this one prints too: figures of another publication, against which
   this one is checked. A join instead of `exists` would begin with all publications that print the same affair. #}
final as (

    select
        earlier_editions.publication_id,
        {{ earlier_edition_cell_id(annual_cell_id('earlier_counts.affair_id', 'earlier_counts.fiscal_year')) }} as cell_id,
        'printed_annual_counts' as seed_name,
        'earlier_edition' as table_name,
        'affair' as role,
        earlier_counts.printed_name as row_label,
        {{ fiscal_year_label('earlier_counts.fiscal_year') }} as column_label,
        earlier_counts.annex,
        earlier_counts.affair_id,
        earlier_counts.fiscal_year,
        earlier_counts.case_count as value,
        earlier_counts.cell_status,
        cast(null as integer) as source_line

    from earlier_counts
    inner join earlier_editions on earlier_counts.publication_id = earlier_editions.earlier_publication_id
    where
        exists (
            select 1
            from later_counts
            where
                later_counts.publication_no = earlier_editions.publication_no
                and later_counts.affair_no = earlier_counts.affair_no
                and later_counts.annex = earlier_counts.annex
                and later_counts.fiscal_year = earlier_counts.fiscal_year
        )

)

select * from final
