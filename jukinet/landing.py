"""Checks transcriptions landed as Parquet before a build reads them: by sets, as there may be millions of rows.

The rules are those of the seeds of the same names; see jukinet.seeds.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import partial
from pathlib import Path

import duckdb

from jukinet.check import Fault
from jukinet.check.cells import BELOW_ZERO, LIMITS, problem
from jukinet.environment import BuildError, first_line, limit_memory
from jukinet.landing_lines import check_line_order, other_rows
from jukinet.seeds import Column, Seed

_SPECIAL = "'\"*?[]{}\\"
"""Characters of a path that SQL or a pattern of files would take for something else."""

_UNFINISHED = ("_", ".")
"""What Spark and others begin the names of files with that are not to be read; DuckDB reads them all the same."""

_ALIKE = 0.75
"""How alike the name of a folder and that of a disclosure are where one is meant as the other, of at most 1."""

_TYPES = {"string": "VARCHAR", "integer": "INTEGER", "bigint": "BIGINT", "date": "DATE", "boolean": "BOOLEAN"}


def check_landing(folder: Path, seeds: dict[str, Seed]) -> list[Fault]:
    """What keeps the landed tables from being read or is wrong in their rows; empty where they can be built.

    One fault per table and rule, with the file of the first row that it is about. Raises BuildError where
    JUKINET_MEMORY_LIMIT is no amount of memory, or too little.
    """
    if not folder.is_dir():
        return [Fault(folder, 0, "is no folder; name the one that holds a folder of Parquet files per disclosure")]
    special = next((letter for letter in folder.resolve().as_posix() if letter in _SPECIAL), None)
    if special:
        return [Fault(folder, 0, f"has {special} in its path, which cannot be read; rename it")]
    disclosures = [seed for seed in seeds.values() if seed.is_disclosure]
    if not any((folder / seed.name).is_dir() for seed in disclosures):
        what = f"holds no folder of a disclosure, such as {disclosures[0].name}"
        return [Fault(folder, 0, f"{what}; name the one that holds a folder of Parquet files per disclosure")]
    faults = [*_misnamed(folder, seeds)]
    faults += [fault for seed in disclosures for fault in _check_files(folder / seed.name)]
    if faults:
        return faults
    with duckdb.connect() as connection:
        limit_memory(connection)
        # A rule may read another table than its own, whose columns must be there.
        for check in (
            partial(_check_columns, connection, folder),
            partial(_check_rows, connection, folder, seeds=seeds),
            lambda seed: check_line_order(connection, _rows(folder, seed), seed.name),
        ):
            faults = [fault for seed in disclosures for fault in _faults_of(check, folder / seed.name, seed)]
            if faults:
                return faults
        return list(_check_publications(connection, folder, disclosures, seeds["publication_register"]))


def _faults_of(check: Callable[[Seed], Iterator[Fault]], table: Path, seed: Seed) -> list[Fault]:
    try:
        return list(check(seed))
    except duckdb.OutOfMemoryException as error:
        raise BuildError(
            f"{table}: its rows need more memory than there is. Allow more by JUKINET_MEMORY_LIMIT, or build on a "
            "larger machine."
        ) from error
    except duckdb.Error as error:
        # DuckDB tells of a damaged file with its name or without it.
        file, reason = next(_damaged(table), (table, first_line(error)))
        advice = "allow reading" if "Permission denied" in reason else "write it anew"
        return [Fault(file, 0, f"cannot be read ({reason}); {advice}")]


def _damaged(table: Path) -> Iterator[tuple[Path, str]]:
    """The files of a table that cannot be read, each with the reason."""
    with duckdb.connect() as connection:
        limit_memory(connection)
        for file in sorted(table.rglob("*.parquet")):
            try:
                connection.execute(f"select max(columns(*)) from read_parquet({_quoted(file.as_posix())})").fetchall()
            except duckdb.Error as error:
                yield file, first_line(error)


def _misnamed(folder: Path, seeds: dict[str, Seed]) -> Iterator[Fault]:
    """Folders that a slip or a copy has named almost as a disclosure; what else stands there is nobody's concern."""
    names = [seed.name for seed in seeds.values() if seed.is_disclosure]
    for entry in sorted(folder.iterdir()):
        if entry.name in seeds or not entry.is_dir():
            continue
        for meant in get_close_matches(entry.name, names, 1, _ALIKE):
            yield Fault(entry, 0, f"is not read, but named almost as {meant}; move its rows there, or take it away")


def _check_files(table: Path) -> Iterator[Fault]:
    if not table.is_dir():
        yield Fault(
            table, 0, "is missing; each disclosure needs its folder, with a file without rows if there are none"
        )
        return
    found = sorted(table.rglob("*"))
    # What is in them would be passed over, or cannot even be looked at.
    closed = [entry for entry in (table, *found) if os.path.isdir(entry) and not os.access(entry, os.R_OK | os.X_OK)]
    for entry in closed:
        yield Fault(entry, 0, "cannot be read (Permission denied); allow reading")
    entries = [entry for entry in found if not any(parent in closed for parent in entry.parents)]
    for link in (entry for entry in entries if entry.is_symlink() and entry.is_dir()):
        yield Fault(link, 0, "is a link to a folder, which is not followed; put the folder itself there")
    files = [entry for entry in entries if entry.suffix == ".parquet" and entry.is_file()]
    if not files and not closed:
        yield Fault(table, 0, "holds no Parquet file; write one, without rows if there are none")
    for file in entries:
        if file.suffix != ".parquet" and file.suffix.lower() == ".parquet" and file.is_file():
            yield Fault(file, 0, f"is not read, as its name ends in {file.suffix}; rename it to end in .parquet")
    for file in files:
        odd = next((part for part in file.relative_to(table).parts if part.startswith(_UNFINISHED)), None)
        if odd:
            yield Fault(file, 0, f"is of an unfinished table, as {odd} says to Spark; take it away, or rename it")


def _pattern(folder: Path, seed: Seed) -> str:
    return f"'{(folder / seed.name).resolve().as_posix()}/**/*.parquet'"


def _rows(folder: Path, seed: Seed) -> str:
    return f"read_parquet({_pattern(folder, seed)}, hive_partitioning = false, filename = true)"


def _check_columns(connection: duckdb.DuckDBPyConnection, folder: Path, seed: Seed) -> Iterator[Fault]:
    found = connection.execute(
        "select columns, min(file_name), count(*) from ("
        "select file_name, list((name, duckdb_type) order by name) as columns"
        f" from parquet_schema({_pattern(folder, seed)}) where duckdb_type is not null group by file_name"
        ") group by columns order by 2"
    ).fetchall()
    expected = {column.name: _TYPES[column.type] for column in seed.columns}
    names = ", ".join(expected)
    for columns, name_of_file, count in found:
        types, file = dict(columns), Path(name_of_file)
        more = f" (and {count - 1:,} more files)" if count > 1 else ""
        for name, type_ in expected.items():
            if name not in types:
                is_folder = any(part.startswith(f"{name}=") for part in file.parts)
                where = " in the file, and the folder's name is not read" if is_folder else ""
                yield Fault(file, 0, f"the column {name} is missing{where}; the columns are {names}{more}")
            elif types[name] != type_:
                yield Fault(file, 0, f"the column {name} is of type {types[name]}; write it as {type_}{more}")
        for name in sorted(types.keys() - expected.keys()):
            yield Fault(file, 0, f"the column {name} is not known; the columns are {names}; take it out{more}")


def _check_rows(
    connection: duckdb.DuckDBPyConnection, folder: Path, seed: Seed, seeds: dict[str, Seed]
) -> Iterator[Fault]:
    rows = _rows(folder, seed)
    rules = [(column, *rule) for column in seed.columns for rule in _rules(column, folder, seeds)]
    counts = ", ".join(f"count(*) filter (where {condition})" for _, condition, _ in rules)
    numbers = connection.execute(f"select {counts} from {rows}").fetchall()[0]
    broken = [rule for rule, number in zip(rules, numbers, strict=True) if number]
    for column, condition, advice in [*broken, *_unsound_texts(connection, rows, seed)]:
        file, value, publication, line = connection.execute(
            f"select filename, cast({column.name} as varchar), publication_id, source_line"
            f" from {rows} where {condition} order by publication_id, source_line, filename limit 1"
        ).fetchall()[0]
        number, publications = connection.execute(
            f"select count(*), count(distinct publication_id) from {rows} where {condition}"
        ).fetchall()[0]
        shown = f"{column.name} '{value}'" if value is not None else column.name
        message = f"{shown} {advice}" if advice else f"{column.name} {_text_problem(column, value)}"
        place = f"{publication or 'no publication'} line {'unknown' if line is None else line}"
        yield Fault(Path(file), 0, f"{message} ({place}{other_rows(number, publications)})")
    yield from _check_key(connection, rows, seed)


def _unsound_texts(connection: duckdb.DuckDBPyConnection, rows: str, seed: Seed) -> Iterator[tuple[Column, str, str]]:
    """Columns with texts that the rules of seeds refuse, and the condition that finds them; each is looked at once."""
    columns = [column for column in seed.columns if column.type == "string"]
    lists = ", ".join(f"list(distinct {column.name})" for column in columns)
    for column, texts in zip(columns, connection.execute(f"select {lists} from {rows}").fetchall()[0], strict=True):
        unsound = [text for text in texts or () if text and _text_problem(column, text)]
        if unsound:
            yield column, f"{column.name} in ({', '.join(map(_quoted, unsound))})", ""


def _text_problem(column: Column, text: str) -> str | None:
    return problem(column, text, {}, is_sealed=True)


def _rules(column: Column, folder: Path, seeds: dict[str, Seed]) -> Iterator[tuple[str, str]]:
    """Conditions in SQL that no row may meet, each with what to say of it."""
    name, rules = column.name, column.rules
    if rules.get("count"):
        yield f"{name} is null and cell_status = 'printed'", "is empty, but cell_status says printed; write the figure"
        yield (
            f"{name} is not null and cell_status <> 'printed'",
            "is no printed cell by its cell_status; leave it empty",
        )
    elif not rules.get("optional"):
        yield f"{name} is null", "is empty; it is needed"
    if column.type in LIMITS and not rules.get("signed"):
        yield f"{name} < 0", f"is {BELOW_ZERO}"
    if column.type == "bigint":
        limit = LIMITS[column.type]
        yield f"{name} > {limit} or {name} < -{limit}", f"is too large; at most {limit} is read"
    if column.type == "string":
        yield (
            f"{name} = ''",
            "is an empty text; write no text, null" if rules.get("optional") else "is empty; it is needed",
        )
    if column.type == "date":
        # An infinite date has neither year nor day, so that no other rule would see it.
        yield f"{name} not between date '0001-01-01' and date '9999-12-31'", "is no date of the calendar"
    if rules.get("first_of_month"):
        yield f"extract(day from {name}) <> 1", "is not the first day of a month"
    if rules.get("within_fiscal_year"):
        yield (
            f"extract(year from {name} - interval 3 month) <> try_cast(right(publication_id, 4) as integer)",
            "is not in the fiscal year of its publication, April to March",
        )
    if rules.get("references") == "publication_register":
        yield _unregistered(name, seeds["publication_register"], name)
    elif "references" in rules:
        other = seeds[rules["references"]]
        known = f"select publication_id, {name} from {_rows(folder, other)}"
        yield f"(publication_id, {name}) not in ({known})", f"is not in {other.name} of its publication; land it there"
    if "code_list" in rules:
        yield _unregistered(name, seeds["code_register"], "code", f" where code_list = {_quoted(rules['code_list'])}")
    # Names are looked up by the build, per publication; a section that nobody has registered has none.
    if name == "section" and "resolved_by" in rules:
        yield _unregistered(name, seeds[rules["resolved_by"]], name)


def _unregistered(name: str, register: Seed, column: str, where: str = "") -> tuple[str, str]:
    rows = f"read_csv({_quoted(register.path.as_posix())}, all_varchar = true)"
    known = f"select {column} from {rows}{where}"
    return f"{name} not in ({known})", f"is not in {register.name}; register it there"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _check_key(connection: duckdb.DuckDBPyConnection, rows: str, seed: Seed) -> Iterator[Fault]:
    key = ", ".join(seed.key)
    # Numbers are cheaper to tell apart than texts; what shares a number by chance is told apart afterwards.
    repeated = f"select hash({key}) from {rows} group by all having count(*) > 1"
    found = connection.execute(
        f"select min(filename), max(filename), count(*), count(*) over (), {key} from {rows}"
        f" where hash({key}) in ({repeated}) group by {key} having count(*) > 1 order by all limit 1"
    ).fetchall()
    for file, other, count, keys, *values in found:
        more = f" (and {keys - 1:,} more keys)" if keys > 1 else ""
        where = f", also in {other}" if other != file else ""
        named = ", ".join(map(str, values))
        yield Fault(Path(file), 0, f"repeats the key {named} {count} times{where}; remove the others{more}")


def _check_publications(
    connection: duckdb.DuckDBPyConnection, folder: Path, disclosures: list[Seed], register: Seed
) -> Iterator[Fault]:
    """Publications that the build would find to lack everything."""
    landed = " union ".join(f"select publication_id from {_rows(folder, seed)}" for seed in disclosures)
    found = connection.execute(
        f"select publication_id from read_csv({_quoted(register.path.as_posix())}, all_varchar = true)"
        f" where publication_id not in ({landed}) order by all"
    ).fetchall()
    if found:
        more = f" (and {len(found) - 1:,} more publications)" if len(found) > 1 else ""
        what = f"{found[0][0]} is registered, but no landed table has a row of it; land it too, or take its row out"
        yield Fault(register.path, 0, f"{what}{more}")
