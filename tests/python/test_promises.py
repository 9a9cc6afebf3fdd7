"""What the documents promise of the whole project: tables, seeds, edits, commands, sizes, and one figure's way."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
import yaml

from conftest import ROOT, Project
from documents import assert_said
from jukinet.charts import monthly_profile
from jukinet.seeds import load_seeds
from jukinet.warehouse import Warehouse
from public_contract import CONTRACT, DATES, STATUSES


@pytest.mark.parametrize("table", CONTRACT)
def test_published_tables_keep_the_public_contract(built_project: Project, table: str) -> None:
    columns = pl.read_parquet_schema(built_project.published / f"{table}.parquet")
    assert [name for name in CONTRACT[table].split() if name not in columns] == []
    assert [name for of, name in DATES if of == table and columns[name] != pl.Date] == []
    header = (built_project.published / f"{table}.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert header.split(",") == list(columns)


@pytest.mark.parametrize(("table", "column"), STATUSES)
def test_published_statuses_are_those_of_the_public_contract(built_project: Project, table: str, column: str) -> None:
    found = set(pl.read_parquet(built_project.published / f"{table}.parquet")[column])
    assert found
    assert found <= STATUSES[table, column]


def test_every_published_column_is_described(built_project: Project, manifest: dict[str, Any]) -> None:
    """The files themselves are read: a column that no YAML names would be missed by a check of the YAML."""
    models = {node["name"]: node for node in manifest["nodes"].values() if node["resource_type"] == "model"}
    files = sorted(built_project.published.glob("*.parquet"))
    assert {path.stem for path in files} >= set(CONTRACT)
    undescribed = []
    for path in files:
        described = models["resolved_cells" if path.stem == "cells" else path.stem]["columns"]
        columns = pl.read_parquet_schema(path)
        undescribed += [f"{path.stem}.{name}" for name in columns if not described.get(name, {}).get("description")]
    assert undescribed == []


def test_every_seed_has_types_a_key_and_a_doc_block(manifest: dict[str, Any]) -> None:
    seeds = [node for node in manifest["nodes"].values() if node["resource_type"] == "seed"]
    assert len(seeds) == len(list((ROOT / "seeds").rglob("*.csv"))) > 20
    for seed in seeds:
        assert set(seed["config"]["column_types"]) == set(seed["columns"]), seed["name"]
        assert seed["config"]["meta"]["key"], seed["name"]
        assert set(seed["config"]["meta"]["key"]) <= set(seed["columns"]), seed["name"]
        assert f"doc.jukinet.{seed['name']}" in manifest["docs"], seed["name"]
        for part in ("From", "Key", "Not to be used for"):
            assert f"\n- {part}: " in seed["description"], f"{seed['name']}: the doc block does not say {part}"
        key = ", ".join(seed["config"]["meta"]["key"])
        assert f"\n- Key: {key}." in seed["description"], f"{seed['name']}: the doc block does not say Key: {key}."
        assert all(column["description"] for column in seed["columns"].values()), seed["name"]


@pytest.mark.figures
def test_every_edit_group_has_a_worked_example_and_its_number_of_edits(built_project: Project) -> None:
    document = "docs/reconciliation.md"
    text = (ROOT / document).read_text(encoding="utf-8")
    table = text[text.index("| edit_group |") :].split("\n\n")[0]
    shown = re.findall(r"^\| `(\w+)` \| \d+ \| .+ \|$", table, flags=re.MULTILINE)
    register = [row["edit_group"] for row in load_seeds(ROOT)["balance_edits"].rows]
    edits = pl.read_parquet(built_project.published / "reconciliation.parquet")["edit_group"].to_list()
    rows = "\n".join(
        f"| `{group}` | {edits.count(group)} | (its sum, worked) |" for group in register if group not in shown
    )
    assert shown == register, f"{document}: its table of edits has other groups or another order, and lacks\n{rows}"
    for group in register:
        assert_said(document, f"| `{group}` | {{}} |", edits.count(group))


@pytest.fixture(scope="module")
def warehouse(built_project: Project) -> Warehouse:
    return Warehouse(built_project.published)


def _figures_of(warehouse: Warehouse, group: str) -> set[int]:
    """The figures that an example of a group may show: its cells, what its sums give, its affairs' annual counts."""
    members = warehouse.sql(f"""
        select cells.value, cells.affair_id, reconciliation.printed, reconciliation.computed
        from reconciliation
        join edit_members using (publication_id, edit_id)
        join cells using (publication_id, cell_id)
        where reconciliation.edit_group = '{group}'
    """)
    annual = warehouse.table("annual_counts")
    # An edit that compares editions has no members where there is one edition.
    if not members.is_empty():
        annual = annual.filter(pl.col("affair_id").is_in(members["affair_id"].drop_nulls().unique().to_list()))
    figures = [*members["value"], *members["printed"], *members["computed"], *annual["case_count"]]
    return {int(figure) for figure in figures if figure is not None}


@pytest.mark.parametrize("group", [row["edit_group"] for row in load_seeds(ROOT)["balance_edits"].rows])
def test_a_worked_example_shows_figures_of_its_edits_and_adds_up(warehouse: Warehouse, group: str) -> None:
    text = (ROOT / "docs/reconciliation.md").read_text(encoding="utf-8")
    _, _, row = text.partition(f"\n| `{group}` | ")
    example = re.sub(r" \([A-Z][a-z]+\)", "", "".join(row.split("|")[1:2]))
    assert re.search(r"\d", example), f"docs/reconciliation.md: {group} has no row with a worked example in figures"
    known = _figures_of(warehouse, group)
    separated = re.findall(r"\d{1,3}(?:,\d{3})+", example)
    assert [figure for figure in separated if int(figure.replace(",", "")) not in known] == []
    sums = re.findall(r"(\d[\d,]*(?: [+−] \d[\d,]*)+) = (\d[\d,]*\d|\d)", example)
    for terms, total in sums:
        parts = re.findall(r"(−?) ?(\d[\d,]*)", terms)
        added = sum(int(figure.replace(",", "")) * (-1 if sign else 1) for sign, figure in parts)
        assert added == int(total.replace(",", "")), terms


def test_every_module_is_small() -> None:
    modules = [path for folder in ("jukinet", "bench", "tests/python") for path in (ROOT / folder).rglob("*.py")]
    modules += [path for folder in ("models", "macros", "tests") for path in (ROOT / folder).rglob("*.sql")]
    assert len(modules) > 300
    lengths = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8").count("\n") for path in modules}
    assert {path: length for path, length in lengths.items() if length > 300} == {}


def test_every_module_has_its_place_in_the_architecture() -> None:
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    table = text[text.index("## What stands where in `jukinet/`") :].partition("\n## Settings")[0]
    named = re.findall(r"`(\w+)`", "".join(row.split("|")[1] for row in table.splitlines() if row.startswith("| `")))
    folder = ROOT / "jukinet"
    modules = [path.stem for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()]
    assert sorted(named) == sorted(set(modules) - {"__init__"})


def test_no_module_of_tests_is_imported_by_another() -> None:
    """What it holds besides tests would be found by nobody, and pytest rewrites its assertions too late."""
    modules = [path.read_text(encoding="utf-8") for path in (ROOT / "tests/python").rglob("*.py")]
    imported = r"^\s*(?:from|import) (?:\w+\.)*test_\w+.*"
    assert [line for text in modules for line in re.findall(imported, text, flags=re.MULTILINE)] == []


def _walk() -> dict[str, str]:
    """The table of docs/architecture.md: what stands where on one figure's way."""
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+?) \| (.+) \|$", text[text.index("## One figure") :], flags=re.MULTILINE)
    return dict(rows[: [where for where, _ in rows].index("you want")]) if rows else {}


def test_one_figure_goes_the_way_that_the_architecture_shows(built_project: Project, warehouse: Warehouse) -> None:
    walk = _walk()
    cell_id = "monthly/3(1)/local-taxes/2021-05"
    tables = built_project.published
    for where, found in walk.items():
        file, _, row = where.partition(", row ")
        if file.startswith("`seeds/"):
            lines = (ROOT / file.strip("`")).read_text(encoding="utf-8").splitlines()
            assert found.strip("`") in (lines[int(row) - 1 : int(row)] if row else lines), where
    assert len([where for where in walk if where.startswith("`seeds/")]) == 2
    with duckdb.connect() as connection:

        def asked(table: str, columns: str, condition: str = f"cell_id = '{cell_id}'") -> list[tuple[Any, ...]]:
            source = f"read_parquet('{(tables / f'{table}.parquet').as_posix()}')"
            return connection.execute(f"select {columns} from {source} where {condition} order by all").fetchall()

        assert asked("cells", "value, cell_status, source_line") == [(42894, "printed", 284)]
        assert walk["`cells`"] == f"`{cell_id}`, value 42894, `printed`, source line 284"
        members = asked("edit_members", "edit_id, weight")
        assert walk["`edit_members`"] == "+1 in " + " and in ".join(f"`{edit_id}`" for edit_id, _ in members)
        assert [weight for _, weight in members] == [1, 1]
        edits = ", ".join(f"'{edit_id}'" for edit_id, _ in members)
        held = asked("reconciliation", "printed, source_line, status", f"edit_id in ({edits})")
        assert [(printed, line) for printed, line, _ in held] == [
            (int(printed), int(line))
            for printed, line in re.findall(r"(\d+) printed on line (\d+)", walk["`reconciliation`"])
        ]
        assert {status for *_, status in held} == {"balanced"}
        assert asked("cell_coverage", "coverage, edit_count, class_size") == [("several", 2, 12)]
        columns = "section, affair_id, month::text, case_count, cell_status, source_line"
        assert asked("monthly_counts", columns) == [("3(1)", "local-taxes", "2021-05-01", 42894, "printed", 284)]
    drawn = monthly_profile(warehouse, "140007-2021", "en").to_dict()
    cells = [row for rows in drawn["datasets"].values() for row in rows]
    assert any(row.get("text") == "42,894" and "May" in str(row.get("month")) for row in cells)


def _hooks() -> list[dict[str, Any]]:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repository["repo"] for repository in config["repos"]] == ["local"]
    hooks: list[dict[str, Any]] = config["repos"][0]["hooks"]
    return hooks


def _commands(text: str) -> set[tuple[str, str, tuple[str, ...]]]:
    """Program, subcommand and options of each call of a tool of the environment."""
    found = set()
    for program, rest in re.findall(r"(?:\$\(BIN\)|\.venv/bin)/([\w-]+)([^\n&']*)", text):
        # Without this option ruff would lint what a hook names even where the project excludes it.
        words = [word for word in rest.split() if word != "--force-exclude"]
        subcommand = next((word for word in words if re.fullmatch(r"[a-z]+", word)), "")
        found.add((program, subcommand, tuple(sorted(word for word in words if word.startswith("-")))))
    return found


def test_hooks_run_what_lint_runs_and_download_nothing() -> None:
    hooks = _hooks()
    assert {hook["language"] for hook in hooks} == {"system"}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    linted = _commands(makefile[makefile.index("\nlint:") : makefile.index("\ntest-dbt:")])
    assert {("ruff", "check", ()), ("ruff", "format", ("--check",)), ("mypy", "", ())} < linted
    assert len(linted) >= 6
    assert linted | {("jukinet", "check", ())} == set().union(*(_commands(hook["entry"]) for hook in hooks))


def test_hooks_are_well_formed_and_each_is_for_files_that_there_are() -> None:
    config = str(ROOT / ".pre-commit-config.yaml")
    result = subprocess.run(
        [str(Path(sys.executable).with_name("pre-commit")), "validate-config", config], capture_output=True, text=True
    )
    assert result.returncode == 0, result.stdout + result.stderr
    folders = ("jukinet", "macros", "models", "seeds", "tests", "notebooks")
    files = [path.relative_to(ROOT).as_posix() for folder in folders for path in (ROOT / folder).rglob("*.*")]
    assert [hook["id"] for hook in _hooks() if not any(re.search(hook.get("files", ""), file) for file in files)] == []


def test_the_weekly_run_is_not_held_to_the_pins() -> None:
    path = Path(".github/workflows/ci.yml")
    jobs = yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))["jobs"]
    weekly = jobs["newest"]
    assert "schedule" in weekly["if"]
    made = [step["run"] for step in weekly["steps"] if "make" in step.get("run", "")]
    assert made
    assert all('INSTALL="$UNPINNED"' in command for command in made)
    assert "constraint" not in weekly["env"]["UNPINNED"].lower()


def test_versions_and_actions_are_pinned() -> None:
    """A tag of an action can be moved to other code; a commit cannot."""
    used = re.findall(r"uses: (\S+)", (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
    assert len(used) >= 5
    assert [action for action in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action)] == []
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line.strip() and not line.startswith("#")]
    assert len(pins) > 100
    assert [pin for pin in pins if not re.fullmatch(r"[\w.\[\]-]+==[\w.+!]+( ?;.*)?", pin)] == []
    named = {_normalized(re.split(r"[=\[]", pin)[0]) for pin in pins}
    installed = {_normalized(one.metadata["Name"]) for one in importlib.metadata.distributions()}
    assert installed - named - {"jukinet", "pip", "setuptools"} == set()


def _normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_rules_for_a_change_are_those_of_its_template() -> None:
    rules = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rules = rules[rules.index("## How a change is judged") : rules.index("## Style")]
    template = (ROOT / ".github/pull_request_template.md").read_text(encoding="utf-8")
    numbered = re.findall(r"^\d\. ", rules, flags=re.MULTILINE)
    # Beside the rules: the second person, and that everything was run.
    assert template.count("- [ ] ") == len(numbered) + 2
    for words in ("published figure", "What was red stays red", "seen that test fail", "every publication", "network"):
        assert words in template
        assert words in rules
