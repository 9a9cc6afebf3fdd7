"""python -m bench.scale.answers ANSWER...: whether all answers are the first one, as JSON.

An answer is a Parquet file or a folder of Parquet files.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import NamedTuple

import duckdb

from bench.scale.inputs import NUMBERS, RESULT

FULL_ROWS = 2_000_000
"""Answers up to this size are compared row by row as well."""


class Answer(NamedTuple):
    """Rows, their order-independent checksum, and rows that the first answer lacks or has more of, if counted."""

    rows: int
    checksum: str
    differences: int | None


def compare_answers(paths: list[Path]) -> list[Answer]:
    """Read all answers and compare them with the first.

    Raises duckdb.Error where one is not there or lacks a column.
    """
    columns = ", ".join(RESULT)
    # One type per column, however a tool wrote it: a hash of 32 bits is another one than of 64.
    typed = ", ".join(f"cast({name} as {'bigint' if name in NUMBERS else 'varchar'}) as {name}" for name in RESULT)
    with duckdb.connect() as connection:
        found = []
        for number, path in enumerate(paths):
            connection.execute(f"create view answer_{number} as select {typed} from read_parquet('{_pattern(path)}')")
            row = connection.execute(
                f"select count(*), cast(coalesce(sum(hash({columns})), 0) as varchar) from answer_{number}"
            ).fetchone()
            assert row is not None
            rows, checksum = int(row[0]), str(row[1])
            differences = None
            if rows <= FULL_ROWS:
                counted = connection.execute(
                    f"""
                    select
                        (select count(*) from (from answer_0 except all from answer_{number}))
                        + (select count(*) from (from answer_{number} except all from answer_0))
                    """
                ).fetchone()
                assert counted is not None
                differences = int(counted[0])
            found.append(Answer(rows, checksum, differences))
    return found


def is_same(answer: Answer, first: Answer) -> bool:
    """Whether nothing that was compared differs."""
    return answer[:2] == first[:2] and not answer.differences


def _pattern(path: Path) -> str:
    return (path / "*.parquet" if path.is_dir() else path).as_posix()


def main() -> int:
    """Print rows, checksum and differences of each answer; 1 where one is not the first."""
    parser = argparse.ArgumentParser(prog="python -m bench.scale.answers", description=__doc__)
    parser.add_argument("answers", type=Path, nargs="+")
    answers = compare_answers(parser.parse_args().answers)
    same = [is_same(answer, answers[0]) for answer in answers]
    told = [{**answer._asdict(), "is_same": one} for answer, one in zip(answers, same, strict=True)]
    sys.stdout.write(json.dumps(told) + "\n")
    return int(not all(same))


if __name__ == "__main__":
    sys.exit(main())
