"""python -m bench.scale.floor_duckdb FOLDER OUTPUT: the groups of edits as plain DuckDB SQL, by hand.

What a good engineer writes who knows the edits and needs no cells, no general deduction, and of the register of edits
only what names them: each table is read once, grouped as early as possible on numbers instead of texts, and joined
when it is small; each text of the answer is made once.
It assumes what the project tests before it evaluates an edit: keys are unique and printed names are registered.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

from bench.scale.floor_edits import EDITS
from bench.scale.floor_names import NAMES
from bench.scale.floor_read import GROUP, READ, REGISTERS
from bench.scale.inputs import TABLES, files, register

REGISTER_NAMES = (
    "publication_register",
    "legal_basis_register",
    "affair_register",
    "recipient_register",
    "printed_sections",
    "printed_affair_names",
    "balance_edits",
)


def balance(folder: Path, output: Path) -> None:
    """Write the columns of inputs.RESULT to the Parquet file `output`.

    Raises duckdb.Error where the folder lacks a table.
    """
    paths = {name: files(folder, name) for name in TABLES}
    paths |= {name: register(folder, name).as_posix() for name in REGISTER_NAMES}
    temporary = f"{output.as_posix()}.tmp"
    with duckdb.connect(config={"preserve_insertion_order": "false", "temp_directory": temporary}) as connection:
        # The joins stand in the best order; the optimizer would cross publications with names before it reads a count.
        connection.execute("set disabled_optimizers = 'join_order'")
        for sql in (REGISTERS, READ, GROUP, NAMES, EDITS):
            connection.execute(sql.format(**paths, output=output.as_posix()))


if __name__ == "__main__":
    balance(Path(sys.argv[1]), Path(sys.argv[2]))
