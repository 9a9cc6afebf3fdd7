"""python -m bench.scale.peer_pandas FOLDER OUTPUT: the 18 groups of edits with pandas, all in memory.

Texts are kept as PyArrow strings and known figures as nullable integers. Like the floor it assumes unique keys and
registered names.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds

from bench.scale.inputs import RESULT, register

ID, _TEXT = "publication_id", pa.string()


def balance(folder: Path, output: Path) -> None:
    """Write the columns of inputs.RESULT to the Parquet file `output`.

    Raises FileNotFoundError where the folder lacks a table.
    """
    edits = pd.concat(_edits(*_read(folder)), ignore_index=True)
    edits["difference"] = edits["printed"] - edits["computed"]
    is_known = edits["difference"].notna()
    is_even = edits["difference"].eq(0).fillna(False)
    edits["status"] = np.select([~is_known, is_even], ["not_evaluable", "balanced"], "broken")
    edits[list(RESULT)].to_parquet(output, index=False)


def _read(folder: Path) -> tuple[pd.DataFrame, ...]:
    """Months, annual, totals, statements, inspections, offices and users, each read once."""

    def read(table: str, *columns: str) -> pd.DataFrame:
        # No partitioning is given: fiscal_year is the column of the file, not the folder's.
        rows = ds.dataset(folder / table, format="parquet").to_table(columns=[ID, *columns])
        return rows.to_pandas(types_mapper=pd.ArrowDtype)

    def registered(name: str) -> pd.DataFrame:
        frame = pd.read_csv(register(folder, name), dtype="string[pyarrow]")
        return frame.astype(pd.ArrowDtype(_TEXT))

    publications = registered("publication_register")
    publications["own_year"] = publications["fiscal_year"].astype("int32[pyarrow]")
    before = publications[["publisher_code", "own_year", ID]].rename(columns={ID: "earlier_id"})
    before["own_year"] += 1
    publications = publications.merge(before, on=["publisher_code", "own_year"], how="left")
    publications = publications[[ID, "own_year", "names_as_in", "earlier_id"]]
    sections = registered("printed_sections").rename(columns={ID: "names_as_in"})
    sections["annex"] = sections["annex"].astype("int32[pyarrow]")
    names = registered("printed_affair_names").rename(columns={ID: "names_as_in"})
    names = names.merge(registered("affair_register")[["affair_id", "legal_basis_id"]], on="affair_id")
    keys = ["names_as_in", "section", "affair_name"]

    months = read("printed_monthly_counts", "section", "affair_name", "case_count")
    by_affair = months.groupby([ID, "section", "affair_name"], sort=False)["case_count"]
    months = by_affair.agg(known="sum", size="size", count="count").reset_index()
    months["lost"] = months["size"] - months["count"]
    months = months.merge(publications, on=ID).merge(names, on=keys)
    months = months[[ID, "affair_id", "legal_basis_id", "known", "lost"]]

    annual = read("printed_annual_counts", "annex", "affair_name", "fiscal_year", "case_count", "cell_status")
    annual["figure"] = annual["case_count"].mask(annual["cell_status"] == "not_applicable", 0)
    annual["section"] = "annex" + annual["annex"].astype(pd.ArrowDtype(_TEXT))
    annual = annual[[ID, "annex", "section", "affair_name", "fiscal_year", "figure"]]
    annual = annual.merge(publications, on=ID).merge(names, on=keys)
    annual["is_own"] = annual["fiscal_year"] == annual["own_year"]

    totals = read("printed_totals", "section", "role", "fiscal_year", "value").rename(columns={"value": "figure"})
    totals = totals.merge(publications, on=ID).merge(sections, on=["names_as_in", "section"])
    totals["role"] = totals["role"].mask((totals["role"] == "line") & totals["annex"].isna(), "line_without_detail")
    totals["is_own"] = totals["fiscal_year"] == totals["own_year"]

    statements = read("printed_statements", "statement", "subject", "value").merge(publications, on=ID)
    statements = statements.merge(
        sections, left_on=["names_as_in", "subject"], right_on=["names_as_in", "section"], how="left"
    )
    statements = statements.rename(columns={"subject": "inspection_id", "value": "figure"})

    inspections = read(
        "printed_inspections", "inspection_id", "inspection_kind", "is_planned", "office_count", "cell_status"
    ).merge(publications, on=ID)
    figure = inspections["office_count"].mask(inspections["cell_status"] == "not_applicable", 0)
    inspections["figure"] = figure.astype("int64[pyarrow]")
    offices = read("printed_inspected_offices", "inspection_id")
    users = read("printed_authenticated_users", "user_count").rename(columns={"user_count": "figure"})
    return months, annual, totals, statements, inspections, offices, users


def _sums(parts: pd.DataFrame, *keys: str, figure: str = "figure") -> pd.DataFrame:
    """Sum of the figures by publication and keys; unknown where one of them is."""
    groups = parts.groupby([ID, *keys], sort=False)[figure]
    sums = groups.agg(computed="sum", size="size", count="count").reset_index()
    sums["is_unknown"] = sums["size"] != sums["count"]
    return sums[[ID, *keys, "computed", "is_unknown"]]


def _counts(parts: pd.DataFrame, *keys: str) -> pd.DataFrame:
    """Number of rows by publication and keys."""
    return parts.groupby([ID, *keys], sort=False).size().rename("computed").reset_index()


def _edit_id(group: str, frame: pd.DataFrame, keys: tuple[str, ...]) -> pd.Series | str:
    edit_id: pd.Series | str = group
    for key in keys:
        edit_id = edit_id + "/" + frame[key].astype(pd.ArrowDtype(_TEXT))
    return edit_id


def _named(group: str, frame: pd.DataFrame, *keys: str) -> pd.DataFrame:
    """Rows with printed and computed as edits of one group."""
    return pd.DataFrame(
        {
            ID: frame[ID],
            "edit_id": _edit_id(group, frame, keys),
            "edit_group": group,
            "printed": frame["printed"].astype("Int64"),
            "computed": frame["computed"].astype("Int64"),
        }
    )


def _compared(group: str, totals: pd.DataFrame, parts: pd.DataFrame, *keys: str) -> pd.DataFrame:
    """The edits of one group: totals with `figure` against parts with `computed` and perhaps `is_unknown`."""
    if "is_unknown" not in parts:
        parts = parts.assign(is_unknown=parts["computed"].isna())
    on = [ID, *keys]
    left = totals[[*on, "figure"]].rename(columns={"figure": "printed"})
    both = left.merge(parts[[*on, "computed", "is_unknown"]], on=on, how="outer", sort=False)
    both["computed"] = both["computed"].fillna(0).mask(both["is_unknown"].fillna(False).astype(bool))
    return _named(group, both, *keys)


def _edits(
    lines: pd.DataFrame,
    annual: pd.DataFrame,
    totals: pd.DataFrame,
    statements: pd.DataFrame,
    inspections: pd.DataFrame,
    offices: pd.DataFrame,
    users: pd.DataFrame,
) -> Iterator[pd.DataFrame]:
    own = annual[annual["is_own"]]
    annual_totals = totals[totals["table_name"] == "annual"]
    own_totals = annual_totals[annual_totals["is_own"]]
    summary = totals[totals["table_name"] == "summary"]
    summary_lines = summary[summary["role"] == "line"]
    grand_totals = summary[summary["role"] == "grand_total"]
    subtotals = totals[totals["table_name"] == "monthly"]
    user_totals = totals[totals["table_name"] == "users"]

    def stated(name: str) -> pd.DataFrame:
        return statements[statements["statement"] == name]

    def computed(frame: pd.DataFrame) -> pd.DataFrame:
        return frame.rename(columns={"figure": "computed"})

    yield _compared(
        "affairs_add_up_to_annual_total", annual_totals, _sums(annual, "annex", "fiscal_year"), "annex", "fiscal_year"
    )
    permitted = stated("affairs_permitted")
    listed = _counts(own[own["annex"] == 2], "annex")
    yield _compared("affairs_listed", permitted[permitted["annex"] == 2], listed, "annex")
    nonzero = own.assign(figure=own["figure"].ne(0).astype("int64[pyarrow]"))
    yield _compared("affairs_used", stated("affairs_used"), _sums(nonzero, "annex"), "annex")
    yield _compared("annex_subset_equals_summary_line", summary_lines, _sums(own, "legal_basis_id"), "legal_basis_id")
    yield _compared("annex_total_equals_summary_lines", own_totals, _sums(summary_lines, "annex"), "annex")
    yield _compared("division_users_add_up", user_totals, _sums(users))
    editions = ["annex", "affair_id", "fiscal_year"]
    for printed in (annual, annual_totals.assign(affair_id="?")):
        before = computed(printed[[ID, *editions, "figure"]]).rename(columns={ID: "earlier_id"})
        both = printed[["earlier_id", ID, *editions, "figure"]].merge(before, on=["earlier_id", *editions])
        yield _named("editions_agree", both.rename(columns={"figure": "printed"}), *editions)
    provided = grand_totals[grand_totals["activity"] == "provision"]
    without_detail = summary[summary["role"] == "line_without_detail"]
    together = pd.concat([own_totals, without_detail, provided.assign(figure=-provided["figure"])])
    yield _compared("everything_together", grand_totals[grand_totals["activity"] == "use"], _sums(together))

    # A lost month is what the annual figure leaves, unless that is less than nothing.
    months = lines.assign(is_printed=True).merge(
        own[[ID, "affair_id", "legal_basis_id", "figure"]], on=[ID, "affair_id", "legal_basis_id"], how="outer"
    )
    known, lost = months["known"].fillna(0), months["lost"].fillna(0)
    is_forced = ((lost == 1) & months["figure"].ge(known).fillna(False)).astype(bool)
    months["computed"] = known.mask((lost > 0).astype(bool)).mask(is_forced, months["figure"])
    yield _named("months_add_up_to_annual_count", months.rename(columns={"figure": "printed"}), "affair_id")
    sums = _sums(months[months["is_printed"].notna()], "legal_basis_id", figure="computed")
    yield _compared("months_add_up_to_subtotal", subtotals, sums, "legal_basis_id")

    kind, is_planned = inspections["inspection_kind"], inspections["is_planned"]
    is_first, is_visit = inspections["own_year"] == 2021, kind.isin(["manager_inspection", "external_audit"])
    audits = inspections[(kind == "external_audit") & ~is_planned]
    yield _compared("offices_audited", stated("offices_audited"), computed(audits), "inspection_id")
    of_all = inspections[is_first & (kind == "self_inspection")]
    yield _compared("offices_covered", of_all[~of_all["is_planned"]], _sums(inspections[is_first & is_visit]))
    yield _compared("offices_listed", inspections[is_visit], _counts(offices, "inspection_id"), "inspection_id")
    yield _compared("offices_self_inspection_plan", of_all[of_all["is_planned"]], _sums(of_all[~of_all["is_planned"]]))
    yield _compared("stated_cases_equal_annex_total", stated("cases"), computed(own_totals), "annex")
    yield _compared("stated_users_equal_total", stated("authenticated_users"), computed(user_totals))
    yield _compared("subtotal_equals_summary_line", summary_lines, computed(subtotals), "legal_basis_id")
    parts = summary[summary["role"] != "grand_total"]
    yield _compared("summary_lines_add_up", grand_totals, _sums(parts, "activity"), "activity")


if __name__ == "__main__":
    balance(Path(sys.argv[1]), Path(sys.argv[2]))
