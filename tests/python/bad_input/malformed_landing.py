"""Landed Parquet files that are wrong: the query that rewrites one, and the fault that is found in it."""

from __future__ import annotations

CHANGES = {
    "a column less": (
        "select * exclude (case_count) from rows",
        "the column case_count is missing; the columns are publication_id, section, affair_name, recipient_name, month,"
        " case_count, cell_status, source_line",
    ),
    "a column more": ("select *, 1 as note from rows", "the column note is not known; the columns are "),
    "another type": (
        "select * replace (cast(case_count as varchar) as case_count) from rows",
        "the column case_count is of type VARCHAR; write it as BIGINT",
    ),
    "a row twice": (
        "select unnest([rows, rows], recursive := true) from rows where source_line = 284",
        "repeats the key 140007-2021, 3(1), 地方税法等による地方税等の賦課徴収又は調査に関する事務, 2021-05-01 2 times",
    ),
    "another word": (
        "select * replace ('guessed' as cell_status) from rows where source_line = 284",
        "cell_status 'guessed' is not permitted; use printed, lost",
    ),
    "another section": (
        "select * replace (if(source_line < 290, '3(9)', section) as section) from rows order by source_line desc",
        "section '3(9)' is not in printed_sections; register it there (140007-2021 line 262, and ",
    ),
    "a printed cell without a figure": (
        "select * replace (null::bigint as case_count) from rows where source_line = 284",
        "case_count is empty, but cell_status says printed; write the figure",
    ),
    "a count below zero": (
        "select * replace (-1::bigint as case_count) from rows where source_line = 284",
        "case_count '-1' is below 0; counts are not negative",
    ),
    "a line below zero": (
        "select * replace (if(source_line = 284, -284, source_line) as source_line) from rows",
        "source_line '-284' is below 0; counts are not negative, nor are lines, numbers and years: correct it",
    ),
    "a count that no publication has": (
        "select * replace (1000000000000::bigint as case_count) from rows where source_line = 284",
        "case_count '1000000000000' is too large; at most 999999999999 is read",
    ),
    "a difference that no publication has": (
        "select * replace (-1000000000000::bigint as case_count) from rows where source_line = 284",
        "case_count '-1000000000000' is too large; at most 999999999999 is read",
    ),
    "the bar that joins the cells of a seal": (
        "select * replace (section || '|' as section) from rows where source_line = 284",
        "section '3(1)|' holds |, which joins the cells of a sealed row; write ｜",
    ),
    "a text without letters": (
        "select * replace ('' as section) from rows where source_line = 284",
        "section '' is empty; it is needed (140007-2021 line 284)",
    ),
    "no text where none is needed": (
        "select * replace ('' as recipient_name) from rows where source_line = 284",
        "recipient_name '' is an empty text; write no text, null",
    ),
    "a wide space after a name": (
        "select * replace (affair_name || '　' as affair_name) from rows where source_line >= 284",
        "affair_name '地方税法等による地方税等の賦課徴収又は調査に関する事務　' has spaces around it (140007-2021",
    ),
    "a name that a spreadsheet would run": (
        "select * replace ('＝1' as affair_name) from rows where source_line = 284",
        "affair_name '＝1' begins like a spreadsheet formula",
    ),
    "a line end in a name": (
        "select * replace (replace(affair_name, '又は', chr(10)) as affair_name) from rows where source_line = 284",
        "affair_name holds the control character U+000A; remove it",
    ),
    "a month of another year": (
        "select * replace (cast(month - interval 2 month as date) as month) from rows where source_line = 284",
        "month '2021-03-01' is not in the fiscal year of its publication, April to March",
    ),
    "a day within a month": (
        "select * replace (month + 2 as month) from rows where source_line = 284",
        "month '2021-05-03' is not the first day of a month",
    ),
    "a month without an end": (
        "select * replace (if(source_line = 284, 'infinity'::date, month) as month) from rows",
        "month 'infinity' is no date of the calendar (140007-2021 line 284)",
    ),
    "no publication and no line": (
        "select * replace (null::varchar as publication_id, null::integer as source_line) from rows limit 1",
        "publication_id is empty; it is needed (no publication line unknown)",
    ),
    "a publication without a year": (
        "select * replace ('kanagawa' as publication_id) from rows where source_line = 284",
        "publication_id 'kanagawa' is not in publication_register; register it there",
    ),
    "a publication that is not registered": (
        "select * replace ('140007-2020' as publication_id) from rows where source_line = 284",
        "publication_id '140007-2020' is not in publication_register; register it there",
    ),
    "publications that are not registered": (
        "select * replace (if(source_line < 300, '140007-2020', '140007-2019') as publication_id) from rows",
        "publication_id '140007-2019' is not in publication_register; register it there (140007-2019 line 300, and 256"
        " more rows in 2 publications)",
    ),
}
