with totals as (

    select * from {{ ref('stg_printed_totals') }}

),

sections as (

    select * from {{ ref('int_publication_sections') }}

),

earlier_editions as (

    select * from {{ ref('int_earlier_editions') }}

),

final as (

    select
        earlier_editions.publication_id,
        {{ earlier_edition_cell_id(
            total_cell_id('sections.table_name', 'earlier.section', 'earlier.role', 'earlier.fiscal_year')
        ) }} as cell_id,
        'printed_totals' as seed_name,
        'earlier_edition' as table_name,
        'total' as role,
        concat(earlier.section, ' ', earlier.role) as row_label,
        {{ fiscal_year_label('earlier.fiscal_year') }} as column_label,
        sections.annex,
        earlier.fiscal_year,
        earlier.value,
        earlier.cell_status,
        cast(null as integer) as source_line

    from totals as earlier
    inner join earlier_editions on earlier.publication_id = earlier_editions.earlier_publication_id
    inner join sections
        on earlier_editions.publication_id = sections.publication_id and earlier.section = sections.section
    where
        sections.table_name = 'annual'
        and exists (
            select 1
            from totals as later
            where
                later.publication_id = earlier_editions.publication_id
                and later.section = earlier.section
                and later.role = earlier.role
                and later.fiscal_year = earlier.fiscal_year
        )

)

select * from final
