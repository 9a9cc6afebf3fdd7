"""Phrases of the report's tables, its dictionary and its provenance; `words` joins them with the others."""

from __future__ import annotations

TABLE_WORDS: dict[str, tuple[str, str]] = {
    # Tables
    "annual_caption": ("事務別の年間件数", "Annual counts by affair"),
    "monthly_caption": ("事務別の月別件数（{year}）", "Monthly counts by affair, {year}"),
    "sum": ("計", "Sum"),
    "legend": (
        "{mark}＝導出値　斜体の0＝掲載なし（0と分かる）　–＝該当なし　{lost}＝欠損値（抽出で失われた）　"
        "{unknown}＝欠損値があるため計算できない　{suspect}＝入れ替わりの疑い",
        "{mark} derived; italic 0 not printed, so zero; – not applicable; {lost}: lost in extraction; "
        "{unknown}: not to be computed, as a part is lost; {suspect} looks exchanged",
    ),
    "lost_mark": ("欠", "lost"),
    "unknown_mark": ("不明", "unknown"),
    "suspect_mark": ("？", "?"),
    "suspect_legend": ("{suspect}＝入れ替わりの疑い", "{suspect} looks exchanged"),
    "source_of_table": (
        "元ファイルの行は{source}の行番号、転記ファイルは{seeds}、公開する表のモデルは{models}である。",
        "Source lines are those of {source}; the figures are transcribed in {seeds} and published by {models}.",
    ),
    "source_line_of": ("元ファイル{line}行", "source line {line}"),
    "edition_of": ("{year}の公表物", "publication of {year}"),
    "edition": ("（{year}の公表物）", "(publication of {year})"),
    "users_caption": ("認証人数", "Authenticated users"),
    "training_caption": ("研修", "Training"),
    "inspections_caption": ("点検・監査・訓練", "Inspections, audits and drills"),
    "findings_caption": ("監査の指摘", "Findings of the audit"),
    "division": ("所属", "Division"),
    "bureau": ("局", "Bureau"),
    "users": ("認証人数（人）", "Users"),
    "users_of_division": ("認証人数", "authenticated users"),
    "session": ("研修", "Session"),
    "form": ("形式", "Form"),
    "topic": ("内容", "Topic"),
    "when": ("時期", "When"),
    "attendees": ("受講人数", "Attendees"),
    "inspection": ("種類", "Inspection"),
    "inspector": ("実施者", "Inspector"),
    "method": ("方法", "Method"),
    "offices": ("対象所属", "Offices"),
    "not_said": ("掲載なし", "not printed"),
    "planned": ("予定", "planned"),
    "defect": ("指摘", "Defect"),
    "register": ("対象", "Record"),
    "remedy": ("対応", "Remedy"),
    "area": ("区分", "Area"),
    "severity": ("不適合の程度", "Severity"),
    # Dictionary, provenance
    "dictionary_intro": (
        "公開している表と項目。CSVとParquetはこの名前を用いる。Excelのシート名は日本語で、項目名はこの名前と日本語の名称を並べて示す。",
        "The published tables and their columns. CSV and Parquet use these names; the workbook's sheets have Japanese "
        "names, its columns these and below them Japanese ones.",
    ),
    "column": ("項目", "Column"),
    "name": ("名称", "Name"),
    "type": ("型", "Type"),
    "meaning": ("説明", "Meaning"),
    "row": ("{count}行", "{count} row"),
    "rows": ("{count}行", "{count} rows"),
    "key": ("キー", "key"),
    "publication": ("公表物", "Publication"),
    "publisher": ("公表主体", "Publisher"),
    "title": ("表題", "Title"),
    "date": ("基準日", "As of"),
    "source_file": ("元ファイル（行番号の対象）", "Source file, to which source lines refer"),
    "digest": ("そのSHA-256", "Its SHA-256"),
    "seal": ("転記の封印", "Transcription sealed"),
    "sealed": ("封印済み（後の変更は検出される）", "yes: any later change would show"),
    "unsealed": ("封印なし", "no"),
    "tables_digest": ("公開した表のSHA-256一覧のSHA-256", "SHA-256 of the list of the tables' digests"),
    "built_at": ("作成日時", "Built at"),
    "versions": ("使用したもの", "Made with"),
    "note_lookups": (
        "件数は照会の回数であり、人数ではない。一人が何度も照会されることも、照会が誰の手続にも結び付かないこともある。",
        "A count is a look-up, not a person: one person can be looked up many times, and one look-up can serve nobody.",
    ),
    "note_dash": ("「-」は0ではなく「該当なし」である。", "A dash is not a zero: it means not applicable."),
    "note_zero": (
        "掲載のない月は、年間件数から0と分かる場合に限り0としている。",
        "A month that is not printed is a zero only because the annual figure says so.",
    ),
    "note_year": (
        "年度は4月から翌年3月までであり、始まる年で呼ぶ（{example}は{end}まで）。",
        "A fiscal year runs from April to March and is named by the year in which it begins: {example} ends in {end}.",
    ),
}
