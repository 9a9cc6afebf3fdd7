"""Sentences of the notebooks."""

from __future__ import annotations

PHRASES: dict[str, dict[str, str]] = {
    "sentence": {"ja": "{text}。", "en": "{text}."},
    # Does it reconcile?
    "said_edits": {
        "ja": "等式{edits}のうち{balanced}が一致した。掲載された数値は{printed}、導出した数値は{derived}。"
        "掲載された数値のうち{checked}（{share}）が少なくとも1件の等式に含まれる。",
        "en": "{balanced} of {edits} balance. {printed} are printed, {derived} derived. Of those printed, {checked} "
        "({share}) take part in at least one sum.",
    },
    "said_derived": {
        "ja": "{derived}は等式から導出した（月別の件数は計{lookups}）。{confirmed}",
        "en": "{derived} follow from the sums that hold them (months with {lookups} among them); {confirmed}",
    },
    "said_confirmed": {
        "ja": "そのうち{confirmed}は、導出に使わなかった別の等式も満たす。",
        "en": "{confirmed} also satisfy a sum that was not used to derive them.",
    },
    "said_unconfirmed": {"ja": "別の等式による裏付けはない。", "en": "no second sum confirms any of them."},
    "said_anomalies": {
        "ja": "入れ替わりの疑いが{exchanges}組、桁違いの増減が{jumps}件あり、うち{open}件は確認がまだである。"
        "公開した表は掲載のままで、訂正していない。",
        "en": "Suspected exchanges: {exchanges}; changes out of all proportion: {jumps}. Nobody has looked into "
        "{open} of them yet. The tables hold what is printed; nothing was corrected.",
    },
    # What changed?
    "said_year": {
        "ja": "{year}の件数は{total}（前年度比{ratio}）",
        "en": "{year} counts {total} ({ratio} on the year before)",
    },
    "said_like_for_like": {
        "ja": "{total}。両年度とも通年の件数がある{affairs}に限れば{ratio}である。{restated}",
        "en": "{total}. The {affairs} with figures of both whole years changed by {ratio}. {restated}",
    },
    "said_drivers": {
        "ja": "- {year}：{change}件。{names}の{affairs}で{moved}件（増減の{share}に相当）。",
        "en": "- {year}: {change} look-ups. {names} ({affairs}) alone: {moved}, which is {share} of the change.",
    },
    "said_no_year_before": {"ja": "比べられる前年度がない。", "en": "There is no earlier year to compare."},
    "said_affair_of_year": {"ja": "{name}（{year}）", "en": "{name} ({year})"},
    "said_courses": {
        "ja": "- {year}に始まった事務：{began}\n"
        "- {year}に0件になった事務：{to_zero}\n"
        "- {year}に該当なしになった事務：{gone}\n"
        "- 年度の途中に始まった事務：{part_years}\n"
        "- 該当なし（0件ではない）の年度がある事務：{absent}",
        "en": "- Began in {year}: {began}\n"
        "- Fell to zero in {year}: {to_zero}\n"
        "- No longer applicable in {year}: {gone}\n"
        "- Began during a year: {part_years}\n"
        "- Not applicable in a year, which is not zero: {absent}",
    },
    # The year by month
    "said_months": {
        "ja": "最も多い{peak}は{most}で、最も少ない{trough}は{least}。{peak}の{share}は「{affair}」である。",
        "en": "{peak} has {most}, {trough} only {least}. {share} of {peak} is {affair}.",
    },
    "said_activities": {
        "ja": "利用は{used}、提供は{provided}（全体の{share}）。{largest}",
        "en": "Use: {used}; provision: {provided} ({share} of all). {largest}",
    },
    "said_largest_provision": {"ja": "提供の{share}は「{affair}」である。", "en": "{share} of provision is {affair}."},
    "said_concentration": {
        "ja": "{affairs}のうち実績があるのは{used}。それぞれ全体の1%に満たない{small}は合わせて{share}である。"
        "{restated}",
        "en": "{used} of {affairs} had look-ups. The {small} that each stay below 1% make up {share} "
        "together. {restated}",
    },
    # Who looks up, and who inspects and audits?
    "said_users": {
        "ja": "{divisions}に{users}。所管する事務の年間件数の1人あたりの平均は{average}。"
        "件数は照会の回数であり、仕事量ではない。事務を共有する{joined}の件数は分けられないので、一括して示した。",
        "en": "{users} in {divisions}. Average per user and year of the affairs that they own: {average}. Look-ups are "
        "counted, not work. {joined} share affairs that cannot be split; they are shown together.",
    },
    "said_training": {
        "ja": "{year}は{sessions}の研修に延べ{attendances}が受講した。{caution}",
        "en": "{attendances} at {sessions} in {year}. {caution}",
    },
    "said_training_unknown": {
        "ja": "{year}は{sessions}の研修に職員等が受講した（欠損値があり延べ人数は不明）。{caution}",
        "en": "Attendances, unknown for a lost figure, at {sessions} in {year}. {caution}",
    },
    "said_no_rate": {
        "ja": "県職員以外を含み、同じ人を複数回数えることがあるので、認証人数{users}で割っても受講率にはならない。",
        "en": "They include other bodies' staff, and one person can attend twice: divided by the {users} they give no "
        "rate of participation.",
    },
    "said_coverage": {
        "ja": "所属点検の対象{all}のうち、2年間で管理者点検又は外部監査を受けるのは{covered}、"
        "受けないのは{not_covered}、2回以上受けるのは{twice}である。",
        "en": "Of {all}, {covered} are inspected or audited within two years, {not_covered} are not, and {twice} more "
        "than once.",
    },
    "said_coverage_of_unknown": {
        "ja": "2年間で管理者点検又は外部監査を受けるのは{covered}、うち2回以上受けるのは{twice}である。",
        "en": "Offices inspected or audited within two years: {covered}; more than once: {twice}.",
    },
    "said_findings": {
        "ja": "指摘は{findings}、対象となった帳票・記録は{records}種類。{offices}",
        "en": "{findings} on {records} kinds of records. {offices}",
    },
    "said_offices_with_findings": {
        "ja": "監査を受けた{audited}のうち{with_findings}（{share}）に指摘があった。",
        "en": "{with_findings} of {audited} audited offices ({share}) had findings.",
    },
    "said_plan": {
        "ja": "{year}は研修{sessions}、点検・監査等{inspections}を計画している。",
        "en": "{sessions} and {inspections}, audits and drills included, are planned for {year}.",
    },
}
