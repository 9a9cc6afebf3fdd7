"""Says what a build found in the ways that CI reads: annotations, a Markdown summary, a JUnit file.

Sources of the formats: GitHub's workflow commands (`::error file=…,line=…::…`) and the JUnit XML that test
reporters share.
"""

from __future__ import annotations

import os
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jukinet.check import Fault
from jukinet.files import write_all
from jukinet.seal import SEALS

GATE = "assert_every_balance_edit_holds_or_is_declared"
PUBLISHED = "assert_tables_were_published"
"""It waits for the tables, and passes where the new ones stand."""
_MOST_ROWS = 10_000
"""Rows of a failed test that are reported; the others are counted."""

# No XML may hold these, and no terminal should obey them.
_UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_PLACE = re.compile(r"(?P<file>.+?\.csv):(?P<line>\d+) (?P<message>.*)")
_BREAK = re.compile(r"\s*[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: a sentence, kept as one line, and, where it is known, the file and line to look at."""

    message: str
    file: str | None = None
    line: int | None = None

    def __post_init__(self) -> None:
        one_line = _BREAK.sub(" ", self.message.strip())
        object.__setattr__(self, "message", _UNREADABLE.sub("\ufffd", one_line))

    @property
    def place(self) -> str:
        """The file with its line, or alone where the whole file is meant; empty without one."""
        return ":".join(str(part) for part in (self.file, self.line) if part)


@dataclass(frozen=True)
class Check:
    """One check of the build: its name, passed, failed or skipped, and what it found."""

    name: str
    status: str
    findings: tuple[Finding, ...] = ()


def seed_check(faults: Sequence[Fault]) -> Check:
    """The check of the seed files as one check."""
    findings = tuple(Finding(fault.message, fault.path.as_posix(), fault.line or None) for fault in faults)
    return Check("seeds_are_well_formed", "failed" if faults else "passed", findings)


def failed_build(problem: str) -> Check:
    """A build that ended before its checks."""
    return Check("the_build_ran", "failed", (Finding(problem),))


def build_checks(
    results: Sequence[Any], database: Path, reword: Callable[[str], Iterable[str]] | None = None
) -> list[Check]:
    """The data tests, and the models that failed, of a dbt run.

    results: dbt's run results. database: the build's database, in which a failed test is asked for its rows. reword:
    what tells a line of the summary about a broken seal by file and row; without it the test's own rows are told.
    """
    import duckdb

    checks = []
    # A build that leaves them out may have those of an earlier one.
    has_suspects = any(one.node.name == "suspect_cells" and str(one.status) == "success" for one in results)
    with duckdb.connect(str(database)) as connection:
        for result in results:
            is_test, status = result.node.resource_type == "test", str(result.status)
            if is_test and status == "fail":
                rows = connection.execute(result.node.compiled_code)
                messages = _messages(rows)
                findings = tuple(Finding(message) for message in messages)
                if result.node.name == SEALS and reword:
                    findings = _placed(
                        [f"{SEALS}: {result.failures}", *(f"  {message}" for message in messages)], reword
                    )
                elif result.failures > len(findings):
                    findings += (Finding(f"and {result.failures - len(findings)} more"),)
                if result.node.name == GATE and has_suspects:
                    findings += _suspects(connection)
                checks.append(Check(result.node.name, "failed", findings))
            elif status in ("fail", "error"):
                checks.append(Check(result.node.name, "failed", (Finding(result.message or "failed"),)))
            elif is_test:
                checks.append(Check(result.node.name, "passed" if status == "pass" else "skipped"))
    return checks


def _messages(rows: Any) -> list[str]:
    names = [column[0] for column in rows.description]
    place = names.index("message") if "message" in names else None
    return [str(row[place]) if place is not None else ", ".join(map(str, row)) for row in rows.fetchmany(_MOST_ROWS)]


def _placed(lines: list[str], reword: Callable[[str], Iterable[str]]) -> tuple[Finding, ...]:
    """What the summary says below its heading, the first of `lines`, each at the file and row with which it begins."""
    told = [one.strip() for line in lines for one in reword(line)][1:]
    places = [(one, _PLACE.fullmatch(one)) for one in told]
    return tuple(
        Finding(place["message"], place["file"], int(place["line"])) if place else Finding(one) for one, place in places
    )


def _suspects(connection: Any) -> tuple[Finding, ...]:
    """What is to be looked at first of each error, at the row of the seed that it blames."""
    rows = connection.execute(
        "select seed_file, seed_row, message, likelihood, "
        "count(*) over (partition by publication_id, component, hypothesis_id) from suspect_cells "
        "where priority = 1 order by publication_id, component, hypothesis_id, cell_id limit 20"
    ).fetchall()
    return tuple(Finding(_suspected(*words), file, line) for file, line, *words in rows)


def _suspected(message: str, likelihood: str | None, cell_count: int) -> str:
    if likelihood is None:
        return message
    others = cell_count - 1
    together = f", together with {others} other cell{'s' * (others > 1)}" if others else ""
    return f"suspect, {likelihood}{together}: {message}"


def found_figures(database: Path) -> list[str]:
    """What a green build counted, one line each of cells, edits and anomalies."""
    import duckdb

    queries = {
        "Cells": "select cell_status, count(*) from resolved_cells "
        "where table_name <> 'earlier_edition' and cell_status <> 'not_applicable' group by all",
        "Edits": "select status, count(*) from reconciliation group by all",
        "Anomalies": "select anomaly || if(acknowledged, ' acknowledged', ''), count(*) from anomalies group by all",
    }
    lines = []
    with duckdb.connect(str(database)) as connection:
        for what, query in queries.items():
            counts = connection.execute(f"{query} order by 2 desc, 1").fetchall()
            found = ", ".join(f"{number:,} {kind.replace('_', ' ')}" for kind, number in counts)
            lines.append(f"{what}: {found or 'none'}")
    return lines


def write_reports(checks: Sequence[Check], directory: Path, figures: Sequence[str] = ()) -> None:
    """Write summary.md and junit.xml into `directory`; append the summary to the job's page on GitHub.

    figures: what a green summary says beside the checks.
    """
    summary = _markdown(checks, figures)
    write_all(directory, {directory / "summary.md": summary.encode("utf-8"), directory / "junit.xml": _junit(checks)})
    job_page = os.environ.get("GITHUB_STEP_SUMMARY")
    if job_page:
        with Path(job_page).open("a", encoding="utf-8") as file:
            file.write(summary)


def annotation_lines(checks: Sequence[Check]) -> list[str]:
    """One GitHub annotation per finding; those that name a file come first, as pages show only ten."""
    found = [(check.name, finding) for check in checks for finding in check.findings]
    found.sort(key=lambda item: item[1].file is None)
    return [_annotation(name, finding) for name, finding in found]


def _annotation(name: str, finding: Finding) -> str:
    properties = [f"file={_escaped(finding.file, ',:')}"] if finding.file else []
    properties += [f"line={finding.line}"] if finding.file and finding.line else []
    properties.append(f"title={_escaped(name, ',:')}")
    return f"::error {','.join(properties)}::{_escaped(finding.message, '')}"


def _escaped(text: str, also: str) -> str:
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _markdown(checks: Sequence[Check], figures: Sequence[str]) -> str:
    failed = [check for check in checks if check.status == "failed"]
    skipped = sum(check.status == "skipped" for check in checks)
    lines = ["## Reconciliation", ""]
    if not failed:
        lines += [f"All {len(checks) - skipped} checks passed; the tables are published.", ""]
        return "\n".join([*lines, *(f"- {figure}" for figure in figures), ""])
    is_published = Check(PUBLISHED, "passed") in checks
    what = "the tables are published" if is_published else "what is published is as it was"
    lines += [f"{len(failed)} of {len(checks)} checks failed; {what}.", ""]
    lines += ["| check | what is wrong | where |", "|---|---|---|"]
    for check in failed:
        for finding in check.findings:
            where = f"`{finding.place}`" if finding.place else ""
            lines.append(f"| {check.name} | {finding.message.replace('|', '&#124;')} | {where} |")
    return "\n".join([*lines, ""])


def _junit(checks: Sequence[Check]) -> bytes:
    counts = {status: str(sum(check.status == status for check in checks)) for status in ("failed", "skipped")}
    suite = ElementTree.Element(
        "testsuite",
        name="jukinet",
        tests=str(len(checks)),
        failures=counts["failed"],
        skipped=counts["skipped"],
        errors="0",
    )
    for check in checks:
        case = ElementTree.SubElement(suite, "testcase", classname="jukinet", name=check.name)
        if check.status == "failed":
            messages = [_junit_line(finding) for finding in check.findings]
            failure = ElementTree.SubElement(case, "failure", message=messages[0] if messages else "failed")
            failure.text = "\n".join(messages)
        elif check.status == "skipped":
            ElementTree.SubElement(case, "skipped")
    ElementTree.indent(suite)
    content: bytes = ElementTree.tostring(suite, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _junit_line(finding: Finding) -> str:
    return f"{finding.place}: {finding.message}" if finding.place else finding.message
