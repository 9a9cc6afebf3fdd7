with edit_members as (

    select * from {{ ref('edit_members') }}

),

resolved_cells as (

    select * from {{ ref('resolved_cells') }}

),

members as (

    select
        edit_members.publication_id,
        edit_members.edit_id,
        edit_members.edit_group,
        edit_members.side,
        edit_members.weight,
        resolved_cells.cell_status,
        case when edit_members.side = 'total' then resolved_cells.row_label end as total_label,
        case when edit_members.side = 'total' then resolved_cells.column_label end as total_column,
        case when edit_members.side = 'total' then resolved_cells.source_line end as total_source_line,
        resolved_cells.deduced_from_edit_id = edit_members.edit_id as is_forced_here,
        {{ member_contribution('edit_members.counting', 'resolved_cells.value', 'resolved_cells.cell_status') }}
            as contribution

    from edit_members
    inner join resolved_cells
        on
            edit_members.publication_id = resolved_cells.publication_id
            and edit_members.cell_id = resolved_cells.cell_id

),

summed as (

    select
        publication_id,
        edit_id,
        edit_group,
        count(*) as member_count,
        sum(case when side = 'total' then 1 else 0 end) as total_count,
        sum(case when cell_status = 'derived' then 1 else 0 end) as derived_count,
        sum(case when contribution is null then 1 else 0 end) as unknown_count,
        max(case when is_forced_here then 1 else 0 end) = 1 as is_spent,
        max(total_label) as total_label,
        max(total_column) as total_column,
        max(total_source_line) as source_line,
        sum(case when side = 'total' then contribution end) as printed,
        coalesce(sum(case when side = 'part' then weight * contribution end), 0) as known_parts

    from members
    group by publication_id, edit_id, edit_group

),

{# An unknown part makes the sum unknown, never smaller. #}
evaluated as (

    select
        *,
        case
            when unknown_count = 0 or (unknown_count = 1 and printed is null and total_count = 1)
                then cast(known_parts as bigint)
        end as computed,
        total_count = 1 and unknown_count = 0 as is_evaluable

    from summed

),

final as (

    select
        publication_id,
        edit_id,
        edit_group,
        total_label,
        total_column,
        cast(printed as bigint) as printed,
        computed,
        cast(printed - computed as bigint) as difference,
        case
            when not is_evaluable then 'not_evaluable'
            when printed = computed then 'balanced'
            else 'broken'
        end as status,
        is_spent,
        cast(member_count as integer) as member_count,
        cast(total_count as integer) as total_count,
        cast(derived_count as integer) as derived_count,
        source_line

    from evaluated

)

select * from final
