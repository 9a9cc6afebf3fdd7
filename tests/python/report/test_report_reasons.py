"""Every slip that `localize` can name, and every remark on the seal, has its Japanese on the page."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

import jukinet
from jukinet.labels import _reasons, reason_en, reason_ja
from jukinet.localize import OUTPUT
from jukinet.localize.figures import would_do
from jukinet.localize.slips import slips
from jukinet.missing_rows import with_missing_rows

PAIRS = [(12, 0), (0, 12), (-5, 5), (21, 12), (321, 123), (38, 33), (92, 12), (12, 132), (122, 12), (312, 12)]
PAIRS += [(120, 12), (12000, 12), (12, 120), (12, 12000), (7, 999)]
ENGLISH = re.compile("[a-z]{2,}")


def test_every_slip_of_a_figure_is_said_in_japanese() -> None:
    reasons = {slip.reason for printed, proposed in PAIRS for slip in slips(printed, proposed)}
    assert len(reasons) >= 13
    assert {reason for reason in reasons if ENGLISH.search(reason_ja(reason))} == set()


def test_every_reason_is_said_in_both_languages_and_used() -> None:
    package = Path(jukinet.__file__).parent
    names = ("suspects.py", "missing_rows.py", "seal_remarks.py")
    sources = [*(package / name for name in names), *(package / "localize").glob("*.py")]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    for code, (ja, en) in _reasons().items():
        values = dict.fromkeys(re.findall(r"{(\w+)}", ja), "-7")
        assert set(values) == set(re.findall(r"{(\w+)}", en)), code
        assert reason_ja(reason_en(code, **values)) == ja.format(**values), code
        assert not ENGLISH.search(ja.format(**values)), code
        assert f'"{code}"' in text


def test_what_is_missing_is_said_in_japanese() -> None:
    """Names of seeds stay as they are."""
    bare = pl.DataFrame({"publication_id": "p", "edit_id": ["e", "f"], "seed_names": "s", "label": "X", "printed": 5})
    empty = pl.DataFrame(schema=OUTPUT)
    reasons = [
        reason
        for is_whole in (True, False)
        for edits in (1, 2)
        for reason in with_missing_rows(empty, bare.head(edits).with_columns(is_whole=is_whole))["reason"]
    ]
    reasons.append("the rows of all months are missing; this is their sum")
    assert len(reasons) == 5
    assert {reason for reason in reasons if ENGLISH.search(reason_ja(reason))} == set()


@pytest.mark.parametrize(("range_", "ja"), [((0, 30), "30以下"), ((30, None), "30以上"), ((20, 30), "20以上30以下")])
def test_the_figures_that_would_do_are_said_in_japanese(range_: tuple[int, int | None], ja: str) -> None:
    assert reason_ja(f"another figure; {would_do(*range_)}") == f"別の数値（{ja}なら成り立つ）"
