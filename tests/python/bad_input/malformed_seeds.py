"""Seeds that cannot be loaded as they are: what is changed in one file, and the fault that `jukinet check` finds."""

from __future__ import annotations

from collections.abc import Callable

from bad_input.damages import Damage, each
from conftest import Project

MONTHLY = "disclosures/printed_monthly_counts"
SAVE_IT = "save it in VS Code or Notepad with the encoding UTF-8 (without BOM)"
LINE_284 = (
    "140007-2021,3(1),地方税法等による地方税等の賦課徴収又は調査に関する事務,,2021-05-01,42894,printed,284\n".encode()
)


def rewrite(change: Callable[[bytes], bytes], name: str = MONTHLY) -> Damage:
    def damage(project: Project) -> None:
        path = project.root / "seeds" / f"{name}.csv"
        path.write_bytes(change(path.read_bytes()))

    return damage


def swap(old: str, new: str, seed: str = MONTHLY) -> Damage:
    return lambda project: project.replace(seed, old, new)


MALFORMED: dict[str, tuple[Damage, str]] = {
    "a month above the one before": (
        swap(",42894,printed,284\n", ",42894,printed,283\n"),
        f"{MONTHLY}.csv:24: source_line 283 is not below 283, where the affair's month before stands",
    ),
    "a year on the line of another affair": (
        swap(",2020,48470,printed,190\n", ",2020,48470,printed,191\n", "disclosures/printed_annual_counts"),
        "disclosures/printed_annual_counts.csv:12: source_line 191 is not 190, where another year of that row stands",
    ),
    "text in a number": (
        swap("42894,printed", "42,894?,printed".replace(",894", "894")),
        f"{MONTHLY}.csv:24: case_count '42894?' is not a whole number; write plain digits, such as 1064108",
    ),
    "thousands separator": (
        swap("42894,printed", '"42,894",printed'),
        f"{MONTHLY}.csv:24: case_count '42,894' is not a whole number; write it as 42894",
    ),
    "decimal": (swap("42894,printed", "42894.0,printed"), f"{MONTHLY}.csv:24: case_count '42894.0' is not a whole"),
    "below zero": (swap("42894,printed", "-42894,printed"), f"{MONTHLY}.csv:24: case_count -42894 is below 0"),
    "too large": (
        swap("42894,printed", "9" * 19 + ",printed"),
        f"{MONTHLY}.csv:24: case_count {'9' * 19} is too large",
    ),
    "larger than any count": (
        swap("42894,printed", "1000000000000,printed"),
        f"{MONTHLY}.csv:24: case_count 1000000000000 is too large; at most 999999999999 is read",
    ),
    "zero with a sign": (
        swap("42894,printed", "-0,printed"),
        f"{MONTHLY}.csv:24: case_count '-0' is not a whole number; write plain digits, such as 1064108",
    ),
    "the bar that joins the cells of a seal": (
        swap("3(2),地域がん登録に関する事務,,2021-05-01", "3(2),地域|がん登録に関する事務,,2021-05-01"),
        f"{MONTHLY}.csv:164: affair_name '地域|がん登録に関する事務' holds |, which joins the cells of a",
    ),
    "blank figure": (
        swap("42894,printed", ",printed"),
        f"{MONTHLY}.csv:24: case_count is empty, but cell_status says",
    ),
    "figure of a lost cell": (
        swap("42894,printed", "42894,lost"),
        f"{MONTHLY}.csv:24: case_count is 42894, but cell_status says lost",
    ),
    "unknown status": (
        swap("42894,printed", "42894,guessed"),
        f"{MONTHLY}.csv:24: cell_status 'guessed' is not permitted",
    ),
    "unknown affair": (
        swap("3(2),地域がん登録に関する事務,,2021-05-01", "3(2),地域ガン登録に関する事務,,2021-05-01"),
        f"{MONTHLY}.csv:164: affair_name '地域ガン登録に関する事務' is not in "
        "seeds/registers/printed_affair_names.csv for section 3(2); write "
        "'地域がん登録に関する事務' if that is meant, or register it there",
    ),
    "an affair that only shares words with the others": (
        swap(
            "3(2),看護師等修学資金に係る債権の管理に関する事務,,2021-05-01",
            "3(2),理容美容者修学資金に係る債権の管理に関する事務,,2021-05-01",
        ),
        "seeds/registers/printed_affair_names.csv for section 3(2); correct it or register it there",
    ),
    "unknown section": (
        swap("4(2),subtotal,", "4(9),subtotal,", "disclosures/printed_totals"),
        "section '4(9)' is not in seeds/registers/printed_sections.csv; write '4(3)' if that is "
        "meant, or register it there",
    ),
    "month outside the year": (
        swap("2021-05-01,42894", "2022-05-01,42894"),
        f"{MONTHLY}.csv:24: month 2022-05-01 is not in fiscal year 2021, April 2021 to March 2022",
    ),
    "day inside a month": (
        swap("2021-05-01,42894", "2021-05-02,42894"),
        f"{MONTHLY}.csv:24: month 2021-05-02 is not the",
    ),
    "no date": (
        swap("2021-05-01,42894", "R3.5,42894"),
        f"{MONTHLY}.csv:24: month 'R3.5' is not a date; write it such as 2021-04-01",
    ),
    "byte order mark": (
        rewrite(lambda data: b"\xef\xbb\xbf" + data),
        f"{MONTHLY}.csv:1: begins with a byte order mark, as Excel's 'CSV UTF-8' does; {SAVE_IT}",
    ),
    "CP932": (
        rewrite(lambda data: data.decode().encode("cp932")),
        f"{MONTHLY}.csv:2: byte 0x93 is not UTF-8, but it is Shift_JIS, as Excel's 'CSV' is; {SAVE_IT}",
    ),
    "UTF-16": (rewrite(lambda data: data.decode().encode("utf-16")), f"{MONTHLY}.csv:1: is UTF-16; {SAVE_IT}"),
    "CRLF": (rewrite(lambda data: data.replace(b"\n", b"\r\n")), f"{MONTHLY}.csv:1: ends with a carriage return"),
    "column missing": (
        rewrite(lambda data: data.replace(b"cell_status,source_line\n", b"cell_status\n", 1)),
        f"{MONTHLY}.csv:1: the column source_line is missing; the header must be publication_id,section,",
    ),
    "column unknown": (
        rewrite(lambda data: data.replace(b"cell_status,source_line\n", b"cell_status,source_line,note\n", 1)),
        f"{MONTHLY}.csv:1: the column 'note' is not known",
    ),
    "columns exchanged": (
        rewrite(lambda data: data.replace(b"case_count,cell_status", b"cell_status,case_count", 1)),
        f"{MONTHLY}.csv:1: the columns are out of order",
    ),
    "field missing": (swap(",42894,printed,284", ",42894,284"), f"{MONTHLY}.csv:24: the row has 7 fields, not 8"),
    "open quote": (swap("2021-05-01,42894", '2021-05-01,"42894'), f"{MONTHLY}.csv:24: is not valid CSV"),
    "open quote in the header": (rewrite(lambda data: b'"' + data), f"{MONTHLY}.csv:1: is not valid CSV"),
    "empty file": (rewrite(lambda data: b""), f"{MONTHLY}.csv:1: the column publication_id is missing"),
    "row doubled": (
        rewrite(lambda data: data.replace(LINE_284, LINE_284 * 2)),
        f"{MONTHLY}.csv:25: repeats the key 140007-2021, 3(1), ",
    ),
    "rows out of order": (
        rewrite(lambda data: data.replace(LINE_284, b"") + LINE_284),
        f"{MONTHLY}.csv:258: is out of order; rows are sorted by publication_id, source_line, so that it belongs "
        "before line 24",
    ),
    "a table that no YAML describes": (
        lambda project: (project.root / "seeds/disclosures/printed_totals_new.csv").write_text("a\n1\n"),
        "printed_totals_new.csv: is no seed of this project, but named as printed_totals is; put printed_totals_new.y",
    ),
    "a table in a folder of its own": (
        each(
            lambda project: (project.root / "seeds/extra/more").mkdir(parents=True),
            lambda project: (project.root / "seeds/extra/more/zzz.csv").write_text("a\n1\n"),
        ),
        "extra/more/zzz.csv: is no seed of this project; move it away",
    ),
    "a table in no folder": (
        lambda project: (project.root / "seeds/affairs.csv").write_text("a\n1\n"),
        "seeds/affairs.csv: is no seed of this project; move it away",
    ),
    "a table with a name in capitals": (
        lambda project: (project.root / "seeds/registers/x.CSV").write_text("a\n1\n"),
        "registers/x.CSV: is no seed of this project; move it away",
    ),
    "more digits than Python reads": (
        swap("42894,printed", "9" * 5000 + ",printed"),
        f"{MONTHLY}.csv:24: case_count {'9' * 40}... has 5000 digits; at most 999999999999 is read",
    ),
    "full-width formula": (
        swap("3(2),地域がん登録に関する事務,,2021-05-01", "3(2),＝1+1,,2021-05-01"),
        f"{MONTHLY}.csv:164: affair_name '＝1+1' begins like",
    ),
    "formula": (
        swap("3(2),地域がん登録に関する事務,,2021-05-01", "3(2),=1+1,,2021-05-01"),
        f"{MONTHLY}.csv:164: affair_name '=1+1' begins like",
    ),
    "era label": (
        swap("H14.11,187", "H14.13,187", "disclosures/printed_affairs"),
        "disclosures/printed_affairs.csv:2: started_label 'H14.13' is malformed",
    ),
    "unknown code": (
        swap("1,operational,training_report", "1,operational,notebook", "disclosures/printed_inspection_findings"),
        "disclosures/printed_inspection_findings.csv:2: register_concerned 'notebook' is not in "
        "seeds/registers/code_register.csv, list register",
    ),
    "full-width digits": (
        swap("42894,printed", "４２８９４,printed"),
        f"{MONTHLY}.csv:24: case_count '４２８９４' is not a whole number; write it as 42894",
    ),
    "more full-width digits than a number has": (
        swap("42894,printed", "９" * 41 + ",printed"),
        f"{MONTHLY}.csv:24: case_count '{'９' * 41}' is not a whole number; write plain digits, such as 1064108",
    ),
    "space for the thousands": (
        swap("42894,printed", "42 894,printed"),
        f"{MONTHLY}.csv:24: case_count '42 894' is not a whole number; write it as 42894",
    ),
    "leading zero": (
        swap("42894,printed", "042894,printed"),
        f"{MONTHLY}.csv:24: case_count '042894' is not a whole number; write it as 42894",
    ),
    "unit behind the figure": (
        swap("42894,printed", "42894件,printed"),
        f"{MONTHLY}.csv:24: case_count '42894件' is not a whole number; write it as 42894",
    ),
    "comma without quotes": (
        swap("42894,printed", "42,894,printed"),
        f"{MONTHLY}.csv:24: the row has 9 fields, not 8; a text with a comma needs quotes, a number is written without",
    ),
    "stray quote in a figure": (
        swap("42894,printed", '42894",printed'),
        f"{MONTHLY}.csv:24: case_count '42894\"' is not a whole number; write plain digits, such as 1064108",
    ),
    "text behind a quote": (
        swap("2021-05-01,42894", '2021-05-01,"42"894'),
        f"{MONTHLY}.csv:24: is not valid CSV (',' expected after '\"'); check the quotes",
    ),
    "null byte": (
        swap("42894,printed", "42894\0,printed"),
        f"{MONTHLY}.csv:24: case_count holds the control character U+0000; remove it",
    ),
    "escape sequence in a name": (
        swap("3(2),地域がん登録に関する事務,,2021-05-01", "3(2),\x1b[31m地域がん登録に関する事務,,2021-05-01"),
        f"{MONTHLY}.csv:164: affair_name holds the control character U+001B; remove it",
    ),
    "tabs for commas": (
        rewrite(lambda data: data.replace(b",", b"\t")),
        f"{MONTHLY}.csv:1: the column publication_id is missing; the header must be publication_id,section,",
    ),
    "semicolons for commas": (
        rewrite(lambda data: data.replace(b",", b";")),
        f"{MONTHLY}.csv:1: the column publication_id is missing; the header must be publication_id,section,",
    ),
    "header in capitals": (
        rewrite(lambda data: data.replace(b"case_count", b"CASE_COUNT", 1)),
        f"{MONTHLY}.csv:1: the column case_count is missing",
    ),
    "header lost": (
        rewrite(lambda data: data.split(b"\n", 1)[1]),
        f"{MONTHLY}.csv:1: the column publication_id is missing",
    ),
    "empty line": (
        rewrite(lambda data: data.replace(LINE_284, b"\n" + LINE_284)),
        f"{MONTHLY}.csv:24: the line is empty; remove it",
    ),
    "one carriage return": (
        rewrite(lambda data: data.replace(LINE_284, LINE_284[:-1] + b"\r\n")),
        f"{MONTHLY}.csv:24: ends with a carriage return; save it with LF line ends",
    ),
    "line break in a name": (
        swap("3(2),地域がん登録に関する事務,,2021-05-01", '3(2),"地域がん登録\nに関する事務",,2021-05-01'),
        f"{MONTHLY}.csv:164: affair_name holds the control character U+000A; remove it",
    ),
    "binary garbage": (
        rewrite(lambda data: bytes(range(128, 256)) * 9),
        f"{MONTHLY}.csv:1: byte 0x80 is not UTF-8; {SAVE_IT}",
    ),
    "file deleted": (
        lambda project: (project.root / f"seeds/{MONTHLY}.csv").unlink(),
        f"{MONTHLY}.csv: cannot be read (No such file or directory); restore the file",
    ),
    "directory in the file's place": (
        each(
            lambda project: (project.root / f"seeds/{MONTHLY}.csv").unlink(),
            lambda project: (project.root / f"seeds/{MONTHLY}.csv").mkdir(),
        ),
        f"{MONTHLY}.csv: cannot be read (",
    ),
    "date without zeros": (
        swap("2021-05-01,42894", "2021-5-1,42894"),
        f"{MONTHLY}.csv:24: month '2021-5-1' is not a date; write it as 2021-05-01",
    ),
    "date as a spreadsheet shows it": (
        swap("2021-05-01,42894", "2021/5/1,42894"),
        f"{MONTHLY}.csv:24: month '2021/5/1' is not a date; write it as 2021-05-01",
    ),
    "date in Japanese": (
        swap("2021-05-01,42894", "２０２１年５月１日,42894"),
        f"{MONTHLY}.csv:24: month '２０２１年５月１日' is not a date; write it as 2021-05-01",
    ),
    "month that does not exist": (
        swap("2021-05-01,42894", "2021-13-01,42894"),
        f"{MONTHLY}.csv:24: month '2021-13-01' is not a date; write it such as 2021-04-01",
    ),
    "date in compact form": (
        swap("2021-05-01,42894", "20210501,42894"),
        f"{MONTHLY}.csv:24: month '20210501' is not written as 2021-05-01",
    ),
    "space behind a name": (
        swap("3(2),地域がん登録に関する事務,,2021-05-01", "3(2),地域がん登録に関する事務　,,2021-05-01"),
        f"{MONTHLY}.csv:164: affair_name '地域がん登録に関する事務　' has spaces around it",
    ),
    "publication that is not registered": (
        rewrite(lambda data: data.replace(b"140007-2021,4(3)", b"140007-2022,4(3)")),
        "publication_id '140007-2022' is not in seeds/registers/publication_register.csv; write '140007-2021' if "
        "that is meant, or register it there (and ",
    ),
    "path as a publication": (
        rewrite(lambda data: data.replace(b"140007-2021,4(3)", b"../../etc/passwd,4(3)")),
        "publication_id '../../etc/passwd' is not in seeds/registers/publication_register.csv; correct it or "
        "register it there (and ",
    ),
}
