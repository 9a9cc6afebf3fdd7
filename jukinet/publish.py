"""Writes the published tables as one set: a reader sees the whole old set or the whole new one.

The set is written into a new directory beside the published one, and the two directories then change places in
one step where the system can do that (Linux), in two renames elsewhere; a build that was cut off between the
two is mended by the next one.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

from jukinet.checksums import CHECKSUMS, listed_files, write_checksums
from jukinet.dictionary import DictionaryError
from jukinet.environment import first_line, limit_memory
from jukinet.files import flush, flush_renamed, sha256_of
from jukinet.labels import LabelError
from jukinet.lock import BusyError, locked
from jukinet.seeds import FORMULA_STARTS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

_KINDS = ("parquet", "csv")
REPORT, CATALOGUE = "report.html", "catalogue.html"

_FILES = pa.schema(
    [
        ("table_name", pa.string()),
        ("row_count", pa.int64()),
        ("parquet_file", pa.string()),
        ("csv_file", pa.string()),
        ("parquet_sha256", pa.string()),
        ("csv_sha256", pa.string()),
        ("problem", pa.string()),
    ]
)


class PublishError(Exception):
    """The published set could not be replaced; the old one stands as it was."""


def publish(
    tables: Mapping[str, DuckDBPyRelation], directory: Path, also: Callable[[Path], object] | None = None
) -> pa.Table:
    """Replace the published set by `tables`, each as Parquet and as CSV (UTF-8, LF, ISO dates, empty = null).

    `also` is called with the directory of the new set, to put further files beside the tables.

    Rows are sorted by all columns, so that equal tables give equal files. Files that something else put into
    `directory` are kept.

    Returns one row per table: table_name, row_count, parquet_file, csv_file, parquet_sha256, csv_sha256, and
    problem, which is null.

    Raises PublishError where `directory` or the one that holds it cannot be written, or holds what no earlier call
    wrote, or where a spreadsheet would run a text as a formula, or where a table or column has no label or description;
    nothing has changed then.
    """
    # Where links lead in a circle this is a path, which cannot be written.
    directory = Path(os.path.realpath(directory))
    if directory.exists() and not directory.is_dir():
        raise PublishError(
            f"{directory}: this is a file, and the published tables need a directory of that name. Nothing was "
            "changed: move the file away and build again."
        )
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        with locked(directory.with_name(f".{directory.name}.lock"), "a build that publishes"):
            return _publish(tables, directory, also)
    except BusyError as error:
        raise PublishError(f"{error} The published tables are as that build leaves them.") from error
    except (DictionaryError, LabelError) as error:
        raise PublishError(f"{error}, and build again. The published tables stand as they were.") from error
    except Exception as error:
        reason = _reason(error)
        if reason is None:
            raise
        raise PublishError(
            f"{directory}: the published tables could not be replaced ({reason}); the old ones stand as they "
            f"were. {_advice(error)}, and build again."
        ) from error


def _publish(
    tables: Mapping[str, DuckDBPyRelation], directory: Path, also: Callable[[Path], object] | None
) -> pa.Table:
    incoming = directory.with_name(f".{directory.name}.incoming")
    _mend(directory)
    _refuse_others(directory, tables)
    shutil.rmtree(incoming, ignore_errors=True)
    try:
        incoming.mkdir()
        with duckdb.connect() as files:
            limit_memory(files)
            rows = [_write(name, tables[name], incoming, files) for name in sorted(tables)]
            _refuse_formulas(sorted(tables), incoming, files)
        if also:
            also(incoming)
        write_checksums(incoming, {str(row[f"{kind}_file"]): row[f"{kind}_sha256"] for row in rows for kind in _KINDS})
        _keep_foreign_files(directory, incoming)
        # What a link leads to is not of this set, or is not there.
        flush(*(path for path in sorted(incoming.rglob("*")) if not path.is_symlink()), incoming)
        _replace(directory, incoming)
    except BaseException:
        shutil.rmtree(incoming, ignore_errors=True)
        raise
    return pa.Table.from_pylist(rows, schema=_FILES)


def published_files(
    tables: Mapping[str, DuckDBPyRelation], directory: Path, also: Callable[[Path], object] | None = None
) -> pa.Table:
    """What `publish` returns or, where it fails, one row with the problem.

    An error raised inside a dbt model reaches the reader as a traceback; a test on this table says it in one line.
    """
    try:
        return publish(tables, directory, also)
    except PublishError as error:
        return pa.Table.from_pylist([{"problem": str(error)}], schema=_FILES)


def _reason(error: BaseException) -> str | None:
    """What the system said against writing, from the error or from its cause; None for an error of another kind."""
    if isinstance(error, OSError):
        place = f": {error.filename}" if error.filename else ""
        return f"{error.strerror}{place}" if error.strerror else str(error)
    if isinstance(error, duckdb.OutOfMemoryException):
        return first_line(error)
    if isinstance(error, duckdb.IOException):
        # DuckDB packs the cause of a failed write into JSON inside the message.
        match = re.search(r'"exception_message":"(.*?)(?<!\\)"', str(error))
        return match[1].replace("\\", "") if match else first_line(error)
    # The writer of the workbook wraps the system's error into its own.
    inner = next((argument for argument in error.args if isinstance(argument, OSError)), None)
    return _reason(inner) if inner else None


def _advice(error: BaseException) -> str:
    text = str(error)
    code = error.errno if isinstance(error, OSError) else None
    if code == errno.ENOSPC or os.strerror(errno.ENOSPC) in text:
        return "Free some space on the disk"
    if isinstance(error, duckdb.OutOfMemoryException):
        return "Allow more memory by JUKINET_MEMORY_LIMIT"
    if isinstance(error, PermissionError) or code == errno.EROFS:
        return "Allow writing there, or close the program that holds the files"
    return "Mend that, or name another directory by JUKINET_PUBLISHED"


def _write(name: str, table: DuckDBPyRelation, directory: Path, files: DuckDBPyConnection) -> dict[str, object]:
    parquet, csv = directory / f"{name}.parquet", directory / f"{name}.csv"
    table.order("all").to_parquet(str(parquet), compression="zstd")
    # A view is computed once.
    written = files.read_parquet(str(parquet))
    written.to_csv(str(csv))
    return {
        "table_name": name,
        "row_count": len(written),
        "parquet_file": parquet.name,
        "csv_file": csv.name,
        "parquet_sha256": sha256_of(parquet),
        "csv_sha256": sha256_of(csv),
    }


def _refuse_formulas(names: list[str], directory: Path, files: DuckDBPyConnection) -> None:
    """Refuse a table with a text that a spreadsheet would run on opening its CSV; a dash alone, a printed 'none', is
    shown as it is.

    The seeds are checked before loading, but not by whoever runs dbt alone or loads a folder of Parquet files.
    """
    for name in names:
        file = str(directory / f"{name}.parquet")
        table = files.read_parquet(file)
        texts = [column for column, kind in zip(table.columns, table.types, strict=True) if str(kind) == "VARCHAR"]
        if not texts:
            continue
        first = ", ".join(
            f'''min("{column}") filter ("{column}" not in ('-', '－') and list_contains($starts, "{column}"[1]))'''
            for column in texts
        )
        found = files.execute(
            f"select {first} from read_parquet($file)", {"starts": list(FORMULA_STARTS), "file": file}
        ).fetchone()
        for column, value in zip(texts, found or (), strict=True):
            if value is not None:
                raise PublishError(
                    f"{name}.{column}: {value!r} begins like a spreadsheet formula, and whoever opens {name}.csv "
                    "would run it. Nothing was changed: correct the row that it comes from and build again."
                )


def _refuse_others(directory: Path, tables: Iterable[str]) -> None:
    """Refuse a directory that holds files and was not written here, as its own list of checksums would say."""
    if not directory.is_dir() or not any(directory.iterdir()):
        return
    if listed_files(directory).isdisjoint(f"{name}.parquet" for name in tables):
        raise PublishError(
            f"{directory}: this directory holds other files, and no {CHECKSUMS} that lists tables of an earlier build. "
            "Nothing was changed: move the files away, or name another directory by JUKINET_PUBLISHED, and build again."
        )


def _keep_foreign_files(old: Path, new: Path) -> None:
    # The report and the catalogue are made from the tables, and would be out of date beside new ones.
    ours = {CHECKSUMS, REPORT, CATALOGUE} | listed_files(old)
    for entry in sorted(old.iterdir()) if old.is_dir() else []:
        if entry.name not in ours and not (new / entry.name).exists():
            if entry.is_symlink():
                (new / entry.name).symlink_to(os.readlink(entry), target_is_directory=entry.is_dir())
            elif entry.is_dir():
                shutil.copytree(entry, new / entry.name, symlinks=True)
            else:
                shutil.copy2(entry, new / entry.name)


def _outgoing(directory: Path) -> Path:
    return directory.with_name(f".{directory.name}.outgoing")


def _mend(directory: Path) -> None:
    """Bring back a set that a build put aside and was cut off before it could put the new one in its place."""
    outgoing = _outgoing(directory)
    if outgoing.exists() and not directory.exists():
        outgoing.rename(directory)
    shutil.rmtree(outgoing, ignore_errors=True)


def _replace(directory: Path, incoming: Path) -> None:
    if not directory.exists():
        incoming.rename(directory)
        return
    if not os.access(directory, os.W_OK):
        raise PermissionError(None, "the directory is read-only")
    if _exchange(directory, incoming):
        flush_renamed(directory.parent)
        shutil.rmtree(incoming, ignore_errors=True)
        return
    outgoing = _outgoing(directory)
    directory.rename(outgoing)
    try:
        incoming.rename(directory)
    except BaseException:
        outgoing.rename(directory)
        raise
    flush_renamed(directory.parent)
    shutil.rmtree(outgoing, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Let two directories change places in one step (renameat2, Linux 3.15 and later); False where that fails."""
    if not sys.platform.startswith("linux"):
        return False
    at_cwd, exchange = -100, 2
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    result: int = renameat2(at_cwd, os.fsencode(one), at_cwd, os.fsencode(other), exchange)
    return result == 0
