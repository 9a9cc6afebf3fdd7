"""The pandas peer's groups of edits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from bench.scale.names import ACTIVITIES, NO_LABEL, YEARS
from bench.scale.pandas_read import Tables

USE, PROVISION = map(ACTIVITIES.index, ("use", "provision"))

COLUMNS = {
    "number": "int32",
    "id_no": "int64",
    "description_no": "int64",
    "printed": "Int64",
    "computed": "Int64",
    "member_count": "int32",
    "derived_count": "int32",
}


def edits_of(tables: Tables, groups: Mapping[str, int]) -> Iterator[pd.DataFrame]:
    """All edits with the columns COLUMNS, a frame or two for each group; groups: what it adds to its numbers."""
    for group, edits in _edits(tables):
        edits["id_no"] += groups[group]
        edits["description_no"] += groups[group]
        yield edits[list(COLUMNS)].astype(COLUMNS)


def _sums(parts: pd.DataFrame, *keys: str) -> pd.DataFrame:
    """Sum of the figures by publication and keys, unknown where one of them is, and how many there are."""
    sums = parts.groupby(["number", *keys], sort=False)["figure"].agg(computed="sum", members="size", known="count")
    sums["computed"] = sums["computed"].mask(sums["members"] != sums.pop("known"))
    return sums.reset_index()


def _alone(parts: pd.DataFrame, *keys: str) -> pd.DataFrame:
    """Parts that are one figure each."""
    return parts[["number", *keys]].assign(computed=parts["figure"], members=1)


def _compared(totals: pd.DataFrame, parts: pd.DataFrame, *keys: str) -> pd.DataFrame:
    """The edits of one group: totals with `figure` and `label_no` against parts with `computed` and `members`."""
    on = ["number", *keys]
    both = totals[[*on, "figure", "label_no"]].merge(parts, on=on, how="outer")
    has_total, has_parts = both["label_no"].notna(), both["members"].notna()
    return pd.DataFrame(
        {
            "number": both["number"],
            "id_no": _key(both, *keys),
            "description_no": both["label_no"].fillna(NO_LABEL),
            "printed": both["figure"],
            "computed": both["computed"].where(has_parts, 0),
            "member_count": has_total + both["members"].fillna(0),
            "derived_count": both["derived"].fillna(0) if "derived" in both else 0,
        }
    )


def _key(frame: pd.DataFrame, *keys: str) -> pd.Series | int:
    """What an edit is bound on as a number."""
    if keys == ("annex", "fiscal_year"):
        return frame["annex"] * YEARS + frame["fiscal_year"]
    return frame[keys[0]] if keys else 0


def _edits(tables: Tables) -> Iterator[tuple[str, pd.DataFrame]]:
    lines, annual, totals, statements, inspections, offices, users = tables
    own = annual[annual["is_own"]]
    table_name = totals["table_name"]
    annual_totals, summary = totals[table_name == "annual"], totals[table_name == "summary"]
    subtotals, user_totals = totals[table_name == "monthly"], totals[table_name == "users"]
    own_totals = annual_totals[annual_totals["is_own"]]
    summary_lines, grand_totals = summary[summary["role"] == "line"], summary[summary["role"] == "grand_total"]

    def stated(name: str) -> pd.DataFrame:
        return statements[statements["statement"] == name]

    by_year = _sums(annual, "annex", "fiscal_year")
    yield "affairs_add_up_to_annual_total", _compared(annual_totals, by_year, "annex", "fiscal_year")
    used = own.assign(figure=own["figure"].ne(0).astype("Int64"))
    by_annex = _sums(used, "annex")
    listed = by_annex[by_annex["annex"] == 2]
    listed = listed.assign(computed=listed["members"])
    permitted = stated("affairs_permitted")
    yield "affairs_listed", _compared(permitted[permitted["annex"] == 2], listed, "annex")
    yield "affairs_used", _compared(stated("affairs_used"), by_annex, "annex")
    yield "annex_subset_equals_summary_line", _compared(summary_lines, _sums(own, "basis_no"), "basis_no")
    yield "annex_total_equals_summary_lines", _compared(own_totals, _sums(summary_lines, "annex"), "annex")
    yield "division_users_add_up", _compared(user_totals, users)
    for printed, keys in ((annual, ["label_no"]), (annual_totals, ["annex", "fiscal_year"])):
        before = printed[["number", *keys, "figure"]].rename(columns={"number": "earlier", "figure": "computed"})
        both = printed[["number", "earlier", "annex", "fiscal_year", "label_no", "figure"]].merge(
            before, on=["earlier", *keys]
        )
        key = both["label_no"] if printed is annual else -_key(both, *keys)
        yield (
            "editions_agree",
            both.rename(columns={"figure": "printed", "label_no": "description_no"}).assign(
                id_no=key, member_count=2, derived_count=0
            ),
        )
    provided = grand_totals[grand_totals["activity_no"] == PROVISION]
    without_detail = summary[summary["role"] == "line_without_detail"]
    together = pd.concat([own_totals, without_detail, provided.assign(figure=-provided["figure"])])
    yield "everything_together", _compared(grand_totals[grand_totals["activity_no"] == USE], _sums(together))

    # A lost month is what the annual figure leaves, unless that is less than nothing.
    months = lines.merge(own[["number", "affair_no", "figure", "label_no"]], on=["number", "affair_no"], how="outer")
    has_line, has_figure = months["members"].notna(), months["label_no"].notna()
    months["derived"] = (months["lost"] == 1) & months["figure"].ge(months["known"]).fillna(False)
    months["computed"] = months["known"].where(months["lost"] == 0).where(~months["derived"], months["figure"])
    months["computed"] = months["computed"].where(has_line, 0)
    yield (
        "months_add_up_to_annual_count",
        pd.DataFrame(
            {
                "number": months["number"],
                "id_no": months["affair_no"],
                "description_no": months["label_no"].fillna(months["affair_no"]),
                "printed": months["figure"],
                "computed": months["computed"],
                "member_count": has_figure + months["members"].fillna(0),
                "derived_count": months["derived"],
            }
        ),
    )
    printed_months = months[has_line]
    by_basis = printed_months.groupby(["number", "basis_no"], sort=False).agg(
        computed=("computed", "sum"), known=("computed", "count"), size=("computed", "size"),
        members=("members", "sum"), derived=("derived", "sum"),
    )  # fmt: skip
    by_basis["computed"] = by_basis["computed"].mask(by_basis.pop("known") != by_basis.pop("size"))
    yield "months_add_up_to_subtotal", _compared(subtotals, by_basis.reset_index(), "basis_no")

    kind, is_planned = inspections["kind"], inspections["is_planned"]
    is_first, is_visit = inspections["own_year"] == 2021, kind.isin(["manager_inspection", "external_audit"])
    audits = inspections[(kind == "external_audit") & ~is_planned]
    yield "offices_audited", _compared(stated("offices_audited"), _alone(audits, "subject_no"), "subject_no")
    of_all = inspections[is_first & (kind == "self_inspection")]
    own_offices, planned = of_all[~of_all["is_planned"]], of_all[of_all["is_planned"]]
    yield "offices_covered", _compared(own_offices, _sums(inspections[is_first & is_visit]))
    counted = offices[["number", "subject_no", "members"]].assign(computed=offices["members"])
    yield "offices_listed", _compared(inspections[is_visit], counted, "subject_no")
    yield "offices_self_inspection_plan", _compared(planned, _sums(own_offices))
    yield "stated_cases_equal_annex_total", _compared(stated("cases"), _alone(own_totals, "annex"), "annex")
    yield "stated_users_equal_total", _compared(stated("authenticated_users"), _alone(user_totals))
    yield "subtotal_equals_summary_line", _compared(summary_lines, _alone(subtotals, "basis_no"), "basis_no")
    parts = summary[summary["role"] != "grand_total"]
    yield "summary_lines_add_up", _compared(grand_totals, _sums(parts, "activity_no"), "activity_no")
