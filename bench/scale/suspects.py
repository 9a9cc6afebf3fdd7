"""python -m bench.scale.suspects WORK: what finding the wrong cells adds to reconciliation, and whether it is right.

For each size the publications are made once under WORK, the project's own models run from landed Parquet to
`reconciliation` and on to `suspect_cells` in one process, and the answer is held against the truth about every slip.
HiGHS solves the broken publications one by one in the same run. A Markdown table goes to standard output.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import duckdb
import polars as pl

from bench.fewest_cells import Peer, solve_all
from bench.scale.compare import made, print_sizes, size_options
from bench.scale.models import COMPILED, LAST, MEMORY_LIMIT, compile_models, make
from bench.scale.unseen import why_unseen
from jukinet.suspects import localized_cells, localized_members

SUSPECTS = "suspect_cells"

HEAD = (
    "| size | publications | slips | not seen | true cell among candidates | first | below zero: true cell named "
    "| falsely unique | path CPU s | suspects CPU s | added | broken publications | ms each | HiGHS ms each "
    "| HiGHS right |",
    "|---|---:|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
)


class Times(NamedTuple):
    """CPU seconds of the path to `reconciliation`, of all that `suspect_cells` adds, and of localization in that."""

    path: float
    suspects: float
    localization: float


class Judged(NamedTuple):
    """Numbers of slips: all, seen (an edit of their cell breaks), listed with the true figure, listed first; those that
    only a lost cell below zero tells of, and of them those whose cell is named; and of cells that are called the only
    possible one and are none of the slips."""

    slips: int
    seen: int
    listed: int
    first: int
    below_zero: int
    named: int
    falsely_unique: int


def find_suspects(folder: Path, output: Path) -> Times:
    """Make everything up to `suspect_cells` of the landed publications in the DuckDB file `output`, models.duckdb.

    Raises duckdb.Error, or what a Python model raises, where a model fails.
    """
    compile_models(folder)
    steps = json.loads((folder / COMPILED).read_text(encoding="utf-8"))
    names = [step["name"] for step in steps]
    path, end = names.index(LAST) + 1, names.index(SUSPECTS) + 1
    spent = dict.fromkeys(names, 0.0)
    with duckdb.connect(str(output)) as connection:
        connection.execute(f"set memory_limit = '{MEMORY_LIMIT}'; set preserve_insertion_order = false")
        for step in steps[:end]:
            started = time.process_time()
            make(step, connection, folder)
            spent[step["name"]] = time.process_time() - started
    added = sum(spent[name] for name in names[path:end])
    return Times(sum(spent[name] for name in names[:path]), added, spent["int_suspects"])


def judge(output: Path, folder: Path) -> tuple[Judged, pl.DataFrame]:
    """How the suspects compare with the truth, and the rows of the slips that nothing shows."""
    truth = pl.read_parquet(folder / "truth.parquet")
    with _reading(output) as connection:
        suspects = connection.sql(f"from {SUSPECTS}").pl()
        broken = connection.sql(
            "select publication_id, cell_id from int_searched_members"
            " semi join (from int_broken_edits where not is_below_zero) using (publication_id, edit_id)"
        ).pl()
        forced = connection.sql("select distinct publication_id from int_broken_edits where is_below_zero").pl()
    right = suspects.join(
        truth,
        left_on=["publication_id", "cell_id", "proposed"],
        right_on=["publication_id", "cell_id", "true_value"],
        how="semi",
    )
    seen = truth.join(broken, on=["publication_id", "cell_id"], how="semi")
    unseen = truth.join(seen, on=["publication_id", "cell_id"], how="anti")
    below_zero = unseen.join(forced, on="publication_id", how="semi")
    unique = suspects.filter(pl.col("verdict") == "unique")
    judged = Judged(
        slips=len(truth),
        seen=len(seen),
        listed=len(seen.join(right, on=["publication_id", "cell_id"], how="semi")),
        first=len(seen.join(right.filter(pl.col("rank") == 1), on=["publication_id", "cell_id"], how="semi")),
        below_zero=len(below_zero),
        named=len(below_zero.join(suspects, on=["publication_id", "cell_id"], how="semi")),
        falsely_unique=len(unique.join(right, on=["publication_id", "cell_id", "proposed"], how="anti")),
    )
    return judged, unseen.join(forced, on="publication_id", how="anti")


def solve(output: Path, folder: Path, most: int) -> Peer:
    """HiGHS on the first `most` broken publications that have a slip of their own."""
    truth = {
        row["publication_id"]: {row["cell_id"]: row["true_value"]}
        for row in pl.read_parquet(folder / "truth.parquet").iter_rows(named=True)
    }
    with _reading(output) as connection:
        broken = connection.sql("from int_broken_edits where not is_below_zero").pl()
        chosen = broken.filter(pl.col("publication_id").is_in(list(truth)))["publication_id"].unique().sort().head(most)
        cells = connection.sql("from int_searched_cells").pl().filter(pl.col("publication_id").is_in(chosen.to_list()))
        members = connection.sql("from int_searched_members").pl().join(cells, on="publication_id", how="semi")
    return solve_all(localized_cells(cells), localized_members(members), truth)


@contextmanager
def _reading(output: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(output), read_only=True) as connection:
        yield connection


def _row(
    size: int, publications: int, broken: int, times: Times, judged: Judged, unseen: dict[str, int], peer: Peer
) -> str:
    reasons = ", ".join(f"{count} {reason}" for reason, count in sorted(unseen.items())) or "0"
    columns = [
        f"{size}x",
        f"{publications:,}",
        str(judged.slips),
        reasons,
        f"{judged.listed} of {judged.seen}",
        str(judged.first),
        f"{judged.named} of {judged.below_zero}",
        str(judged.falsely_unique),
        f"{times.path:.2f}",
        f"{times.suspects:.2f}",
        f"{times.suspects / times.path:.0%}",
        str(broken),
        f"{1000 * times.localization / max(broken, 1):.1f}",
        f"{1000 * peer.seconds / max(peer.solved, 1):.0f}",
        f"{peer.right} of {peer.solved}",
    ]
    return f"| {' | '.join(columns)} |"


def measure_size(work: Path, size: int, options: argparse.Namespace) -> tuple[list[str], bool]:
    """Row of the table for one size, and whether every slip that an edit shows is found and none is accused falsely.

    Raises ToolError where the publications cannot be made.
    """
    folder, output = made(work, size, options), work / f"{size}x-suspects" / "models.duckdb"
    output.parent.mkdir(exist_ok=True)
    output.unlink(missing_ok=True)
    times = find_suspects(folder, output)
    judged, unseen = judge(output, folder)
    with _reading(output) as connection:
        counted = connection.execute("select count(distinct publication_id) from int_broken_edits").fetchone()
    assert counted is not None
    reasons = why_unseen(folder, unseen, work / f"{size}x-unseen")
    row = _row(size, size * options.unit, counted[0], times, judged, reasons, solve(output, folder, options.peer))
    is_found = judged.listed == judged.seen and judged.named == judged.below_zero and "unexplained" not in reasons
    return [row], is_found and not judged.falsely_unique


def main() -> int:
    """Print the table; 1 where a slip that an edit shows is not found, or another cell is called the only one."""
    parser = size_options("python -m bench.scale.suspects", __doc__, [1])
    parser.add_argument("--peer", type=int, default=32, help="broken publications that HiGHS solves at most")
    return print_sizes(parser.parse_args(), HEAD, measure_size)


if __name__ == "__main__":
    sys.exit(main())
