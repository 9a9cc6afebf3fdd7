"""Phrases of the charts of what adds up, and of what addition cannot see."""

from __future__ import annotations

PHRASES: dict[str, dict[str, str]] = {
    "reconciliation_all": {
        "ja": "{year}の等式{edits}はすべて一致。検証になるのは{verified}件、導出に使ったのは{spent}件",
        "en": "{year}: all {edits} balance, {verified} verify the print and {spent} went into deriving lost figures",
    },
    "reconciliation_some": {
        "ja": "{year}の等式{edits}のうち不一致{broken}件、判定不能{not_evaluable}件、既知の差{accepted}件",
        "en": "{year}: of {edits}, {broken} broken, {not_evaluable} not evaluable, {accepted} declared as known",
    },
    "reconciliation_none": {"ja": "等式がない", "en": "There are no sums"},
    "reconciliation_subtitle": {
        "ja": "掲載された合計と内訳とを結ぶ等式の件数、種類別。導出に使った等式は検証にならない",
        "en": "Number of sums that bind a printed total to its parts, by kind; one that was spent cannot verify",
    },
    "edits_axis": {"ja": "等式（件）", "en": "Sums"},
    "edit_verified": {"ja": "一致（検証になる）", "en": "balanced, verifies"},
    "edit_spent": {"ja": "一致（導出に使用）", "en": "balanced, spent on a derived figure"},
    "edit_accepted": {"ja": "既知の差", "en": "known difference"},
    "edit_not_evaluable": {"ja": "判定不能", "en": "not evaluable"},
    "edit_broken": {"ja": "不一致", "en": "broken"},
    "derived_title": {
        "ja": "導出した数値は{cells}。うち{confirmed}件は別の等式で裏付けられる",
        "en": "{cells} derived, {confirmed} of them confirmed by a second sum",
    },
    "derived_title_all": {
        "ja": "導出した数値は{cells}。いずれも別の等式で裏付けられる",
        "en": "{cells} derived, all of them confirmed by a second sum",
    },
    "derived_title_one": {
        "ja": "導出した数値は{cells}。別の等式で裏付けられる",
        "en": "{cells} derived, confirmed by a second sum",
    },
    "derived_title_unconfirmed": {
        "ja": "導出した数値は{cells}。別の等式による裏付けはない",
        "en": "{cells} derived, with no second sum that confirms",
    },
    "derived_none": {
        "ja": "{year}の公表物に導出が必要な数値はない",
        "en": "No figure of {year}'s publication had to be derived",
    },
    "derived_subtitle": {
        "ja": "導出した月（白抜き）と同じ事務の他の月（件）。目盛は事務ごとに異なる",
        "en": "The derived month (hollow) among the other months of its affair, look-ups; scales differ",
    },
    "derived_zeros": {"ja": "灰色の線は掲載なし＝0件", "en": "a grey line: not printed, so zero"},
    "derived_no_months": {
        "ja": "月別件数でない{cells}は図示していない",
        "en": "{cells} not of a month, so not drawn",
    },
    "derived_left_out": {"ja": "大きい順に{shown}を表示", "en": "the {shown} largest are shown"},
    "exchange_title": {
        "ja": "{year}の{first}件と{second}件は入れ替わっている疑いがある。合計では検出できない",
        "en": "{year}: {first} and {second} look exchanged; no sum can show it",
    },
    "exchange_title_many": {
        "ja": "入れ替わっている疑いのある数値の組は{pairs}。合計では検出できない",
        "en": "{pairs} pairs of figures look exchanged; no sum can show it",
    },
    "exchange_none": {
        "ja": "入れ替わりの疑いのある数値はない（最初と最後の年度は判定できない）",
        "en": "No figures look exchanged; of the first and the last year that cannot be told",
    },
    "exchange_subtitle": {
        "ja": "年間件数（件、対数目盛）。左は掲載のまま、右は入れ替えた場合。公開した表は訂正していない",
        "en": "Annual look-ups, logarithmic; left as printed, right as if exchanged; the tables hold what is printed",
    },
    "as_printed": {"ja": "掲載のまま", "en": "As printed"},
    "as_exchanged": {"ja": "入れ替えた場合", "en": "As if exchanged"},
    "jumps_title": {
        "ja": "前年度の{least}倍を超え、又は{least}分の1を下回った数値は{jumps}。\n最大は{year}の「{name}」（{size}）",
        "en": "{jumps} rose more than {least}-fold or fell below 1/{least};\nmost of all {name} in {year}, {size}",
    },
    "jumps_not_zero": {
        "ja": "0件への減少と0件からの増加は含まない",
        "en": "changes from zero or to zero, which have no factor, left out",
    },
    "jump_rise": {"ja": "{factor}倍に増", "en": "{factor}-fold"},
    "jump_fall": {"ja": "{factor}分の1に減", "en": "to 1/{factor}"},
    "jumps_none": {"ja": "桁違いの増減はない", "en": "No figure changed out of all proportion"},
    "jumps_subtitle": {
        "ja": "前年度（灰色）から当年度への変化（件、対数目盛）。確認済みは塗りつぶし、未確認は白抜き",
        "en": "From the year before (grey) to the year, look-ups, logarithmic; filled: looked into, hollow: not yet",
    },
    "restated": {
        "ja": "後の公表物で値が異なる件数が{count}件ある：{figures}。年度の合計と増減、年度ごとの図は"
        "後の公表物の値、そのほかの表と図はこの公表物の値による。",
        "en": "Counts that a later publication gives otherwise: {count}. {figures}. The totals of the years, their "
        "changes and the charts by year show the later figures; all other tables and charts those of this publication.",
    },
    "restated_years": {"ja": "{years}は後の公表物の値を含む", "en": "{years} with figures of a later publication"},
    "restated_figure": {
        "ja": "{name}、{year}（この公表物では{before}、{edition}の公表物では{now}）",
        "en": "{name}, {year} ({before} in this publication, {now} in that of {edition})",
    },
    "acknowledged": {"ja": "確認済み", "en": "looked into"},
    "not_acknowledged": {"ja": "未確認", "en": "not yet looked into"},
}
