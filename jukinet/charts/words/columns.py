"""Heads of the tables in the notebooks."""

from __future__ import annotations

PHRASES: dict[str, dict[str, str]] = {
    "column_affair": {"ja": "事務", "en": "Affair"},
    "column_arithmetic": {"ja": "計算", "en": "Arithmetic"},
    "column_before": {"ja": "前年度（件）", "en": "Year before"},
    "column_cell": {"ja": "セル", "en": "Cell"},
    "column_change": {"ja": "増減（件）", "en": "Change"},
    "column_confirmed": {"ja": "裏付けとなる等式", "en": "Confirmed by"},
    "column_contribution": {"ja": "寄与度", "en": "Contribution"},
    "column_count": {"ja": "件数（件）", "en": "Look-ups"},
    "column_difference": {"ja": "差", "en": "Difference"},
    "column_edit": {"ja": "等式", "en": "Sum"},
    "column_edits": {"ja": "等式の数", "en": "Sums"},
    "column_finding": {"ja": "所見", "en": "Finding"},
    "column_line": {"ja": "行", "en": "Line"},
    "column_members": {"ja": "数値の数", "en": "Figures"},
    "column_month": {"ja": "月", "en": "Month"},
    "column_now": {"ja": "当年度（件）", "en": "Year"},
    "column_printed": {"ja": "掲載値", "en": "Printed"},
    "column_share": {"ja": "割合", "en": "Share"},
    "column_status": {"ja": "区分", "en": "Status"},
    "column_verified": {"ja": "検証になる件数", "en": "Verify"},
}
