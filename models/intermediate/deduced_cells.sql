{#- Deductive imputation: a lost cell that is the only unknown of an edit follows from it, and can leave
    another edit with one unknown in turn. Only edits that hold a lost cell take part, so that the rounds cost
    nothing where nothing is lost. -#}
{%- set rounds = var('deduction_rounds') | int -%}

with cells as (

    select * from {{ ref('cells') }}

),

edit_members as (

    select * from {{ ref('edit_members') }}

),

unknown_members as (

    select
        edit_members.publication_id,
        edit_members.edit_id,
        edit_members.cell_id,
        edit_members.weight

    from edit_members
    inner join cells
        on edit_members.publication_id = cells.publication_id and edit_members.cell_id = cells.cell_id
    where cells.cell_status = 'lost' and edit_members.counting = 'sum'

),

edits_with_unknowns as (

    select distinct
        publication_id,
        edit_id
    from unknown_members

),

{# An edit forces nothing that counts cells instead of adding them, that lacks its total or has two, or that holds
   a cell which should have a figure and has none. #}
usable_edits as (

    select
        edit_members.publication_id,
        edit_members.edit_id,
        count(*) as member_count,
        sum(
            edit_members.weight
            * coalesce({{ member_contribution('edit_members.counting', 'cells.value', 'cells.cell_status') }}, 0)
        ) as known_sum

    from edit_members
    inner join edits_with_unknowns
        on
            edit_members.publication_id = edits_with_unknowns.publication_id
            and edit_members.edit_id = edits_with_unknowns.edit_id
    inner join cells
        on edit_members.publication_id = cells.publication_id and edit_members.cell_id = cells.cell_id
    group by edit_members.publication_id, edit_members.edit_id
    having
        sum(case when edit_members.side = 'total' then 1 else 0 end) = 1
        and max(case when edit_members.counting <> 'sum' then 1 else 0 end) = 0
        and max(case when cells.value is null and cells.cell_status = 'printed' then 1 else 0 end) = 0

),

known_0 as (

    select
        publication_id,
        cell_id,
        cast(null as bigint) as case_count,
        cast(null as string) as edit_id,
        0 as round
    from unknown_members
    where 1 = 0

),

{% for round in range(1, rounds + 1) %}
forced_{{ round }} as (

    select
        usable_edits.publication_id,
        usable_edits.edit_id,
        usable_edits.member_count,
        max(case when known.cell_id is null then unknown_members.cell_id end) as cell_id,
        -max(case when known.cell_id is null then unknown_members.weight end)
        * (max(usable_edits.known_sum) + sum(unknown_members.weight * coalesce(known.case_count, 0))) as case_count

    from usable_edits
    inner join unknown_members
        on
            usable_edits.publication_id = unknown_members.publication_id
            and usable_edits.edit_id = unknown_members.edit_id
    left join known_{{ round - 1 }} as known
        on
            unknown_members.publication_id = known.publication_id
            and unknown_members.cell_id = known.cell_id
    group by usable_edits.publication_id, usable_edits.edit_id, usable_edits.member_count
    having sum(case when known.cell_id is null then 1 else 0 end) = 1

),

ranked_{{ round }} as (

    select
        publication_id,
        cell_id,
        case_count,
        edit_id,
        row_number() over (
            partition by publication_id, cell_id
            order by member_count, edit_id
        ) as preference

    from forced_{{ round }}

),

known_{{ round }} as (

    select * from known_{{ round - 1 }}

    union all

    select
        publication_id,
        cell_id,
        cast(case_count as bigint) as case_count,
        edit_id,
        {{ round }} as round
    from ranked_{{ round }}
    where preference = 1

),

{% endfor -%}

final as (

    select
        publication_id,
        cell_id,
        case_count,
        edit_id,
        round,
        case_count >= 0 as is_possible

    from known_{{ rounds }}

)

select * from final
