"""Publishing in a process of its own, which a signal ends at a step on the disk, or which may write no large files.

The process is forked from a server without threads: a fork of the test's process could wait forever for a lock that one
of DuckDB's threads held. The server has loaded this module, and with it what publishing needs, before it forks.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb

import jukinet.publish as publishing
from command_server import ROOT, STEPS
from jukinet.open_data import write_open_data
from jukinet.warehouse import Warehouse

PROCESSES = multiprocessing.get_context("forkserver")
# Some of these are loaded only when they are needed, which is in every process.
PROCESSES.set_forkserver_preload([__name__, "jukinet.datapackage", "jukinet.excel", "jukinet.sdmx", "pandas"])


def exit_code(deed: Callable[..., None], *arguments: object) -> int:
    """The exit code of a process that does the deed; negative where a signal ended it."""
    process = PROCESSES.Process(target=deed, args=arguments)
    process.start()
    process.join()
    assert process.exitcode is not None
    return process.exitcode


def publish_two(directory: Path, value: int) -> None:
    """Publish two small tables that hold the value."""
    tables = {
        name: duckdb.default_connection().sql(f"select {value} as n, '{name}' as name") for name in ("one", "two")
    }
    publishing.publish(tables, directory)


def never_exchange(one: Path, other: Path) -> bool:
    """What the exchange of two directories answers on a system that has none."""
    return False


def publish_until(number: int, value: int, directory: Path, can_exchange: bool) -> None:
    """The same, killed at the n-th step on the disk."""
    if not can_exchange:
        publishing._exchange = never_exchange
    count = 0

    def on_audit(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event in STEPS and arguments and str(arguments[0]).startswith(str(directory.parent)):
            count += 1
            if count == number:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(on_audit)
    publish_two(directory, value)


def publish_all(published: Path, directory: Path) -> None:
    """Publish the tables of another directory, with all that stands beside them."""
    warehouse = Warehouse(published)
    tables = {name: duckdb.from_arrow(warehouse.table(name).to_arrow()) for name in warehouse.tables}
    publishing.publish(tables, directory, lambda path: write_open_data(path, ROOT / "models"))


def publish_with_limit(published: Path, directory: Path, largest_file: int, told: Path) -> None:
    """The same where no file may grow beyond so many bytes; what the failure says goes to the file `told`."""
    with told.open("w", encoding="utf-8") as file:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, resource.RLIM_INFINITY))
        message = ""
        try:
            publish_all(published, directory)
        except publishing.PublishError as error:
            message = str(error)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        file.write(message)
