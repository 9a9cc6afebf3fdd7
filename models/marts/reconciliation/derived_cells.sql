{#- `edit_members` and `resolved_cells` are no CTEs here: DuckDB would copy all of them to read them more than once. -#}
{{ behind_the_gate() }}

with deduced_cells as (

    select * from {{ ref('deduced_cells') }}
    where is_possible

),

reconciliation as (

    select * from {{ ref('reconciliation') }}

),

spent_members as (

    select
        deduced_cells.publication_id,
        deduced_cells.cell_id,
        edit_members.cell_id as operand_id,
        edit_members.side,
        edit_members.weight

    from deduced_cells
    inner join {{ ref('edit_members') }} as edit_members
        on
            deduced_cells.publication_id = edit_members.publication_id
            and deduced_cells.edit_id = edit_members.edit_id

),

{# The other members of the edit that was spent on the deduction, signed as they stand in the sum. What is added
   stands first: a text that begins with a minus would be a formula to a spreadsheet. #}
operands as (

    select
        others.publication_id,
        others.cell_id,
        others.side,
        -others.weight * own.weight as sign,
        resolved_cells.value,
        others.operand_id

    from spent_members as others
    inner join spent_members as own
        on
            others.publication_id = own.publication_id
            and others.cell_id = own.cell_id
            and own.operand_id = own.cell_id
    inner join {{ ref('resolved_cells') }} as resolved_cells
        on others.publication_id = resolved_cells.publication_id and others.operand_id = resolved_cells.cell_id
    where others.operand_id <> others.cell_id and resolved_cells.value is not null

),

arithmetic as (

    select
        publication_id,
        cell_id,
        {{ join_text(
            "concat(case when sign < 0 then '- ' else '+ ' end, cast(value as string))",
            " ",
            "case when sign < 0 then 1 else 0 end, case when side = 'total' then 0 else 1 end, operand_id"
        ) }} as terms

    from operands
    group by publication_id, cell_id

),

confirmations as (

    select
        deduced_cells.publication_id,
        deduced_cells.cell_id,
        min(reconciliation.edit_id) as confirmed_by_edit_id

    from deduced_cells
    inner join {{ ref('edit_members') }} as edit_members
        on
            deduced_cells.publication_id = edit_members.publication_id
            and deduced_cells.cell_id = edit_members.cell_id
    inner join reconciliation
        on
            edit_members.publication_id = reconciliation.publication_id
            and edit_members.edit_id = reconciliation.edit_id
            and reconciliation.is_verified
    group by deduced_cells.publication_id, deduced_cells.cell_id

),

final as (

    select
        deduced_cells.publication_id,
        deduced_cells.cell_id,
        deduced_cells.case_count,
        deduced_cells.edit_id,
        concat(trim(leading '+ ' from terms), ' = ', cast(deduced_cells.case_count as string))
            as arithmetic,
        confirmations.confirmed_by_edit_id,
        resolved_cells.source_line

    from deduced_cells
    inner join {{ ref('resolved_cells') }} as resolved_cells
        on
            deduced_cells.publication_id = resolved_cells.publication_id
            and deduced_cells.cell_id = resolved_cells.cell_id
            and resolved_cells.table_name <> 'earlier_edition'
    left join arithmetic
        on
            deduced_cells.publication_id = arithmetic.publication_id
            and deduced_cells.cell_id = arithmetic.cell_id
    left join confirmations
        on
            deduced_cells.publication_id = confirmations.publication_id
            and deduced_cells.cell_id = confirmations.cell_id

)

select * from final
