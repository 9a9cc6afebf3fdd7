"""python -m bench.localization: time, right and wrong answers of error localization, a plain MILP per table beside it.

Prints a Markdown table. Tables are 4 lines x (12 months + total), with column totals and a grand total;
every cell stands in two balance edits. Single lines have one edit only, so that no structure can tell which
cell is wrong.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections import Counter
from dataclasses import dataclass, field

import polars as pl

from bench.fewest_cells import solve_all
from bench.slips import exchanged
from jukinet.localize import localize

MONTHS = 12
LINES = 4
REPEATS = 3


@dataclass
class Case:
    """Generated tables: cells and members for `localize`, and what was done to them by publication."""

    cells: pl.DataFrame
    members: pl.DataFrame
    truth: dict[str, dict[str, int]] = field(default_factory=dict)


def transposed(value: int, rng: random.Random) -> int | None:
    """Exchange two adjacent digits that differ; None where there are none."""
    options = [int(text) for text in exchanged(str(value)) if text != str(value)]
    return rng.choice(options) if options else None


def generate(tables: int, lines: int, share: float, slips: int, seed: int) -> Case:
    """Make balanced tables and put `slips` transposed digits into a share of them.

    lines = 1 makes single lines (12 months and their total, one edit).
    """
    rng = random.Random(seed)
    total_line = lines if lines > 1 else None
    shape = [(line, month) for line in range(lines + (lines > 1)) for month in range(MONTHS + 1)]
    template = [(f"r{line}", f"c{month:02d}", f"r{line}c{month:02d}", month) for line, month in shape]
    wrong = set(rng.sample(range(tables), max(1, round(tables * share))))
    values: list[int] = []
    truth: dict[str, dict[str, int]] = {}
    for table in range(tables):
        grid: list[list[int]] = []
        for _ in range(lines):
            scale = 10 ** rng.uniform(1, 5)
            months = [int(scale * rng.uniform(0.4, 1.6)) for _ in range(MONTHS)]
            grid.append([*months, sum(months)])
        if total_line is not None:
            grid.append([sum(column) for column in zip(*grid, strict=True)])
        if table in wrong:
            changed: dict[str, int] = {}
            while len(changed) < slips:
                line, month = rng.choice(shape)
                name, slipped = f"r{line}c{month:02d}", transposed(grid[line][month], rng)
                if slipped is not None and name not in changed:
                    changed[name] = grid[line][month]
                    grid[line][month] = slipped
            truth[f"t{table:06d}"] = changed
        values += [value for line_values in grid for value in line_values]
    publications = pl.DataFrame({"publication_id": [f"t{table:06d}" for table in range(tables)]})
    cells = publications.join(
        pl.DataFrame(template, schema=["series", "column", "cell_id", "position"], orient="row"),
        how="cross",
        maintain_order="left_right",
    ).with_columns(
        value=pl.Series(values, dtype=pl.Int64),
        movable=pl.lit(True),
        position=pl.when(pl.col("position") < MONTHS).then("position"),
    )
    rows = [(f"row{line}", f"r{line}c{month:02d}", -1 if month == MONTHS else 1) for line, month in shape]
    if total_line is not None:
        rows += [
            (f"column{month:02d}", f"r{line}c{month:02d}", -1 if line == total_line else 1) for line, month in shape
        ]
    members = publications.join(pl.DataFrame(rows, schema=["edit_id", "cell_id", "weight"], orient="row"), how="cross")
    return Case(cells, members, truth)


def judged(found: pl.DataFrame, truth: dict[str, dict[str, int]]) -> Counter[str]:
    """Count faulty tables by how they were answered.

    right: the best explanation is the truth, cell for cell and value for value. wrong unique / wrong
    ranked: the verdict is sure of something else. listed: the truth stands among the explanations.
    """
    counts: Counter[str] = Counter()
    by_table = found.partition_by("publication_id", as_dict=True)
    counts["false"] = len([key for key in by_table if key[0] not in truth])
    for table, changed in truth.items():
        frame = by_table.get((table,))
        if frame is None:
            counts["missed"] += 1
            continue
        verdicts = set(frame["verdict"].to_list())
        verdict = "multiple" if len(verdicts) > 1 else next(iter(verdicts))
        best = frame.filter(pl.col("rank") == 1)
        proposals = [
            dict(zip(group["cell_id"], group["proposed"], strict=True)) for group in frame.partition_by("hypothesis_id")
        ]
        right = dict(zip(best["cell_id"], best["proposed"], strict=True)) == changed
        counts[verdict] += 1
        counts["right"] += right
        counts["listed"] += changed in proposals
        if not right and verdict in ("unique", "ranked"):
            counts[f"wrong {verdict}"] += 1
    return counts


def measured(case: Case) -> tuple[pl.DataFrame, float]:
    """Return the answer and the median CPU seconds of a few calls."""
    times: list[float] = []
    for _ in range(REPEATS):
        started = time.process_time()
        found = localize(case.cells, case.members, time_limit=60.0)
        times.append(time.process_time() - started)
    return found, statistics.median(times)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.localization", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tables", type=int, default=10_000, help="tables of the first two rows")
    parser.add_argument("--several", type=int, default=200, help="faulty tables with two and with three slips")
    parser.add_argument("--share", type=float, default=0.01, help="share of faulty tables in the first two rows")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    lines = [
        ("tables, one slip", LINES, options.tables, options.share, 1, True),
        ("single lines, one slip", 1, options.tables, options.share, 1, False),
        ("tables, no slip", LINES, options.tables, 0.0, 0, False),
        ("tables, two slips", LINES, options.several, 1.0, 2, True),
        ("tables, three slips", LINES, options.several, 1.0, 3, True),
    ]
    columns = ["faulty", "right", "listed", "unique", "ranked", "candidates", "multiple", "timeout"]
    columns += ["wrong unique", "wrong ranked", "false", "missed"]
    print("| case | tables | " + " | ".join(columns) + " | CPU s | plain MILP right | CPU s | ratio |")
    print("|---|" + "---:|" * (len(columns) + 5))
    warm = generate(20, LINES, 1.0, 3, options.seed)
    localize(warm.cells, warm.members)
    for name, height, tables, share, slips, peer in lines:
        case = generate(tables, height, share, slips, options.seed)
        if not slips:
            case.truth.clear()
        found, seconds = measured(case)
        counts = judged(found, case.truth)
        counts["faulty"] = len(case.truth)
        row = [name, f"{tables:,}", *(str(counts[column]) for column in columns), f"{seconds:.2f}"]
        if peer:
            plain = solve_all(case.cells, case.members, case.truth)
            row += [str(plain.right), f"{plain.seconds:.2f}", f"{plain.seconds / seconds:.1f}"]
        else:
            row += ["", "", ""]
        print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()
