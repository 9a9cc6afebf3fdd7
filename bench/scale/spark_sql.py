"""The queries of the Spark peer: views, and one query per group of edits."""

from __future__ import annotations

VIEWS = {
    "publications": """
        select
            own.publication_id, cast(own.fiscal_year as int) as own_year, own.names_as_in,
            earlier.publication_id as earlier_id
        from publication_register as own
        left join publication_register as earlier
            on own.publisher_code = earlier.publisher_code
            and cast(own.fiscal_year as int) = cast(earlier.fiscal_year as int) + 1
    """,
    "sections": """
        select
            publication_id as names_as_in, section, table_name, activity, cast(annex as int) as annex, legal_basis_id
        from printed_sections
    """,
    "names": """
        select
            publication_id as names_as_in, section, printed_affair_names.affair_name, affair_id,
            affair_register.legal_basis_id
        from printed_affair_names
        inner join affair_register using (affair_id)
    """,
    "months_of_affairs": """
        select publication_id, section, affair_name, sum(case_count) as known, count(*) - count(case_count) as lost
        from printed_monthly_counts
        group by publication_id, section, affair_name
    """,
    "annual": """
        select
            counts.publication_id, counts.annex, affair_id, legal_basis_id, counts.fiscal_year, earlier_id,
            counts.fiscal_year = own_year as is_own,
            case when cell_status = 'not_applicable' then 0 else case_count end as figure
        from printed_annual_counts as counts
        inner join publications on counts.publication_id = publications.publication_id
        inner join names
            on publications.names_as_in = names.names_as_in
            and names.section = concat('annex', counts.annex)
            and counts.affair_name = names.affair_name
    """,
    "totals": """
        select
            counts.publication_id, table_name, annex, activity, legal_basis_id, counts.fiscal_year, earlier_id,
            case when role = 'line' and annex is null then 'line_without_detail' else role end as role,
            counts.fiscal_year = own_year as is_own, value as figure
        from printed_totals as counts
        inner join publications on counts.publication_id = publications.publication_id
        inner join sections
            on publications.names_as_in = sections.names_as_in and counts.section = sections.section
    """,
    "statements": """
        select
            counts.publication_id, statement, subject as inspection_id, annex, value as figure
        from printed_statements as counts
        inner join publications on counts.publication_id = publications.publication_id
        left join sections
            on publications.names_as_in = sections.names_as_in and counts.subject = sections.section
    """,
    "inspections": """
        select
            counts.publication_id, own_year, inspection_id, inspection_kind as kind, is_planned,
            cast(case when cell_status = 'not_applicable' then 0 else office_count end as bigint) as figure
        from printed_inspections as counts
        inner join publications on counts.publication_id = publications.publication_id
    """,
    # A lost month is what the annual figure leaves, unless that is less than nothing.
    "months": """
        select
            coalesce(lines.publication_id, own.publication_id) as publication_id,
            coalesce(lines.affair_id, own.affair_id) as affair_id,
            lines.legal_basis_id,
            lines.publication_id is not null as is_printed,
            own.figure as printed,
            case
                when coalesce(lost, 0) = 0 then coalesce(known, 0)
                when lost = 1 and own.figure >= coalesce(known, 0) then own.figure
            end as computed
        from (
            select grouped.publication_id, affair_id, legal_basis_id, known, lost
            from months_of_affairs as grouped
            inner join publications on grouped.publication_id = publications.publication_id
            inner join names
                on publications.names_as_in = names.names_as_in
                and grouped.section = names.section
                and grouped.affair_name = names.affair_name
        ) as lines
        full join (select * from annual where is_own) as own
            on lines.publication_id = own.publication_id and lines.affair_id = own.affair_id
    """,
}

CACHED = ("publications", "annual", "totals", "months")


def _sums(parts: str, keys: str) -> str:
    """Sum of the figures by publication and keys, null where one of them is unknown, and whether there are parts."""
    by = f"publication_id{', ' + keys if keys else ''}"
    return f"""
        select {by}, case when count(*) = count(figure) then sum(figure) end as computed, true as has_parts
        from ({parts}) group by {by}
    """


def _counts(parts: str, keys: str) -> str:
    return f"""
        select publication_id, {keys}, count(*) as computed, true as has_parts
        from ({parts}) group by publication_id, {keys}
    """


def _alone(parts: str, keys: str) -> str:
    """Parts that are one figure each."""
    by = f"publication_id{', ' + keys if keys else ''}"
    return f"select {by}, figure as computed, true as has_parts from ({parts})"


def _edit_id(group: str, keys: str) -> str:
    return f"concat_ws('/', '{group}'{', ' + keys if keys else ''})"


def _compared(group: str, keys: str, totals: str, parts: str) -> str:
    """The edits of one group: totals with `figure` against parts made by one of the functions above."""
    by = f"publication_id{', ' + keys if keys else ''}"
    return f"""
        select
            publication_id, {_edit_id(group, keys)} as edit_id, '{group}' as edit_group,
            totals.figure as printed, case when has_parts then computed else 0 end as computed
        from ({totals}) as totals
        full join ({parts}) as parts using ({by})
    """


OWN = "select * from annual where is_own"
ANNUAL_TOTALS = "select * from totals where table_name = 'annual'"
SUMMARY = "select * from totals where table_name = 'summary'"
SUBTOTALS = "select * from totals where table_name = 'monthly'"
USERS = "select * from totals where table_name = 'users'"
VISITS = "kind in ('manager_inspection', 'external_audit')"
OF_ALL = "select * from inspections where own_year = 2021 and kind = 'self_inspection'"


def _stated(statement: str) -> str:
    return f"select * from statements where statement = '{statement}'"


def _editions(of: str, affair_id: str, match_affair: str) -> str:
    return f"""
        select
            later.publication_id,
            concat_ws('/', 'editions_agree', later.annex, {affair_id}, later.fiscal_year) as edit_id,
            'editions_agree' as edit_group, later.figure as printed, earlier.figure as computed
        from ({of}) as later
        inner join ({of}) as earlier
            on later.earlier_id = earlier.publication_id and later.annex = earlier.annex
            and later.fiscal_year = earlier.fiscal_year{match_affair}
    """


EDITS = (
    _compared(
        "affairs_add_up_to_annual_total",
        "annex, fiscal_year",
        ANNUAL_TOTALS,
        _sums("select * from annual", "annex, fiscal_year"),
    ),
    _compared(
        "affairs_listed",
        "annex",
        _stated("affairs_permitted") + " and annex = 2",
        _counts(OWN + " and annex = 2", "annex"),
    ),
    _compared(
        "affairs_used",
        "annex",
        _stated("affairs_used"),
        _sums("select publication_id, annex, cast(figure <> 0 as bigint) as figure from annual where is_own", "annex"),
    ),
    _compared(
        "annex_subset_equals_summary_line",
        "legal_basis_id",
        SUMMARY + " and role = 'line'",
        _sums(OWN, "legal_basis_id"),
    ),
    _compared(
        "annex_total_equals_summary_lines",
        "annex",
        ANNUAL_TOTALS + " and is_own",
        _sums(SUMMARY + " and role = 'line'", "annex"),
    ),
    _compared(
        "division_users_add_up",
        "",
        USERS,
        _sums("select publication_id, cast(user_count as bigint) as figure from printed_authenticated_users", ""),
    ),
    _editions("select * from annual", "later.affair_id", " and later.affair_id = earlier.affair_id"),
    _editions(ANNUAL_TOTALS, "'?'", ""),
    _compared(
        "everything_together",
        "",
        SUMMARY + " and role = 'grand_total' and activity = 'use'",
        _sums(
            """
            select publication_id, case when role = 'grand_total' then -figure else figure end as figure
            from totals
            where (table_name = 'annual' and is_own) or role = 'line_without_detail'
                or (role = 'grand_total' and activity = 'provision')
            """,
            "",
        ),
    ),
    f"""
        select
            publication_id, {_edit_id("months_add_up_to_annual_count", "affair_id")} as edit_id,
            'months_add_up_to_annual_count' as edit_group, printed, computed
        from months
    """,
    _compared(
        "months_add_up_to_subtotal",
        "legal_basis_id",
        SUBTOTALS,
        _sums(
            "select publication_id, legal_basis_id, computed as figure from months where is_printed", "legal_basis_id"
        ),
    ),
    _compared(
        "offices_audited",
        "inspection_id",
        _stated("offices_audited"),
        _alone("select * from inspections where kind = 'external_audit' and not is_planned", "inspection_id"),
    ),
    _compared(
        "offices_covered",
        "",
        OF_ALL + " and not is_planned",
        _sums(f"select * from inspections where own_year = 2021 and {VISITS}", ""),
    ),
    _compared(
        "offices_listed",
        "inspection_id",
        f"select * from inspections where {VISITS}",
        _counts("select * from printed_inspected_offices", "inspection_id"),
    ),
    _compared(
        "offices_self_inspection_plan", "", OF_ALL + " and is_planned", _sums(OF_ALL + " and not is_planned", "")
    ),
    _compared(
        "stated_cases_equal_annex_total", "annex", _stated("cases"), _alone(ANNUAL_TOTALS + " and is_own", "annex")
    ),
    _compared("stated_users_equal_total", "", _stated("authenticated_users"), _alone(USERS, "")),
    _compared(
        "subtotal_equals_summary_line",
        "legal_basis_id",
        SUMMARY + " and role = 'line'",
        _alone(SUBTOTALS, "legal_basis_id"),
    ),
    _compared(
        "summary_lines_add_up",
        "activity",
        SUMMARY + " and role = 'grand_total'",
        _sums(SUMMARY + " and role <> 'grand_total'", "activity"),
    ),
)

FINAL = """
    select
        publication_id, edit_id, edit_group, printed, computed, printed - computed as difference,
        case
            when printed is null or computed is null then 'not_evaluable'
            when printed = computed then 'balanced'
            else 'broken'
        end as status
    from edits
"""
