"""Registers that cannot be loaded as they are: what is changed in one row, and the fault that `jukinet check` finds."""

from __future__ import annotations

import os

from bad_input.damages import Damage, each
from bad_input.malformed_seeds import rewrite, swap

EDITS = "registers/balance_edits"
PUBLICATIONS = "registers/publication_register"
CONTINUED = "registers/continued_affairs"

MALFORMED_REGISTERS: dict[str, tuple[Damage, str]] = {
    "a register without a byte": (
        rewrite(lambda data: b"", CONTINUED),
        f"{CONTINUED}.csv:1: the column affair_id is missing; the header must be affair_id,continued_as; "
        "the file is empty: restore it",
    ),
    "a register parted by tabs": (
        rewrite(lambda data: data.replace(b",", b"\t"), CONTINUED),
        f"{CONTINUED}.csv:1: the column affair_id is missing; the header must be affair_id,continued_as; "
        "its columns are parted by tabs: save it with commas",
    ),
    "a register parted by semicolons": (
        rewrite(lambda data: data.replace(b",", b";"), CONTINUED),
        f"{CONTINUED}.csv:1: the column affair_id is missing; the header must be affair_id,continued_as; "
        "its columns are parted by semicolons: save it with commas",
    ),
    "a column twice": (
        rewrite(lambda data: data.replace(b"continued_as\n", b"continued_as,affair_id\n", 1), CONTINUED),
        f"{CONTINUED}.csv:1: the column affair_id stands twice; the header must be affair_id,continued_as",
    ),
    "a pipe in a register's place": (
        each(
            lambda project: (project.root / f"seeds/{CONTINUED}.csv").unlink(),
            lambda project: os.mkfifo(project.root / f"seeds/{CONTINUED}.csv"),
        ),
        f"{CONTINUED}.csv: is a pipe or a device; restore the file",
    ),
    "a day long after the year": (
        swap(",2022-03-31,", ",2035-03-31,", PUBLICATIONS),
        f"{PUBLICATIONS}.csv:2: as_of_date 2035-03-31 is neither in fiscal year 2021 nor in the year",
    ),
    "a day before the year": (
        swap(",2022-03-31,", ",2021-03-31,", PUBLICATIONS),
        f"{PUBLICATIONS}.csv:2: as_of_date 2021-03-31 is neither in fiscal year 2021 nor in the year",
    ),
    "a publication of a year before every edit": (
        rewrite(lambda data: data.replace(b",2021,2021,", b",2022,2022,").replace(b",2021,,", b",2022,,"), EDITS),
        f"{PUBLICATIONS}.csv:2: no edit of seeds/registers/balance_edits.csv applies to fiscal year 2021: write it, or",
    ),
    "a year of more digits than Python reads": (
        swap("140007-2021,140007,2021,", f"140007-2021,140007,{'9' * 5000},", PUBLICATIONS),
        f"{PUBLICATIONS}.csv:2: fiscal_year {'9' * 40}... has 5000 digits; at most 2147483647 is read",
    ),
    "a raised digit for a year": (
        swap("140007-2021,140007,2021,", "140007-2021,140007,²,", PUBLICATIONS),
        f"{PUBLICATIONS}.csv:2: fiscal_year '²' is not a whole number; write plain digits",
    ),
    "years of an edit of more digits than Python reads": (
        rewrite(lambda data: data.replace(b",2021,,6\n", b",%b,%b,6\n" % (b"9" * 5000, b"8" * 5000), 1), EDITS),
        f"{EDITS}.csv:2: valid_to {'8' * 40}... has 5000 digits; at most 2147483647 is read",
    ),
    "the title of another year": (
        swap("令和3年度住民", "令和9年度住民", PUBLICATIONS),
        f"{PUBLICATIONS}.csv:2: title speaks of 令和9年度, but fiscal_year is 2021; correct one of",
    ),
    "a path for the name of the source": (
        swap(",140007-2021.txt,", ",../../etc/passwd,", PUBLICATIONS),
        f"{PUBLICATIONS}.csv:2: source_file '../../etc/passwd' is malformed; write the name of the file",
    ),
    "a digest cut off": (
        swap("5b8ec5f3cbaa4989", "", PUBLICATIONS),
        f"{PUBLICATIONS}.csv:2: source_sha256 '608a5471",
    ),
    "wrong check digit": (
        swap("140007,神奈川県", "140008,神奈川県", "registers/publisher_register"),
        "registers/publisher_register.csv:2: publisher_code 140008 has a wrong check digit, 7 is right",
    ),
    "a division that stands twice": (
        swap("tourism,140007,観光課,", "tourism,140007,大気水質課,", "registers/division_register"),
        "registers/division_register.csv:30: repeats the division_name 大気水質課 of line 2; remove one",
    ),
    "a bureau without its name in English": (
        swap("General Affairs Bureau\ntour", "\ntour", "registers/division_register"),
        "registers/division_register.csv:29: bureau_name_en is empty, but bureau_name is not; it is needed",
    ),
    "an office of another publisher": (
        swap("tourism,140007,観光課,", "tourism,131105,観光課,", "registers/office_register"),
        "disclosures/printed_inspected_offices.csv:25: office_name '観光課' is not in "
        "seeds/registers/office_register.csv for publisher 140007; correct it or register",
    ),
    "selector": (
        swap("monthly/subtotal,monthly/month,", "monthly subtotal,monthly/month,", EDITS),
        "total_selector 'monthly subtotal' is malformed; write table/role",
    ),
    "path as a registered publication": (
        swap("140007-2021,140007", "../../2021,140007", PUBLICATIONS),
        f"{PUBLICATIONS}.csv:2: publication_id '../../2021' is malformed; write publisher code and "
        "fiscal year, such as 140007-2021",
    ),
    "publication of another year": (
        swap("140007-2021,140007,2021", "140007-2021,140007,2020", PUBLICATIONS),
        f"{PUBLICATIONS}.csv:2: publication_id 140007-2021 should be 140007-2020",
    ),
    "names as in a publication that is not registered": (
        swap("2022-03-31,,令和3年度", "2022-03-31,140007-2020,令和3年度", PUBLICATIONS),
        f"{PUBLICATIONS}.csv:2: names_as_in '140007-2020' is not in "
        "seeds/registers/publication_register.csv; write '140007-2021' if that is meant, or register it there",
    ),
    "yes for true": (
        swap("annual/affair,sum,annex fiscal_year,false", "annual/affair,sum,annex fiscal_year,no", EDITS),
        f"{EDITS}.csv:2: only_with_parts 'no' is neither true nor false",
    ),
    "misspelt bound_on": (
        swap("annual/affair,sum,annex fiscal_year,", "annual/affair,sum,annexe fiscal_year,", EDITS),
        f"{EDITS}.csv:2: bound_on names 'annexe', which no cell has; write annex",
    ),
    "unknown bound_on": (
        swap("annual/affair,sum,annex fiscal_year,", "annual/affair,sum,colour,", EDITS),
        f"{EDITS}.csv:2: bound_on names 'colour', which no cell has; use annex, activity, legal_basis_id,",
    ),
    "bound_on twice the same": (
        swap("annual/affair,sum,annex fiscal_year,", "annual/affair,sum,annex annex,", EDITS),
        f"{EDITS}.csv:2: bound_on names 'annex' twice; remove one",
    ),
    "bound_on more than an affair": (
        swap("monthly/month,sum,affair_id,", "monthly/month,sum,affair_id period,", EDITS),
        f"{EDITS}.csv:10: bound_on names 'period' in an edit about affairs; use annex, affair_id, fiscal_year",
    ),
    "bound_on with commas": (
        swap("annual/affair,sum,annex fiscal_year,", 'annual/affair,sum,"annex,fiscal_year",', EDITS),
        f"{EDITS}.csv:2: bound_on names 'annex,fiscal_year', which no cell has;",
    ),
    "never valid": (
        swap(
            "statement/cases,annual/total[period=current],sum,annex,false,2021,,",
            "statement/cases,annual/total[period=current],sum,annex,false,2021,2020,",
            EDITS,
        ),
        f"{EDITS}.csv:16: valid_to 2020 is before valid_from 2021: the edit never applies; correct one of them",
    ),
    "a last year without a first": (
        swap("external_audit,sum,,false,2021,2021,1\n", "external_audit,sum,,false,,2021,1\n", EDITS),
        f"{EDITS}.csv:13: valid_from is empty; it is needed",
    ),
    "misspelt role": (
        swap(
            "annual/total,annual/affair,sum,annex fiscal_year,",
            "annual/total,annual/afair,sum,annex fiscal_year,",
            EDITS,
        ),
        f"{EDITS}.csv:2: part_selectors names 'annual/afair', which no cell is; write annual/affair",
    ),
    "misspelt code for a role": (
        swap("statement/affairs_used,annual/affair", "statement/affair_use,annual/affair", EDITS),
        f"{EDITS}.csv:4: total_selector names 'statement/affair_use', which no cell is; write statement/affairs_used",
    ),
    "misspelt table": (
        swap("monthly/subtotal,monthly/month,", "monthly/subtotal,months/month,", EDITS),
        "part_selectors names 'months/month', which no cell is; write monthly/month",
    ),
    "a role of another table": (
        swap(
            "annual/total,annual/affair,sum,annex fiscal_year,", "annual/total,annual/zzz,sum,annex fiscal_year,", EDITS
        ),
        f"{EDITS}.csv:2: part_selectors names 'annual/zzz', which no cell is; use annual/affair, annual/total",
    ),
    "misspelt filter": (
        swap(
            "statement/affairs_used,annual/affair[period=current]",
            "statement/affairs_used,annual/affair[periode=current]",
            EDITS,
        ),
        f"{EDITS}.csv:4: part_selectors filters by 'periode', which no cell has; write period",
    ),
    "misspelt filter of a total": (
        swap("summary/grand_total[activity=use],", "summary/grand_total[aktivity=use],", EDITS),
        "total_selector filters by 'aktivity', which no cell has; write activity",
    ),
    "a row of one field": (
        rewrite(lambda data: data + b"140007-2021\n", "registers/known_differences"),
        "registers/known_differences.csv:2: the row has 1 field, not 5; fields are missing",
    ),
    "a merge that was not finished": (
        rewrite(lambda data: data + b"<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n", "registers/known_differences"),
        "registers/known_differences.csv:2: is the mark of a merge that was not finished, <<<<<<< HEAD; keep the rows "
        "that are right, and remove every line with <<<<<<<, ======= or >>>>>>>",
    ),
    "a merge of headers that was not finished": (
        rewrite(lambda data: b"<<<<<<< HEAD\n" + data, PUBLICATIONS),
        f"{PUBLICATIONS}.csv:1: is the mark of a merge that was not finished",
    ),
    "a number of edits below zero": (
        rewrite(lambda data: data.replace(b",2021,,6\n", b",2021,,-6\n", 1), EDITS),
        f"{EDITS}.csv:2: instances -6 is below 0; counts are not negative, nor are lines, numbers and years: correct",
    ),
    "a last year below zero": (
        rewrite(lambda data: data.replace(b",2021,,6\n", b",2021,-5,6\n", 1), EDITS),
        f"{EDITS}.csv:2: valid_to -5 is below 0; ",
    ),
    "a number of edits of one publication below zero": (
        rewrite(lambda data: data + b"140007-2021,affairs_used,-1\n", "registers/edit_instances"),
        "registers/edit_instances.csv:2: instances -1 is below 0; ",
    ),
    "an affair of the other activity": (
        swap("cancer registry,use,", "cancer registry,provision,", "registers/affair_register"),
        "registers/affair_register.csv:3: activity 'provision' is not that of its legal basis act-30-15-1-2, use; "
        "correct the one or the other",
    ),
    "a section of the other activity": (
        swap("1(1),summary,use,", "1(1),summary,provision,", "registers/printed_sections"),
        "registers/printed_sections.csv:3: activity 'provision' is not that of its legal basis act-30-15-1-1, use; ",
    ),
    "a legal basis of the other activity": (
        swap(",use,30-15,1,1,1\n", ",provision,30-15,1,1,1\n", "registers/legal_basis_register"),
        "registers/affair_register.csv:2: activity 'use' is not that of its legal basis act-30-15-1-1, provision; "
        "correct the one or the other (and 21 more rows, the last in line 38)",
    ),
    "affairs that go on as each other": (
        rewrite(lambda data: data + b"cancer-registry,passports\npassports,cancer-registry\n", CONTINUED),
        f"{CONTINUED}.csv:3: continued_as 'cancer-registry' itself goes on as 'passports'; that is a circle, "
        "remove the row that is wrong",
    ),
    "an affair that goes on as itself": (
        rewrite(lambda data: data + b"passports,passports\n", CONTINUED),
        f"{CONTINUED}.csv:2: continued_as 'passports' itself goes on as 'passports'; that is a circle, remove the row",
    ),
    "an affair that goes on as one that goes on": (
        rewrite(lambda data: data + b"cancer-registry,passports\npassports,local-taxes\n", CONTINUED),
        f"{CONTINUED}.csv:2: continued_as 'passports' itself goes on as 'local-taxes'; write local-taxes",
    ),
    "an affair that goes on as one of the other activity": (
        rewrite(lambda data: data + b"passports,passports-fujisawa\n", CONTINUED),
        f"{CONTINUED}.csv:2: continued_as 'passports-fujisawa' is not of the activity of 'passports'; correct or",
    ),
    "an affair that goes on as one of another recipient": (
        rewrite(lambda data: data + b"resident-audit-requests,passports-fujisawa\n", CONTINUED),
        f"{CONTINUED}.csv:2: continued_as 'passports-fujisawa' is not of the recipient_id of 'resident-audit-req",
    ),
    "an affair that goes on as nobody": (
        rewrite(lambda data: data + b"passports,passport\n", "registers/continued_affairs"),
        "registers/continued_affairs.csv:2: continued_as 'passport' is not in seeds/registers/affair_register.csv",
    ),
}
