"""The floor's query that evaluates all groups of edits."""

EDITS = """
create table edits as
with summed as (

    select
        'affairs_add_up_to_annual_total' as edit_group,
        concat('affairs_add_up_to_annual_total/', annex, '/', fiscal_year) as edit_id,
        number, totals.figure as printed,
        case when coalesce(parts.lost, 0) = 0 then coalesce(parts.figure, 0) end as computed
    from (from totals where table_name = 'annual') as totals
    full join (
        select number, annex, fiscal_year, sum(figure)::bigint as figure, sum(lost) as lost
        from annual_sums group by number, annex, fiscal_year
    ) as parts using (number, annex, fiscal_year)

    union all

    select
        'affairs_listed', concat('affairs_listed/', annex), number, statements.figure, coalesce(parts.row_count, 0)
    from (from statements where statement = 'affairs_permitted' and annex = 2) as statements
    full join (
        select number, annex, sum(row_count)::bigint as row_count
        from annual_sums where is_current and annex = 2 group by number, annex
    ) as parts using (number, annex)

    union all

    select
        'affairs_used', concat('affairs_used/', annex), number, statements.figure,
        case when coalesce(parts.lost, 0) = 0 then coalesce(parts.nonzero, 0) end
    from (from statements where statement = 'affairs_used') as statements
    full join (
        select number, annex, sum(nonzero)::bigint as nonzero, sum(lost) as lost
        from annual_sums where is_current group by number, annex
    ) as parts using (number, annex)

    union all

    select
        'annex_subset_equals_summary_line', concat('annex_subset_equals_summary_line/', legal_basis_id), number,
        totals.figure, case when coalesce(parts.lost, 0) = 0 then coalesce(parts.figure, 0) end
    from (from totals where table_name = 'summary' and role = 'line') as totals
    full join (from annual_sums where is_current) as parts using (number, legal_basis_id)

    union all

    select
        'annex_total_equals_summary_lines', concat('annex_total_equals_summary_lines/', annex), number,
        totals.figure, coalesce(parts.figure, 0)
    from (from totals where table_name = 'annual' and is_current) as totals
    full join (
        select number, annex, sum(figure)::bigint as figure
        from totals where table_name = 'summary' and role = 'line' group by number, annex
    ) as parts using (number, annex)

    union all

    select
        'division_users_add_up', 'division_users_add_up', number, totals.figure,
        case when users.number is null then 0 else users.figure end
    from (from totals where table_name = 'users') as totals
    full join users using (number)

    union all

    select 'editions_agree', edition_ids.edit_id, later.number, later.figure, earlier.figure
    from annual as later
    inner join publications using (number)
    inner join annual as earlier
        on publications.earlier_number = earlier.number and later.affair_no = earlier.affair_no
        and later.annex = earlier.annex and later.fiscal_year = earlier.fiscal_year
    inner join edition_ids
        on later.annex = edition_ids.annex and later.affair_no = edition_ids.affair_no
        and later.fiscal_year = edition_ids.fiscal_year

    union all

    select
        'editions_agree', concat('editions_agree/', later.annex, '/?/', later.fiscal_year),
        later.number, later.figure, earlier.figure
    from totals as later
    inner join publications using (number)
    inner join totals as earlier
        on publications.earlier_number = earlier.number
        and later.annex = earlier.annex and later.fiscal_year = earlier.fiscal_year
    where later.table_name = 'annual' and earlier.table_name = 'annual'

    union all

    select
        'everything_together', 'everything_together', number,
        sum(figure) filter (where role = 'grand_total' and activity = 'use')::bigint,
        coalesce(sum(
            case
                when table_name = 'annual' then figure
                when role = 'line_without_detail' then figure
                when activity = 'provision' then -figure
            end
        ), 0)::bigint
    from totals
    where (table_name = 'annual' and is_current)
        or (table_name = 'summary' and role in ('grand_total', 'line_without_detail'))
    group by number

    union all

    select
        'months_add_up_to_annual_count', concat('months_add_up_to_annual_count/', affair_id), number, printed, computed
    from months
    inner join affairs using (affair_no)

    union all

    select
        'months_add_up_to_subtotal', concat('months_add_up_to_subtotal/', legal_basis_id), number, totals.figure,
        case when parts.number is null then 0 else parts.figure end
    from (from totals where table_name = 'monthly') as totals
    full join (
        select
            number, legal_basis_id, case when count(*) = count(computed) then sum(computed)::bigint end as figure
        from months where is_printed group by number, legal_basis_id
    ) as parts using (number, legal_basis_id)

    union all

    select
        'offices_audited', concat('offices_audited/', inspection_id), number, statements.figure,
        case when parts.number is null then 0 else parts.figure end
    from (select *, subject as inspection_id from statements where statement = 'offices_audited') as statements
    full join (from inspections where kind = 'external_audit' and not is_planned) as parts
        using (number, inspection_id)

    union all

    select
        'offices_covered', 'offices_covered', number,
        sum(figure) filter (where kind = 'self_inspection')::bigint,
        coalesce(sum(figure) filter (where kind <> 'self_inspection'), 0)::bigint
    from inspections
    where fiscal_year = 2021
        and (kind in ('manager_inspection', 'external_audit') or (kind = 'self_inspection' and not is_planned))
    group by number

    union all

    select
        'offices_listed', concat('offices_listed/', inspection_id), number, inspections.figure,
        coalesce(offices.listed, 0)
    from (from inspections where kind in ('manager_inspection', 'external_audit')) as inspections
    full join offices using (number, inspection_id)

    union all

    select
        'offices_self_inspection_plan', 'offices_self_inspection_plan', number,
        sum(figure) filter (where is_planned)::bigint, coalesce(sum(figure) filter (where not is_planned), 0)::bigint
    from inspections
    where fiscal_year = 2021 and kind = 'self_inspection'
    group by number

    union all

    select
        'stated_cases_equal_annex_total', concat('stated_cases_equal_annex_total/', annex), number,
        statements.figure, coalesce(totals.figure, 0)
    from (from statements where statement = 'cases') as statements
    full join (from totals where table_name = 'annual' and is_current) as totals using (number, annex)

    union all

    select
        'stated_users_equal_total', 'stated_users_equal_total', number, statements.figure, coalesce(totals.figure, 0)
    from (from statements where statement = 'authenticated_users') as statements
    full join (from totals where table_name = 'users') as totals using (number)

    union all

    select
        'subtotal_equals_summary_line', concat('subtotal_equals_summary_line/', legal_basis_id), number,
        lines.figure, coalesce(subtotals.figure, 0)
    from (from totals where table_name = 'summary' and role = 'line') as lines
    full join (from totals where table_name = 'monthly') as subtotals using (number, legal_basis_id)

    union all

    select
        'summary_lines_add_up', concat('summary_lines_add_up/', activity), number,
        sum(figure) filter (where role = 'grand_total')::bigint,
        coalesce(sum(figure) filter (where role <> 'grand_total'), 0)::bigint
    from totals
    where table_name = 'summary'
    group by number, activity

)

select
    publications.publication_id, edit_id, edit_group, printed, computed, printed - computed as difference,
    case
        when printed is null or computed is null then 'not_evaluable'
        when printed = computed then 'balanced'
        else 'broken'
    end as status
from summed
inner join publications using (number);
"""
