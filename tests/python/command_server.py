"""Runs commands in processes of their own: a program that reads requests and answers, line by line.

The modules are loaded once and each command runs in a fork of this process, because loading them takes as long as what
is tested. A command whose first word is `dbt` is one of dbt, without jukinet.

A watched command writes down its steps on the disk, and can be made to stop at points: what dbt reports
(`event:FoundStats`, `start:cells`, `end:cells`), the n-th lock that it takes on its queue of steps (`locked:9`), the
opening of a file of the seeds (`open:.lock`) or the n-th step of publishing on the disk (`step:7`), so that nothing
depends on time. With the deed `limit:300000`, no file may grow beyond so many bytes from that point on, and the system
kills the process inside the write that would make one do so.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import queue
import resource
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
STEPS = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.truncate", "shutil.rmtree")
PRELOADED = (
    "dbt.adapters.duckdb",
    "dbt.cli.main",
    "dbt.task.build",
    "jukinet.build",
    "jukinet.check",
    "jukinet.cli",
    "jukinet.datapackage",
    "jukinet.dbt_plugin",
    "jukinet.excel",
    "jukinet.open_data",
    "jukinet.publish",
    "jukinet.sdmx",
    "jukinet.seal",
    "jukinet.suspects",
    "pyarrow.dataset",
    "xlsxwriter",
)
SIGNALS = {"kill": signal.SIGKILL, "interrupt": signal.SIGINT, "pause": signal.SIGSTOP}


def preload(directory: Path) -> None:
    """Load what a build loads, some of it only when it is needed, before the forks; dbt writes much of its code when it
    first parses a project, and compiles a macro when it first runs. The parsed project is left in the directory.
    """
    for name in PRELOADED:
        importlib.import_module(name)
    from dbt.cli.main import dbtRunner
    from dbt.contracts.graph.manifest import Manifest
    from dbt_common.clients.jinja import template_cache

    # What the profile names stands relative to here.
    os.chdir(directory)
    place = ["--project-dir", str(ROOT), "--profiles-dir", str(ROOT), "--target-path", str(directory)]
    # The static parser keeps threads, which no fork has.
    options = ["--log-level", "none", "--log-level-file", "none", "--no-partial-parse", "--no-static-parser"]
    parsed = dbtRunner().invoke([*options, "parse", *place, "--log-path", str(directory)])
    assert isinstance(parsed.result, Manifest)
    # Kept by their text, so that a fork compiles those that its project has otherwise.
    for macro in parsed.result.macros.values():
        template_cache.get_node_template(macro)
    # The forks look for garbage among their own objects.
    gc.collect()
    gc.freeze()


def reach(point: str, deed: str | None) -> None:
    """End, interrupt or pause this process where `point` is the next of those that were asked for."""
    if deed and point == next(iter(WANTED["at"]), None):
        del WANTED["at"][0]
        if deed == "kill":
            # Its children die with it.
            os.killpg(0, signal.SIGKILL)
        if deed.startswith("limit:"):
            resource.setrlimit(resource.RLIMIT_FSIZE, (int(deed.removeprefix("limit:")), resource.RLIM_INFINITY))
            return
        for name in deed.split("+"):
            os.kill(os.getpid(), SIGNALS[name])


WANTED: dict[str, list[str]] = {"at": []}


def watch_dbt(deed: str | None) -> None:
    """Make every event of dbt a point."""
    import dbt.cli.main

    runner = dbt.cli.main.dbtRunner

    def on_event(event: Any) -> None:
        name = event.info.name
        if name in ("NodeStart", "NodeFinished"):
            name = f"{'start' if name == 'NodeStart' else 'end'}:{event.data.node_info.node_name}"
        else:
            name = f"event:{name}"
        reach(name, deed)

    def make(callbacks: list[Callable[[Any], None]] | None = None) -> Any:
        return runner(callbacks=[*(callbacks or []), on_event])

    dbt.cli.main.dbtRunner = make  # type: ignore[misc,assignment]


def watch_queue(deed: str | None) -> None:
    """Make a point of each time that the main thread holds the lock of dbt's queue while another waits for it."""
    take = threading.Condition.__enter__
    waits = threading.Event()
    count = 0

    def take_and_tell(condition: threading.Condition) -> bool:
        nonlocal count
        caller = sys._getframe(1)
        if not isinstance(caller.f_locals.get("self"), queue.PriorityQueue):
            return take(condition)
        if threading.current_thread() is not threading.main_thread():
            waits.set()
        taken = take(condition)
        if caller.f_code.co_name == "get":
            count += 1
            point = f"locked:{count}"
            if point in WANTED["at"]:
                waits.clear()
                waits.wait()
            reach(point, deed)
        return taken

    # mypy lets no method be replaced.
    threading.Condition.__enter__ = take_and_tell  # type: ignore[method-assign]


def watch_disk(directory: Path, deed: str | None, steps: list[str]) -> None:
    """Make every step on the disk a point, from the making of the new set on; what is swept before may be debris."""
    first = f"os.mkdir /.{directory.name}.incoming"
    inside = (str(directory), str(directory.with_name(f".{directory.name}.")))

    def on_audit(event: str, arguments: tuple[Any, ...]) -> None:
        if event in STEPS and arguments and str(arguments[0]).startswith(inside):
            step = f"{event} {str(arguments[0]).removeprefix(str(directory.parent))}"
            if not steps and step != first:
                return
            steps.append(step)
            reach(f"step:{len(steps)}", deed)

    sys.addaudithook(on_audit)


def watch_seeds(directory: Path, deed: str | None) -> None:
    """Make the opening of each file of the seeds a point."""

    def on_audit(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str | Path):
            path = Path.cwd() / arguments[0]
            if path.is_relative_to(directory):
                reach(f"open:{path.relative_to(directory).as_posix()}", deed)

    sys.addaudithook(on_audit)


def run_dbt(arguments: list[str], *, is_watched: bool) -> int:
    """What the program `dbt` does, in this process; its exit code."""
    import dbt.cli.main

    if not is_watched:
        dbt.cli.main.cli(arguments, prog_name="dbt")
    outcome = dbt.cli.main.dbtRunner().invoke(arguments)
    return 0 if outcome.success else 2 if outcome.exception else 1


def run(request: dict[str, Any]) -> None:
    """Run one command to its end, in a process of its own; never returns."""
    root = Path(request["root"])
    steps: list[str] = []
    os.setsid()
    os.chdir(root)
    with Path(request["log"]).open("wb") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    os.environ.clear()
    os.environ.update(request["env"])
    sys.argv = list(request["command"])
    if request["is_watched"]:
        WANTED["at"] = request["at"]
        watch_dbt(request["do"])
        watch_queue(request["do"])
        watch_disk(root / "published", request["do"], steps)
        watch_seeds(root / "seeds", request["do"])
    # Python ignores this signal; a program that writes beyond a limit is killed by it.
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from jukinet.__main__ import main as run_jukinet

    code: Any = 1
    try:
        program, *arguments = request["command"]
        if program == "dbt":
            code = run_dbt(arguments, is_watched=request["is_watched"])
        else:
            run_jukinet()
    except SystemExit as end:
        code = end.code or 0
    except BaseException:
        traceback.print_exc()
    # As at the end of a program, which a fork leaves out.
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    Path(request["log"]).with_suffix(".steps").write_text("\n".join(steps), encoding="utf-8")
    os._exit(code)


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Start a command, or let a paused one go on; how it ended, or the process that is paused."""
    pid = request.get("continue")
    if pid:
        os.kill(pid, signal.SIGCONT)
    else:
        pid = os.fork()
        if pid == 0:
            # A program started from here inherits no handler that ignores Ctrl-C.
            signal.signal(signal.SIGINT, signal.default_int_handler)
            run(request)
    _, status = os.waitpid(pid, os.WUNTRACED)
    if os.WIFSTOPPED(status):
        return {"paused": pid}
    return {"code": os.waitstatus_to_exitcode(status)}


def main() -> None:
    """Answer requests until there are no more; the argument is a directory for what is loaded before."""
    preload(Path(sys.argv[1]))
    print("ready", flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)
    # An orderly end would tell what is frozen as leaked.
    os._exit(0)


if __name__ == "__main__":
    main()
