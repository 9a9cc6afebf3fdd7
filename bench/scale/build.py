"""python -m bench.scale.build WORK: a whole `jukinet build` of landed publications, tests and all files included.

The made publications are landed beside the real one, in a copy of the project whose registers know both. A Markdown
table goes to standard output.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from pyarrow import parquet

from bench import ROOT
from bench.scale.compare import MONTHLY_CELLS, ToolError, measure
from bench.scale.generate import generate
from bench.scale.inputs import register
from bench.scale.structure import read_csv
from jukinet.seeds import Seed, load_seeds

PROJECT = ("dbt_project.yml", "macros", "models", "profiles.yml", "seeds", "selectors.yml", "tests")
MADE_REGISTERS = ("publisher_register", "publication_register", "printed_affair_names")

HEAD = (
    "| publications | monthly cells | memory limit | wall s | CPU s | peak MiB |",
    "|---:|---:|---:|---:|---:|---:|",
)


def prepare(work: Path, publications: int, years: int, faulty: float = 0.0) -> tuple[Path, Path]:
    """A project under `work` and the folder of landed publications that it is to be built from, both made anew.

    faulty: share of the publications with one slip. Raises ValueError where a number makes no sense.
    """
    project, landing = work / "project", work / "landing"
    for made in (project, landing):
        shutil.rmtree(made, ignore_errors=True)
    generate(landing, publications, years, faulty)
    project.mkdir(parents=True)
    for part in PROJECT:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, project / part, ignore=shutil.ignore_patterns("python", "__pycache__"))
        else:
            shutil.copy2(ROOT / part, project / part)
    for name, seed in load_seeds(project).items():
        if seed.is_disclosure:
            real = landing / name / "real"
            real.mkdir()
            parquet.write_table(read_csv(seed), real / "0.parquet")
        elif name in MADE_REGISTERS:
            add_rows(seed, made_rows(landing, name))
    return project, landing


def made_rows(landing: Path, name: str) -> list[dict[str, str]]:
    """Rows of one of MADE_REGISTERS that speak of the made publications."""
    with register(landing, name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def add_rows(seed: Seed, rows: Iterable[dict[str, str]]) -> None:
    """Add rows to the file of a seed; one with the key of a row that is there takes its place."""
    every = {tuple(row[column] for column in seed.key): row for row in [*seed.rows, *rows]}
    seed.path.write_bytes(seed.to_csv(sorted(every.values(), key=seed.sort_key)))


def main() -> int:
    """Print the table; 1 where a build fails, after what it said, and 2 where a number makes no sense."""
    parser = argparse.ArgumentParser(prog="python -m bench.scale.build", description=__doc__)
    parser.add_argument("work", type=Path, help="folder for the publications and the project; kept")
    parser.add_argument("--publications", type=int, nargs="+", default=[3205, 12820, 35760])
    parser.add_argument("--years", type=int, default=20, help="publications of each publisher")
    parser.add_argument("--faulty", type=float, default=0.0, help="share with one slip, which makes the build red")
    parser.add_argument("--memory-limit", default="3GB", help="what DuckDB may hold before it spills")
    options = parser.parse_args()
    os.environ["JUKINET_MEMORY_LIMIT"] = options.memory_limit
    sys.stdout.write("\n".join(HEAD) + "\n")
    for publications in options.publications:
        command = [str(Path(sys.executable).with_name("jukinet")), "build"]
        try:
            project, landing = prepare(
                options.work.resolve() / f"{publications}-built", publications, options.years, options.faulty
            )
            run = measure([*command, "--root", str(project), "--landing", str(landing)])
        except ValueError as error:
            sys.stderr.write(f"error: {error}\n")
            return 2
        except ToolError as failure:
            sys.stderr.write(f"{failure.said}\nerror: {publications} publications are not built\n")
            return 1
        numbers = f"{run.wall:.0f} | {run.cpu:.0f} | {run.peak:,.0f}"
        cells = publications * MONTHLY_CELLS
        sys.stdout.write(f"| {publications:,} | {cells:,} | {options.memory_limit} | {numbers} |\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
