"""A build that is killed leaves the old tables or the new ones, and does not stand in the way of the next."""

from __future__ import annotations

import signal

import pytest

from commands import UNDESCRIBED, Commands
from conftest import Project

REGISTER = "registers/publisher_register"
NAMES = (",Kanagawa Prefecture\n", ",Kanagawa\n")

BEFORE = [
    "open:.lock",
    "open:registers/balance_edits.csv",
    "event:MainReportVersion",
    "event:PartialParsingFile",
    "event:FoundStats",
    "event:ConcurrencyLine",
    *(f"start:{seed}" for seed in ("code_register", "printed_affairs", "printed_statements", "publisher_register")),
    *(
        f"end:{seed}"
        for seed in ("affair_register", "balance_edits", "printed_monthly_counts", "recipient_register", "sealed_rows")
    ),
    "end:stg_affair_register",
    "start:stg_printed_monthly_counts",
    "end:stg_printed_totals",
    "end:stg_sealed_rows",
    "end:cells",
    "end:edit_members",
    "start:int_suspects",
    "end:assert_every_balance_edit_holds_or_is_declared",
    "end:monthly_counts",
    "start:published_files",
]
AFTER = ["end:published_files", "event:CommandCompleted"]


def _publishing(steps: list[str]) -> tuple[list[str], list[str]]:
    """Points of publishing before and after the two sets change places; test_publishing_steps takes every step."""
    swept = steps.index("shutil.rmtree /.published.incoming") + 1
    return [f"step:{number}" for number in (1, swept - 1)], [f"step:{swept}"]


def _name(project: Project, wanted: int) -> None:
    """Name the publisher so that a build publishes the wanted set."""
    path = project.root / f"seeds/{REGISTER}.csv"
    text = path.read_text(encoding="utf-8").replace(NAMES[1 - wanted], NAMES[wanted])
    assert NAMES[wanted] in text
    path.write_text(text, encoding="utf-8", newline="\n")


# Bytes of the log that DuckDB writes ahead (it grows to some 680,000), and of the database while the log is merged into
# it at the end, after publishing.
WRITES = [("wal", 100_000, False), ("wal", 550_000, False), ("", 5_000_000, True)]


def _tear(project: Project, kept: float) -> None:
    """Cut off the files that dbt writes in place, as a kill at that moment does."""
    torn = [path for path in (project.root / "target").iterdir() if path.is_file() and ".duckdb" not in path.name]
    assert {"partial_parse.msgpack", "manifest.json"} <= {path.name for path in torn}
    for path in torn:
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * kept)])


@pytest.mark.long
def test_a_build_killed_anywhere_leaves_one_whole_set_and_the_next_build_goes_on(
    project: Project, processes: Commands
) -> None:
    old = project.published_digests()
    # What dbt logs and describes is torn by hand; the builds that are killed leave it out.
    _tear(project, kept=0.5)
    _name(project, 1)
    ending = processes.watch(project.root, "jukinet", "build")
    assert ending.code == 0, ending.output
    new = project.published_digests()
    assert old.keys() == new.keys()
    assert old != new
    sets, current = (old, new), 1
    before, after = _publishing(ending.steps)
    points = [(point, False) for point in BEFORE + before] + [(point, True) for point in after + AFTER]
    assert len(points) >= 30

    for point, replaced in points:
        # The build that is killed would publish the other set, over the debris of all kills before it.
        wanted = 1 - current
        _name(project, wanted)
        killed = processes.watch(project.root, "jukinet", "build", at=point, do="kill", env=UNDESCRIBED)
        assert killed.code == -signal.SIGKILL, f"{point} was not reached: {killed.output}"
        current = wanted if replaced else current
        assert project.published_digests() == sets[current], point

    # Inside a write of the database; the log of dbt grows too, and may not be what ends the build.
    (project.root / "logs/dbt.log").unlink()
    (project.root / "logs/dbt.log").symlink_to("/dev/null")
    database = project.root / "target/jukinet.duckdb"
    for suffix, size, replaced in WRITES:
        wanted = 1 - current
        _name(project, wanted)
        if replaced:
            # A database that is there already has room for all that it will hold.
            database.unlink()
            database.with_suffix(".duckdb.wal").unlink(missing_ok=True)
        killed = processes.watch(project.root, "jukinet", "build", at="event:ConcurrencyLine", do=f"limit:{size}")
        assert killed.code == -signal.SIGXFSZ, f"{size} bytes were not reached: {killed.output}"
        cut = database.with_suffix(f".duckdb.{suffix}") if suffix else database
        assert cut.stat().st_size == size, "the process did not end inside this write"
        current = wanted if replaced else current
        assert project.published_digests() == sets[current], size

    _tear(project, kept=0)
    _name(project, 1 - current)
    ending = processes.watch(project.root, "jukinet", "build")
    assert ending.code == 0, ending.output
    assert project.published_digests() == sets[1 - current]
    assert not list(project.root.glob(".published.*"))
    assert not (project.root / "seeds" / ".lock").exists()
