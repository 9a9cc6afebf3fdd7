"""The seeds' own description, read from the YAML beside each seed: types, keys, order and rules of columns."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from jukinet.read_yaml import read_yaml

NUMERIC_TYPES = ("integer", "bigint")

MOST_DIGITS = 40
"""More than any number that is read has; Python itself reads no more than a few thousand."""

# The full-width signs too: spreadsheets in Japanese take them for the others.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""A spreadsheet runs a cell that begins so; a name in print never does."""


class SeedError(ValueError):
    """The YAML beside a seed cannot be read; the message names file and place and says what to do."""


def check_digit(digits: str) -> int:
    """Last digit of a local government code: modulus 11 over weights 6 to 2 (JIS X 0402, the ministry's list)."""
    remainder = sum(int(digit) * weight for digit, weight in zip(digits, (6, 5, 4, 3, 2), strict=True)) % 11
    return (11 - remainder) % 10


def whole_number(text: str) -> int | None:
    """The number of a cell that is written in digits alone; None for anything else, or for absurdly many digits."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None


@dataclass(frozen=True)
class Column:
    """One column of a seed: its SQL type (string, integer, bigint, date, boolean) and its rules."""

    name: str
    type: str
    rules: dict[str, Any]


@dataclass(frozen=True)
class Row:
    """A row of a seed as text, null as the empty string, and its line in the file."""

    line: int
    values: dict[str, str]


@dataclass(frozen=True)
class Seed:
    """One seed: where its CSV stands, its columns in order, its key and the order of its rows."""

    name: str
    path: Path
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    sorted_by: tuple[str, ...]

    @property
    def header(self) -> list[str]:
        """Names of the columns in order."""
        return [column.name for column in self.columns]

    @property
    def is_disclosure(self) -> bool:
        """Whether it transcribes what a publication prints."""
        return self.path.parent.name == "disclosures"

    def path_under(self, seeds: Path) -> Path:
        """Where it stands, or would, in a directory of seeds."""
        return seeds / self.path.parent.name / self.path.name

    def to_csv(self, rows: Iterable[Mapping[str, str]]) -> bytes:
        """The rows as the repository keeps them: UTF-8, LF, quotes only where needed."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(self.header)
        writer.writerows([row[name] for name in self.header] for row in rows)
        return text.getvalue().encode("utf-8")

    def sort_key(self, row: Mapping[str, str]) -> tuple[tuple[int, str], ...]:
        """Place of a row in the declared order: whole numbers by value, text by code point, empty first."""
        return tuple(
            (number, "")
            if name in self.numeric and (number := whole_number(row[name])) is not None
            else (-1, row[name])
            for name in self.sorted_by
        )

    @cached_property
    def numeric(self) -> frozenset[str]:
        """Names of the columns that hold whole numbers."""
        return frozenset(column.name for column in self.columns if column.type in NUMERIC_TYPES)

    @cached_property
    def rows(self) -> list[dict[str, str]]:
        """The rows as text, null as the empty string. Only for a seed that `jukinet.check` has passed."""
        with self.path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


def require_project(root: Path) -> None:
    """Raise FileNotFoundError where `root` is no project, with what to do."""
    if not (root / "dbt_project.yml").is_file() or not (root / "seeds").is_dir():
        raise FileNotFoundError(
            f"{os.path.realpath(root)} is no jukinet project: dbt_project.yml or seeds/ is missing; go to the "
            "project's directory, or name it by --root or JUKINET_ROOT"
        )


def load_seeds(root: Path) -> dict[str, Seed]:
    """The seeds under `root`/seeds by name.

    Raises FileNotFoundError where `root` is no project, so that a command run elsewhere says so, SeedError where the
    description of a seed is missing or cannot be read, and OSError where a folder cannot be.
    """
    require_project(root)
    directory = root / "seeds"
    seeds = {}
    # A pattern would find nothing where nobody may look.
    folders = [path for path in directory.iterdir() if path.is_dir()]
    for path in sorted(path for folder in folders for path in folder.iterdir() if path.suffix == ".yml"):
        try:
            for entry in read_yaml(path)["seeds"]:
                seeds[entry["name"]] = _seed(entry, path)
        except SeedError:
            raise
        except (OSError, ValueError, yaml.YAMLError, LookupError, TypeError, AttributeError) as error:
            raise SeedError(yaml_fault(path, error)) from error
    # One that is not described would not be missed by any check, but by the staging view that reads it.
    for view in sorted((root / "models/staging").glob("*/stg_*.sql")):
        name = view.stem.removeprefix("stg_")
        if name not in seeds:
            path = directory / view.parent.name / f"{name}.yml"
            raise SeedError(f"{path.as_posix()}: does not describe the seed {name}; restore it and {name}.csv")
    return seeds


def not_read(error: OSError) -> str:
    """What to say, and to do, of a file that the system does not let read."""
    advice = "allow reading" if isinstance(error, PermissionError) else "restore the file"
    return f"cannot be read ({error.strerror}); {advice}"


def yaml_fault(path: Path, error: Exception) -> str:
    """Why a file of YAML cannot be read, or is no description of seeds, and what to do."""
    if isinstance(error, OSError):
        return f"{path.as_posix()}: {not_read(error)}"
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        place = f"{path.as_posix()}:{error.problem_mark.line + 1}"
        return f"{place}: is not valid YAML ({error.problem}); correct it there or above"
    if isinstance(error, (ValueError, yaml.YAMLError)):
        return f"{path.as_posix()}: is not text in UTF-8 ({' '.join(str(error).split())}); save it as that"
    if isinstance(error, KeyError):
        return f"{path.as_posix()}: lacks {error} where it describes its seed; compare it with the file of another"
    return f"{path.as_posix()}: is no description of a seed; compare it with the file of another"


def _seed(entry: dict[str, Any], path: Path) -> Seed:
    config = entry["config"]
    rules = {column["name"]: column.get("config", {}).get("meta", {}) for column in entry["columns"]}
    key = tuple(config["meta"]["key"])
    sorted_by = tuple(config["meta"].get("sorted_by", key))
    within = [rule["unique_within"] for rule in rules.values() if "unique_within" in rule]
    unknown = next((name for name in (*key, *sorted_by, *within) if name not in config["column_types"]), None)
    if unknown is not None:
        raise SeedError(f"{path.as_posix()}: names the column '{unknown}', which column_types lacks; correct the name")
    return Seed(
        name=entry["name"],
        path=path.with_suffix(".csv"),
        columns=tuple(Column(name, type_, rules.get(name, {})) for name, type_ in config["column_types"].items()),
        key=key,
        sorted_by=sorted_by,
    )
