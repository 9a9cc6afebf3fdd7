{#- Rows that are not there, in publications with a broken edit: a row that was lost whole is no cell, yet it can be
    what breaks an edit. They are matched with the edits as if they were cells. -#}
with broken as (

    select distinct publication_id
    from {{ ref('edit_balances') }}
    where status = 'broken'

),

expected_cells as (

    select * from {{ ref('int_expected_cells') }}

),

cells as (

    select * from {{ ref('cells') }}

),

terms as (

    select * from {{ ref('balance_edit_terms') }}
    where not only_with_parts

),

publications as (

    select * from {{ ref('stg_publication_register') }}

),

missing as (

    select expected_cells.*

    from expected_cells
    inner join broken on expected_cells.publication_id = broken.publication_id
    left join cells
        on expected_cells.publication_id = cells.publication_id and expected_cells.cell_id = cells.cell_id
    where cells.cell_id is null

),

final as (

    select
        missing.publication_id,
        missing.cell_id,
        missing.table_name,
        missing.row_label,
        missing.column_label,
        missing.annex,
        missing.legal_basis_id,
        missing.affair_id,
        missing.month,
        missing.fiscal_year,
        terms.edit_group,
        {{ edit_id('terms.edit_group', instance_key('terms', 'missing')) }} as edit_id,
        terms.side,
        terms.weight,
        terms.counting

    from missing
    inner join terms on missing.table_name = terms.table_name and missing.role = terms.role
    inner join publications
        on
            missing.publication_id = publications.publication_id
            and {{ applies_in('terms', 'publications.fiscal_year') }}
    where
        {{ passes_filters('terms', 'missing') }}

)

select * from final
