"""python -m bench.mutants: put slips into the built publication and report what becomes of them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench import ROOT
from bench.mutants.base import read_base
from bench.mutants.build import BATCH, run_mutants
from bench.mutants.operators import make_mutants
from bench.mutants.report import report
from bench.mutants.score import score_mutants

PER_TABLE, SEED = 20, 1


def main() -> int:
    """Write the report; 1 where a verdict `unique` is wrong."""
    parser = argparse.ArgumentParser(prog="python -m bench.mutants", description=__doc__)
    parser.add_argument("--per-table", type=int, default=PER_TABLE, help="mutants of each slip in each table")
    parser.add_argument("--seed", type=int, default=SEED, help="choice of the mutants")
    parser.add_argument("--project", type=Path, default=ROOT, help="a built project")
    parser.add_argument("--output", type=Path, help="Markdown file to write; printed where it is left out")
    options = parser.parse_args()
    base = read_base(options.project)
    mutants = make_mutants(base.rows, options.per_table, options.seed)
    scores = score_mutants(mutants, run_mutants(base, mutants))
    command = f"python -m bench.mutants --per-table {options.per_table} --seed {options.seed}"
    text = report(scores, command, -(-len(mutants) // BATCH))
    if options.output:
        options.output.write_text(text, encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(text)
    return int(any(score.unique_wrong for score in scores))


if __name__ == "__main__":
    sys.exit(main())
