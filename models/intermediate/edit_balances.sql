with edit_sums as (

    select * from {{ ref('edit_sums') }}

),

unknown_members as (

    select * from {{ ref('unknown_members') }}

),

deduced_cells as (

    select * from {{ ref('deduced_cells') }}
    where is_possible

),

earlier_editions as (

    select * from {{ ref('int_earlier_editions') }}

),

{# A declared difference is one from what the edition before has lost and its own edits give; the declared edit itself
   forces nothing. #}
declared_edits as (

    select * from {{ ref('stg_known_differences') }}
    where difference is not null

),

derived_before as (

    select
        declared_edits.publication_id,
        declared_edits.edit_id,
        {{ earlier_edition_cell_id('deduced_cells.cell_id') }} as cell_id,
        deduced_cells.case_count

    from declared_edits
    inner join earlier_editions on declared_edits.publication_id = earlier_editions.publication_id
    inner join deduced_cells on earlier_editions.earlier_publication_id = deduced_cells.publication_id
    where deduced_cells.cell_id like 'annual/%'

),

deduced_members as (

    select
        unknown_members.publication_id,
        unknown_members.edit_id,
        unknown_members.side,
        unknown_members.weight,
        case
            when unknown_members.counting = 'nonzero' and deduced_cells.case_count <> 0 then 1
            else coalesce(deduced_cells.case_count, derived_before.case_count)
        end as contribution,
        case
            when
                deduced_cells.cell_id is null
                and derived_before.cell_id is null
                and unknown_members.cell_status = 'lost'
                and unknown_members.counting = 'sum'
                then unknown_members.weight
        end as lost_weight,
        deduced_cells.edit_id = unknown_members.edit_id as is_forced_here

    from unknown_members
    left join deduced_cells
        on
            unknown_members.publication_id = deduced_cells.publication_id
            and unknown_members.cell_id = deduced_cells.cell_id
    left join derived_before
        on
            unknown_members.publication_id = derived_before.publication_id
            and unknown_members.edit_id = derived_before.edit_id
            and unknown_members.cell_id = derived_before.cell_id

),

deductions as (

    select
        publication_id,
        edit_id,
        count(*) as unknown_count,
        count(contribution) as derived_count,
        sum(case when side = 'total' then contribution end) as total_deduced,
        sum(case when side = 'part' then weight * contribution end) as parts_deduced,
        count(lost_weight) as lost_count,
        min(lost_weight) as least_lost_weight,
        max(lost_weight) as most_lost_weight,
        max(case when is_forced_here then 1 else 0 end) = 1 as is_spent

    from deduced_members
    group by publication_id, edit_id

),

completed as (

    select
        edit_sums.publication_id,
        edit_sums.edit_id,
        edit_sums.edit_group,
        edit_sums.total_affair_no,
        edit_sums.total_fiscal_year,
        edit_sums.total_label,
        edit_sums.total_column,
        edit_sums.source_line,
        edit_sums.member_count,
        edit_sums.total_count,
        coalesce(deductions.derived_count, 0) as derived_count,
        coalesce(deductions.unknown_count - deductions.derived_count, 0) as unknown_count,
        deductions.lost_count,
        deductions.least_lost_weight,
        deductions.most_lost_weight,
        coalesce(deductions.is_spent, false) as is_spent,
        coalesce(edit_sums.printed, deductions.total_deduced) as printed,
        edit_sums.known_parts + coalesce(deductions.parts_deduced, 0) as known_parts

    from edit_sums
    left join deductions
        on edit_sums.publication_id = deductions.publication_id and edit_sums.edit_id = deductions.edit_id

),

{# An unknown part makes the sum unknown, never smaller. #}
evaluated as (

    select
        *,
        case
            when unknown_count = 0 or (unknown_count = 1 and printed is null and total_count = 1) then known_parts
        end as computed,
        total_count = 1 and unknown_count = 0 as is_evaluable,
        {#- What the lost cells together would be; only a sum of them is known, and no difference. #}
        case
            when total_count = 1 and lost_count = unknown_count and least_lost_weight = most_lost_weight
                then least_lost_weight * (coalesce(printed, 0) - known_parts)
        end as lost_sum

    from completed

),

final as (

    select
        publication_id,
        edit_id,
        edit_group,
        total_affair_no,
        total_fiscal_year,
        total_label,
        total_column,
        cast(printed as bigint) as printed,
        cast(computed as bigint) as computed,
        {#- Of several totals no one is held against the parts. #}
        cast(case when is_evaluable then printed - computed end as bigint) as difference,
        case
            when not is_evaluable then 'not_evaluable'
            when printed = computed then 'balanced'
            else 'broken'
        end as status,
        is_spent,
        member_count,
        cast(derived_count as integer) as derived_count,
        cast(lost_count as integer) as lost_count,
        cast(lost_sum as bigint) as lost_sum,
        source_line

    from evaluated

)

select * from final
