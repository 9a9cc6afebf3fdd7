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

selected as (

    select
        missing.*,
        terms.edit_group,
        terms.weight,
        terms.counting,
        {{ instance_key('terms.bound_on', 'missing') }} as instance_key

    from missing
    inner join publications on missing.publication_id = publications.publication_id
    inner join terms
        on
            missing.table_name = terms.table_name
            and missing.role = terms.role
            and not terms.only_with_parts
            and {{ applies_in('terms', 'publications.fiscal_year') }}
    where
        {{ passes_filter('terms.first_filter', 'missing') }}
        and {{ passes_filter('terms.second_filter', 'missing') }}

),

final as (

    select
        publication_id,
        cell_id,
        table_name,
        row_label,
        column_label,
        annex,
        legal_basis_id,
        affair_id,
        month,
        fiscal_year,
        {{ edit_id('edit_group', 'instance_key') }} as edit_id,
        weight,
        counting

    from selected

)

select * from final
