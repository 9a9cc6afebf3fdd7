"""Every phrase of the report, in Japanese and English. Values in braces arrive as text or figures, escaped."""

from __future__ import annotations

from jukinet.report.red_words import RED_WORDS
from jukinet.report.table_words import TABLE_WORDS

WORDS: dict[str, tuple[str, str]] = {
    "page_title": (
        "{year}の本人確認情報の利用と提供（報告書） – {publisher}",
        "Report on the use and provision of identification information in {year} – {publisher}",
    ),
    "skip": ("本文へ移動", "Skip to the content"),
    "heading": ("{year}の本人確認情報の利用と提供", "Use and provision of identification information in {year}"),
    "lead": (
        "住民基本台帳ネットワークシステムの本人確認情報を、{publisher}が何件利用し、他の機関へ何件提供したか。上記の公表物の数値を検算し、"
        "図と表で示す。",
        "How often {publisher} used, and provided to other bodies, people's identification information of the Basic "
        "Resident Register Network: the figures of its publication, checked by every sum it implies.",
    ),
    "governor": ("{prefecture}知事", "the Governor of {prefecture}"),
    "language": ("表示言語", "Language"),
    "contents": ("目次", "Contents"),
    "expand": ("すべて開く", "Open all"),
    "collapse": ("すべて閉じる", "Close all"),
    "no_script": (
        "グラフの表示にはJavaScriptが必要である。すべての数値は表にある。",
        "The charts need JavaScript; every figure stands in the tables.",
    ),
    "drawing": ("グラフを描画している…", "Drawing the chart…"),
    "printed_early": ("描き終わってから印刷すること。", "Print again when all are drawn."),
    "sideways": ("→ 図は横に動かせる", "→ The chart can be moved sideways"),
    # Sections
    "summary": ("要点", "In short"),
    "changes": ("何が変わったか", "What changed"),
    "reconciliation": ("計算は合うか", "Does it add up?"),
    "derived": ("導出値と欠損値", "Figures lost in extraction"),
    "odd": ("不自然な値はないか", "Is anything odd in the print?"),
    "course": ("月ごとの推移", "The year by month"),
    "governance": ("管理の状況", "Governance"),
    "tables": ("件数表", "The counts"),
    "dictionary": ("データ項目", "Data dictionary"),
    "provenance": ("出所", "Provenance"),
    "notes": ("件数についての注意", "What the counts are not"),
    # Headline figures
    "total": ("{year}の件数", "Look-ups in {year}"),
    "against_before": ("前年度差 {change}（{ratio}）", "{change} ({ratio}) on the year before"),
    "no_before": ("前年度の値なし", "no figure for the year before"),
    "used": ("利用", "Used"),
    "provided": ("提供", "Provided"),
    "of_total": ("合計の{share}", "{share} of the total"),
    "checks": ("成り立つ等式", "Sums that hold"),
    "checks_of": (
        "全{edits}件のうち、実際の検証になるのは{verified}件である。",
        "of {edits}; {verified} of them really verify",
    ),
    "not_printed": ("導出値", "Derived figures"),
    "not_printed_of": ("掲載値{printed}件のほか", "beside {printed} printed ones"),
    "to_look_into": ("要確認事項", "Anomalies"),
    "acknowledged_of": ("うち{count}件は確認済み", "{count} of them acknowledged"),
    "told_before": ("うち{count}件は以前の公表物で分かったもの", "{count} of them found in earlier publications"),
    "all_acknowledged": ("すべて確認済み", "all acknowledged"),
    "without_detail": (
        "{totals}{printed}件には、事務別の内訳のない{count}件（{lines}）が含まれる。",
        "{totals} {printed}, of which {count} without detail by affair ({lines}).",
    ),
    "without_detail_before": (
        "この公表物の{totals}{printed}件は後の公表物の値を反映しておらず、事務別の内訳のない{count}件（{lines}）を含む。",
        "This publication is without the later figures. {totals} {printed}, of which {count} without detail by affair "
        "({lines}).",
    ),
    "total_of_use": ("総括の利用の合計", "The grand total of use in print:"),
    "total_of_provision": ("総括の提供の合計", "The grand total of provision in print:"),
    "total_of_both": ("総括の利用と提供の合計を合わせた", "The two grand totals in print together:"),
    # In short
    "rose": (
        "{year}の件数は{total}件で、前年度より{size}件（{ratio}）増えた。",
        "{year} had {total} look-ups, {size} more than the year before ({ratio}).",
    ),
    "fell": (
        "{year}の件数は{total}件で、前年度より{size}件（{ratio}）減った。",
        "{year} had {total} look-ups, {size} fewer than the year before ({ratio}).",
    ),
    "same": ("{year}の件数は前年度と同じ{total}件である。", "{year} had {total} look-ups, as many as the year before."),
    "total_unknown": ("{year}は欠損値があり、合計は不明である。", "A lost figure leaves the total of {year} unknown."),
    "total_unknown_note": ("{year}に欠損値あり", "a figure of {year} is lost"),
    "share_unknown": (
        "{year}に欠損値があり、合計に占める割合は不明",
        "share of the total unknown, as a figure of {year} is lost",
    ),
    "only_year": ("{year}の件数は{total}件である。", "{year} had {total} look-ups."),
    "drivers_up": (
        "増加が大きい事務は{names}で、あわせて{size}件増である。",
        "The largest rises: {names}; together {size} more.",
    ),
    "driver_up": ("増加した事務は{name}だけで、{size}件増である。", "One affair alone rose: {name}, {size} more."),
    "drivers_down": (
        "減少が大きい事務は{names}で、あわせて{size}件減である。",
        "The largest falls: {names}; together {size} fewer.",
    ),
    "driver_down": ("減少した事務は{name}だけで、{size}件減である。", "One affair alone fell: {name}, {size} fewer."),
    "like_for_like": (
        "両年度とも通年の件数がある{affairs}事務に限ると{ratio}である。",
        "Over the {affairs} affairs that have figures for the whole of both years, the change is {ratio}.",
    ),
    "part_years": (
        "全事務の件数には、年度途中に始まった{affairs}事務を含む。",
        "The total of all affairs includes those that began during that year and count a part of it: {affairs}.",
    ),
    "no_reasons": (
        "表が示すのはどの事務が合計を動かしたかであり、その理由ではない。",
        "The tables say which affairs moved the total, not why they moved.",
    ),
    "all_hold": (
        "公表物から導かれる{edits}件の等式はすべて成り立つ。{verified}件は実際の検証になり、{spent}件は導出値を求めるのに使った。",
        "All {edits} sums that the print implies hold: {verified} verify it, {spent} were spent on deriving a figure.",
    ),
    "some_break": (
        "{edits}件の等式のうち、不一致は{broken}件、判定不能は{not_evaluable}件、既知の差は{accepted}件、"
        "登録済みで差が不明のものは{declared}件である。",
        "Sums: {edits}; broken: {broken}; not evaluable: {not_evaluable}; accepted as known: {accepted}; "
        "declared, the difference unknown: {declared}.",
    ),
    "derived_short": (
        "抽出で失われた{count}件の値は等式から一意に定まる。最大は{name}の{value}である。",
        "Figures lost in extraction for which the sums leave one value each: {count}. The largest is {name}: {value}.",
    ),
    "lost_short": ("等式から定まらない欠損値が{count}件ある。", "Figures that stay lost: {count}."),
    "derived_none": ("導出値はない。", "No figure had to be derived."),
    "odd_short": (
        "計算は合うが確認を要する値が{count}件ある（入れ替わりの疑い{exchanges}件、急激な増減{jumps}件）。",
        "Places that look odd although they add up: {count} (suspected exchanges: {exchanges}, jumps: {jumps}).",
    ),
    "odd_none": ("不自然な値は見当たらない。", "Nothing looks odd."),
    "more": ("詳しく", "more"),
    "more_on": ("（{place}）", " ({place})"),
    "change_of": ("{year}の増減", "the change in {year}"),
    # What changed
    "change_heading": ("{year}：{change}件（{ratio}）", "{year}: {change} ({ratio})"),
    "all_changes": ("全{affairs}事務の増減", "The changes of all {affairs} affairs"),
    "affair": ("事務", "Affair"),
    "before": ("前年度", "Before"),
    "now": ("当年度", "Now"),
    "difference_column": ("増減", "Change"),
    "ratio_column": ("増減率", "Ratio"),
    "contribution_column": ("寄与度", "Contribution"),
    "new_affair": ("新規", "new"),
    "gone_affair": ("該当なしに変更", "no longer applicable"),
    "part_year": ("年度途中開始", "part year"),
    # Reconciliation
    "reconciliation_intro": (
        "合計から内訳へ、内訳から元ファイルの行へたどれる。見出しを開くと、等式ごとの内訳が表示される。",
        "From a total to its parts, and from a part to its line in the source: open a heading to see its sums, "
        "and a sum to see its cells.",
    ),
    "group_count": ("{edits}件中{balanced}件が一致", "{balanced} of {edits} hold"),
    "printed_computed": ("掲載値 {printed}　計算値 {computed}", "printed {printed}, computed {computed}"),
    "difference": ("差 {difference}", "difference {difference}"),
    "spent": ("導出に使用", "spent on a derivation"),
    "members_of": ("{edit}の構成", "Cells of {edit}"),
    "cell": ("セル", "Cell"),
    "figure": ("値", "Figure"),
    "counts_as": ("計算への算入", "Enters as"),
    "origin": ("値の由来", "Origin"),
    "source_line_short": ("行", "Line"),
    "colon": ("：", ": "),
    "source_line": ("元ファイルの行", "Source line"),
    "parts_of_this": ("内訳を見る", "its parts"),
    "total_row": ("合計", "Total"),
    "one_row": ("1（行数）", "1 (a row)"),
    "one_nonzero": ("{count}（0でない行数）", "{count} (rows that are not zero)"),
    "declared_unknown": ("登録済み（差は不明）", "declared, difference unknown"),
    "declared_reason": ("登録の理由：{reason}（{status}）", "Reason of the declaration: {reason} ({status})"),
    "known_reason": ("既知の差の理由：{reason}（{status}）", "Reason of the accepted difference: {reason} ({status})"),
    "coverage_caption": ("検算の及ぶ範囲", "What the sums can see"),
    "coverage_column": ("掲載値がいくつの等式に含まれるか", "In how many sums a printed figure stands"),
    "count_column": ("セル数", "Cells"),
    "coverage_none": ("等式なし（誤りに気付けない）", "none: a slip would not show"),
    "coverage_absorbed": (
        "導出値・欠損値に吸収される（誤りに気付けない）",
        "absorbed by a derived or lost cell: a slip would not show",
    ),
    "coverage_one": ("1つ（誤りに気付ける）", "one: a slip shows"),
    "coverage_several": ("2つ以上（誤りの箇所も絞れる）", "several: a slip shows, and often its place"),
    # Derived cells
    "derived_intro": (
        "次の値は抽出で失われ、等式から定まる。掲載された合計から掲載された他の内訳を引いた残りであり、ほかの値はありえない。"
        "本報告では{mark}を付け、掲載値とは区別する。",
        "These figures were lost in extraction. Each is what remains of a printed total after its other parts, so that "
        "no other value is possible. They bear {mark} wherever they are shown and never pass for printed ones.",
    ),
    "derived_caption": ("導出値とその計算", "Derived figures and their arithmetic"),
    "lost_intro": (
        "次の欠損値は抽出で失われ、等式からは定まらない。これを足し合わせる計算値は不明である。",
        "These figures were lost too, and no sum forces them: what would be added up from them is unknown.",
    ),
    "lost_caption": ("欠損値", "Figures that stay lost"),
    "derived_value": ("導出値", "Derived"),
    "arithmetic": ("計算", "Arithmetic"),
    "only_part": ("（ほかに掲載された内訳はない）", "(no other part is printed)"),
    "forced_by": ("用いた等式", "Forced by"),
    "confirmed_by": ("裏付け", "Confirmed by"),
    "not_confirmed": ("なし", "nothing"),
    # Anomalies
    "odd_intro": (
        "足し算では見つからないものを示す。訂正はしていない。",
        "What no addition can see. It is shown, never corrected.",
    ),
    "odd_caption": ("内容と関係する値", "Findings and the cells concerned"),
    "kind": ("種類", "Kind"),
    "finding": ("内容", "Finding"),
    "cells_concerned": ("関係する値", "Cells concerned"),
    "magnitude": ("増減の程度", "Change"),
    "fell_to": ("{factor}分の1", "1/{factor}"),
    "looked_into": ("確認", "Acknowledged"),
    "yes": ("済み", "yes"),
    "no": ("未確認", "no"),
}
WORDS |= TABLE_WORDS | RED_WORDS
