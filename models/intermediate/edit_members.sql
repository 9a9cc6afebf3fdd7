with cells as (

    select * from {{ ref('cells') }}

),

terms as (

    select * from {{ ref('balance_edit_terms') }}

),

publications as (

    select * from {{ ref('stg_publication_register') }}

),

edit_sums as (

    select * from {{ ref('edit_sums') }}

),

selected as (

    select
        cells.publication_id,
        cells.cell_id,
        terms.edit_group,
        {{ edit_id('terms.edit_group', instance_key('terms', 'cells')) }} as edit_id,
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

),

{# An edit that holds only where it has parts is no edit elsewhere. #}
final as (

    select
        publication_id,
        edit_id,
        edit_group,
        cell_id,
        side,
        weight,
        counting

    from selected
    where
        not only_with_parts
        or exists (
            select 1
            from edit_sums
            where
                edit_sums.publication_id = selected.publication_id
                and edit_sums.edit_id = selected.edit_id
        )

)

select * from final
