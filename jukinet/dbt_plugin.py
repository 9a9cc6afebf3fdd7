"""A plugin of dbt-duckdb, named in profiles.yml: a plain `dbt build` says in one message who holds the database.

Without it dbt ends with DuckDB's own words and a stack of two hundred lines.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.plugins import BasePlugin
from dbt_common.exceptions import DbtRuntimeError

from jukinet.environment import BuildError, ensure_database_is_free, ensure_in_project, ensure_places_are_apart


class Plugin(BasePlugin):
    """Looks at the database file before dbt opens it."""

    def initialize(self, plugin_config: dict[str, Any]) -> None:
        """Raise DbtRuntimeError where dbt does not run in the project's directory, where another process holds the
        file, where it is no database, or where what is made would stand over or among the project's own files.
        """
        if self.creds is None or self.creds.path == ":memory:":
            return
        try:
            ensure_in_project(Path())
            ensure_places_are_apart(Path())
            ensure_database_is_free(Path(self.creds.path))
        except BuildError as error:
            raise DbtRuntimeError(str(error)) from None
