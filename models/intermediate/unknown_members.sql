{#- The members of edits that have no figure where one should stand. Rows that are only counted need none. -#}
with unknown_cells as (

    select * from {{ ref('cells') }}
    where value is null and cell_status <> 'not_applicable'

),

terms as (

    select * from {{ ref('balance_edit_terms') }}
    where counting <> 'rows'

),

publications as (

    select * from {{ ref('stg_publication_register') }}

),

final as (

    select
        unknown_cells.publication_id,
        unknown_cells.cell_id,
        unknown_cells.cell_status,
        {{ edit_id('terms.edit_group', instance_key('terms', 'unknown_cells')) }} as edit_id,
        terms.side,
        terms.weight,
        terms.counting

    from unknown_cells
    inner join terms on unknown_cells.table_name = terms.table_name and unknown_cells.role = terms.role
    inner join publications
        on
            unknown_cells.publication_id = publications.publication_id
            and {{ applies_in('terms', 'publications.fiscal_year') }}
    where
        {{ passes_filters('terms', 'unknown_cells') }}

)

select * from final
