"""The published set is replaced as a whole or not at all."""

from __future__ import annotations

import errno
import hashlib
from pathlib import Path

import duckdb
import pytest

import jukinet.publish as publishing
from jukinet.checksums import CHECKSUMS
from jukinet.labels import column_label, in_order, require_labels
from jukinet.publish import PublishError, publish, published_files
from jukinet.warehouse import Warehouse


def _tables(value: int) -> dict[str, duckdb.DuckDBPyRelation]:
    query = f"select * from (values ({value}, '横浜', date '2021-04-01'), (null, 'b', null)) as t (n, name, day)"
    return {"one": duckdb.default_connection().sql(query), "two": duckdb.default_connection().sql("select 1 as n")}


def test_tables_are_written_as_parquet_and_csv(tmp_path: Path) -> None:
    files = publish(_tables(3), tmp_path / "published").to_pylist()
    assert (tmp_path / "published/one.csv").read_bytes() == "n,name,day\n3,横浜,2021-04-01\n,b,\n".encode()
    assert Warehouse(tmp_path / "published").sql("select n, name from one order by n").rows() == [
        (3, "横浜"),
        (None, "b"),
    ]
    assert [file["row_count"] for file in files] == [2, 1]
    digest = hashlib.sha256((tmp_path / "published/one.csv").read_bytes()).hexdigest()
    assert files[0]["csv_sha256"] == digest
    assert f"{digest}  one.csv\n" in (tmp_path / "published/checksums.sha256").read_text()


@pytest.mark.parametrize("order", ["n nulls last", "n nulls first"])
def test_equal_tables_give_equal_files_in_whatever_order_their_rows_come(tmp_path: Path, order: str) -> None:
    first = publish(_tables(3), tmp_path / "a").to_pylist()
    tables = _tables(3)
    second = publish(tables | {"one": tables["one"].order(order)}, tmp_path / "not/there/b").to_pylist()
    assert first == second


def test_a_table_that_is_no_longer_published_goes_and_foreign_files_stay(tmp_path: Path) -> None:
    directory = tmp_path / "published"
    publish(_tables(3), directory)
    (directory / "notes.txt").write_text("mine")
    publish({"two": duckdb.default_connection().sql("select 2 as n")}, directory)
    assert sorted(path.name for path in directory.iterdir()) == [
        "checksums.sha256",
        "notes.txt",
        "two.csv",
        "two.parquet",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["published"]


def test_links_among_foreign_files_stay_links_wherever_they_lead(tmp_path: Path) -> None:
    directory, notes = tmp_path / "published", tmp_path / "notes"
    publish(_tables(3), directory)
    notes.mkdir()
    (directory / "mine").mkdir()
    links = {"gone": "nowhere", "notes": "../notes", "mine/gone": "nowhere", "table": "one.csv"}
    for name, target in links.items():
        (directory / name).symlink_to(target)
    publish(_tables(4), directory)
    assert {name: str((directory / name).readlink()) for name in links} == links


@pytest.mark.parametrize("checksums", [None, b"", b"0  notes.txt\n0  one.csv\n", b"one.parquet\n\xff\n"])
def test_a_directory_that_holds_only_foreign_files_is_refused(tmp_path: Path, checksums: bytes | None) -> None:
    directory = tmp_path / "published"
    directory.mkdir()
    (directory / "notes.txt").write_text("mine")
    (directory / "one.csv").write_text("mine")
    if checksums is not None:
        (directory / CHECKSUMS).write_bytes(checksums)
    before = {path.name: path.read_bytes() for path in directory.iterdir()}
    with pytest.raises(
        PublishError, match=r"published: this directory holds other files, and no checksums\.sha256 that"
    ):
        publish(_tables(3), directory)
    assert {path.name: path.read_bytes() for path in directory.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["published"]


def test_pages_of_the_old_tables_go_with_them_and_a_file_of_ones_own_yields_to_a_table_of_its_name(
    tmp_path: Path,
) -> None:
    directory = tmp_path / "published"
    publish(_tables(3), directory)
    for name in ("report.html", "catalogue.html", "three.csv"):
        (directory / name).write_text("mine", encoding="utf-8")
    three = duckdb.default_connection().sql("select 3 as n")
    publish(_tables(4) | {"three": three}, directory)
    assert sorted(path.name for path in directory.glob("*.html")) == []
    assert (directory / "three.csv").read_bytes() == b"n\n3\n"


def test_an_empty_directory_and_a_damaged_list_of_checksums_are_no_hindrance(tmp_path: Path) -> None:
    directory = tmp_path / "published"
    directory.mkdir()
    publish(_tables(3), directory)
    (directory / "notes.txt").write_text("mine")
    with (directory / CHECKSUMS).open("ab") as file:
        file.write(b"no digest\n\xff\xfe  \xff\n")
    publish(_tables(4), directory)
    assert Warehouse(directory).sql("select max(n) from one").item() == 4
    assert (directory / "notes.txt").read_text() == "mine"


def test_a_link_to_the_published_directory_stays_one(tmp_path: Path) -> None:
    (tmp_path / "published").symlink_to("elsewhere")
    for value in (3, 4):
        publish(_tables(value), tmp_path / "published")
    assert Warehouse(tmp_path / "elsewhere").sql("select max(n) from one").item() == 4
    assert (tmp_path / "published").is_symlink()


def test_links_that_lead_in_a_circle_are_told(tmp_path: Path) -> None:
    directory = tmp_path / "published"
    directory.symlink_to(directory)
    with pytest.raises(PublishError, match=r"published: the published tables could not be replaced \("):
        publish(_tables(3), directory)
    assert [path.name for path in tmp_path.iterdir()] == ["published"]


PACKED = (
    r'Async write failed: {"exception_type":"IO","exception_message":"Could not write \"/x\": No space left on device",'
    '"errno":"28"}'
)
FREE, ALLOW = "Free some space on the disk", "Allow writing there, or close the program that holds the files"


@pytest.mark.parametrize(
    ("error", "reason", "advice"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "No space left on device", FREE),
        (duckdb.IOException(PACKED), 'Could not write "/x": No space left on device', FREE),
        (OSError(errno.EROFS, "Read-only file system"), "Read-only file system", ALLOW),
    ],
)
def test_a_failure_keeps_the_old_set(tmp_path: Path, error: Exception, reason: str, advice: str) -> None:
    directory = tmp_path / "published"
    publish(_tables(3), directory)
    before = {path.name: path.read_bytes() for path in directory.iterdir()}

    def fail(_: Path) -> None:
        raise error

    (row,) = published_files(_tables(4), directory, fail).to_pylist()
    failed = f"{directory}: the published tables could not be replaced ({reason}); the old ones stand as they were."
    assert row["problem"] == f"{failed} {advice}, and build again."
    assert {path.name: path.read_bytes() for path in directory.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["published"]


def test_the_old_set_comes_back_where_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory = tmp_path / "published"
    monkeypatch.setattr(publishing, "_exchange", lambda one, other: False)
    publish(_tables(3), directory)
    before = {path.name: path.read_bytes() for path in directory.iterdir()}
    rename = Path.rename

    def rename_but_the_new_set(path: Path, target: Path) -> Path:
        if path.name == ".published.incoming":
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", rename_but_the_new_set)
    with pytest.raises(PublishError, match=r"Permission denied.*; the old ones stand as they were"):
        publish(_tables(4), directory)
    assert {path.name: path.read_bytes() for path in directory.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["published"]


def test_a_build_cut_off_between_two_renames_is_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    directory = tmp_path / "published"
    monkeypatch.setattr(publishing, "_exchange", lambda one, other: False)
    publish(_tables(3), directory)
    directory.rename(tmp_path / ".published.outgoing")
    (tmp_path / ".published.incoming").mkdir()
    publish(_tables(4), directory)
    assert Warehouse(directory).sql("select max(n) from one").item() == 4
    assert [path.name for path in tmp_path.iterdir()] == ["published"]


def test_what_stood_beside_the_tables_of_a_set_that_was_put_aside_comes_back_with_it(tmp_path: Path) -> None:
    """A build was cut off between its two renames: only the set that it had put aside has files of one's own."""
    directory = tmp_path / "published"
    publish(_tables(3), directory)
    (directory / "notes.txt").write_text("mine")
    before = {path.name: path.read_bytes() for path in directory.iterdir()}
    directory.rename(tmp_path / ".published.outgoing")

    def fail(_: Path) -> None:
        raise OSError(28, "No space left on device", "jukinet.xlsx")

    with pytest.raises(
        PublishError, match=r"\(No space left on device: jukinet\.xlsx\); the old ones stand as they were"
    ):
        publish(_tables(4), directory, fail)
    assert {path.name: path.read_bytes() for path in directory.iterdir()} == before
    directory.rename(tmp_path / ".published.outgoing")
    publish(_tables(4), directory)
    assert (directory / "notes.txt").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["published"]


@pytest.mark.parametrize("error", [OSError, AttributeError])
def test_a_linux_that_cannot_exchange_directories_renames_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    """An old C library has no such function; the new set must not be taken for published, and thrown away."""

    def library(*_: object, **__: object) -> None:
        raise error

    directory = tmp_path / "published"
    publish(_tables(3), directory)
    monkeypatch.setattr("ctypes.CDLL", library)
    publish(_tables(4), directory)
    assert Warehouse(directory).sql("select max(n) from one").item() == 4
    assert [path.name for path in tmp_path.iterdir()] == ["published"]


def test_memory_that_is_too_little_keeps_the_old_set_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory = tmp_path / "published"
    publish(_tables(3), directory)
    before = {path.name: path.read_bytes() for path in directory.iterdir()}
    monkeypatch.setenv("JUKINET_MEMORY_LIMIT", "1KB")
    with pytest.raises(PublishError, match=r"Out of Memory Error.*Allow more memory by JUKINET_MEMORY_LIMIT"):
        publish(_tables(4), directory)
    assert {path.name: path.read_bytes() for path in directory.iterdir()} == before


@pytest.mark.parametrize("sign", "=+-@\t\r＝＋－＠")
def test_a_text_that_a_spreadsheet_would_run_is_not_published(tmp_path: Path, sign: str) -> None:
    directory = tmp_path / "published"
    publish(_tables(3), directory)
    before = {path.name: path.read_bytes() for path in directory.iterdir()}
    text = sign + "HYPERLINK(1)"
    table = duckdb.default_connection().sql(
        "select * from (values (1, '横浜', 'a=b'), (-2, $text, null)) as t (n, name, note)", params={"text": text}
    )
    with pytest.raises(PublishError) as caught:
        publish({"one": table}, directory)
    assert f"one.name: {text!r} begins like a spreadsheet formula, and whoever opens one.csv" in str(caught.value)
    assert {path.name: path.read_bytes() for path in directory.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["published"]


def test_a_table_or_column_that_nothing_names_is_told_in_one_line(tmp_path: Path) -> None:
    directory = tmp_path / "published"
    publish(_tables(3), directory)
    before = sorted(path.read_bytes() for path in directory.iterdir())
    for name, ask in (
        (
            "columns.csv has no row for no_such_table.no_such_column",
            lambda _: column_label("no_such_table", "no_such_column"),
        ),
        ("tables.csv has no row for no_such_table", lambda _: in_order(["no_such_table", "cells"])),
        ("tables.csv has no row for no_such_table", lambda _: require_labels({"no_such_table": ["publication_id"]})),
    ):
        (row,) = published_files(_tables(4), directory, ask).to_pylist()
        stand = "The published tables stand as they were."
        assert row["problem"] == f"jukinet/labels/{name}; add one, and build again. {stand}"
    several = {"no_such_table": ["publication_id", "no_such_column"], "cells": ["cell_id", "oddity"]}
    (row,) = published_files(_tables(4), directory, lambda _: require_labels(several)).to_pylist()
    assert row["problem"] == (
        "jukinet/labels/tables.csv has no row for no_such_table; jukinet/labels/columns.csv has no row for "
        f"no_such_table.no_such_column, cells.oddity; add them, and build again. {stand}"
    )
    assert sorted(path.read_bytes() for path in directory.iterdir()) == before


def test_a_printed_dash_is_no_formula(tmp_path: Path) -> None:
    publish(
        {"one": duckdb.default_connection().sql("select '-' as name, '－' as other, -1 as n")}, tmp_path / "published"
    )
    assert (tmp_path / "published/one.csv").read_bytes() == "name,other,n\n-,－,-1\n".encode()
