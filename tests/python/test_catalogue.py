"""The catalogue is one file that says nothing of this machine; what is missing is said in one line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from conftest import Project
from jukinet.catalogue import self_contained
from jukinet.publish import CATALOGUE

COMMAND = ("jukinet", "catalogue")


def test_it_is_written_beside_the_tables_and_tells_nothing_of_this_machine(project: Project) -> None:
    before = project.published_digests()
    result = project.run(*COMMAND)
    assert (result.returncode, result.stdout.partition(" (")[0]) == (0, "Catalogue    published/catalogue.html")
    assert len(result.stdout.splitlines()) == 1
    page = (project.published / CATALOGUE).read_text(encoding="utf-8")
    assert '"model.jukinet.monthly_counts"' in page
    # The page opens on ours, not on dbt's, which leads outside.
    overview = json.loads((project.root / "target/manifest.json").read_text(encoding="utf-8"))["docs"]
    own = overview["doc.jukinet.__overview__"]["block_contents"]
    assert json.dumps(own, ensure_ascii=False)[1:40] in page or json.dumps(own)[1:40] in page
    assert "://" not in own
    # dbt's page reports to its maker where this is true.
    assert '"send_anonymous_usage_stats": false' in page
    assert '"user_id": null' in page
    assert str(project.root) not in page
    assert str(project.root.parent) not in page
    assert before.items() <= project.published_digests().items()
    assert set(project.published_digests()) - set(before) == {CATALOGUE}


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("target/jukinet.duckdb", "jukinet.duckdb: there is no such build; run `make build` first"),
        ("published", "published holds no published tables; run `make build` first"),
    ],
)
def test_without_a_build_it_says_so_and_writes_nothing(project: Project, missing: str, said: str) -> None:
    path = project.root / missing
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    files = sorted(project.root.rglob("*"))
    result = project.run(*COMMAND)
    assert result.returncode == 1
    assert result.stdout.startswith("error: ")
    assert result.stdout.endswith(f"{said}\n")
    assert len(result.stdout.splitlines()) == 1
    assert sorted(project.root.rglob("*")) == files


def test_a_model_that_dbt_cannot_read_is_named_and_the_old_catalogue_stands(project: Project) -> None:
    (project.published / CATALOGUE).write_text("old", encoding="utf-8")
    (project.root / "models" / "marts" / "broken.sql").write_text("select {{ ref('no_such_model') }}", encoding="utf-8")
    result = project.run(*COMMAND)
    assert result.returncode == 1
    assert len(result.stdout.splitlines()) == 1
    assert "broken.sql" in result.stdout
    assert (project.published / CATALOGUE).read_text(encoding="utf-8") == "old"


def test_where_it_cannot_be_written_the_file_is_named(project: Project) -> None:
    (project.published / CATALOGUE).mkdir()
    result = project.run(*COMMAND)
    said = f"error: {project.published / CATALOGUE}: cannot be written (Is a directory). Allow writing there and free "
    assert (result.returncode, result.stdout) == (1, said + "some space, or remove what stands there.\n")


def test_another_run_gives_the_same_page(project: Project) -> None:
    """Also where dbt reads a changed file anew, after which it lists what it has read in another order."""
    pages = []
    for text in ("", "\n"):
        overview = project.root / "models/overview.md"
        overview.write_text(overview.read_text(encoding="utf-8") + text, encoding="utf-8")
        for parsed in (project.root / "target").glob("partial_parse*" if text else "no"):
            parsed.unlink()
        assert project.run(*COMMAND).returncode == 0
        pages.append((project.published / CATALOGUE).read_bytes())
    assert pages[0] == pages[1]


def test_a_page_that_is_not_dbts_is_refused() -> None:
    with pytest.raises(ValueError, match="not the page that dbt writes"):
        self_contained("<html><body></body></html>")


def test_a_root_is_removed_whatever_stands_in_it() -> None:
    page = '<html><head></head><script>{"metadata": {}, "root_path": "C:\\\\a \\"b\\"\\\\c", "x": 1}</script></html>'
    assert '"root_path": null, "x": 1' in self_contained(page)


@pytest.mark.parametrize("command", ["catalogue", "report"])
def test_where_no_project_is_it_says_so(tmp_path: Path, command: str) -> None:
    result = Project(tmp_path).run("jukinet", command)
    assert (result.returncode, result.stdout) == (
        1,
        f"error: {tmp_path} is no jukinet project: dbt_project.yml or seeds/ is missing; go to the project's "
        "directory, or name it by --root or JUKINET_ROOT\n",
    )
    assert list(tmp_path.iterdir()) == []
