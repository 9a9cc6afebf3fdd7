{#- What the known figures of each edit add up to. It gives what edit_members and cells would, but reads each
    figure once and not once per edit: no edit tells the months of a line apart, and few ask for the affair, so that
    cells are added up to groups before they meet the edits. -#}
with affair_edit_sums as (

    select * from {{ ref('int_affair_edit_sums') }}

),

other_edit_sums as (

    select * from {{ ref('int_other_edit_sums') }}

),

edit_sums as (

    select * from affair_edit_sums
    union all
    select * from other_edit_sums

),

final as (

    select
        publication_id,
        {{ edit_id('edit_group', 'instance_key') }} as edit_id,
        edit_group,
        total_affair_no,
        total_fiscal_year,
        total_label,
        total_column,
        cast(member_count as integer) as member_count,
        cast(total_count as integer) as total_count,
        cast(printed as bigint) as printed,
        cast(known_parts as bigint) as known_parts,
        source_line

    from edit_sums

)

select * from final
