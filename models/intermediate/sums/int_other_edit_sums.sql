{#- What the known figures of the edits that ask for no affair add up to, and those of figures that belong to none. -#}
with groups as (

    select * from {{ ref('int_other_groups') }}

),

publications as (

    select * from {{ ref('stg_publication_register') }}

),

terms as (

    select * from {{ ref('balance_edit_terms') }}

),

edits as (

    select distinct
        edit_no,
        edit_group,
        only_with_parts,
        valid_from,
        valid_to
    from terms

),

members as (

    select
        groups.publication_id,
        terms.edit_no,
        {{ instance_key('terms', 'groups') }} as instance_key,
        terms.weight,
        terms.side = 'total' as is_total,
        case when terms.side = 'total' then groups.row_label end as total_label,
        case when terms.side = 'total' then groups.column_label end as total_column,
        case when terms.side = 'total' then groups.source_line end as source_line,
        groups.row_count,
        {{ contribution('terms.counting') }} as contribution

    from groups
    inner join terms on groups.table_name = terms.table_name and groups.role = terms.role
    where
        (groups.lacks_affairs or not terms.asks_for_affair)
        and {{ passes_filters('terms', 'groups') }}

),

sums as (

    select
        publication_id,
        edit_no,
        instance_key,
        {{ sums_of_members() }},
        max(total_label) as total_label,
        max(total_column) as total_column,
        max(source_line) as source_line

    from members
    group by publication_id, edit_no, instance_key

),

final as (

    select
        sums.publication_id,
        edits.edit_group,
        sums.instance_key,
        sums.member_count,
        sums.total_count,
        sums.printed,
        sums.known_parts,
        cast(null as integer) as total_affair_no,
        cast(null as integer) as total_fiscal_year,
        sums.total_label,
        sums.total_column,
        sums.source_line

    from sums
    inner join edits on sums.edit_no = edits.edit_no
    inner join publications
        on
            sums.publication_id = publications.publication_id
            and {{ applies_in('edits', 'publications.fiscal_year') }}
    where {{ has_its_parts('edits', 'sums') }}

)

select * from final
