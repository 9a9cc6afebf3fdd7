{#- What edit_members is to cells, for the cells of int_searched_cells. A declared difference is a part of its edit, so that
    what is said of it accuses no cell, and what differs beyond it does; an edit of one lost cell that is declared without a
    difference says nothing. -#}
with cells as (

    select * from {{ ref('int_searched_cells') }}

),

terms as (

    select * from {{ ref('balance_edit_terms') }}

),

publications as (

    select * from {{ ref('stg_publication_register') }}

),

{# A row that is missing is not counted, but it would be, and its figure too. #}
selected as (

    select
        cells.publication_id,
        {{ edit_id('terms.edit_group', instance_key('terms', 'cells')) }} as edit_id,
        cells.cell_id,
        terms.side,
        terms.weight,
        terms.counting,
        terms.only_with_parts,
        cells.is_missing,
        cells.cell_status = 'lost' and terms.counting = 'sum' as is_lost

    from cells
    inner join terms on cells.table_name = terms.table_name and cells.role = terms.role
    inner join publications
        on
            cells.publication_id = publications.publication_id
            and {{ applies_in('terms', 'publications.fiscal_year') }}
    where
        {{ passes_filters('terms', 'cells') }}
        and not (cells.is_missing and terms.only_with_parts)

),

{# An edit that holds only where it has parts is no edit elsewhere; one without a total says nothing, nor does one of which
   no cell is printed. #}
numbered as (

    select
        *,
        max(case when side = 'part' then 1 else 0 end) over (partition by publication_id, edit_id) as has_parts,
        max(case when side = 'total' then 1 else 0 end) over (partition by publication_id, edit_id) as has_total,
        max(case when is_missing then 0 else 1 end) over (partition by publication_id, edit_id) as has_print,
        max(case when side = 'part' and not is_missing then 1 else 0 end)
            over (partition by publication_id, edit_id) as has_printed_part,
        sum(case when is_lost then 1 else 0 end) over (partition by publication_id, edit_id) as lost_count
    from selected

),

members as (

    select
        publication_id,
        edit_id,
        cell_id,
        side,
        weight,
        counting,
        is_missing,
        has_printed_part = 1 as has_printed_part,
        lost_count

    from numbered
    where
        has_total = 1
        and has_print = 1
        and (not only_with_parts or has_parts = 1)

),

declared as (

    select
        publication_id,
        replace(cell_id, 'known_difference/', '') as edit_id,
        cell_id,
        value
    from cells
    where cell_status = 'declared'

),

declared_differences as (

    select distinct
        declared.publication_id,
        declared.edit_id,
        declared.cell_id,
        members.has_printed_part

    from declared
    inner join members on declared.publication_id = members.publication_id and declared.edit_id = members.edit_id
    where declared.value is not null

),

final as (

    select
        publication_id,
        edit_id,
        cell_id,
        side,
        weight,
        counting,
        is_missing,
        has_printed_part
    from members
    where
        not exists (
            select 1
            from declared
            where
                members.publication_id = declared.publication_id
                and members.edit_id = declared.edit_id
                and declared.value is null
                and members.lost_count = 1
        )

    union all

    select
        publication_id,
        edit_id,
        cell_id,
        'declared' as side,
        1 as weight,
        'sum' as counting,
        false as is_missing,
        has_printed_part
    from declared_differences

)

select * from final
