"""The queries of the Spark peer: one per group of edits, or two, and the answer."""

from __future__ import annotations

from collections.abc import Mapping

from bench.scale.names import NO_LABEL, YEARS

KEYS = {
    "": "0",
    "annex, fiscal_year": f"annex * {YEARS} + fiscal_year",
    "activity": "case activity when 'use' then 0 when 'provision' then 1 end",
}
"""What edits are bound on as a number, where it is not one column."""


def edits(groups: Mapping[str, int]) -> str:
    """All edits with the numbers of their names; groups: what each adds to its numbers."""
    return " union all ".join(
        f"""
        select
            number, {first} + key_no as id_no, {first} + coalesce(label_no, {NO_LABEL}) as description_no,
            printed, computed,
            cast(member_count as int) as member_count, cast(derived_count as int) as derived_count
        from ({query})
        """
        for first, query in ((groups[group], query) for group, query in EDITS)
    )


def _by(keys: str) -> str:
    return f"number, {keys}" if keys else "number"


def _sums(parts: str, keys: str) -> str:
    """Sum of the figures by publication and keys, null where one of them is unknown, and how many there are."""
    return f"""
        select
            {_by(keys)}, case when count(*) = count(figure) then sum(figure) end as computed, count(*) as members,
            0 as derived
        from ({parts}) group by {_by(keys)}
    """


def _counts(parts: str, keys: str) -> str:
    """Number of the parts by publication and keys."""
    return f"""
        select {_by(keys)}, count(*) as computed, count(*) as members, 0 as derived
        from ({parts}) group by {_by(keys)}
    """


def _alone(parts: str, keys: str) -> str:
    """Parts that are one figure each."""
    return f"select {_by(keys)}, figure as computed, 1 as members, 0 as derived from ({parts})"


def _compared(keys: str, totals: str, parts: str) -> str:
    """The edits of one group: totals with `figure` and `label_no` against parts made by one of the functions above."""
    return f"""
        select
            number, {KEYS.get(keys, keys)} as key_no, label_no, totals.figure as printed,
            case when members is null then 0 else computed end as computed,
            case when label_no is null then 0 else 1 end + coalesce(members, 0) as member_count,
            coalesce(derived, 0) as derived_count
        from ({totals}) as totals
        full join ({parts}) as parts using ({_by(keys)})
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


def _editions(of: str, key_no: str, keys: str) -> str:
    return f"""
        select
            later.number, {key_no} as key_no, later.label_no, later.figure as printed, earlier.figure as computed,
            2 as member_count, 0 as derived_count
        from ({of}) as later
        inner join (select number as earlier_number, {keys}, figure from ({of})) as earlier
            using (earlier_number, {keys})
    """


EDITS = (
    (
        "affairs_add_up_to_annual_total",
        _compared("annex, fiscal_year", ANNUAL_TOTALS, _sums("select * from annual", "annex, fiscal_year")),
    ),
    (
        "affairs_listed",
        _compared("annex", _stated("affairs_permitted") + " and annex = 2", _counts(OWN + " and annex = 2", "annex")),
    ),
    (
        "affairs_used",
        _compared(
            "annex",
            _stated("affairs_used"),
            _sums("select number, annex, cast(figure <> 0 as bigint) as figure from annual where is_own", "annex"),
        ),
    ),
    (
        "annex_subset_equals_summary_line",
        _compared("basis_no", SUMMARY + " and role = 'line'", _sums(OWN, "basis_no")),
    ),
    (
        "annex_total_equals_summary_lines",
        _compared("annex", ANNUAL_TOTALS + " and is_own", _sums(SUMMARY + " and role = 'line'", "annex")),
    ),
    ("division_users_add_up", _compared("", USERS, _sums("select * from users", ""))),
    ("editions_agree", _editions("select * from annual", "later.label_no", "label_no")),
    ("editions_agree", _editions(ANNUAL_TOTALS, f"-annex * {YEARS} - fiscal_year", "annex, fiscal_year")),
    (
        "everything_together",
        _compared(
            "",
            SUMMARY + " and role = 'grand_total' and activity = 'use'",
            _sums(
                """
                select number, case when role = 'grand_total' then -figure else figure end as figure
                from totals
                where (table_name = 'annual' and is_own) or role = 'line_without_detail'
                    or (role = 'grand_total' and activity = 'provision')
                """,
                "",
            ),
        ),
    ),
    (
        "months_add_up_to_annual_count",
        """
        select
            number, affair_no as key_no, coalesce(label_no, affair_no) as label_no, printed, computed,
            case when label_no is null then 0 else 1 end + coalesce(members, 0) as member_count,
            derived as derived_count
        from months
        """,
    ),
    (
        "months_add_up_to_subtotal",
        _compared(
            "basis_no",
            SUBTOTALS,
            """
            select
                number, basis_no, case when count(*) = count(computed) then sum(computed) end as computed,
                sum(members) as members, sum(derived) as derived
            from months where members is not null group by number, basis_no
            """,
        ),
    ),
    (
        "offices_audited",
        _compared(
            "subject_no",
            _stated("offices_audited"),
            _alone("select * from inspections where kind = 'external_audit' and not is_planned", "subject_no"),
        ),
    ),
    (
        "offices_covered",
        _compared(
            "",
            OF_ALL + " and not is_planned",
            _sums(f"select * from inspections where own_year = 2021 and {VISITS}", ""),
        ),
    ),
    (
        "offices_listed",
        _compared(
            "subject_no",
            f"select * from inspections where {VISITS}",
            "select number, subject_no, members as computed, members, 0 as derived from offices",
        ),
    ),
    (
        "offices_self_inspection_plan",
        _compared("", OF_ALL + " and is_planned", _sums(OF_ALL + " and not is_planned", "")),
    ),
    (
        "stated_cases_equal_annex_total",
        _compared("annex", _stated("cases"), _alone(ANNUAL_TOTALS + " and is_own", "annex")),
    ),
    ("stated_users_equal_total", _compared("", _stated("authenticated_users"), _alone(USERS, ""))),
    (
        "subtotal_equals_summary_line",
        _compared("basis_no", SUMMARY + " and role = 'line'", _alone(SUBTOTALS, "basis_no")),
    ),
    (
        "summary_lines_add_up",
        _compared(
            "activity",
            SUMMARY + " and role = 'grand_total'",
            _sums(SUMMARY + " and role <> 'grand_total'", "activity"),
        ),
    ),
)

FINAL = """
    select /*+ broadcast(ids, descriptions, publications) */
        publication_id, edit_id, edit_group, description, printed, computed, printed - computed as difference,
        case
            when printed is null or computed is null then 'not_evaluable'
            when printed = computed then 'balanced'
            else 'broken'
        end as status,
        member_count, derived_count
    from edits
    inner join ids using (id_no)
    inner join descriptions using (description_no)
    inner join publications using (number)
"""
