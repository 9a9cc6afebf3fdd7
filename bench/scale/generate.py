"""python -m bench.scale.generate FOLDER: publications made after the real one, as many as wanted."""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from bench import ROOT
from bench.scale.editions import edition, tables_of
from bench.scale.figures import draw
from bench.scale.landing import Files
from bench.scale.structure import TEMPLATE, Structure, read_structure
from jukinet.seeds import Seed, check_digit, load_seeds

FIRST_YEAR = 2021
PREFECTURES = 47
FEWEST, MOST = 64, 999
"""Publishers of a prefecture; a code has three digits for them."""

CHUNK = 128
"""Publishers drawn and written at a time; they bound the memory."""

TRUTH = pa.schema(
    [(name, pa.string()) for name in ("publication_id", "seed_name", "cell_id")]
    + [("source_line", pa.int32()), ("kind", pa.string()), ("printed", pa.int64()), ("true_value", pa.int64())]
)


def generate(folder: Path, publications: int, years: int = 20, faulty: float = 0.0, seed: int = 1) -> None:
    """Write `publications` publications, consecutive `years` of each publisher, to a new or empty `folder`.

    faulty: share of the publications that get one slip each, listed in truth.parquet. Equal arguments give equal
    bytes, and all but the slips is the same whatever `faulty` is. Raises ValueError, before anything is written, where
    an argument makes no sense.
    """
    publishers = _check(folder, publications, years, faulty)
    structure = read_structure(ROOT)
    per_prefecture = max(FEWEST, -(-publishers // PREFECTURES))
    codes = [publisher_code(number, per_prefecture) for number in range(publishers)]
    editions = [edition(structure, year, FIRST_YEAR) for year in range(years)]
    is_slipped = np.zeros(publications, dtype=bool)
    chosen = np.random.default_rng([seed, 1]).choice(publications, round(publications * faulty), replace=False)
    is_slipped[chosen] = True
    truth: list[dict[str, object]] = []
    with Files(folder) as files:
        for chunk in _chunks(publishers, per_prefecture):
            rng = np.random.default_rng([seed, 0, chunk.start])
            figures = draw(structure, len(chunk), FIRST_YEAR, years, rng)
            for shared in editions:
                # A publication's number; the last publisher may have fewer years than the others.
                numbers = np.arange(chunk.start, chunk.stop) * years + shared.year
                numbers = numbers[numbers < publications]
                if not len(numbers):
                    break
                ids = [f"{codes[number // years]}-{shared.fiscal_year}" for number in numbers]
                slipped = {
                    place: np.random.default_rng([seed, 2, number])
                    for place, number in enumerate(numbers.tolist())
                    if is_slipped[number]
                }
                tables, slips = tables_of(structure, shared, figures, ids, slipped)
                truth.extend(slips)
                for name, table in tables.items():
                    files.add(table, name, shared.fiscal_year)
    truth.sort(key=lambda row: str(row["publication_id"]))
    parquet.write_table(pa.Table.from_pylist(truth, TRUTH), folder / "truth.parquet", store_schema=False)
    _write_registers(folder / "registers", structure, codes, publications, years)


def publisher_code(number: int, per_prefecture: int) -> str:
    """Code of a made publisher: a prefecture, a municipality of it, and the check digit; never a prefecture's own."""
    digits = f"{number // per_prefecture + 1:02d}{number % per_prefecture + 1:03d}"
    return f"{digits}{check_digit(digits)}"


def _check(folder: Path, publications: int, years: int, faulty: float) -> int:
    """Number of publishers."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ValueError(f"{folder} exists and is not an empty folder; name a new one")
    if publications < 1 or years < 1:
        raise ValueError(f"--publications {publications} and --years {years}: both must be 1 or more")
    if not 0 <= faulty <= 1:
        raise ValueError(f"--faulty {faulty}: a share lies between 0 and 1")
    publishers = -(-publications // years)
    if publishers > PREFECTURES * MOST:
        raise ValueError(
            f"--publications {publications}: {publishers} publishers need more than the {PREFECTURES * MOST} codes"
            " that there are; give each more --years"
        )
    return publishers


def _chunks(publishers: int, per_prefecture: int) -> Iterator[range]:
    """Publishers of one prefecture each, in their order."""
    for start in range(0, publishers, per_prefecture):
        end = min(start + per_prefecture, publishers)
        for first in range(start, end, CHUNK):
            yield range(first, min(first + CHUNK, end))


def _write_registers(folder: Path, structure: Structure, codes: list[str], publications: int, years: int) -> None:
    """Registers as CSV seeds: publishers, publications, and the printed names with those of zero affairs added."""
    folder.mkdir(parents=True)
    seeds = load_seeds(ROOT)
    made = ([code, f"架空団体{code}", f"Made-up publisher {code}"] for code in codes)
    _write_csv(folder, "publisher_register", seeds["publisher_register"].header, made)
    header = seeds["publication_register"].header
    registered = (
        _publication(codes[number // years], FIRST_YEAR + number % years, header) for number in range(publications)
    )
    _write_csv(folder, "publication_register", header, registered)
    names: Seed = seeds["printed_affair_names"]
    rows = [[row[name] for name in names.header] for row in names.rows]
    rows += [[TEMPLATE, *name] for name in structure.unregistered_names]
    _write_csv(folder, "printed_affair_names", names.header, sorted(rows))


def _publication(code: str, fiscal_year: int, header: list[str]) -> list[str]:
    publication_id = f"{code}-{fiscal_year}"
    values = {
        "publication_id": publication_id,
        "publisher_code": code,
        "fiscal_year": str(fiscal_year),
        "as_of_date": f"{fiscal_year + 1}-03-31",
        "title": f"令和{fiscal_year - 2018}年度 架空の公表資料",
        "source_file": f"{publication_id}.txt",
        "names_as_in": TEMPLATE,
        # There is no such file; its name stands for its content.
        "source_sha256": hashlib.sha256(publication_id.encode()).hexdigest(),
    }
    return [values.get(name, "") for name in header]


def _write_csv(folder: Path, name: str, header: list[str], rows: Iterator[list[str]] | list[list[str]]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main() -> int:
    """Write the folder; 2 and one line where an argument makes no sense."""
    parser = argparse.ArgumentParser(prog="python -m bench.scale.generate", description=__doc__)
    parser.add_argument("folder", type=Path, help="new or empty folder to write to")
    parser.add_argument("--publications", type=int, required=True, help="number of publications")
    parser.add_argument("--years", type=int, default=20, help="consecutive publications of each publisher")
    parser.add_argument("--faulty", type=float, default=0.01, help="share of the publications with one slip")
    parser.add_argument("--seed", type=int, default=1, help="choice of all figures and slips")
    options = parser.parse_args()
    try:
        generate(options.folder, options.publications, options.years, options.faulty, options.seed)
    except (ValueError, FileNotFoundError) as error:
        sys.stderr.write(f"error: {error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
