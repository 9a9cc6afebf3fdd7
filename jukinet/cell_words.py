"""What cells of the ledger are called, in Japanese and English, where no affair names them."""

from __future__ import annotations

from jukinet.labels import value_label

# What a cell without an affair is called, by table and role. {row} is its row heading.
CELLS: dict[tuple[str, str], tuple[str, str]] = {
    ("annual", "total"): ("別添{annex}の計", "Total of annex {annex}"),
    ("earlier_edition", "total"): ("別添{annex}の計", "Total of annex {annex}"),
    ("monthly", "subtotal"): ("月別表{row}の小計", "Subtotal of section {row}"),
    ("summary", "line"): ("総括の行{row}", "Summary line {row}"),
    ("summary", "line_without_detail"): ("総括の行{row}（月別表なし）", "Summary line {row}, without months"),
    ("summary", "grand_total"): ("総括の合計（{activity}）", "Grand total of {activity}"),
    ("users", "total"): ("認証人数の合計", "All authenticated users"),
    ("statement", "affairs_permitted"): ("本文：利用できる事務数", "Prose: affairs permitted"),
    ("statement", "affairs_used"): ("本文：利用した事務数", "Prose: affairs used"),
    ("statement", "authenticated_users"): ("本文：認証人数", "Prose: authenticated users"),
    ("statement", "cases"): ("本文：件数", "Prose: look-ups"),
    ("statement", "disclosure_requests"): ("本文：開示請求の件数", "Prose: disclosure requests"),
    ("statement", "offices_audited"): ("本文：監査した所属数", "Prose: offices audited"),
    ("statement", "offices_with_findings"): ("本文：指摘のあった所属数", "Prose: offices with findings"),
}

# Print states the same of each annex.
_OF_ANNEX = ("（別添{annex}）", ", annex {annex}")

# Legal bases of lines in the summary of which no table shows the affairs.
_WITHOUT_DETAIL = {"act-30-15-1-3": ("本人同意による利用", "use with the person's consent")}


def line_without_detail(label: str, legal_basis_id: str | None) -> tuple[str, str]:
    """What a line of the summary counts of which no table shows the affairs, by the line's own name if need be."""
    named = _WITHOUT_DETAIL.get(legal_basis_id or "")
    return named or row_name("summary", "line_without_detail", label, annex=None, activity=None) or (label, label)


def row_name(table: str, role: str, label: str, *, annex: int | None, activity: str | None) -> tuple[str, str] | None:
    """What the row heading `label` of such a cell is called; None where it is its own name."""
    template = CELLS.get((table, role))
    if template is None:
        return None
    values = {"row": label.split(" ")[0], "annex": annex}
    ja, en = _OF_ANNEX if table == "statement" and annex is not None else ("", "")
    return (
        (template[0] + ja).format(**values, activity=value_label("activity", activity or "", "ja")),
        (template[1] + en).format(**values, activity=value_label("activity", activity or "", "en")),
    )
