"""A Spark session inside this process, with the settings of the profile; all that it writes stays in target/spark."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from jukinet.read_yaml import read_yaml

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

HOME = Path("target/spark")
LOG = HOME / "spark.log"


class SparkError(Exception):
    """Why Spark cannot be used, and what to do."""


@contextmanager
def spark_session(root: Path) -> Iterator[SparkSession]:
    """A session that is stopped afterwards; the process works in `root` from here on, and so does dbt.

    What an earlier build has left in the warehouse is removed: the catalog that knew it ended with that build.

    Raises ModuleNotFoundError where Spark is not installed, SparkError where it cannot start or
    where target/spark cannot be written.
    """
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        raise SparkError("Spark needs Java 17 or later, and there is none: install it, or set JAVA_HOME to it")
    # The paths in the profile are relative to the project.
    os.chdir(root)
    try:
        for part in ("warehouse", "tmp"):
            shutil.rmtree(HOME / part, ignore_errors=True)
        (HOME / "tmp").mkdir(parents=True)
        LOG.write_bytes(b"")
    except OSError as error:
        raise SparkError(
            f"{error.filename}: Spark cannot write there ({error.strerror}); delete or rename {HOME}, or allow writing"
        ) from error
    # Its lines are whole stacks of Java; the build says what failed.
    logging.getLogger("SQLQueryContextLogger").disabled = True
    try:
        with _errors_into(LOG):
            builder = SparkSession.builder
            for name, value in _settings().items():
                builder = builder.config(name, value)
            # Spark's own handler raises an exception wherever Ctrl-C meets dbt.
            handler = signal.getsignal(signal.SIGINT)
            session = builder.getOrCreate()
            signal.signal(signal.SIGINT, handler)
    except (PySparkException, OSError) as error:
        raise SparkError(f"Spark cannot start; it needs Java 17 or later. What it said is in {LOG}.") from error
    try:
        yield session
    finally:
        session.stop()


def _settings() -> dict[str, str]:
    profile = read_yaml(Path("profiles.yml"))
    settings: dict[str, str] = profile["jukinet"]["outputs"]["spark"]["server_side_parameters"]
    return settings


@contextmanager
def _errors_into(file: Path) -> Iterator[None]:
    """Send what is written to standard error into `file`; a program started meanwhile keeps writing there."""
    sys.stderr.flush()
    saved = os.dup(2)
    try:
        with file.open("wb") as log:
            os.dup2(log.fileno(), 2)
        yield
    finally:
        sys.stderr.flush()
        os.dup2(saved, 2)
        os.close(saved)
