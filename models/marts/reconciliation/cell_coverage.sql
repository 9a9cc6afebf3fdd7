{#- What addition can and cannot see of each printed figure. A deduced cell takes up any slip of its neighbours,
    so that it is eliminated from the edits first: what is left are the equations that printed cells alone obey.
    Elimination changes few members of few edits; only the changes are computed. `edit_members` is no CTE here: DuckDB
    would copy all of it to read it more than once. -#}
{%- set rounds = var('deduction_rounds') | int %}
{{ behind_the_gate() }}

with cells as (

    select * from {{ ref('resolved_cells') }}
    where cell_status = 'printed' and table_name <> 'earlier_edition'

),

deduced_cells as (

    select * from {{ ref('deduced_cells') }}
    where is_possible

),

{# Edits that hold a deduced cell, the one that was spent on it among them. #}
edits_of_deduced_cells as (

    select
        members.publication_id,
        members.edit_id,
        members.weight,
        deduced_cells.cell_id,
        deduced_cells.edit_id as spent_edit_id,
        deduced_cells.round

    from {{ ref('edit_members') }} as members
    inner join deduced_cells
        on members.publication_id = deduced_cells.publication_id and members.cell_id = deduced_cells.cell_id
    where members.counting = 'sum'

),

{# Spent edits, whose sums say nothing of printed cells any more. #}
spent_edits as (

    select * from edits_of_deduced_cells
    where edit_id = spent_edit_id

),

{# Nor do the sums of edits that lack their total or a figure. #}
silent_edits as (

    select
        publication_id,
        edit_id
    from spent_edits

    union

    select
        publication_id,
        edit_id
    from {{ ref('reconciliation') }}
    where difference is null

),

{# How often a spent edit is taken from another edit, so that its deduced cell is no more in it. #}
eliminations as (

    select
        others.publication_id,
        others.edit_id,
        others.spent_edit_id,
        -others.weight * spent_edits.weight as factor

    from edits_of_deduced_cells as others
    inner join spent_edits
        on
            others.publication_id = spent_edits.publication_id
            and others.cell_id = spent_edits.cell_id
    where others.edit_id <> others.spent_edit_id

),

spent_members as (

    select
        members.publication_id,
        members.edit_id,
        members.cell_id,
        members.weight,
        spent_edits.round

    from {{ ref('edit_members') }} as members
    inner join spent_edits
        on members.publication_id = spent_edits.publication_id and members.edit_id = spent_edits.edit_id
    where members.counting = 'sum'

),

{# An edit that was spent in a later round may hold cells of earlier ones, which are eliminated from it first. #}
spent_by_round_1 as (

    select * from spent_members
    where round = 1

),

{% for round in range(2, rounds + 1) %}
spent_by_round_{{ round }} as (

    select * from spent_by_round_{{ round - 1 }}

    union all

    select * from spent_members
    where round = {{ round }}

    union all

    select
        earlier.publication_id,
        spent_edits.edit_id,
        earlier.cell_id,
        eliminations.factor * earlier.weight as weight,
        spent_edits.round

    from spent_edits
    inner join eliminations
        on spent_edits.publication_id = eliminations.publication_id and spent_edits.edit_id = eliminations.edit_id
    inner join spent_by_round_{{ round - 1 }} as earlier
        on
            eliminations.publication_id = earlier.publication_id
            and eliminations.spent_edit_id = earlier.edit_id
    where spent_edits.round = {{ round }}

),

{% endfor -%}

{# What elimination adds to the members of the edits that are left. #}
changes as (

    select
        eliminations.publication_id,
        eliminations.edit_id,
        spent.cell_id,
        sum(eliminations.factor * spent.weight) as weight

    from eliminations
    inner join spent_by_round_{{ rounds }} as spent
        on
            eliminations.publication_id = spent.publication_id
            and eliminations.spent_edit_id = spent.edit_id
    left join silent_edits
        on eliminations.publication_id = silent_edits.publication_id and eliminations.edit_id = silent_edits.edit_id
    where silent_edits.edit_id is null
    group by eliminations.publication_id, eliminations.edit_id, spent.cell_id

),

{# Members that change, as they are without elimination. Most members are of other edits, which is cheaper to tell. #}
changed_members as (

    select
        members.publication_id,
        members.edit_id,
        members.cell_id,
        members.weight

    from {{ ref('edit_members') }} as members
    inner join changes
        on
            members.publication_id = changes.publication_id
            and members.edit_id = changes.edit_id
            and members.cell_id = changes.cell_id
    where
        members.counting = 'sum'
        and exists (
            select 1
            from eliminations
            where members.publication_id = eliminations.publication_id and members.edit_id = eliminations.edit_id
        )

),

{# All members count as edits of their cell; those of edits that are left, as elimination leaves them, make its column of
   the matrix. #}
entries as (

    select
        members.publication_id,
        members.cell_id,
        1 as edit_count,
        case when silent_edits.edit_id is null then 1 else 0 end as effective_edit_count,
        case when silent_edits.edit_id is null then members.weight else 0 end
        * {{ number_of_text('members.edit_id') }} as matrix_column

    from {{ ref('edit_members') }} as members
    left join silent_edits
        on members.publication_id = silent_edits.publication_id and members.edit_id = silent_edits.edit_id
    where members.counting = 'sum'

    union all

    select
        changes.publication_id,
        changes.cell_id,
        0 as edit_count,
        case when changes.weight + coalesce(changed_members.weight, 0) <> 0 then 1 else 0 end
        - case when changed_members.weight is null then 0 else 1 end as effective_edit_count,
        changes.weight * {{ number_of_text('changes.edit_id') }} as matrix_column

    from changes
    left join changed_members
        on
            changes.publication_id = changed_members.publication_id
            and changes.edit_id = changed_members.edit_id
            and changes.cell_id = changed_members.cell_id

),

{# Cells with equal columns of the matrix: no sum can tell which of them is wrong. A total and its part may differ in sign
   alone: the opposite change of either mends the same edits. With a number of 64 bits for an edit, a column is one number;
   that two of all bodies in twenty years are equal by chance has a probability below one in a thousand million. #}
columns_of_cells as (

    select
        publication_id,
        cell_id,
        sum(edit_count) as edit_count,
        sum(effective_edit_count) as effective_edit_count,
        case when sum(effective_edit_count) > 0 then abs(sum(matrix_column)) end as matrix_column

    from entries
    group by publication_id, cell_id

),

final as (

    select
        cells.publication_id,
        cells.cell_id,
        cells.row_label,
        cells.column_label,
        cast(coalesce(columns_of_cells.edit_count, 0) as integer) as edit_count,
        cast(coalesce(columns_of_cells.effective_edit_count, 0) as integer) as effective_edit_count,
        case
            when columns_of_cells.edit_count is null then 'none'
            when columns_of_cells.effective_edit_count = 0 then 'absorbed'
            when columns_of_cells.effective_edit_count = 1 then 'one'
            else 'several'
        end as coverage,
        min(cells.cell_id) over (
            partition by cells.publication_id, columns_of_cells.matrix_column
        ) as class_id,
        cast(
            count(*) over (partition by cells.publication_id, columns_of_cells.matrix_column) as integer
        ) as class_size,
        cells.source_line

    from cells
    left join columns_of_cells
        on cells.publication_id = columns_of_cells.publication_id and cells.cell_id = columns_of_cells.cell_id

)

select * from final
