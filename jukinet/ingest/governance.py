"""Training, inspections, findings and the figures of the prose. Wording becomes codes by rules, never by guessing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from datetime import date

from jukinet.ingest import normalize, phrases
from jukinet.ingest.names import Names
from jukinet.ingest.normalize import FIGURE_AT_START, FIGURE_WITHIN, LOST, Figure
from jukinet.ingest.paragraphs import Item, Passage, items, passage
from jukinet.ingest.phrases import Rules, code_of
from jukinet.ingest.reading import Reading, Remark
from jukinet.ingest.rows import RawRow
from jukinet.ingest.sections import Block
from jukinet.ingest.table_rows import MEND

SESSION_NO = re.compile(r"第([0-9]{1,9})回")
# The long vowel (ー) at the end of a word is no dash.
ATTENDEES = re.compile(rf".*?(?:(?<![ァ-ー])|(?=[lIOo|]*[0-9])){FIGURE_WITHIN}[名人]")
# A number that was lost has left its parenthesis.
OFFICES = re.compile(rf"(?:(?<=\()|(?<=\(計)|(?=[lIOo|]*[0-9])){FIGURE_WITHIN}所属\)?")
AUDITED = re.compile(rf"{FIGURE_AT_START}所属中、?{FIGURE_WITHIN}所属で")
PERMITTED = re.compile(rf"{FIGURE_AT_START}事務(?:\([^)]*\))?で[^0-9]*可能")
USED = re.compile(rf"{FIGURE_AT_START}事務で{FIGURE_WITHIN}件")
REQUESTS = re.compile(rf"{FIGURE_AT_START}件の開示請求|開示請求は(?:なかった|ありませんでした)")
BULLET = re.compile(r"[-・○●※]")
DIGITS_APART = re.compile(r"[0-9,]*[0-9]\s[0-9][0-9,]*(?=\s?(?:件|人|名|所属|事務))")
UNREAD_FIGURE = re.compile(r"[0-9](?:件|人|名|所属|事務)")


def read_training(block: Block, reading: Reading) -> None:
    """Rows of printed_training_sessions and printed_training_attendance."""
    for item in items(block.rows):
        if item.number:
            _session(item, block, reading)
        elif "研修" in item.heading.text:
            _induction(item, block, reading)


def _session(item: Item, block: Block, reading: Reading) -> None:
    numbered = SESSION_NO.search(item.heading.text)
    months = normalize.months_in(item.heading.text)
    if not numbered or not months:
        reading.phrase(item.row, "printed_training_sessions", "session_no or month", item.heading.text)
        return
    session_id = _new_id(reading, "printed_training_sessions", "session_id", f"{block.fiscal_year}-{numbered[1]}")
    seed = "printed_training_sessions"
    reading.add(
        seed,
        session_id=session_id,
        fiscal_year=block.fiscal_year,
        session_no=int(numbered[1]),
        is_planned=block.is_planned,
        session_kind="regular",
        first_month=months[0],
        last_month=months[1],
        form=_optional(reading, item, seed, "form", phrases.TRAINING_FORM, "備考"),
        lecturer=_optional(reading, item, seed, "lecturer", phrases.LECTURER, "講師"),
        topic=_code(reading, item, seed, "topic", phrases.TRAINING_TOPIC, item.text("内容")),
        source_line=item.row.line,
    )
    for label in ("受講者", "対象"):
        if label in item.fields:
            field = item.fields[label]
            for part in re.split(r"、(?![0-9])|及び", field.text):
                _attendance(reading, item, field.rows[0], session_id, part, block.is_planned)


def _attendance(reading: Reading, item: Item, row: RawRow, session_id: str, text: str, is_planned: bool) -> None:
    counted = ATTENDEES.fullmatch(text)
    figure = _figure(reading, row, counted[1] if counted else "")
    if is_planned and figure == LOST:
        figure = (None, "not_applicable")
    seed = "printed_training_attendance"
    audience = _code(reading, item, seed, "audience", phrases.AUDIENCE, text)
    called = f"attendees of {session_id}: {text}"
    reading.figure(row, seed, figure, called, column="attendee_count", session_id=session_id, audience=audience)


def _induction(item: Item, block: Block, reading: Reading) -> None:
    text, seed = item.heading.text, "printed_training_sessions"
    session_id = _new_id(reading, seed, "session_id", f"{block.fiscal_year}-new-users")
    reading.add(
        seed,
        session_id=session_id,
        fiscal_year=block.fiscal_year,
        session_no=None,
        is_planned=block.is_planned,
        session_kind="induction",
        first_month=None,
        last_month=None,
        form=_code(reading, item, seed, "form", phrases.TRAINING_FORM, text),
        lecturer=None,
        topic=_code(reading, item, seed, "topic", phrases.TRAINING_TOPIC, text),
        source_line=item.row.line,
    )
    _attendance(reading, item, item.row, session_id, text.rstrip(")。"), block.is_planned)


def read_inspections(block: Block, reading: Reading, names: Names) -> None:
    """Rows of printed_inspections, printed_inspected_offices and the audit's figures in printed_statements."""
    for item in items(block.rows):
        kind = code_of(phrases.INSPECTION_KIND, item.heading.text.split("(")[0])
        months = normalize.months_in(item.heading.text)
        if not kind or not months:
            if item.number:
                reading.phrase(item.row, "printed_inspections", "inspection_kind or month", item.heading.text)
            continue
        _inspection(item, kind, months, block, reading, names)


def _inspection(
    item: Item, kind: str, months: list[date], block: Block, reading: Reading, names: Names
) -> None:  # fmt: skip
    named = f"{block.fiscal_year}-{kind.replace('_', '-')}"
    inspection_id = _new_id(reading, "printed_inspections", "inspection_id", named)
    target = item.fields.get("対象")
    offices = OFFICES.search(target.text) if target else None
    row = target.rows[0] if target else item.row
    count, status = _figure(reading, row, offices[1] if offices else "") if target else (None, "not_applicable")
    if status == "lost":
        reading.lost.append(Remark(row.place, f"offices of {inspection_id}"))
    seed, said = "printed_inspections", item.text("実施者") or item.text("内容")
    inspector = code_of(phrases.INSPECTOR, said)
    method = code_of(phrases.INSPECTION_METHOD, item.text("実施概要", "実施方法", "内容", "備考"))
    if "実施者" in item.fields and not inspector:
        reading.phrase(item.row, seed, "inspector", said)
    if "実施概要" in item.fields and not method:
        reading.phrase(item.row, seed, "method", item.text("実施概要"))
    reading.add(
        seed,
        inspection_id=inspection_id,
        fiscal_year=block.fiscal_year,
        inspection_kind=kind,
        is_planned=block.is_planned,
        first_month=months[0],
        last_month=months[1],
        inspector=inspector,
        method=method,
        office_count=count,
        cell_status=status,
        source_line=row.line,
    )
    if target and offices:
        listed = target.text[offices.end() :]
        at = target.row_at(offices.end())
        for office_no, name in enumerate((one for one in re.split("[、,]", listed) if one), start=1):
            reading.add(
                "printed_inspected_offices",
                inspection_id=inspection_id,
                office_no=office_no,
                office_name=names.registered("office_register", name, at),
                source_line=at.line,
            )
    _audit_result(item, inspection_id, reading)


def _audit_result(item: Item, inspection_id: str, reading: Reading) -> None:
    result = item.fields.get("監査結果")
    if result is None:
        return
    found = AUDITED.search(result.text)
    if not found:
        reading.phrase(result.rows[0], "printed_statements", "offices_audited", result.text)
        return
    for statement, figure in (("offices_audited", found[1]), ("offices_with_findings", found[2])):
        _state(reading, statement, inspection_id, figure, result.row_at(found.start()))


def read_findings(block: Block, reading: Reading, severity: str) -> None:
    """Rows of printed_inspection_findings; `severity` is the auditor's, given once for all findings."""
    area, seed = "", "printed_inspection_findings"
    findings: list[tuple[str, RawRow, list[str]]] = []
    for row in block.rows:
        cells = [normalize.key(cell) for cell in row.filled]
        if len(cells) == 1:
            if re.match(r"[0-9]+\.?\S*面", cells[0]):
                area = code_of(phrases.FINDING_AREA, cells[0])
            elif len(row.cells) > 1 and findings:
                # The words of a narrow cell go on: behind the remedy in its column, else behind the finding.
                findings[-1][2][row.cells.index(row.filled[0]) == len(row.cells) - 1] += cells[0]
            elif not BULLET.match(cells[0]):
                reading.note(row, "one cell among the findings, not read")
            continue
        if all(re.fullmatch(r"指摘(?:事項|概要|内容)|対応(?:内容|状況)|No\.?", cell) for cell in cells):
            continue
        if len(cells) == 3 and cells[0].isdigit():
            cells = cells[1:]
        if len(cells) != 2:
            reading.problem(row, "the row is not: finding, remedy", None, MEND)
            continue
        findings.append((area, row, cells))
    for finding_no, (its_area, row, cells) in enumerate(findings, start=1):
        codes = {
            "area": its_area,
            "register_concerned": code_of(phrases.REGISTER_CONCERNED, cells[0]),
            "defect": code_of(phrases.DEFECT, cells[0]),
            "remedy": code_of(phrases.REMEDY, cells[1]),
            "severity": severity,
        }
        for column in (name for name, code in codes.items() if not code):
            reading.phrase(row, seed, column, cells[1] if column == "remedy" else cells[0])
        reading.add(
            seed,
            inspection_id=f"{block.fiscal_year}-external-audit",
            finding_no=finding_no,
            **codes,
            source_line=row.line,
        )


def severity_of(blocks: list[Block]) -> str:
    """The severity that the auditor gave to all findings, from the result of the audit."""
    found = (item.text("監査結果") for block in blocks for item in items(block.rows))
    return code_of(phrases.SEVERITY, "".join(found))


def read_statements(block: Block, reading: Reading) -> None:
    """The figures that the prose states of an annex, or of disclosure, as rows of printed_statements."""
    whole = passage(block.rows)
    if block.kind == "disclosure":
        since = normalize.day(whole.text.split("から")[0]) if "から" in whole.text else None
        if found := REQUESTS.search(whole.text):
            # The sentence that there was none has no figure to lose.
            figure = "0" if found[1] is None else found[1]
            _state(reading, "disclosure_requests", "disclosure", figure, whole.row_at(found.start()), since)
        else:
            reading.phrase(block.heading, "printed_statements", "disclosure_requests", whole.text)
        note_unread_figures(block, reading, _rows_of(whole, found))
        return
    permitted, used = PERMITTED.search(whole.text), USED.search(whole.text)
    if permitted:
        _state(reading, "affairs_permitted", block.section, permitted[1], whole.row_at(permitted.start()))
    if used:
        _state(reading, "affairs_used", block.section, used[1], whole.row_at(used.start()))
        _state(reading, "cases", block.section, used[2], whole.row_at(used.start()))
    if not permitted or not used:
        reading.phrase(block.heading, "printed_statements", "affairs_permitted, affairs_used, cases", whole.text)
    note_unread_figures(block, reading, _rows_of(whole, permitted, used))


def _rows_of(whole: Passage, *found: re.Match[str] | None) -> list[RawRow]:
    """The rows over which what was found goes."""
    return [whole.row_at(at) for one in found if one for at in range(one.start(), one.end())]


def note_unread_figures(block: Block, reading: Reading, read: Sequence[RawRow] = ()) -> None:
    """List prose with figures that no rule reads, so that a person can judge whether they matter.

    read: rows with a figure that was read.
    """
    for row in block.rows:
        if row not in read and len(row.filled) == 1 and UNREAD_FIGURE.search(normalize.key(row.filled[0])):
            reading.note(row, "figures in prose, not read")


def note_digits_apart(block: Block, reading: Reading) -> None:
    """List figures of the prose with a space between their digits, which justified text has, and two figures too."""
    for row in block.rows:
        for found in DIGITS_APART.finditer(normalize.plain("".join(row.cells))):
            reading.note(row, f"the digits {found[0]} stand apart, read as one figure")


def _state(
    reading: Reading, statement: str, subject: str, text: str, row: RawRow, since: date | None = None
) -> None:  # fmt: skip
    reading.state(row, statement, subject, _figure(reading, row, text), since)


def _figure(reading: Reading, row: RawRow, text: str) -> Figure:
    """A figure of the prose; lost where it is not there, and a problem where its digits are no count."""
    figure = normalize.figure_of_prose(text)
    if figure is None:
        reading.problem(row, "this is no figure", text, MEND)
    return figure or LOST


def _new_id(reading: Reading, seed: str, column: str, wanted: str) -> str:
    """The id, or the id with a number where the publication has one of that kind in the year already."""
    before = {row[column] for row in reading.seeds.get(seed, [])}
    numbered = (f"{wanted}-{number}" for number in itertools.count(2))
    return wanted if wanted not in before else next(one for one in numbered if one not in before)


def _code(reading: Reading, item: Item, seed: str, column: str, rules: Rules, text: str) -> str:
    code = code_of(rules, text)
    if not code:
        reading.phrase(item.row, seed, column, text)
    return code


def _optional(reading: Reading, item: Item, seed: str, column: str, rules: Rules, label: str) -> str:
    return _code(reading, item, seed, column, rules, item.text(label)) if label in item.fields else ""
