"""Units, and phrases that several charts use."""

from __future__ import annotations

UNITS: dict[str, tuple[str, str, str]] = {
    "affairs": ("事務", "affair", "affairs"),
    "attendances": ("人", "attendance", "attendances"),
    "cells": ("件", "figure", "figures"),
    "divisions": ("所属", "division", "divisions"),
    "edits": ("件", "sum", "sums"),
    "findings": ("件", "finding", "findings"),
    "inspections": ("件", "inspection", "inspections"),
    "jumps": ("件", "figure", "figures"),
    "lookups": ("件", "look-up", "look-ups"),
    "months": ("か月", "month", "months"),
    "offices": ("所属", "office", "offices"),
    "sessions": ("回", "session", "sessions"),
    "users": ("人", "user", "users"),
}

PHRASES: dict[str, dict[str, str]] = {
    # Used by several charts
    "nothing_to_draw": {"ja": "図示するものはない。", "en": "There is nothing to draw."},
    "nothing_to_draw_subtitle": {
        "ja": "公表データに該当する行がない。",
        "en": "The published tables hold no such rows.",
    },
    "credit": {
        "ja": "出典：{publisher}{publication}から jukinet が集計",
        "en": "Source: {publisher}, {publication}; compiled by jukinet",
    },
    "publication_title": {"ja": "「{title}」", "en": "{title}"},
    "publication_of": {"ja": "の{year}の公表資料", "en": "publication for {year}"},
    "publications_other": {"ja": "等", "en": " and others"},
    "total_unknown": {
        "ja": "{year}は失われた数値があり、合計は不明",
        "en": "{year}: a lost figure leaves the total unknown",
    },
    "total_needed": {"ja": "この図には合計が必要である。", "en": "This chart needs the total."},
    "lookups": {"ja": "件数", "en": "Look-ups"},
    "lookups_axis": {"ja": "件数（件）", "en": "Look-ups"},
    "affair": {"ja": "事務", "en": "Affair"},
    "fiscal_year": {"ja": "年度", "en": "Fiscal year"},
    "month": {"ja": "月", "en": "Month"},
    "share": {"ja": "割合", "en": "Share"},
    "change": {"ja": "増減", "en": "Change"},
    "status": {"ja": "区分", "en": "Status"},
    "bureau": {"ja": "局", "en": "Bureau"},
    "division": {"ja": "所属", "en": "Division"},
    "legal_basis": {"ja": "根拠", "en": "Legal basis"},
    "activity": {"ja": "利用・提供", "en": "Activity"},
    "source_line": {"ja": "抽出テキストの行", "en": "Source line"},
    "use": {"ja": "利用", "en": "Use"},
    "provision": {"ja": "提供", "en": "Provision"},
    "other_affairs": {"ja": "その他{affairs}", "en": "All others ({affairs})"},
    "list_separator": {"ja": "、", "en": "; "},
    "sentence_separator": {"ja": "。", "en": "; "},
    "named_change": {"ja": "{name}（{change}）", "en": "{name} ({change})"},
    "moved_rise": {"ja": "{size}増", "en": "rose {size}"},
    "moved_fall": {"ja": "{size}減", "en": "fell {size}"},
    "moved_same": {"ja": "増減なし", "en": "did not change"},
    "derived_mark": {"ja": "◇は導出値を含む", "en": "◇ holds a derived figure"},
    "lost_sign": {"ja": "欠", "en": "×"},
    "unknown": {"ja": "不明", "en": "unknown"},
    "unknown_mark": {"ja": "不明は失われた値を含む計（0件ではない）", "en": "unknown: a sum that holds a lost figure"},
    "lost_mark": {"ja": "欠は抽出で失われた値（0件ではない）", "en": "× lost (not a zero)"},
    # Cell statuses
    "printed": {"ja": "掲載値", "en": "printed"},
    "derived": {"ja": "導出値", "en": "derived"},
    "implied_zero": {"ja": "掲載なし＝0件", "en": "not printed, so zero"},
    "not_applicable": {"ja": "該当なし", "en": "not applicable"},
    "computed": {"ja": "計算した合計", "en": "sum, not printed"},
    "lost": {"ja": "抽出で失われた", "en": "lost"},
}
