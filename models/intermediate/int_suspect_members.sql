{#- What edit_members is to cells, for the cells of int_suspect_cells. Edits that are declared as broken are left
    out, as what is said of them is said already. -#}
with cells as (

    select * from {{ ref('int_suspect_cells') }}

),

terms as (

    select * from {{ ref('balance_edit_terms') }}

),

publications as (

    select * from {{ ref('stg_publication_register') }}

),

declared as (

    select * from {{ ref('int_broken_edits') }}
    where is_declared

),

{# A row that is missing is not counted; only its figure would be. #}
selected as (

    select
        cells.publication_id,
        {{ edit_id('terms.edit_group', instance_key('terms', 'cells')) }} as edit_id,
        cells.cell_id,
        terms.side,
        terms.weight,
        terms.counting,
        terms.only_with_parts

    from cells
    inner join terms on cells.table_name = terms.table_name and cells.role = terms.role
    inner join publications
        on
            cells.publication_id = publications.publication_id
            and {{ applies_in('terms', 'publications.fiscal_year') }}
    where
        {{ passes_filters('terms', 'cells') }}
        and not (cells.is_missing and (terms.only_with_parts or terms.counting = 'rows'))

),

{# An edit that holds only where it has parts is no edit elsewhere, and one without a total says nothing. #}
numbered as (

    select
        *,
        max(case when side = 'part' then 1 else 0 end) over (partition by publication_id, edit_id) as has_parts,
        max(case when side = 'total' then 1 else 0 end) over (partition by publication_id, edit_id) as has_total
    from selected

),

final as (

    select
        numbered.publication_id,
        numbered.edit_id,
        numbered.cell_id,
        numbered.weight,
        numbered.counting

    from numbered
    left join declared
        on numbered.publication_id = declared.publication_id and numbered.edit_id = declared.edit_id
    where
        declared.edit_id is null
        and numbered.has_total = 1
        and (not numbered.only_with_parts or numbered.has_parts = 1)

)

select * from final
