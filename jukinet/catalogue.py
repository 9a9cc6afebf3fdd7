"""The catalogue of models, columns and tests as one HTML file: dbt's docs, made to ask for nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from jukinet.build import run_dbt
from jukinet.environment import BuildError, database_path, dbt_target, ensure_dbt_can_run, parquet_files
from jukinet.files import not_written, write_one
from jukinet.publish import CATALOGUE

# The page compiles its templates, so that its own code has to be allowed; nothing else is.
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data:; "
    "font-src data:; base-uri 'none'; form-action 'none'"
)
_DATA = '{"metadata": '
_OF_A_RUN = {"created_at", "generated_at", "invocation_id", "invocation_started_at", "root_path", "run_started_at"}
_HEAD = f'<head><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'


def self_contained(page: str) -> str:
    """dbt's static page without what makes a browser ask for a second file, or tells of this machine or of one run.

    A policy forbids every request. Two links of the head, and attributes that a browser follows before their
    template is filled in, would otherwise be requests that fail. Equal models give an equal page. Raises ValueError
    where `page` is no such page.
    """
    page, heads = re.subn("<head>", _HEAD, page, count=1)
    if not heads or _DATA not in page:
        raise ValueError("it is not the page that dbt writes")
    page = re.sub(r'<link rel="(?:canonical|shortcut icon)"[^>]*>', "", page)
    page = page.replace('<use xlink:href="{{', '<use ng-attr-href="{{').replace(' src="{{', ' ng-src="{{')
    return _lasting(page)


def _lasting(page: str) -> str:
    """The page with its data, which begin with `metadata`, in one order and without what another run changes."""
    parts, place, decoder = [], 0, json.JSONDecoder(object_hook=_without_run)
    while (start := page.find(_DATA, place)) >= 0:
        data, end = decoder.raw_decode(page, start)
        # dbt lists models and texts in the order in which it happened to read them.
        ordered = {key: dict(sorted(part.items())) if isinstance(part, dict) else part for key, part in data.items()}
        parts += [page[place:start], json.dumps(ordered)]
        place = end
    return "".join([*parts, page[place:]])


def _without_run(data: dict[str, Any]) -> dict[str, Any]:
    return data | dict.fromkeys(_OF_A_RUN & data.keys())


def write_catalogue(root: Path, published: Path) -> Path:
    """Write the catalogue of the last build beside the published tables, and return its path.

    Raises BuildError where there is no build to describe, where another process holds it, where dbt fails, or where the
    file cannot be written. The old file stands then.
    """
    database = database_path(root)
    if not database.is_file() or not database.stat().st_size:
        raise BuildError(f"{database}: there is no such build; run `make build` first")
    if not parquet_files(published):
        raise BuildError(f"{published} holds no published tables; run `make build` first")
    ensure_dbt_can_run(root, database)
    path = published.resolve() / CATALOGUE
    try:
        page = self_contained(_dbt_page(root))
    except ValueError as error:
        raise BuildError(f"{dbt_target(root) / 'static_index.html'}: {error}") from None
    try:
        write_one(path, page.encode("utf-8"))
    except OSError as error:
        raise BuildError(not_written(path, error)) from error
    return path


def _dbt_page(root: Path) -> str:
    run = run_dbt(root, command=("docs", "generate", "--static"))
    if not run.passed:
        raise BuildError(f"dbt could not describe the models: {run.problem or 'it ended without a result'}")
    return (dbt_target(root) / "static_index.html").read_text(encoding="utf-8")
