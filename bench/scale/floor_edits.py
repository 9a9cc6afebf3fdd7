"""The floor's query that evaluates all groups of edits."""

EDITS = """
copy (
with summed as (

    select
        'affairs_add_up_to_annual_total'::edit_group as edit_group, number,
        annex * 10000 + fiscal_year as key_no, total_no as label_no,
        totals.figure as printed,
        case when coalesce(parts.lost, 0) = 0 then coalesce(parts.figure, 0) end as computed,
        (total_no is not null)::integer + coalesce(members, 0) as member_count,
        0 as derived_count
    from (from totals where table_name = 'annual') as totals
    full join (
        select number, annex, fiscal_year, sum(figure)::bigint as figure, sum(lost) as lost, sum(members) as members
        from annual_sums group by number, annex, fiscal_year
    ) as parts using (number, annex, fiscal_year)

    union all

    select
        'affairs_listed'::edit_group, number, annex, subject_no,
        statements.figure, coalesce(members, 0),
        (subject_no is not null)::integer + coalesce(members, 0), 0
    from (from statements where statement = 'affairs_permitted' and annex = 2) as statements
    full join (
        select number, annex, sum(members)::bigint as members
        from annual_sums where is_current and annex = 2 group by number, annex
    ) as parts using (number, annex)

    union all

    select
        'affairs_used'::edit_group, number, annex, subject_no,
        statements.figure,
        case when coalesce(parts.lost, 0) = 0 then coalesce(parts.nonzero, 0) end,
        (subject_no is not null)::integer + coalesce(members, 0), 0
    from (from statements where statement = 'affairs_used') as statements
    full join (
        select number, annex, sum(nonzero)::bigint as nonzero, sum(lost) as lost, sum(members) as members
        from annual_sums where is_current group by number, annex
    ) as parts using (number, annex)

    union all

    select
        'annex_subset_equals_summary_line'::edit_group, number, basis_no, total_no,
        totals.figure, case when coalesce(parts.lost, 0) = 0 then coalesce(parts.figure, 0) end,
        (total_no is not null)::integer + coalesce(members, 0), 0
    from (from totals where table_name = 'summary' and role = 'line') as totals
    full join (from annual_sums where is_current) as parts using (number, basis_no)

    union all

    select
        'annex_total_equals_summary_lines'::edit_group, number, annex, total_no,
        totals.figure, coalesce(parts.figure, 0),
        (total_no is not null)::integer + coalesce(members, 0), 0
    from (from totals where table_name = 'annual' and is_current) as totals
    full join (
        select number, annex, sum(figure)::bigint as figure, count(*) as members
        from totals where table_name = 'summary' and role = 'line' group by number, annex
    ) as parts using (number, annex)

    union all

    select
        'division_users_add_up'::edit_group, number, 0, total_no,
        totals.figure, case when members is null then 0 else users.figure end,
        (total_no is not null)::integer + coalesce(members, 0), 0
    from (from totals where table_name = 'users') as totals
    full join users using (number)

    union all

    select
        'editions_agree'::edit_group, later.number, later.figure_no, later.figure_no,
        later.figure, earlier.figure,
        2, 0
    from annual as later
    inner join annual as earlier on later.earlier_number = earlier.number and later.figure_no = earlier.figure_no

    union all

    select
        'editions_agree'::edit_group, later.number, -later.annex * 10000 - later.fiscal_year, later.total_no,
        later.figure, earlier.figure,
        2, 0
    from totals as later
    inner join totals as earlier
        on later.earlier_number = earlier.number
        and later.annex = earlier.annex and later.fiscal_year = earlier.fiscal_year
    where later.table_name = 'annual' and earlier.table_name = 'annual'

    union all

    select
        'everything_together'::edit_group, number, 0,
        max(total_no) filter (where role = 'grand_total' and activity = 'use'),
        sum(figure) filter (where role = 'grand_total' and activity = 'use')::bigint,
        coalesce(sum(
            case
                when table_name = 'annual' then figure
                when role = 'line_without_detail' then figure
                when activity = 'provision' then -figure
            end
        ), 0)::bigint,
        count(*), 0
    from totals
    where (table_name = 'annual' and is_current)
        or (table_name = 'summary' and role in ('grand_total', 'line_without_detail'))
    group by number

    union all

    select
        'months_add_up_to_annual_count'::edit_group, number, affair_no, coalesce(figure_no, affair_no),
        printed, computed,
        members, derived
    from months

    union all

    select
        'months_add_up_to_subtotal'::edit_group, number, basis_no, total_no,
        totals.figure, case when parts.number is null then 0 else parts.figure end,
        (total_no is not null)::integer + coalesce(members, 0), coalesce(derived, 0)
    from (from totals where table_name = 'monthly') as totals
    full join (
        select
            number, basis_no, case when count(*) = count(computed) then sum(computed)::bigint end as figure,
            sum(line_members) as members, sum(derived) as derived
        from months where line_members > 0 group by number, basis_no
    ) as parts using (number, basis_no)

    union all

    select
        'offices_audited'::edit_group, number, subject_no, statements.subject_no,
        statements.figure, case when parts.number is null then 0 else parts.figure end,
        (statements.number is not null)::integer + (parts.number is not null)::integer, 0
    from (from statements where statement = 'offices_audited') as statements
    full join (from inspections where kind = 'external_audit' and not is_planned) as parts
        using (number, subject_no)

    union all

    select
        'offices_covered'::edit_group, number, 0, max(subject_no) filter (where kind = 'self_inspection'),
        sum(figure) filter (where kind = 'self_inspection')::bigint,
        coalesce(sum(figure) filter (where kind <> 'self_inspection'), 0)::bigint,
        count(*), 0
    from inspections
    where fiscal_year = 2021
        and (kind in ('manager_inspection', 'external_audit') or (kind = 'self_inspection' and not is_planned))
    group by number

    union all

    select
        'offices_listed'::edit_group, number, subject_no, inspections.subject_no,
        inspections.figure, coalesce(listed, 0),
        (inspections.number is not null)::integer + coalesce(listed, 0), 0
    from (from inspections where kind in ('manager_inspection', 'external_audit')) as inspections
    full join offices using (number, subject_no)

    union all

    select
        'offices_self_inspection_plan'::edit_group, number, 0, max(subject_no) filter (where is_planned),
        sum(figure) filter (where is_planned)::bigint, coalesce(sum(figure) filter (where not is_planned), 0)::bigint,
        count(*), 0
    from inspections
    where fiscal_year = 2021 and kind = 'self_inspection'
    group by number

    union all

    select
        'stated_cases_equal_annex_total'::edit_group, number, annex, subject_no,
        statements.figure, coalesce(totals.figure, 0),
        (subject_no is not null)::integer + (total_no is not null)::integer, 0
    from (from statements where statement = 'cases') as statements
    full join (from totals where table_name = 'annual' and is_current) as totals using (number, annex)

    union all

    select
        'stated_users_equal_total'::edit_group, number, 0, subject_no,
        statements.figure, coalesce(totals.figure, 0),
        (subject_no is not null)::integer + (total_no is not null)::integer, 0
    from (from statements where statement = 'authenticated_users') as statements
    full join (from totals where table_name = 'users') as totals using (number)

    union all

    select
        'subtotal_equals_summary_line'::edit_group, number, basis_no, lines.total_no,
        lines.figure, coalesce(subtotals.figure, 0),
        (lines.total_no is not null)::integer + (subtotals.total_no is not null)::integer, 0
    from (from totals where table_name = 'summary' and role = 'line') as lines
    full join (from totals where table_name = 'monthly') as subtotals using (number, basis_no)

    union all

    select
        'summary_lines_add_up'::edit_group, number, (activity = 'use')::integer,
        max(total_no) filter (where role = 'grand_total'),
        sum(figure) filter (where role = 'grand_total')::bigint,
        coalesce(sum(figure) filter (where role <> 'grand_total'), 0)::bigint,
        count(*), 0
    from totals
    where table_name = 'summary'
    group by number, activity

)

select
    publication_id, edit_id, edit_group, description, printed, computed, printed - computed as difference,
    (case
        when printed is null or computed is null then 'not_evaluable'
        when printed = computed then 'balanced'
        else 'broken'
    end)::status as status,
    member_count::integer as member_count, derived_count::integer as derived_count
from (select * replace (coalesce(label_no, 0) as label_no) from summed)
inner join (select number, publication_id::publication_id as publication_id from publications) using (number)
inner join (select edit_group::edit_group as edit_group, key_no, edit_id::edit_id as edit_id from ids)
    using (edit_group, key_no)
inner join (
    select edit_group::edit_group as edit_group, label_no, description::description as description from descriptions
) using (edit_group, label_no)
) to '{output}' (format parquet);
"""
