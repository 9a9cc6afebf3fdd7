with cells as (

    select * from {{ ref('cells') }}

),

terms as (

    select * from {{ ref('balance_edit_terms') }}

),

publications as (

    select * from {{ ref('stg_publication_register') }}

),

selected as (

    select
        cells.publication_id,
        terms.edit_group,
        {{ instance_key('terms.bound_on', 'cells') }} as instance_key,
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
        {{ passes_filter('terms.first_filter', 'cells') }}
        and {{ passes_filter('terms.second_filter', 'cells') }}

),

final as (

    select
        publication_id,
        {{ edit_id('edit_group', 'instance_key') }} as edit_id,
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
            from selected as parts
            where
                parts.side = 'part'
                and parts.publication_id = selected.publication_id
                and parts.edit_group = selected.edit_group
                and parts.instance_key = selected.instance_key
        )

)

select * from final
