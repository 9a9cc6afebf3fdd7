"""Phrases of the charts of one year."""

from __future__ import annotations

PHRASES: dict[str, dict[str, str]] = {
    "profile_title": {
        "ja": "{year}の最多は{month}の{count}（年間の{share}）",
        "en": "{month} is the peak of {year}: {count}, {share} of the year",
    },
    "profile_title_single": {
        "ja": "{year}の最多は{month}の{count}（年間の{share}）。1か月に集中した事務は{single}",
        "en": "{month} is the peak of {year}: {count}, {share} of the year; {single} had all of theirs in one month",
    },
    "profile_none": {"ja": "{year}の月別件数はない", "en": "{year} has no monthly figures"},
    "months_unknown": {
        "ja": "{year}は欠損値があり、どの月の計も不明",
        "en": "{year}: lost figures leave the sums of all months unknown",
    },
    "months_unknown_some": {
        "ja": "{year}は欠損値があり、{months}の計は不明",
        "en": "{year}: lost figures leave the look-ups of {months} unknown",
    },
    "month_separator": {"ja": "・", "en": ", "},
    "profile_subtitle": {
        "ja": "事務別・月別の件数（件）。色は各事務の年間件数に占める割合、橙枠の白抜きは導出値、空白は掲載なし＝0件",
        "en": "Look-ups per affair and month; colour: share of the affair's year, hollow in an orange frame: derived, "
        "empty: not printed, so zero",
    },
    "profile_left_out": {"ja": "年間0件の{affairs}は省略", "en": "{affairs} without look-ups left out"},
    "share_of_year": {"ja": "年間に占める割合", "en": "Share of the affair's year"},
    "or_more": {"ja": "以上", "en": " or more"},
    "basis_title": {
        "ja": "{year}の提供は全体の{share}。最も高い{month}は{month_share}",
        "en": "Provision is {share} of {year}'s look-ups, at most {month_share} in {month}",
    },
    "basis_subtitle": {
        "ja": "根拠別・月別の件数（件）。上段は利用、下段は提供（縦軸の目盛は異なる）",
        "en": "Look-ups per month by legal basis; use above, provision below, each on a scale of its own",
    },
    "concentration_title": {
        "ja": "{year}は上位{top}で{share}。最多の「{name}」だけで{first_share}",
        "en": "The top {top} make up {share} of {year}'s look-ups; the largest alone, {name}, {first_share}",
    },
    "concentration_title_one": {
        "ja": "{year}は「{name}」だけで{first_share}",
        "en": "A single affair, {name}, makes up {first_share} of {year}'s look-ups",
    },
    "concentration_none": {"ja": "{year}の件数は0件", "en": "{year} has no look-ups"},
    "concentration_subtitle": {
        "ja": "事務別の年間件数（件）と全体に占める割合。累計は上からの合計",
        "en": "Annual look-ups per affair and their share of all; cumulative share from the top",
    },
    "concentration_label": {
        "ja": "{count}・{share}（累計{running}）",
        "en": "{count} · {share} (cumulative {running})",
    },
}
