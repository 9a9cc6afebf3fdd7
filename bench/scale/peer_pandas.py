"""python -m bench.scale.peer_pandas FOLDER OUTPUT: the groups of edits with pandas, all in memory.

Like the floor it assumes unique keys and registered names, and has numbers in place of texts up to the answer.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bench.scale.inputs import RESULT
from bench.scale.names import names
from bench.scale.pandas_edits import edits_of
from bench.scale.pandas_read import read


def balance(folder: Path, output: Path) -> None:
    """Write the columns of inputs.RESULT to the Parquet file `output`.

    Raises FileNotFoundError where the folder lacks a table.
    """
    publication_ids, tables, printed = read(folder)
    found = names(folder, printed)
    edits = pd.concat(edits_of(tables, found.groups), ignore_index=True)
    edits["difference"] = edits["printed"] - edits["computed"]
    is_known, is_even = edits["difference"].notna(), edits["difference"].eq(0).fillna(False)
    status = np.select([~is_known, is_even], [0, 1], 2)
    ids, groups = zip(*found.ids.values(), strict=True)
    id_places = pd.Index(list(found.ids)).get_indexer(edits["id_no"])
    description_places = pd.Index(list(found.descriptions)).get_indexer(edits["description_no"])
    edits["publication_id"] = pd.Categorical.from_codes(edits["number"], publication_ids)
    edits["edit_id"] = _texts(ids, id_places)
    edits["edit_group"] = _texts(groups, id_places)
    edits["description"] = _texts(found.descriptions.values(), description_places)
    edits["status"] = pd.Categorical.from_codes(status, ["not_evaluable", "balanced", "broken"])
    edits[list(RESULT)].to_parquet(output, index=False)


def _texts(texts: Iterable[str], places: NDArray[np.intp]) -> pd.Categorical:
    """The texts at the places, as numbers of their values."""
    codes, values = pd.factorize(np.array(list(texts), dtype=object))
    return pd.Categorical.from_codes(codes[places], values)


if __name__ == "__main__":
    balance(Path(sys.argv[1]), Path(sys.argv[2]))
