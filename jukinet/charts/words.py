"""Every phrase of the charts, in both languages. Numbers in braces arrive formatted."""

from __future__ import annotations

UNITS: dict[str, tuple[str, str, str]] = {
    "affairs": ("事務", "affair", "affairs"),
    "attendances": ("人", "attendance", "attendances"),
    "cells": ("件", "figure", "figures"),
    "divisions": ("所属", "division", "divisions"),
    "edits": ("件", "check", "checks"),
    "findings": ("件", "finding", "findings"),
    "inspections": ("件", "inspection", "inspections"),
    "jumps": ("件", "figure", "figures"),
    "lookups": ("件", "look-up", "look-ups"),
    "months": ("か月", "month", "months"),
    "offices": ("所属", "office", "offices"),
    "sessions": ("回", "session", "sessions"),
    "users": ("人", "user", "users"),
}

WORDS: dict[str, dict[str, str]] = {
    # Used by several charts
    "nothing_to_draw": {"ja": "該当する数値はありません。", "en": "There is nothing to draw."},
    "nothing_to_draw_subtitle": {
        "ja": "公表データに該当する行がない。",
        "en": "The published tables hold no such rows.",
    },
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
    "source_line": {"ja": "原資料の行", "en": "Source line"},
    "use": {"ja": "利用", "en": "Use"},
    "provision": {"ja": "提供", "en": "Provision"},
    "other_affairs": {"ja": "その他{affairs}", "en": "{affairs} more"},
    "list_separator": {"ja": "、", "en": "; "},
    "sentence_separator": {"ja": "。", "en": "; "},
    "named_change": {"ja": "{name}（{change}）", "en": "{name} ({change})"},
    "moved_rise": {"ja": "{size}増", "en": "rose {size}"},
    "moved_fall": {"ja": "{size}減", "en": "fell {size}"},
    "moved_same": {"ja": "増減なし", "en": "did not change"},
    "derived_mark": {"ja": "◇は導出値を含む", "en": "◇ holds a derived figure"},
    # Cell statuses
    "printed": {"ja": "掲載値", "en": "printed"},
    "derived": {"ja": "導出値", "en": "derived"},
    "implied_zero": {"ja": "掲載なし＝0件", "en": "not printed, so zero"},
    "not_applicable": {"ja": "該当なし", "en": "not applicable"},
    "lost": {"ja": "判読不能", "en": "lost"},
    # Columns of the tables in the notebooks
    "column_affair": {"ja": "事務", "en": "Affair"},
    "column_arithmetic": {"ja": "計算", "en": "Arithmetic"},
    "column_before": {"ja": "前年度（件）", "en": "Year before"},
    "column_cell": {"ja": "セル", "en": "Cell"},
    "column_change": {"ja": "増減（件）", "en": "Change"},
    "column_confirmed": {"ja": "裏付けとなる検算", "en": "Confirmed by"},
    "column_contribution": {"ja": "寄与度", "en": "Contribution"},
    "column_count": {"ja": "件数（件）", "en": "Look-ups"},
    "column_difference": {"ja": "差", "en": "Difference"},
    "column_edit": {"ja": "検算", "en": "Check"},
    "column_edits": {"ja": "件数", "en": "Checks"},
    "column_finding": {"ja": "所見", "en": "Finding"},
    "column_line": {"ja": "行", "en": "Line"},
    "column_members": {"ja": "内訳の数", "en": "Figures"},
    "column_month": {"ja": "月", "en": "Month"},
    "column_now": {"ja": "当年度（件）", "en": "Year"},
    "column_printed": {"ja": "掲載値", "en": "Printed"},
    "column_share": {"ja": "割合", "en": "Share"},
    "column_status": {"ja": "区分", "en": "Status"},
    "column_verified": {"ja": "裏付けとなる件数", "en": "Verify"},
    # Yearly totals
    "totals_title": {
        "ja": "{year}の件数は前年度から{moved}、{count}",
        "en": "Look-ups {moved} in {year}, to {count}",
    },
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
        "ja": "白抜きは両年度とも通年で行われた事務だけの比較",
        "en": "hollow bars compare only affairs that ran in the whole of both years",
    },
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
    "contributions_none": {
        "ja": "{year}には比べられる前年度がない",
        "en": "{year} has no earlier year to compare",
    },
    "contributions_subtitle": {
        "ja": "事務別の増減（件）。括弧内は前年度の総件数に対する寄与度（ポイント）",
        "en": "Change of each affair in look-ups; in brackets its contribution in points of the previous total",
    },
    "contributions_entry": {"ja": "＊は新規または通年でない年度との比較", "en": "* new, or compared with a part year"},
    "contributions_suspect": {
        "ja": "？は他の数値と入れ替わっている疑いのある年度",
        "en": "? a figure that looks exchanged with another",
    },
    "contribution_label": {"ja": "{change}（{points}pt）", "en": "{change} ({points} pt)"},
    "rise": {"ja": "増加", "en": "Rise"},
    "fall": {"ja": "減少", "en": "Fall"},
    "total": {"ja": "年度の合計", "en": "Total of the year"},
    "headline_title": {"ja": "本人確認情報の件数は{years}", "en": "Look-ups of identification information {years}"},
    "headline_year": {"ja": "{year}に{moved}", "en": "{moved} in {year}"},
    "headline_only": {"ja": "{year}に{count}", "en": "in {year}: {count}"},
    "headline_join": {"ja": "、", "en": " and "},
    "headline_subtitle": {
        "ja": "{publisher}。事務別の増減（件）と、括弧内は前年度の総件数に対する寄与度（ポイント）",
        "en": "{publisher}: change of each affair in look-ups, in brackets its contribution in points of the previous "
        "total",
    },
    # Courses
    "courses_title": {
        "ja": "{year}に増えたのは{more}、減ったのは{fewer}。0件になったのは{to_zero}、0件から始まったのは{from_zero}",
        "en": "{year}: {more} had more look-ups, {fewer} fewer; {to_zero} fell to zero, {from_zero} rose from zero",
    },
    "courses_new": {"ja": "、新規は{affairs}", "en": ", {affairs} new"},
    "courses_title_first": {
        "ja": "{year}に実績があるのは{used}、0件は{unused}",
        "en": "{year}: {used} had look-ups, {unused} had none",
    },
    "courses_subtitle": {
        "ja": "事務別の年間件数（件、対数目盛）。▲は年度途中に始まった年度、白抜きは導出値、–は該当なし（0件ではない）",
        "en": "Annual look-ups per affair, logarithmic; ▲ part year, hollow: derived, – not applicable (not a zero)",
    },
    "full_year": {"ja": "通年", "en": "full year"},
    "part_year": {"ja": "年度途中から", "en": "part year"},
    # Months
    "profile_title": {
        "ja": "{year}の最多は{month}の{count}（年間の{share}）",
        "en": "{month} is the peak of {year}: {count}, {share} of the year",
    },
    "profile_title_single": {
        "ja": "{year}の最多は{month}の{count}（年間の{share}）。1か月に集中した事務は{single}",
        "en": "{month} is the peak of {year}: {count}, {share} of the year; {single} had all of theirs in one month",
    },
    "profile_none": {"ja": "{year}の月別件数はない", "en": "{year} has no monthly figures"},
    "profile_subtitle": {
        "ja": "事務別・月別の件数（件）。色は各事務の年間件数に占める割合、赤枠の白抜きは導出値、空白は掲載なし＝0件",
        "en": "Look-ups per affair and month; colour: share of the affair's year, hollow with a red frame: derived, "
        "empty: not printed, so zero",
    },
    "profile_left_out": {
        "ja": "年間0件の{affairs}は省略",
        "en": "{affairs} without look-ups left out",
    },
    "share_of_year": {"ja": "年間に占める割合", "en": "Share of the affair's year"},
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
        "en": "Annual look-ups per affair and their share of all; running total from the top",
    },
    "concentration_label": {
        "ja": "{count}・{share}（累計{running}）",
        "en": "{count} · {share} (running {running})",
    },
    # Reconciliation
    "reconciliation_all": {
        "ja": "{year}の検算{edits}はすべて一致。裏付けとなるのは{verified}件、導出に使ったのは{spent}件",
        "en": "{year}: all {edits} balance, {verified} verify the print and {spent} went into deriving lost figures",
    },
    "reconciliation_some": {
        "ja": "{year}の検算{edits}のうち不一致{broken}件、判定不能{not_evaluable}件、既知の差異{accepted}件",
        "en": "{year}: of {edits}, {broken} broken, {not_evaluable} not evaluable, {accepted} declared as known",
    },
    "reconciliation_none": {"ja": "検算がない", "en": "There are no checks"},
    "reconciliation_subtitle": {
        "ja": "掲載された合計とその内訳との検算の件数、検算の種類別。導出に使った検算は裏付けにならない",
        "en": "Number of checks of a printed total against its parts, by kind; a check that was spent cannot verify",
    },
    "edits_axis": {"ja": "検算（件）", "en": "Checks"},
    "edit_verified": {"ja": "一致（裏付けになる）", "en": "balanced, verifies"},
    "edit_spent": {"ja": "一致（導出に使用）", "en": "balanced, spent on a derived figure"},
    "edit_accepted": {"ja": "既知の差異", "en": "known difference"},
    "edit_not_evaluable": {"ja": "判定不能", "en": "not evaluable"},
    "edit_broken": {"ja": "不一致", "en": "broken"},
    "derived_title": {
        "ja": "導出した数値は{cells}。うち{confirmed}件は別の検算で裏付けられる",
        "en": "{cells} derived, not printed; {confirmed} confirmed by a second check",
    },
    "derived_none": {
        "ja": "{year}の公表資料に導出が必要な数値はない",
        "en": "No figure of {year}'s publication had to be derived",
    },
    "derived_subtitle": {
        "ja": "導出した月（白抜き）と同じ事務の他の月（件）。目盛は事務ごとに異なる",
        "en": "The derived month (hollow) among the other months of its affair, look-ups; scales differ",
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
    "exchange_none": {"ja": "入れ替わりの疑いのある数値はない", "en": "No figures look exchanged"},
    "exchange_subtitle": {
        "ja": "年間件数（件、対数目盛）。左は掲載のまま、右は入れ替えた場合。公表データは訂正していない",
        "en": "Annual look-ups, logarithmic; left as printed, right as if exchanged; the tables hold what is printed",
    },
    "as_printed": {"ja": "掲載のまま", "en": "As printed"},
    "as_exchanged": {"ja": "入れ替えた場合", "en": "As if exchanged"},
    "jumps_title": {
        "ja": "{least}倍以上に増減した数値は{jumps}。最大は{year}の「{name}」（{factor}倍）",
        "en": "{jumps} changed {least}-fold or more; most of all {name} in {year}, {factor}-fold",
    },
    "jumps_none": {"ja": "桁違いの増減はない", "en": "No figure changed out of all proportion"},
    "jumps_subtitle": {
        "ja": "前年度（灰色）から当年度への変化（件、対数目盛）。確認済みは塗りつぶし、未確認は白抜き",
        "en": "From the year before (grey) to the year, look-ups, logarithmic; filled: looked into, hollow: not yet",
    },
    "acknowledged": {"ja": "確認済み", "en": "looked into"},
    "not_acknowledged": {"ja": "未確認", "en": "not yet looked into"},
    "factor": {"ja": "倍率", "en": "Factor"},
    # Governance
    "users_title": {
        "ja": "認証人数{total}のうち{users}（{share}）が{name}",
        "en": "{name}: {users} of {total} ({share})",
    },
    "users_none": {"ja": "認証人数の掲載はない", "en": "No authenticated users are printed"},
    "users_subtitle": {
        "ja": "所属別の照合情報認証の認証人数（人）",
        "en": "Authenticated users (persons) by division",
    },
    "users_axis": {"ja": "認証人数（人）", "en": "Authenticated users"},
    "per_user_title": {
        "ja": "認証1人あたりの件数は{name}が最多の{most}件、中央値は{median}件",
        "en": "{name} has the most look-ups per authenticated user, {most}; the median is {median}",
    },
    "per_user_none": {
        "ja": "件数と認証人数の両方がある所属はない",
        "en": "No division has both look-ups and authenticated users",
    },
    "per_user_subtitle": {
        "ja": "年間件数÷認証人数（対数目盛）。複数の所属が担当する事務は分けられないので、所属をまとめた（白抜き）",
        "en": "Annual look-ups per authenticated user, logarithmic; an affair of several divisions cannot be split, "
        "they are taken together (hollow)",
    },
    "per_user_no_affair": {
        "ja": "担当事務のない所属は省略（{divisions}）",
        "en": "left out: {divisions} without an affair",
    },
    "per_user_no_user": {
        "ja": "認証人数の掲載がない担当先の件数は含まない（{count}）",
        "en": "not counted: {count} of owners without printed users",
    },
    "per_user_axis": {"ja": "認証1人あたりの件数（件/人）", "en": "Look-ups per authenticated user"},
    "per_user_tooltip": {"ja": "1人あたり", "en": "Per user"},
    "single_division": {"ja": "単独の所属", "en": "one division"},
    "joint_divisions": {"ja": "事務を共有する所属の合計", "en": "divisions with a common affair, together"},
    "joint_label": {"ja": "{names}（一括）", "en": "{names} (together)"},
    "training_title": {
        "ja": "{year}の研修は{sessions}、延べ{attendances}が参加。{next_year}は{planned}を計画",
        "en": "{year}: {attendances} at {sessions}; {planned} planned for {next_year}",
    },
    "training_none": {"ja": "研修の掲載はない", "en": "No training is printed"},
    "training_subtitle": {
        "ja": "研修別・対象別の参加者数（人）。計画は人数の掲載がない（0人ではない）",
        "en": "Persons per session and audience; a planned session has no figure yet, which is not zero",
    },
    "training_axis": {"ja": "参加者（人）", "en": "Persons"},
    "audience": {"ja": "対象", "en": "Audience"},
    "session": {"ja": "研修", "en": "Session"},
    "event": {"ja": "行事", "en": "Event"},
    "training_event": {"ja": "{kind}", "en": "Training: {kind}"},
    "total_column": {"ja": "年間", "en": "Year"},
    "session_label": {"ja": "{kind}{number}（{form}）", "en": "{kind} {number} ({form})"},
    "session_label_plain": {"ja": "{kind}{number}", "en": "{kind} {number}"},
    "session_number": {"ja": "第{number}回", "en": "{number}"},
    "planned": {"ja": "計画", "en": "planned"},
    "done": {"ja": "実施", "en": "done"},
    "coverage_title": {
        "ja": "{all}のうち{done}を{year}に訪問、{planned}を{next_year}に計画。2年で{covered}（{share}）",
        "en": "Of {all}, {done} visited in {year}, {planned} planned for {next_year}: {covered} in two years ({share})",
    },
    "coverage_none": {"ja": "点検・監査の対象の掲載はない", "en": "No inspected offices are listed"},
    "coverage_subtitle": {
        "ja": "点検・監査の対象所属。●は実施、○は計画",
        "en": "Offices by inspection; ● done, ○ planned",
    },
    "coverage_column": {"ja": "{kind} {year}", "en": "{kind} {year}"},
    "findings_title": {
        "ja": "{year}の監査の指摘は{findings}。最も多いのは「{defect}」（{most}）",
        "en": "{year}: {findings} of the audit, most often “{defect}” ({most})",
    },
    "findings_none": {"ja": "指摘事項の掲載はない", "en": "No findings are printed"},
    "findings_subtitle": {
        "ja": "指摘事項の数（件）、帳票・記録別。色は監査の区分",
        "en": "Number of findings by record concerned; colour: area of the audit",
    },
    "findings_offices": {
        "ja": "指摘があったのは{audited}のうち{offices}",
        "en": "{offices} of {audited} had findings",
    },
    "findings_severity": {"ja": "すべて{severity}", "en": "all {severity}"},
    "findings_axis": {"ja": "指摘（件）", "en": "Findings"},
    "area": {"ja": "区分", "en": "Area"},
    "remedy": {"ja": "対応", "en": "Remedy"},
    "defect": {"ja": "内容", "en": "Defect"},
    "calendar_title": {
        "ja": "{year}は研修{sessions}と点検・監査等{inspections}を実施、{next_year}は研修{planned_sessions}と"
        "点検・監査等{planned_inspections}を計画",
        "en": "{year}: {sessions} and {inspections}; planned for {next_year}: {planned_sessions} and "
        "{planned_inspections}",
    },
    "calendar_none": {"ja": "研修・点検の掲載はない", "en": "No training or inspection is printed"},
    "calendar_subtitle": {
        "ja": "実施（塗りつぶし）と計画（白抜き）の時期。時期の掲載がないものは省略",
        "en": "Months in which they took place (filled) or are planned (hollow); left out where no month is printed",
    },
}
