"""The phrases of the page of a red build."""

RED_WORDS: dict[str, tuple[str, str]] = {
    "red_title": ("公開されなかったビルド", "A build that was not published"),
    "red_heading": ("成り立たない等式 {count}件", "Sums that do not hold: {count}"),
    "red_lead": (
        "転記した数値から導かれる等式のうち、成り立たず、既知の差としても登録されていないものがある。公開済みの表は前のままである。"
        "転記の誤りか公表物そのものの差かは、公表物で確かめる。",
        "Some sums that the transcribed figures imply do not hold and are not declared as known differences. The "
        "published tables are as they were. Whether the transcription is wrong or the print itself, the print says.",
    ),
    "red_publications": ("公表物", "Publications"),
    "red_more_publications": (
        "ほかに{count}件の公表物がある（表reconciliation）。",
        "{count} more publications: see the table reconciliation.",
    ),
    "suspects": ("誤りの候補", "What may be wrong"),
    "suspects_intro": (
        "合わない等式を説明しうるセルを、確かめる順に示す。封印と異なる行が先で、ほかは可能性の高い順である。同じ順序のものは区別できない。",
        "Cells that would explain the broken sums, in the order in which to look at them: first those whose row "
        "differs from the seal, then the likeliest. Nothing tells apart those of one number.",
    ),
    "suspects_none": (
        "欠損値がある、合計がないなど、判定できない等式には、誤りの候補を示せない。",
        "Sums that cannot be evaluated, as a figure is lost or a total is missing, point at no cell.",
    ),
    "explained": ("説明する等式：", "Explains: "),
    "error_of": ("誤り{number}", "Error {number}"),
    "order": ("順序", "Order"),
    "transcribed": ("転記した値", "Transcribed"),
    "proposed": ("候補の値", "Proposed"),
    "slip": ("想定される誤り", "The slip"),
    "place": ("転記ファイル", "Seed"),
    "together": ("上と同時に", "together with"),
    "more_explanations": (
        "ほかに{count}通りの説明がある（表suspect_cells）。",
        "{count} more explanations: see the table suspect_cells.",
    ),
    "what_to_do": ("次にすること", "What to do"),
    "what_to_do_restore": (
        "公表物と違う行は、転記ファイルを直す。",
        "Where a row is not as printed, correct it in its seed.",
    ),
    "what_to_do_declare": (
        "公表物どおりなら、seeds/registers/known_differences.csvに差と理由を登録する。",
        "Where the print itself differs, declare the difference and its reason in "
        "seeds/registers/known_differences.csv.",
    ),
    "what_to_do_build": ("そのうえでmake buildを実行する。", "Then run make build."),
    "as_of_database": ("ビルドのデータベースとその更新日時", "Database of the build, last written at"),
    "page_written": ("このページの作成日時", "This page written at"),
}
