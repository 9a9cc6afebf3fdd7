{#- Deductive imputation: a lost cell that is the only unknown of an edit follows from it, and can leave
    another edit with one unknown in turn. Only edits that hold a lost cell take part, so that the rounds cost
    nothing where nothing is lost. -#}
{%- set rounds = var('deduction_rounds') | int -%}

with unknown_members as (

    select * from {{ ref('unknown_members') }}

),

edit_sums as (

    select * from {{ ref('edit_sums') }}

),

{# An edit that is wrong in print, as is declared, forces nothing. #}
declared_edits as (

    select * from {{ ref('stg_known_differences') }}
    where difference is not null

),

{# What an earlier edition printed can have been revised since: it forces only what this edition leaves open. #}
edits_between_editions as (

    select distinct edit_group
    from {{ ref('balance_edit_terms') }}
    where table_name = 'earlier_edition'

),

lost_members as (

    select
        publication_id,
        edit_id,
        cell_id,
        weight,
        counting
    from unknown_members
    where cell_status = 'lost'

),

{# An edit forces no cell that it counts instead of adding it; and nothing where it lacks its total or has two, holds but the
   lost cell, or holds a cell which should have a figure and has none. #}
edits_with_lost_cells as (

    select
        publication_id,
        edit_id
    from unknown_members
    group by publication_id, edit_id
    having
        min(case when cell_status = 'lost' then 1 else 0 end) = 1
        and max(case when counting = 'sum' then 1 else 0 end) = 1

),

usable_edits as (

    select
        edit_sums.publication_id,
        edit_sums.edit_id,
        edit_sums.member_count,
        case when edits_between_editions.edit_group is null then 0 else 1 end as is_between_editions,
        edit_sums.known_parts - coalesce(edit_sums.printed, 0) as known_sum

    from edit_sums
    inner join edits_with_lost_cells
        on
            edit_sums.publication_id = edits_with_lost_cells.publication_id
            and edit_sums.edit_id = edits_with_lost_cells.edit_id
    left join edits_between_editions on edit_sums.edit_group = edits_between_editions.edit_group
    left join declared_edits
        on
            edit_sums.publication_id = declared_edits.publication_id
            and edit_sums.edit_id = declared_edits.edit_id
    where
        edit_sums.total_count = 1
        and edit_sums.member_count > 1
        and declared_edits.edit_id is null

),

{# A count below zero stays known, so that it is told; nothing follows from it. #}
known_0 as (

    select
        publication_id,
        cell_id,
        cast(null as bigint) as case_count,
        cast(null as string) as edit_id,
        0 as round
    from lost_members
    where 1 = 0

),

{% for round in range(1, rounds + 1) %}
forced_{{ round }} as (

    select
        usable_edits.publication_id,
        usable_edits.edit_id,
        usable_edits.is_between_editions,
        usable_edits.member_count,
        max(case when known.cell_id is null then lost_members.cell_id end) as cell_id,
        -max(case when known.cell_id is null then lost_members.weight end)
        * (
            max(usable_edits.known_sum)
            + sum(
                lost_members.weight
                * case
                    when lost_members.counting = 'nonzero' and known.case_count <> 0 then 1
                    else coalesce(known.case_count, 0)
                end
            )
        ) as case_count

    from usable_edits
    inner join lost_members
        on
            usable_edits.publication_id = lost_members.publication_id
            and usable_edits.edit_id = lost_members.edit_id
    left join known_{{ round - 1 }} as known
        on
            lost_members.publication_id = known.publication_id
            and lost_members.cell_id = known.cell_id
    group by
        usable_edits.publication_id,
        usable_edits.edit_id,
        usable_edits.is_between_editions,
        usable_edits.member_count
    having
        sum(case when known.cell_id is null then 1 else 0 end) = 1
        and max(case when known.cell_id is null then lost_members.counting end) = 'sum'
        and min(coalesce(known.case_count, 0)) >= 0

),

ranked_{{ round }} as (

    select
        publication_id,
        cell_id,
        case_count,
        edit_id,
        row_number() over (
            partition by publication_id, cell_id
            order by is_between_editions, member_count, edit_id
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
