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
        edit_members.weight,
        edit_members.counting

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
        others.operand_id,
        others.counting

    from spent_members as others
    inner join spent_members as own
        on
            others.publication_id = own.publication_id
            and others.cell_id = own.cell_id
            and own.operand_id = own.cell_id
    inner join {{ ref('resolved_cells') }} as resolved_cells
        on others.publication_id = resolved_cells.publication_id and others.operand_id = resolved_cells.cell_id
    where others.operand_id <> others.cell_id

),

{# A dash is left out as a part, and asks for 0 as a total, so that nothing stays where all parts are dashes. Rows that are
   counted give one each. #}
terms as (

    select
        publication_id,
        cell_id,
        side,
        sign,
        operand_id,
        {{ with_separators('coalesce(value, 0)') }} as term
    from operands
    where counting = 'sum' and (value is not null or side = 'total')

    union all

    select
        publication_id,
        cell_id,
        side,
        sign,
        max(operand_id) as operand_id,
        concat({{ with_separators('count(*)') }}, ' × 1') as term
    from operands
    where counting = 'rows' or (counting = 'nonzero' and value <> 0)
    group by publication_id, cell_id, side, sign

),

arithmetic as (

    select
        publication_id,
        cell_id,
        {{ join_text(
            "concat(case when sign < 0 then '- ' else '+ ' end, term)",
            " ",
            "case when sign < 0 then 1 else 0 end, case when side = 'total' then 0 else 1 end, operand_id"
        ) }} as terms

    from terms
    group by publication_id, cell_id

),

{# An edit that counts cells holds whatever the figure is. #}
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
            and edit_members.counting = 'sum'
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
        concat(
            case when terms like '-%' then '0 ' else '' end,
            coalesce(trim(leading '+ ' from terms), '0'), ' = ', {{ with_separators('deduced_cells.case_count') }}
        ) as arithmetic,
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
