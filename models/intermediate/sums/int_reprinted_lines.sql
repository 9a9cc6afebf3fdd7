with annual_lines as (

    select * from {{ ref('int_annual_lines') }}

),

earlier_editions as (

    select * from {{ ref('int_earlier_editions') }}

),

printed_years as (

    select distinct
        publication_no,
        annex,
        fiscal_year
    from annual_lines

),

{# A figure that this edition prints no more may be among them: it has no total to be held against, and its edit is left
   out for that. #}
final as (

    select
        earlier_editions.publication_no,
        annual_lines.annex,
        annual_lines.affair_no,
        annual_lines.fiscal_year,
        annual_lines.value,
        annual_lines.cell_status

    from annual_lines
    inner join earlier_editions on annual_lines.publication_no = earlier_editions.earlier_publication_no
    where
        exists (
            select 1
            from printed_years
            where
                printed_years.publication_no = earlier_editions.publication_no
                and printed_years.annex = annual_lines.annex
                and printed_years.fiscal_year = annual_lines.fiscal_year
        )

    union all

    select
        publication_no,
        annex,
        affair_no,
        fiscal_year,
        value,
        cell_status
    from {{ ref('int_moved_cells') }}

)

select * from final
