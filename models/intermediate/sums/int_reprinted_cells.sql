with annual_cells as (

    select * from {{ ref('int_annual_cells') }}

),

earlier_editions as (

    select * from {{ ref('int_earlier_editions') }}

),

printed_years as (

    select distinct
        publication_no,
        annex,
        fiscal_year
    from annual_cells

),

{# A figure that this edition prints no more may be among them: it has no total to be held against, and its edit is left
   out for that. #}
final as (

    select
        earlier_editions.publication_id,
        earlier_editions.publication_no,
        'earlier_edition' as table_name,
        'affair' as role,
        annual_cells.annex,
        annual_cells.affair_id,
        annual_cells.affair_no,
        annual_cells.fiscal_year,
        annual_cells.value,
        annual_cells.cell_status,
        cast(null as integer) as source_line

    from annual_cells
    inner join earlier_editions on annual_cells.publication_no = earlier_editions.earlier_publication_no
    where
        exists (
            select 1
            from printed_years
            where
                printed_years.publication_no = earlier_editions.publication_no
                and printed_years.annex = annual_cells.annex
                and printed_years.fiscal_year = annual_cells.fiscal_year
        )

)

select * from final
