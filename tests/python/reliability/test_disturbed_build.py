"""Two commands at once, Ctrl-C, a full disk, a read-only directory: one clear line, and the old tables stand."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from commands import Commands
from conftest import ROOT, Project, copy_project
from jukinet import interrupts
from jukinet.build import run_dbt

pytestmark = pytest.mark.long

TABLES = "tests/fixtures/140007-2021-tables.txt"
BUSY = r"error: .*seeds: jukinet build \(process \d+\) is at work there\. Wait until it has ended, and run this again\."

INTERRUPTED = "Interrupted: nothing is left half done. Run the command again when you like.\n"


def test_while_a_build_is_at_work_others_end_with_a_message(project: Project, processes: Commands) -> None:
    """Another build, what would change the seeds, and a build of another project into the same published tables."""
    before = project.published_digests()
    seeds = {path: path.read_bytes() for path in (project.root / "seeds").rglob("*.csv")}
    ingest = ("ingest", str(ROOT / TABLES), "--publisher", "140007", "--fiscal-year", "2021", "--replace")
    points = ("event:FoundStats", "start:affair_divisions", "start:cells", "step:20")
    build = processes.pause(project.root, "jukinet", "build", at=points)
    for point in points:
        if point != points[0]:
            processes.go_on(build)
        others: list[tuple[str, ...]] = [("build",)]
        if point == "start:affair_divisions":
            others += [("seal", "140007-2021"), ingest]
            # What only reads goes on.
            assert project.run("jukinet", "check").returncode == 0
        for other in others:
            result = project.run("jukinet", *other)
            assert result.returncode == 1, (point, other)
            assert re.match(BUSY, result.stdout), (point, result.stdout)
            assert result.stdout.count("\n") == 1
        assert project.published_digests() == before
    assert {path: path.read_bytes() for path in (project.root / "seeds").rglob("*.csv")} == seeds

    # Two projects may publish into one directory; the lock beside it keeps them apart.
    other_project = copy_project(project.root.parent / "other")
    shared = {"JUKINET_PUBLISHED": str(project.published)}
    second = processes.watch(other_project.root, "jukinet", "build", env=shared)
    assert second.code == 1
    assert re.search(
        r"a build that publishes \(process \d+\) is at work there\. Wait until it has ended, and run this again\. The "
        r"published tables are as that build leaves them\.\n",
        second.output,
    ), second.output
    assert "Traceback" not in second.output

    ending = processes.resume(build)
    assert ending.code == 0, ending.output
    assert project.published_digests() == before


def test_of_two_builds_by_dbt_alone_the_second_ends_with_a_message(project: Project, processes: Commands) -> None:
    """dbt knows nothing of the lock on the seeds; the database file keeps its builds apart."""
    before = project.published_digests()
    first = processes.pause(project.root, "dbt", "--quiet", "build", at=["step:20"])
    second = project.run("dbt", "--quiet", "build")
    assert second.returncode == 2
    assert re.search(
        r"target/jukinet\.duckdb: in use by process \d+ \(.*\)\. Close that program, or wait", second.stdout
    )
    assert "Traceback" not in second.stdout
    assert second.stdout.count("\n") < 6, second.stdout
    assert project.published_digests() == before
    ending = processes.resume(first)
    assert ending.code == 0, ending.output
    assert project.published_digests() == before


def test_a_seed_change_that_was_cut_off_is_finished_before_a_build(project: Project) -> None:
    """A build between the renames of a sealing or an ingest would read a mixture of old and new seeds."""
    seeds = project.root / "seeds"
    register = seeds / "registers/publisher_register.csv"
    new = register.read_bytes().replace(b"Kanagawa Prefecture", b"Kanagawa")
    register.with_name(register.name + ".new").write_bytes(new)
    (seeds / ".journal.json").write_text('{"rename": ["registers/publisher_register.csv"]}', encoding="utf-8")
    result = project.run("jukinet", "build")
    assert result.returncode == 0, result.stdout
    assert "Kanagawa, R03" in result.stdout
    assert register.read_bytes() == new


@pytest.mark.parametrize("at", ["event:MainReportVersion", "start:printed_totals", "end:cells", "locked:60", "step:20"])
def test_ctrl_c_ends_a_build_with_one_line(project: Project, processes: Commands, at: str) -> None:
    before = project.published_digests()
    ending = processes.watch(project.root, "jukinet", "build", at=at, do="interrupt")
    assert ending.output == INTERRUPTED
    assert ending.code == 130
    assert project.published_digests() == before
    assert not list(project.root.glob(".published.*"))
    assert not (project.root / "seeds/.lock").exists()


def test_ctrl_c_pressed_again_kills_a_build_that_waits_for_its_steps(project: Project, processes: Commands) -> None:
    before = project.published_digests()
    ending = processes.watch(project.root, "jukinet", "build", at="locked:60", do="interrupt+interrupt")
    assert (ending.code, ending.output) == (-signal.SIGINT, "")
    assert project.published_digests() == before


LOADING = """
import os, signal, sys
from jukinet.__main__ import main

class Interrupting:
    def find_spec(self, name, path, target=None):
        if name != "jukinet.cli":
            return None
        try:
            os.kill(os.getpid(), signal.SIGINT)
        except KeyboardInterrupt:
            {reaction}

sys.meta_path.insert(0, Interrupting())
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no signal to a process itself")
@pytest.mark.parametrize("reaction", ["raise", "raise ImportError('half loaded') from None"])
def test_ctrl_c_while_the_program_loads_ends_it_with_one_line(reaction: str) -> None:
    code = LOADING.replace("{reaction}", reaction)
    ending = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ending.stdout, ending.stderr, ending.returncode) == ("", INTERRUPTED, 130)


def test_a_run_that_ctrl_c_ends_by_another_error_was_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DuckDB answers with an error of its own where Ctrl-C meets a statement of the main thread."""

    class Runner:
        def __init__(self, callbacks: list[object]) -> None:
            pass

        def invoke(self, arguments: list[str]) -> SimpleNamespace:
            interrupts.pressed.set()
            return SimpleNamespace(success=False, exception=RuntimeError("Query interrupted"), result=None)

    monkeypatch.setattr(interrupts, "pressed", threading.Event())
    monkeypatch.setattr("dbt.cli.main.dbtRunner", Runner)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        run_dbt(tmp_path)


def test_a_ctrl_c_that_was_swallowed_ends_dbt_at_its_next_event(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python drops an exception that meets it while it clears up objects."""
    events: list[str] = []

    class Runner:
        def __init__(self, callbacks: list[Callable[[object], None]]) -> None:
            self.callbacks = callbacks

        def invoke(self, arguments: list[str]) -> None:
            for name in ("before", "after", "much later"):
                events.append(name)
                self.callbacks[0](SimpleNamespace(info=SimpleNamespace(name=name)))
                interrupts.pressed.set()

    monkeypatch.setattr(interrupts, "pressed", threading.Event())
    monkeypatch.setattr("dbt.cli.main.dbtRunner", Runner)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        run_dbt(tmp_path)
    assert events == ["before", "after"]


def _in_mounts(project: Project, script: str, *, size: str = "") -> subprocess.CompletedProcess[str]:
    """Run a shell script in mounts of its own, with a small disk at ./small; nobody else sees them."""
    unshare = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--mount"]
    (project.root / "small").mkdir(exist_ok=True)
    trial = [*unshare, "mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(project.root / "small")]
    if sys.platform != "linux" or not shutil.which("unshare") or subprocess.run(trial, capture_output=True).returncode:
        # The workflow allows mounts on its machines; that these tests are left out there must not go unseen.
        leave_out = pytest.fail if "GITHUB_ACTIONS" in os.environ else pytest.skip
        leave_out("this system lets a test make no mounts of its own")
    mount = f"mount -t tmpfs -o size={size} tmpfs small && " if size else ""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        [*unshare, "sh", "-c", mount + script],
        cwd=project.root, env=os.environ | {"PATH": path, "NO_COLOR": "1", "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_a_full_disk_for_the_tables_keeps_the_old_ones(project: Project) -> None:
    result = _in_mounts(
        project,
        "cp -r published small/ && JUKINET_PUBLISHED=small/published jukinet build; echo code $?; "
        "diff -r published small/published && ls -A small",
        size="1400k",
    )
    assert "code 1\n" in result.stdout, result.stdout
    assert re.search(
        r"small/published: the published tables could not be replaced \(.*No space left on device\); the old ones "
        r"stand as they were\. Free some space on the disk, and build again\.\n",
        result.stdout,
    ), result.stdout
    assert result.stdout.endswith("code 1\npublished\n"), result.stdout
    assert "Traceback" not in result.stdout


def test_a_full_disk_for_the_database_is_said(project: Project) -> None:
    before = project.published_digests()
    result = _in_mounts(project, "JUKINET_DATABASE=small/build.duckdb jukinet build; echo code $?", size="256k")
    assert "No space left on device" in result.stdout
    assert result.stdout.endswith(
        "The disk is full: free some space, or name another database by JUKINET_DATABASE; build again.\ncode 1\n"
    )
    assert "Traceback" not in result.stdout
    assert project.published_digests() == before


READ_ONLY = "mount --bind {0} {0} && mount -o remount,ro,bind {0} && "


def test_a_published_directory_that_is_read_only_is_named_and_seeds_may_be(project: Project) -> None:
    before = project.published_digests()
    read_only = READ_ONLY.format("seeds") + READ_ONLY.format("published")
    result = _in_mounts(project, read_only + "{ jukinet build; echo code $?; }")
    # All that is wrong is that the tables cannot be published: the seeds were read.
    assert result.stdout == (
        "\nNOT PUBLISHED: published is as it was.\n"
        "assert_tables_were_published: 1\n"
        f"  {project.published}: the published tables could not be replaced (the directory is read-only); the old ones "
        "stand as they were. Allow writing there, or close the program that holds the files, and build again.\ncode 1\n"
    )
    assert project.published_digests() == before


def test_a_database_that_cannot_be_written_is_named(project: Project) -> None:
    result = _in_mounts(project, READ_ONLY.format("target") + "{ jukinet build; echo code $?; }")
    assert re.fullmatch(
        r"error: target/jukinet\.duckdb: the build's database cannot be opened \(.*Read-only file system\)\. "
        r"Allow writing there and free some space, or name another file by JUKINET_DATABASE\.\ncode 1\n",
        result.stdout,
    ), result.stdout


def test_seeds_that_are_read_only_cannot_be_sealed(project: Project) -> None:
    project.replace("disclosures/printed_training_attendance", ",693,", ",694,")
    result = _in_mounts(project, READ_ONLY.format("seeds") + "{ jukinet seal 140007-2021; echo code $?; }")
    assert re.fullmatch(
        r"error: .*: the seal cannot be written \(Read-only file system\); nothing was changed\. "
        r"Mend that, and seal again\.\ncode 1\n",
        result.stdout,
    ), result.stdout
