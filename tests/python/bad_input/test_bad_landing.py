"""What is wrong in a landed file is named with the file, before anything is loaded."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from bad_input.malformed_landing import CHANGES
from conftest import Project
from jukinet.environment import BuildError
from jukinet.landing import check_landing
from jukinet.landing_lines import check_line_order
from jukinet.seeds import load_seeds
from landed import FILE, MONTHLY, change, land_seeds


@pytest.fixture
def landing(built_project: Project, tmp_path: Path) -> Path:
    folder = tmp_path / "landing"
    land_seeds(built_project, folder)
    return folder


@pytest.mark.parametrize("fault", CHANGES)
def test_what_is_wrong_in_a_file_is_named(built_project: Project, landing: Path, fault: str) -> None:
    select, message = CHANGES[fault]
    seeds = load_seeds(built_project.root)
    assert check_landing(landing, seeds) == []
    change(landing, select)
    found = check_landing(landing, seeds)
    assert {one.path for one in found} == {landing / MONTHLY / FILE}
    assert [one.message for one in found if one.message.startswith(message)], found
    assert not [one.message for one in found if " 0 more " in one.message]


def test_a_code_that_its_list_lacks_is_named(built_project: Project, landing: Path) -> None:
    select = "select * replace (if(statement = 'cases', 'entry_missing', statement) as statement) from rows"
    change(landing, select, "printed_statements")
    found = [str(fault) for fault in check_landing(landing, load_seeds(built_project.root))]
    assert len(found) == 1
    assert (
        "statement 'entry_missing' is not in code_register; register it there (140007-2021 line 79, and 1 more rows)"
        in found[0]
    )


@pytest.mark.parametrize(("table", "figure"), [("authenticated_users", "user_count"), ("statements", "value")])
def test_a_figure_of_prose_or_of_a_division_is_what_its_status_says(
    built_project: Project, landing: Path, table: str, figure: str
) -> None:
    seeds = load_seeds(built_project.root)

    def said(select: str) -> str:
        change(landing, select, f"printed_{table}")
        (fault,) = check_landing(landing, seeds)
        assert fault.path == landing / f"printed_{table}" / FILE
        return fault.message

    # Line 102 has two divisions, and line 112 one statement.
    is_one = "division_name = '観光課'" if table == "authenticated_users" else "source_line = 112"
    change(landing, f"select * replace (if({is_one}, null, {figure}) as {figure}) from rows", f"printed_{table}")
    assert said("from rows").startswith(f"{figure} is empty, but cell_status says printed; write the figure")
    lose = f"select * replace (if({is_one}, 'lost', cell_status) as cell_status) from rows"
    change(landing, lose, f"printed_{table}")
    assert check_landing(landing, seeds) == []
    again = f"select * replace (if({is_one}, 1, {figure}) as {figure}) from rows"
    assert said(again).startswith(f"{figure} '1' is no printed cell by its cell_status; leave it empty")
    assert said("select * exclude (cell_status) from rows").startswith("the column cell_status is missing; the columns")


def test_a_row_about_what_another_table_does_not_list_is_named(built_project: Project, landing: Path) -> None:
    change(landing, "from rows where session_id <> '2021-2'", "printed_training_sessions")
    (fault,) = check_landing(landing, load_seeds(built_project.root))
    assert fault.path == landing / "printed_training_attendance" / FILE
    assert fault.message == (
        "session_id '2021-2' is not in printed_training_sessions of its publication; land it there "
        "(140007-2021 line 20, and 1 more rows)"
    )


def test_lines_that_cannot_be_those_of_their_rows_are_named_as_in_seeds(built_project: Project, landing: Path) -> None:
    """Months stand under one another, or all on one line; the years of an affair stand on one line."""
    seeds = load_seeds(built_project.root)
    change(landing, "select * replace (if(source_line = 285, 284, source_line) as source_line) from rows")
    (fault,) = check_landing(landing, seeds)
    assert fault.path == landing / MONTHLY / FILE
    look = "look the line up in the print"
    month = "is not below 284, where the affair's month before stands"
    assert fault.message == f"source_line 284 {month}; {look} (140007-2021 line 284)"
    change(landing, "select * replace (600 - source_line as source_line) from rows")
    (fault,) = check_landing(landing, seeds)
    assert fault.message.startswith("source_line 48 is not below 49, where ")
    assert re.search(r"\(140007-2021 line 48, and \d+ more rows\)$", fault.message)
    change(landing, "select * replace (1 as source_line) from rows")
    assert check_landing(landing, seeds) == []
    year = "if(source_line = 190 and fiscal_year > 2019, 191, source_line) as source_line"
    change(landing, f"select * replace ({year}) from rows", "printed_annual_counts")
    (fault,) = check_landing(landing, seeds)
    assert fault.path == landing / "printed_annual_counts" / FILE
    year = "source_line 191 is not 190, where another year of that row stands"
    assert fault.message == f"{year}; {look} (140007-2021 line 191, and 1 more rows)"


def test_lines_are_compared_in_the_order_of_months_and_years_and_of_one_affair_alone() -> None:
    """However the rows stand in the file."""

    def said(table: str, columns: str, rows: str) -> list[str]:
        with duckdb.connect() as connection:
            connection.execute(f"create table rows as select * from (values {rows}) as rows ({columns})")
            return [
                fault.message for fault in check_line_order(connection, "(select *, 'f' as filename from rows)", table)
            ]

    months = "publication_id, section, affair_name, recipient_name, month, source_line"
    april, may, june = (f"date '2021-0{month}-01'" for month in (4, 5, 6))
    upward = f"('p', 's', 'a', null, {june}, 6), ('p', 's', 'a', null, {may}, 7), ('p', 's', 'a', null, {april}, 8)"
    other = f"('q', 's', 'a', null, {may}, 4), ('q', 's', 'a', null, {april}, 5)"
    look = "look the line up in the print"
    assert said(MONTHLY, months, f"{upward}, {other}") == [
        f"source_line 6 is not below 7, where the affair's month before stands; {look} "
        "(p line 6, and 2 more rows in 2 publications)"
    ]
    years = "publication_id, annex, row_no, fiscal_year, source_line"
    rows = (
        "('p', 1, 1, 2020, 4), ('p', 1, 1, 2019, 5), ('p', 1, 2, 2019, 6), ('p', 1, 2, 2020, 7), ('p', 1, 3, 2019, 8)"
    )
    assert said("printed_annual_counts", years, rows) == [
        f"source_line 4 is not 5, where another year of that row stands; {look} (p line 4, and 1 more rows)"
    ]


def test_a_table_that_others_speak_of_is_told_of_its_columns_alone(built_project: Project, landing: Path) -> None:
    change(landing, "select * exclude (session_id) from rows", "printed_training_sessions")
    (fault,) = check_landing(landing, load_seeds(built_project.root))
    assert fault.path == landing / "printed_training_sessions" / FILE
    assert fault.message.startswith("the column session_id is missing; the columns are ")


def test_a_table_that_is_landed_twice_says_how_many_keys_repeat(built_project: Project, landing: Path) -> None:
    change(landing, "select unnest([rows, rows], recursive := true) from rows", "printed_inspections")
    (fault,) = check_landing(landing, load_seeds(built_project.root))
    assert fault.message == (
        "repeats the key 140007-2021, 2021-external-audit 2 times; remove the others (and 6 more keys)"
    )


def test_a_publication_that_stands_in_two_files_is_named_with_both(built_project: Project, landing: Path) -> None:
    table = landing / "printed_inspections"
    again = table / "again.parquet"
    shutil.copy(table / FILE, again)
    (fault,) = check_landing(landing, load_seeds(built_project.root))
    assert fault.path == again
    assert fault.message == (
        f"repeats the key 140007-2021, 2021-external-audit 2 times, also in {table / FILE}; remove the others"
        " (and 6 more keys)"
    )


def test_a_column_that_became_a_folder_is_told_to_be_missing_in_the_file(built_project: Project, landing: Path) -> None:
    """Writers that partition by a column leave it out of the files, and here a table has a fiscal year of its own."""
    change(landing, "select * exclude (fiscal_year) from rows", "printed_totals")
    shutil.copytree(landing / "printed_totals/fiscal_year=2021", landing / "printed_totals/fiscal_year=2022")
    (fault,) = check_landing(landing, load_seeds(built_project.root))
    assert fault.message.startswith(
        "the column fiscal_year is missing in the file, and the folder's name is not read; the columns are "
    )
    assert fault.message.endswith(" (and 1 more files)")


def test_files_that_engines_would_not_read_alike_are_named(built_project: Project, landing: Path) -> None:
    """DuckDB reads what Spark passes over, a half-written table among them, and does not follow what Spark follows."""
    seeds = load_seeds(built_project.root)
    table = landing / MONTHLY
    left = table / "_temporary/0/0.parquet"
    left.parent.mkdir(parents=True)
    shutil.copy(table / FILE, left)
    (fault,) = check_landing(landing, seeds)
    assert fault.path == left
    assert fault.message == "is of an unfinished table, as _temporary says to Spark; take it away, or rename it"
    shutil.rmtree(table / "_temporary")
    hidden = (table / FILE).rename((table / FILE).with_name(".0.parquet"))
    (fault,) = check_landing(landing, seeds)
    assert (fault.path, fault.message.partition(";")[0]) == (
        hidden,
        "is of an unfinished table, as .0.parquet says to Spark",
    )
    hidden.rename(table / FILE)
    # What Spark puts beside its files is no file of rows.
    for name in ("_SUCCESS", f".{(table / FILE).name}.crc"):
        (table / name).write_bytes(b"")
    assert check_landing(landing, seeds) == []
    elsewhere = (table / "fiscal_year=2021").rename(landing / "elsewhere")
    (table / "fiscal_year=2020").mkdir()
    (table / "fiscal_year=2020/0.parquet").symlink_to(elsewhere / "publisher=14/0.parquet")
    assert check_landing(landing, seeds) == []
    (table / "fiscal_year=2021").symlink_to(elsewhere)
    (fault,) = check_landing(landing, seeds)
    assert fault.path == table / "fiscal_year=2021"
    assert fault.message == "is a link to a folder, which is not followed; put the folder itself there"


def test_what_is_named_almost_as_what_is_read_is_not_passed_over(built_project: Project, landing: Path) -> None:
    misnamed = [landing / name for name in ("monthly_counts", "printed_montly_counts", "printed_totals.old")]
    for folder in (*misnamed, landing / "registers", landing / "printed_sections"):
        folder.mkdir()
    file = landing / MONTHLY / "1.PARQUET"
    file.write_bytes(b"")
    found = check_landing(landing, load_seeds(built_project.root))
    assert [fault.path for fault in found] == [*misnamed, file]
    assert [found[0].message, found[-1].message] == [
        "is not read, but named almost as printed_monthly_counts; move its rows there, or take it away",
        "is not read, as its name ends in .PARQUET; rename it to end in .parquet",
    ]


def test_registered_publications_that_are_not_landed_are_named(
    built_project: Project, landing: Path, tmp_path: Path
) -> None:
    for table in landing.iterdir():
        change(landing, "from rows where false", table.name)
    seeds = load_seeds(built_project.root)
    register = seeds["publication_register"]
    header, row = register.path.read_text(encoding="utf-8").splitlines(keepends=True)
    two = tmp_path / "two.csv"
    two.write_text(header + row.replace("140007-2021", "140007-2022") + row, encoding="utf-8")
    (fault,) = check_landing(landing, seeds | {register.name: replace(register, path=two)})
    assert fault.path == two
    assert fault.message == (
        "140007-2021 is registered, but no landed table has a row of it; land it too, or take its row out"
        " (and 1 more publications)"
    )


@pytest.mark.parametrize("letter", "'\"*?[]{}\\")
def test_a_folder_that_would_be_read_as_a_pattern_is_refused(tmp_path: Path, letter: str) -> None:
    folder = tmp_path / f"a{letter}b"
    folder.mkdir()
    (fault,) = check_landing(folder, {})
    assert fault.message == f"has {letter} in its path, which cannot be read; rename it"


def test_a_file_that_may_not_be_read_is_not_told_to_be_damaged(
    built_project: Project, landing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise duckdb.IOException("Cannot open file: Permission denied")

    monkeypatch.setattr("jukinet.landing._check_columns", refuse)
    fault, *_ = check_landing(landing, load_seeds(built_project.root))
    assert fault.message == "cannot be read (Cannot open file: Permission denied); allow reading"


def test_tables_without_rows_are_no_fault(built_project: Project, landing: Path) -> None:
    change(landing, "from rows where false")
    assert check_landing(landing, load_seeds(built_project.root)) == []


def test_a_file_with_a_damaged_page_is_named(built_project: Project, landing: Path) -> None:
    """The columns stand at the end of a file and may be sound while the rows before them are not."""
    file = landing / MONTHLY / FILE
    shutil.copy(file, landing / MONTHLY / "0.parquet")
    content = file.read_bytes()
    pages = len(content) - 8 - int.from_bytes(content[-8:-4], "little")
    file.write_bytes(b"PAR1" + b"\xff" * (pages - 4) + content[pages:])
    (fault,) = check_landing(landing, load_seeds(built_project.root))
    assert fault.path == file
    assert re.fullmatch(r"cannot be read \(.+\); write it anew", fault.message)


def test_memory_that_is_too_little_is_not_taken_for_a_damaged_file(
    built_project: Project, landing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUKINET_MEMORY_LIMIT", "1KB")
    with pytest.raises(BuildError, match=r"/printed_\w+: its rows need more memory than there is\. Allow more by JUKI"):
        check_landing(landing, load_seeds(built_project.root))


def test_unknown_columns_are_told_in_the_order_of_the_alphabet(built_project: Project, landing: Path) -> None:
    names = [f"note_{letter}" for letter in "hgfedcba"]
    change(landing, f"select *, {', '.join(f'1 as {name}' for name in names)} from rows")
    found = [fault.message for fault in check_landing(landing, load_seeds(built_project.root))]
    assert [message.split(" ")[2] for message in found] == sorted(names)


def test_memory_that_is_no_amount_is_named_before_landed_tables_are_read(
    project: Project, landing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for amount in ("much", "-1GB"):
        monkeypatch.setenv("JUKINET_MEMORY_LIMIT", amount)
        result = project.run("jukinet", "build", "--landing", landing.as_posix())
        assert result.returncode == 1
        assert result.stdout == (
            f"error: JUKINET_MEMORY_LIMIT is '{amount}', which is no amount of memory; write it such as 3GB or 50%, or "
            "unset it.\n"
        )
