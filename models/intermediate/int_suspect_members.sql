{#- What edit_members is to cells, for the cells of int_suspect_cells. A declared difference is a part of its edit, so that
    what is said of it accuses no cell, and what differs beyond it does. -#}
with cells as (

    select * from {{ ref('int_suspect_cells') }}

),

terms as (

    select * from {{ ref('balance_edit_terms') }}

),

publications as (

    select * from {{ ref('stg_publication_register') }}

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

members as (

    select
        publication_id,
        edit_id,
        cell_id,
        weight,
        counting

    from numbered
    where
        has_total = 1
        and (not only_with_parts or has_parts = 1)

),

declared as (

    select
        publication_id,
        replace(cell_id, 'known_difference/', '') as edit_id,
        cell_id,
        1 as weight,
        'sum' as counting

    from cells
    where cell_status = 'declared'

),

final as (

    select * from members

    union all

    select declared.*
    from declared
    where
        exists (
            select 1
            from members
            where members.publication_id = declared.publication_id and members.edit_id = declared.edit_id
        )

)

select * from final
