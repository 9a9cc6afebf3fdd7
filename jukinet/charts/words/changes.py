"""Phrases of the charts of years."""

from __future__ import annotations

PHRASES: dict[str, dict[str, str]] = {
    # Yearly totals
    "totals_title": {"ja": "{year}の件数は前年度から{moved}、{count}", "en": "Look-ups {moved} in {year}, to {count}"},
    "totals_title_after": {
        "ja": "{year}の件数は前年度から{moved}、{count}（{previous_year}は{previous}）",
        "en": "Look-ups {moved} in {year}, to {count} ({previous_year}: {previous})",
    },
    "totals_title_first": {
        "ja": "{year}の件数は{count}。比べられる前年度はない",
        "en": "{count} look-ups in {year}; no earlier year to compare",
    },
    "totals_subtitle": {
        "ja": "年度別の本人確認情報の利用・提供件数（件。人数ではない）",
        "en": "Look-ups of identification information per fiscal year, by use and provision (look-ups, not persons)",
    },
    "totals_part_year": {
        "ja": "＊は年度途中に始まった事務を含む（{affairs}）",
        "en": "* holds affairs that began during the year ({affairs})",
    },
    "totals_like_for_like": {
        "ja": "白抜きは両年度とも通年の件数がある事務だけの比較",
        "en": "hollow bars compare only affairs with figures of both whole years",
    },
    "year_and_affairs": {"ja": "{year}に{affairs}", "en": "{year}: {affairs}"},
    "change_axis": {"ja": "前年度比（%）", "en": "Change on the year before (%)"},
    "all_affairs": {"ja": "全事務", "en": "All affairs"},
    "like_for_like": {"ja": "両年度通年の事務", "en": "Like for like"},
    # Contributions
    "contributions_rise": {
        "ja": "{year}は{size}増加。増加の大きい事務は{names}",
        "en": "Look-ups rose by {size} in {year}. Largest rises: {names}",
    },
    "contributions_fall": {
        "ja": "{year}は{size}減少。減少の大きい事務は{names}",
        "en": "Look-ups fell by {size} in {year}. Largest falls: {names}",
    },
    "contributions_same": {
        "ja": "{year}の件数は前年度と同じ{count}",
        "en": "{year} counts as many look-ups as the year before: {count}",
    },
    "contributions_none": {"ja": "{year}には比べられる前年度がない", "en": "{year} has no earlier year to compare"},
    "contributions_subtitle": {
        "ja": "事務別の増減（件）。括弧内は前年度の総件数に対する寄与度（ポイント）",
        "en": "Change of each affair in look-ups; in brackets its contribution in points of the previous total",
    },
    "contributions_entry": {
        "ja": "＊は新規、該当なしになったもの、又は通年でない年度との比較",
        "en": "* new, no longer applicable, or compared with a part year",
    },
    "contributions_suspect": {
        "ja": "？は他の数値と入れ替わっている疑いのある数値",
        "en": "? a figure that looks exchanged with another",
    },
    "entry_sign": {"ja": "＊", "en": "*"},
    "suspect_sign": {"ja": "？", "en": " ?"},
    "contribution_label": {"ja": "{change}（{points}）", "en": "{change} ({points})"},
    "rise": {"ja": "増加", "en": "Rise"},
    "fall": {"ja": "減少", "en": "Fall"},
    "total": {"ja": "年度の合計", "en": "Total of the year"},
    "total_so_far": {"ja": "ここまでの計", "en": "Total so far"},
    "affair_or_year": {"ja": "事務・年度", "en": "Affair or year"},
    "headline_title": {
        "ja": "本人確認情報の利用・提供件数は{years}",
        "en": "Look-ups of identification information {years}",
    },
    "headline_year": {"ja": "{year}に{moved}", "en": "{moved} in {year}"},
    "headline_only": {"ja": "{year}に{count}", "en": "in {year}: {count}"},
    "headline_join": {"ja": "、", "en": " and "},
    # Courses
    "courses_title": {
        "ja": "{year}に増えたのは{more}、減ったのは{fewer}",
        "en": "{year}: {more} had more look-ups, {fewer} fewer",
    },
    "courses_to_zero": {"ja": "0件になったのは{affairs}", "en": "{affairs} fell to zero"},
    "courses_from_zero": {"ja": "0件から増えたのは{affairs}", "en": "{affairs} rose from zero"},
    "courses_gone": {"ja": "該当なしになったのは{affairs}", "en": "{affairs} no longer applicable"},
    "courses_new": {"ja": "新規は{affairs}", "en": "{affairs} new"},
    "courses_join": {"ja": "、", "en": ", "},
    "courses_title_first": {
        "ja": "{year}に実績があるのは{used}、0件は{unused}",
        "en": "{year}: {used} had look-ups, {unused} had none",
    },
    "courses_subtitle": {"ja": "事務別の年間件数（件、対数目盛）", "en": "Annual look-ups per affair, logarithmic"},
    "period": {"ja": "期間", "en": "Period"},
    "full_year": {"ja": "通年", "en": "full year"},
    "part_year": {"ja": "年度途中から", "en": "part year"},
}
