"""Seeds that cannot be loaded as they are: what is changed in one file, and the fault that `jukinet check` finds."""

from __future__ import annotations

from collections.abc import Callable

from conftest import Project

Damage = Callable[[Project], object]

MONTHLY = "disclosures/printed_monthly_counts"
EDITS = "registers/balance_edits"
SAVE_IT = "save it in VS Code or Notepad with the encoding UTF-8 (without BOM)"
LINE_284 = (
    "140007-2021,3(1),地方税法等による地方税等の賦課徴収又は調査に関する事務,,2021-05-01,42894,printed,284\n".encode()
)


def _rewrite(change: Callable[[bytes], bytes], name: str = MONTHLY) -> Damage:
    def damage(project: Project) -> None:
        path = project.root / "seeds" / f"{name}.csv"
        path.write_bytes(change(path.read_bytes()))

    return damage


def _swap(old: str, new: str, seed: str = MONTHLY) -> Damage:
    return lambda project: project.replace(seed, old, new)


MALFORMED: dict[str, tuple[Damage, str]] = {
    "text in a number": (
        _swap("42894,printed", "42,894?,printed".replace(",894", "894")),
        f"{MONTHLY}.csv:24: case_count '42894?' is not a whole number; write plain digits, such as 1064108",
    ),
    "thousands separator": (
        _swap("42894,printed", '"42,894",printed'),
        f"{MONTHLY}.csv:24: case_count '42,894' is not a whole number; write plain digits, such as 1064108",
    ),
    "decimal": (_swap("42894,printed", "42894.0,printed"), f"{MONTHLY}.csv:24: case_count '42894.0' is not a whole"),
    "below zero": (_swap("42894,printed", "-42894,printed"), f"{MONTHLY}.csv:24: case_count -42894 is below 0"),
    "too large": (
        _swap("42894,printed", "9" * 19 + ",printed"),
        f"{MONTHLY}.csv:24: case_count {'9' * 19} is too large",
    ),
    "blank figure": (
        _swap("42894,printed", ",printed"),
        f"{MONTHLY}.csv:24: case_count is empty, but cell_status says",
    ),
    "figure of a lost cell": (
        _swap("42894,printed", "42894,lost"),
        f"{MONTHLY}.csv:24: case_count is 42894, but cell_status says lost",
    ),
    "unknown status": (
        _swap("42894,printed", "42894,guessed"),
        f"{MONTHLY}.csv:24: cell_status 'guessed' is not permitted",
    ),
    "unknown affair": (
        _swap("3(2),地域がん登録に関する事務,,2021-05-01", "3(2),地域ガン登録に関する事務,,2021-05-01"),
        f"{MONTHLY}.csv:164: affair_name '地域ガン登録に関する事務' is not in "
        "seeds/registers/printed_affair_names.csv for section 3(2); write "
        "'地域がん登録に関する事務' if that is meant, or register it there",
    ),
    "unknown section": (
        _swap("4(2),subtotal,", "4(9),subtotal,", "disclosures/printed_totals"),
        "section '4(9)' is not in seeds/registers/printed_sections.csv; write '4(3)' if that is "
        "meant, or register it there",
    ),
    "month outside the year": (
        _swap("2021-05-01,42894", "2022-05-01,42894"),
        f"{MONTHLY}.csv:24: month 2022-05-01 is not in fiscal year 2021, April 2021 to March 2022",
    ),
    "day inside a month": (
        _swap("2021-05-01,42894", "2021-05-02,42894"),
        f"{MONTHLY}.csv:24: month 2021-05-02 is not the",
    ),
    "no date": (
        _swap("2021-05-01,42894", "R3.5,42894"),
        f"{MONTHLY}.csv:24: month 'R3.5' is not a date; write it such as 2021-04-01",
    ),
    "byte order mark": (
        _rewrite(lambda data: b"\xef\xbb\xbf" + data),
        f"{MONTHLY}.csv:1: begins with a byte order mark, as Excel's 'CSV UTF-8' does; {SAVE_IT}",
    ),
    "CP932": (
        _rewrite(lambda data: data.decode().encode("cp932")),
        f"{MONTHLY}.csv:2: byte 0x93 is not UTF-8, but it is Shift_JIS, as Excel's 'CSV' is; {SAVE_IT}",
    ),
    "UTF-16": (_rewrite(lambda data: data.decode().encode("utf-16")), f"{MONTHLY}.csv:1: is UTF-16; {SAVE_IT}"),
    "CRLF": (_rewrite(lambda data: data.replace(b"\n", b"\r\n")), f"{MONTHLY}.csv:1: ends with a carriage return"),
    "column missing": (
        _rewrite(lambda data: data.replace(b"cell_status,source_line\n", b"cell_status\n", 1)),
        f"{MONTHLY}.csv:1: the column source_line is missing; the header must be publication_id,section,",
    ),
    "column unknown": (
        _rewrite(lambda data: data.replace(b"cell_status,source_line\n", b"cell_status,source_line,note\n", 1)),
        f"{MONTHLY}.csv:1: the column 'note' is not known",
    ),
    "columns exchanged": (
        _rewrite(lambda data: data.replace(b"case_count,cell_status", b"cell_status,case_count", 1)),
        f"{MONTHLY}.csv:1: the columns are out of order",
    ),
    "field missing": (_swap(",42894,printed,284", ",42894,284"), f"{MONTHLY}.csv:24: the row has 7 fields, not 8"),
    "open quote": (_swap("2021-05-01,42894", '2021-05-01,"42894'), f"{MONTHLY}.csv:24: is not valid CSV"),
    "empty file": (_rewrite(lambda data: b""), f"{MONTHLY}.csv:1: the column publication_id is missing"),
    "row doubled": (
        _rewrite(lambda data: data.replace(LINE_284, LINE_284 * 2)),
        f"{MONTHLY}.csv:25: repeats the key 140007-2021, 3(1), ",
    ),
    "rows out of order": (
        _rewrite(lambda data: data.replace(LINE_284, b"") + LINE_284),
        f"{MONTHLY}.csv:258: is out of order; rows are sorted by publication_id, source_line",
    ),
    "formula": (
        _swap("3(2),地域がん登録に関する事務,,2021-05-01", "3(2),=1+1,,2021-05-01"),
        f"{MONTHLY}.csv:164: affair_name '=1+1' begins like",
    ),
    "wrong check digit": (
        _swap("140007,神奈川県", "140008,神奈川県", "registers/publisher_register"),
        "registers/publisher_register.csv:2: publisher_code 140008 has a wrong check digit, 7 is right",
    ),
    "era label": (
        _swap("H14.11,187", "H14.13,187", "disclosures/printed_affairs"),
        "disclosures/printed_affairs.csv:2: started_label 'H14.13' is malformed",
    ),
    "unknown code": (
        _swap("1,operational,training_report", "1,operational,notebook", "disclosures/printed_inspection_findings"),
        "disclosures/printed_inspection_findings.csv:2: register_concerned 'notebook' is not in "
        "seeds/registers/code_register.csv, list register",
    ),
    "selector": (
        _swap("monthly/subtotal,monthly/month,", "monthly subtotal,monthly/month,", "registers/balance_edits"),
        "total_selector 'monthly subtotal' is malformed; write table/role",
    ),
    "full-width digits": (
        _swap("42894,printed", "４２８９４,printed"),
        f"{MONTHLY}.csv:24: case_count '４２８９４' is not a whole number; write plain digits, such as 1064108",
    ),
    "space for the thousands": (
        _swap("42894,printed", "42 894,printed"),
        f"{MONTHLY}.csv:24: case_count '42 894' is not a whole number; write plain digits, such as 1064108",
    ),
    "leading zero": (
        _swap("42894,printed", "042894,printed"),
        f"{MONTHLY}.csv:24: case_count '042894' is not a whole number; write plain digits, such as 1064108",
    ),
    "unit behind the figure": (
        _swap("42894,printed", "42894件,printed"),
        f"{MONTHLY}.csv:24: case_count '42894件' is not a whole number; write plain digits, such as 1064108",
    ),
    "comma without quotes": (
        _swap("42894,printed", "42,894,printed"),
        f"{MONTHLY}.csv:24: the row has 9 fields, not 8; a field with a comma needs quotes",
    ),
    "stray quote in a figure": (
        _swap("42894,printed", '42894",printed'),
        f"{MONTHLY}.csv:24: case_count '42894\"' is not a whole number; write plain digits, such as 1064108",
    ),
    "text behind a quote": (
        _swap("2021-05-01,42894", '2021-05-01,"42"894'),
        f"{MONTHLY}.csv:24: is not valid CSV (',' expected after '\"'); check the quotes",
    ),
    "null byte": (
        _swap("42894,printed", "42894\0,printed"),
        f"{MONTHLY}.csv:24: case_count holds the control character U+0000; remove it",
    ),
    "escape sequence in a name": (
        _swap("3(2),地域がん登録に関する事務,,2021-05-01", "3(2),\x1b[31m地域がん登録に関する事務,,2021-05-01"),
        f"{MONTHLY}.csv:164: affair_name holds the control character U+001B; remove it",
    ),
    "tabs for commas": (
        _rewrite(lambda data: data.replace(b",", b"\t")),
        f"{MONTHLY}.csv:1: the column publication_id is missing; the header must be publication_id,section,",
    ),
    "semicolons for commas": (
        _rewrite(lambda data: data.replace(b",", b";")),
        f"{MONTHLY}.csv:1: the column publication_id is missing; the header must be publication_id,section,",
    ),
    "header in capitals": (
        _rewrite(lambda data: data.replace(b"case_count", b"CASE_COUNT", 1)),
        f"{MONTHLY}.csv:1: the column case_count is missing",
    ),
    "header lost": (
        _rewrite(lambda data: data.split(b"\n", 1)[1]),
        f"{MONTHLY}.csv:1: the column publication_id is missing",
    ),
    "empty line": (
        _rewrite(lambda data: data.replace(LINE_284, b"\n" + LINE_284)),
        f"{MONTHLY}.csv:24: the line is empty; remove it",
    ),
    "one carriage return": (
        _rewrite(lambda data: data.replace(LINE_284, LINE_284[:-1] + b"\r\n")),
        f"{MONTHLY}.csv:24: ends with a carriage return; save it with LF line ends",
    ),
    "line break in a name": (
        _swap("3(2),地域がん登録に関する事務,,2021-05-01", '3(2),"地域がん登録\nに関する事務",,2021-05-01'),
        f"{MONTHLY}.csv:164: affair_name holds the control character U+000A; remove it",
    ),
    "binary garbage": (
        _rewrite(lambda data: bytes(range(128, 256)) * 9),
        f"{MONTHLY}.csv:1: byte 0x80 is not UTF-8; {SAVE_IT}",
    ),
    "file deleted": (
        lambda project: (project.root / f"seeds/{MONTHLY}.csv").unlink(),
        f"{MONTHLY}.csv: cannot be read (No such file or directory); restore the file",
    ),
    "directory in the file's place": (
        lambda project: [
            (project.root / f"seeds/{MONTHLY}.csv").unlink(),
            (project.root / f"seeds/{MONTHLY}.csv").mkdir(),
        ],
        f"{MONTHLY}.csv: cannot be read (",
    ),
    "date without zeros": (
        _swap("2021-05-01,42894", "2021-5-1,42894"),
        f"{MONTHLY}.csv:24: month '2021-5-1' is not a date; write it as 2021-05-01",
    ),
    "date as a spreadsheet shows it": (
        _swap("2021-05-01,42894", "2021/5/1,42894"),
        f"{MONTHLY}.csv:24: month '2021/5/1' is not a date; write it as 2021-05-01",
    ),
    "date in Japanese": (
        _swap("2021-05-01,42894", "２０２１年５月１日,42894"),
        f"{MONTHLY}.csv:24: month '２０２１年５月１日' is not a date; write it as 2021-05-01",
    ),
    "month that does not exist": (
        _swap("2021-05-01,42894", "2021-13-01,42894"),
        f"{MONTHLY}.csv:24: month '2021-13-01' is not a date; write it such as 2021-04-01",
    ),
    "date in compact form": (
        _swap("2021-05-01,42894", "20210501,42894"),
        f"{MONTHLY}.csv:24: month '20210501' is not written as 2021-05-01",
    ),
    "space behind a name": (
        _swap("3(2),地域がん登録に関する事務,,2021-05-01", "3(2),地域がん登録に関する事務　,,2021-05-01"),
        f"{MONTHLY}.csv:164: affair_name '地域がん登録に関する事務　' has spaces around it",
    ),
    "publication that is not registered": (
        _rewrite(lambda data: data.replace(b"140007-2021,4(3)", b"140007-2022,4(3)")),
        "publication_id '140007-2022' is not in seeds/registers/publication_register.csv; write '140007-2021' if "
        "that is meant, or register it there (and ",
    ),
    "path as a publication": (
        _rewrite(lambda data: data.replace(b"140007-2021,4(3)", b"../../etc/passwd,4(3)")),
        "publication_id '../../etc/passwd' is not in seeds/registers/publication_register.csv; correct it or "
        "register it there (and ",
    ),
    "path as a registered publication": (
        _swap("140007-2021,140007", "../../2021,140007", "registers/publication_register"),
        "registers/publication_register.csv:2: publication_id '../../2021' is malformed; write publisher code and "
        "fiscal year, such as 140007-2021",
    ),
    "publication of another year": (
        _swap("140007-2021,140007,2021", "140007-2021,140007,2020", "registers/publication_register"),
        "registers/publication_register.csv:2: publication_id 140007-2021 should be 140007-2020",
    ),
    "names as in a publication that is not registered": (
        _swap("2022-03-31,,令和3年度", "2022-03-31,140007-2020,令和3年度", "registers/publication_register"),
        "registers/publication_register.csv:2: names_as_in '140007-2020' is not in "
        "seeds/registers/publication_register.csv; write '140007-2021' if that is meant, or register it there",
    ),
    "yes for true": (
        _swap("annual/affair,sum,annex fiscal_year,false", "annual/affair,sum,annex fiscal_year,no", EDITS),
        f"{EDITS}.csv:2: only_with_parts 'no' is neither true nor false",
    ),
    "misspelt bound_on": (
        _swap("annual/affair,sum,annex fiscal_year,", "annual/affair,sum,annexe fiscal_year,", EDITS),
        f"{EDITS}.csv:2: bound_on names 'annexe', which no cell has; write annex",
    ),
    "unknown bound_on": (
        _swap("annual/affair,sum,annex fiscal_year,", "annual/affair,sum,colour,", EDITS),
        f"{EDITS}.csv:2: bound_on names 'colour', which no cell has; use annex, activity, legal_basis_id,",
    ),
    "bound_on twice the same": (
        _swap("annual/affair,sum,annex fiscal_year,", "annual/affair,sum,annex annex,", EDITS),
        f"{EDITS}.csv:2: bound_on names 'annex' twice; remove one",
    ),
    "bound_on more than an affair": (
        _swap("monthly/month,sum,affair_id,", "monthly/month,sum,affair_id period,", EDITS),
        f"{EDITS}.csv:10: bound_on names 'period' in an edit about affairs; use annex, affair_id, fiscal_year",
    ),
    "bound_on with commas": (
        _swap("annual/affair,sum,annex fiscal_year,", 'annual/affair,sum,"annex,fiscal_year",', EDITS),
        f"{EDITS}.csv:2: bound_on names 'annex,fiscal_year', which no cell has;",
    ),
    "misspelt filter": (
        _swap(
            "statement/affairs_used,annual/affair[period=current]",
            "statement/affairs_used,annual/affair[periode=current]",
            EDITS,
        ),
        f"{EDITS}.csv:4: part_selectors filters by 'periode', which no cell has; write period",
    ),
    "misspelt filter of a total": (
        _swap("summary/grand_total[activity=use],", "summary/grand_total[aktivity=use],", EDITS),
        "total_selector filters by 'aktivity', which no cell has; write activity",
    ),
}
