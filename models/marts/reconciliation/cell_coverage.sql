{#- What addition can and cannot see of each printed figure. A deduced cell takes up any slip of its neighbours,
    so that it is eliminated from the edits first: what is left are the equations that printed cells alone obey. -#}
{%- set rounds = var('deduction_rounds') | int %}
{{ behind_the_gate() }}

with cells as (

    select * from {{ ref('resolved_cells') }}
    where cell_status = 'printed' and table_name <> 'earlier_edition'

),

edit_members as (

    select * from {{ ref('edit_members') }}

),

deduced_cells as (

    select * from {{ ref('deduced_cells') }}
    where is_possible

),

{# Elimination changes no other edits than these. #}
edits_with_deduced_cells as (

    select distinct
        edit_members.publication_id,
        edit_members.edit_id

    from edit_members
    inner join deduced_cells
        on
            edit_members.publication_id = deduced_cells.publication_id
            and edit_members.cell_id = deduced_cells.cell_id
    where edit_members.counting = 'sum'

),

{# A row that is only counted, and a figure that only has to differ from zero, may take any other value. #}
summed_members as (

    select
        edit_members.publication_id,
        edit_members.edit_id,
        edit_members.cell_id,
        edit_members.weight,
        edits_with_deduced_cells.edit_id is not null as is_eliminated_from

    from edit_members
    left join edits_with_deduced_cells
        on
            edit_members.publication_id = edits_with_deduced_cells.publication_id
            and edit_members.edit_id = edits_with_deduced_cells.edit_id
    where edit_members.counting = 'sum'

),

effective_0 as (

    select
        publication_id,
        edit_id,
        cell_id,
        weight

    from summed_members
    where is_eliminated_from

),

{% for round in range(1, rounds + 1) %}
pivots_{{ round }} as (

    select
        members.publication_id,
        members.edit_id,
        deduced_cells.edit_id as spent_edit_id,
        members.weight * spent.weight as factor

    from deduced_cells
    inner join effective_{{ round - 1 }} as members
        on
            deduced_cells.publication_id = members.publication_id
            and deduced_cells.cell_id = members.cell_id
            and deduced_cells.edit_id <> members.edit_id
    inner join effective_{{ round - 1 }} as spent
        on
            deduced_cells.publication_id = spent.publication_id
            and deduced_cells.cell_id = spent.cell_id
            and deduced_cells.edit_id = spent.edit_id
    where deduced_cells.round = {{ round }}

),

substituted_{{ round }} as (

    select
        members.publication_id,
        members.edit_id,
        members.cell_id,
        members.weight

    from effective_{{ round - 1 }} as members
    left join deduced_cells
        on
            members.publication_id = deduced_cells.publication_id
            and members.edit_id = deduced_cells.edit_id
            and deduced_cells.round = {{ round }}
    where deduced_cells.edit_id is null

    union all

    select
        pivots_{{ round }}.publication_id,
        pivots_{{ round }}.edit_id,
        spent.cell_id,
        -pivots_{{ round }}.factor * spent.weight as weight

    from pivots_{{ round }}
    inner join effective_{{ round - 1 }} as spent
        on
            pivots_{{ round }}.publication_id = spent.publication_id
            and pivots_{{ round }}.spent_edit_id = spent.edit_id

),

effective_{{ round }} as (

    select
        publication_id,
        edit_id,
        cell_id,
        sum(weight) as weight

    from substituted_{{ round }}
    group by publication_id, edit_id, cell_id
    having sum(weight) <> 0

),

{% endfor -%}

{# All members count as edits of their cell; what stands in its column are those that elimination leaves. #}
entries as (

    select
        publication_id,
        edit_id,
        cell_id,
        true as is_member,
        case when not is_eliminated_from then weight end as weight

    from summed_members

    union all

    select
        publication_id,
        edit_id,
        cell_id,
        false as is_member,
        weight

    from effective_{{ rounds }}

),

{# Cells with equal columns of the matrix: no sum can tell which of them is wrong. A total and its part may differ in sign
   alone: the opposite change of either mends the same edits. With a number of 64 bits for an edit, a column is one number;
   that two of all bodies in twenty years are equal by chance has a probability below one in a thousand million. #}
columns_of_cells as (

    select
        publication_id,
        cell_id,
        count(case when is_member then 1 end) as edit_count,
        count(weight) as effective_edit_count,
        abs(sum(weight * {{ number_of_text('edit_id') }})) as matrix_column

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
