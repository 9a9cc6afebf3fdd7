"""Phrases of the charts of users, training and inspections."""

from __future__ import annotations

PHRASES: dict[str, dict[str, str]] = {
    "users_title": {
        "ja": "認証人数{total}のうち{users}（{share}）が{name}",
        "en": "{name}: {users} of {total} ({share})",
    },
    "users_title_unknown": {
        "ja": "欠損値があるため認証人数の合計は不明。分かる範囲では{name}が{users}で最多",
        "en": "A lost figure leaves the total of users unknown; of those known, {name} has most, {users}",
    },
    "users_unknown": {
        "ja": "認証人数は欠損値（0人ではない）",
        "en": "The authenticated users are lost, which is not zero",
    },
    "lost_mark_users": {"ja": "欠は欠損値（0人ではない）", "en": "× lost (not a zero)"},
    "users_none": {"ja": "認証人数の掲載はない", "en": "No authenticated users are printed"},
    "users_subtitle": {"ja": "所属別の照合情報認証の認証人数（人）", "en": "Authenticated users (persons) by division"},
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
        "ja": "年間件数÷認証人数（対数目盛）。複数の所属が所管する事務は分けられないので、所属をまとめた（白抜き）",
        "en": "Annual look-ups per authenticated user, logarithmic; an affair of several divisions cannot be split, "
        "they are taken together (hollow)",
    },
    "per_user_no_affair": {
        "ja": "所管する事務のない所属は省略（{divisions}）",
        "en": "left out: {divisions} without an affair",
    },
    "per_user_no_user": {
        "ja": "認証人数の掲載がない所管課等の件数は含まない（{count}）",
        "en": "not counted: {count} of owners without printed users",
    },
    "per_user_lost": {"ja": "欠損値がある所属は省略（{divisions}）", "en": "left out: {divisions} with a lost figure"},
    "per_user_axis": {"ja": "認証1人あたりの件数（件/人）", "en": "Look-ups per authenticated user"},
    "per_user_tooltip": {"ja": "1人あたり", "en": "Per user"},
    "single_division": {"ja": "単独の所属", "en": "one division"},
    "joint_divisions": {"ja": "事務を共有する所属の合計", "en": "divisions with a common affair, together"},
    "joint_label": {"ja": "{names}（一括）", "en": "{names} (together)"},
    "training_title": {
        "ja": "{year}の研修は{sessions}、延べ{attendances}が受講。{next_year}は{planned}を計画",
        "en": "{year}: {attendances} at {sessions}; {planned} planned for {next_year}",
    },
    "training_title_unknown": {
        "ja": "欠損値があるため{year}の受講者の延べ人数は不明。実施は{sessions}、{next_year}は{planned}を計画",
        "en": "{year}: a lost figure leaves the attendances at {sessions} unknown; {planned} planned for {next_year}",
    },
    "training_none": {"ja": "研修の掲載はない", "en": "No training is printed"},
    "training_subtitle": {
        "ja": "研修別・対象者別の受講者数（人）。計画は人数の掲載がない（0人ではない）",
        "en": "Persons per session and audience; a planned session has no figure yet, which is not zero",
    },
    "training_axis": {"ja": "受講者（人）", "en": "Persons"},
    "audience": {"ja": "対象者", "en": "Audience"},
    "session": {"ja": "研修", "en": "Session"},
    "event": {"ja": "行事", "en": "Event"},
    "total_column": {"ja": "年間", "en": "Year"},
    "session_name": {"ja": "{kind}第{number}回", "en": "{kind} {number}"},
    "session_with_form": {"ja": "{session}（{form}）", "en": "{session} ({form})"},
    "planned": {"ja": "計画", "en": "planned"},
    "done": {"ja": "実施", "en": "done"},
    "done_or_posted": {"ja": "実施又は資料掲載", "en": "held or posted"},
    "coverage_title": {
        "ja": "{all}のうち{done}が{year}に管理者点検又は外部監査を受け、{planned}は{next_year}に予定。"
        "2年で{covered}（{share}）",
        "en": "Of {all}, {done} were inspected or audited in {year}, {planned} are due in {next_year}: {covered} in "
        "two years ({share})",
    },
    "coverage_title_unknown": {
        "ja": "{done}が{year}に管理者点検又は外部監査を受け、{planned}は{next_year}に予定。2年で{covered}",
        "en": "{done} were inspected or audited in {year}, {planned} are due in {next_year}: {covered} in two years",
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
    "findings_title_even": {"ja": "{year}の監査の指摘は{findings}", "en": "{year}: {findings} of the audit"},
    "findings_none": {"ja": "指摘事項の掲載はない", "en": "No findings are printed"},
    "findings_subtitle": {
        "ja": "指摘事項の数（件）、帳票・記録別。色は監査の区分",
        "en": "Number of findings by record concerned; colour: area of the audit",
    },
    "findings_offices": {"ja": "指摘があったのは{audited}のうち{offices}", "en": "{offices} of {audited} had findings"},
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
        "ja": "{done}（塗りつぶし）と計画（白抜き）の時期。時期の掲載がないものは省略",
        "en": "Months in which they were {done} (filled) or are planned (hollow); left out where no month is printed",
    },
}
