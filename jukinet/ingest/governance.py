"""Training and inspections. Wording becomes codes by rules, never by guessing."""

from __future__ import annotations

import itertools
import re
from datetime import date

from jukinet.ingest import normalize, phrases
from jukinet.ingest.names import Names
from jukinet.ingest.normalize import FIGURE_AT_START, FIGURE_WITHIN, LOST
from jukinet.ingest.paragraphs import Item, items
from jukinet.ingest.phrases import Rules, code_of, codes_of
from jukinet.ingest.reading import Reading
from jukinet.ingest.rows import RawRow
from jukinet.ingest.sections import Block
from jukinet.ingest.statements import note_unread_figures

SESSION_NO = re.compile(r"第([0-9]{1,9})回")
# The long vowel (ー) at the end of a word is no dash.
ATTENDEES = re.compile(rf"(?:(?![0-9][名人]).)*?(?:(?<![ァ-ー])|(?=[lIOo｜]{{0,9}}[0-9])){FIGURE_WITHIN}[名人][)。]*")
PART = re.compile(
    r"\(うち[^()]{1,99}\)|、うち[^()]{1,99}(?=\))"
    # Behind a figure, and up to the next audience.
    r"|(?:(?<=[0-9][名人])|(?<=[0-9]所属))、うち[^()、]{1,99}?[0-9](?:[名人]|所属)(?:(?!及び)[^()、])*"
)
TOTAL_ATTENDEES = re.compile(r"\(?[合総]?計(?=[0-9])[0-9,]{1,15}[名人](?:\)|\(?)")
# A number that was lost has left its parenthesis.
OFFICES = re.compile(
    rf"(?:(?<=\()|(?<=\(計)|(?=[lIOo｜]{{0,9}}[0-9])){FIGURE_WITHIN}所属(?:、?延べ[^()、]{{1,20}})?\)?"
)
NUMBER_OF_OFFICES = re.compile(r"[0-9]所属")
# In a list that may stand in parentheses, alone or with the number.
OFFICE = re.compile(r"^(?:.{0,99}[0-9]所属\)*)?[:(]?([^()]*(?:\([^()]*\))?)\)?$")
AUDITED = re.compile(
    rf"{FIGURE_AT_START}所属(?:中|の?うち|の内)、?{FIGURE_WITHIN}所属(?:で|に(?:おいて)?)"
    r"、?(?:(?!所属)[^、。]){0,20}?(?:指摘|不適合)(?![^、。]{0,20}(?:な[いかくしけ]|[れせけえ]ず|ません))"
)
REMARK = "a remark (※) that names neither training nor an inspection and its month, not read"
NO_ROW = "; the item gets no row"
NOT_HELD = re.compile("(?:中止|延期|見送(?:り|(?!り)))(?!(?:は|も)?な[しく]|せず|しな)")
ATTENDED = ("受講者", "対象")


def read_training(block: Block, reading: Reading) -> None:
    """Rows of printed_training_sessions and printed_training_attendance."""
    read: list[RawRow] = []
    for item in items(block.rows, reading):
        if item.number:
            if _session(item, block, reading):
                read += item.rows(*ATTENDED)
        elif "研修" in item.heading.text:
            _induction(item, block, reading)
            read += [*item.heading.rows, *item.rows(*ATTENDED)]
        else:
            reading.note(item.row, REMARK)
    note_unread_figures(block, reading, read)


def _session(item: Item, block: Block, reading: Reading) -> bool:
    """Read a session; whether its heading says which and when."""
    numbered = SESSION_NO.search(item.heading.text)
    months = _months(item, block, reading)
    if not numbered or not months:
        reading.phrase(item.row, "printed_training_sessions", "session_no or month", item.heading.text + NO_ROW)
        return False
    seed = "printed_training_sessions"
    session_id = _new_id(reading, item, seed, "session_id", f"{block.fiscal_year}-{numbered[1]}")

    def said(column: str, rules: Rules, label: str) -> str:
        # What a plan need not say yet.
        if block.is_planned and label not in item.fields:
            return ""
        return _code(reading, item, seed, column, rules, item.text(label))

    reading.add(
        seed,
        session_id=session_id,
        fiscal_year=block.fiscal_year,
        session_no=int(numbered[1]),
        is_planned=block.is_planned,
        session_kind="regular",
        first_month=months[0],
        last_month=months[1],
        form=said("form", phrases.TRAINING_FORM, "備考"),
        lecturer=said("lecturer", phrases.LECTURER, "講師"),
        topic=_code(reading, item, seed, "topic", phrases.TRAINING_TOPIC, item.text("内容")),
        source_line=item.row.line,
    )
    attended = [item.fields[label] for label in ATTENDED if label in item.fields]
    for field in attended:
        parts = re.split(r"、(?![0-9])|及び", _without_part(field.text, field.rows[0], reading))
        for part in parts:
            total = TOTAL_ATTENDEES.search(part) if len(parts) > 1 else None
            if total:
                reading.note(field.rows[0], f"the total of several audiences is that of none, not read: {part}")
            if audience := part.replace(total[0], "") if total else part:
                _attendance(reading, item, field.rows[0], session_id, audience, block.is_planned)
    if not attended:
        reading.note(item.row, "neither 受講者 nor 対象 stands under this heading: its attendance gets no rows")
    return True


def _without_part(text: str, row: RawRow, reading: Reading) -> str:
    """The text without the figure of a part, which is listed.

    The parts of a mere total that name several audiences are these themselves.
    """
    whole = PART.sub("", text)
    if TOTAL_ATTENDEES.match(whole) and len(codes_of(phrases.AUDIENCE, text)) > 1:
        return text
    if whole != text:
        reading.note(row, f"the figure of a part, not read: {text}")
    return whole


def _attendance(reading: Reading, item: Item, row: RawRow, session_id: str, text: str, is_planned: bool) -> None:
    counted = ATTENDEES.fullmatch(text)
    figure = reading.prose_figure(row, counted[1] if counted else "")
    if is_planned and figure == LOST:
        figure = (None, "not_applicable")
    seed = "printed_training_attendance"
    audience = _code(reading, item, seed, "audience", phrases.AUDIENCE, text)
    called = f"attendees of {session_id}: {text}"
    reading.figure(row, seed, figure, called, column="attendee_count", session_id=session_id, audience=audience)


def _induction(item: Item, block: Block, reading: Reading) -> None:
    text, seed = item.heading.text, "printed_training_sessions"
    session_id = _new_id(reading, item, seed, "session_id", f"{block.fiscal_year}-new-users")
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
    row = next(iter(item.rows(*ATTENDED)), item.row)
    attended = _without_part(text + item.text(*ATTENDED), row, reading)
    _attendance(reading, item, row, session_id, attended, block.is_planned)


def read_inspections(block: Block, reading: Reading, names: Names) -> None:
    """Rows of printed_inspections, printed_inspected_offices and the audit's figures in printed_statements."""
    read: list[RawRow] = []
    for item in items(block.rows, reading):
        kind = code_of(phrases.INSPECTION_KIND, item.heading.text.split("(")[0])
        months = _months(item, block, reading)
        if not kind or not months:
            if item.number:
                reading.phrase(item.row, "printed_inspections", "inspection_kind or month", item.heading.text + NO_ROW)
            else:
                reading.note(item.row, REMARK)
            continue
        _inspection(item, kind, months, block, reading, names)
        read += item.rows("対象", "監査結果")
    note_unread_figures(block, reading, read)


def _inspection(
    item: Item, kind: str, months: list[date], block: Block, reading: Reading, names: Names
) -> None:  # fmt: skip
    named = f"{block.fiscal_year}-{kind.replace('_', '-')}"
    inspection_id = _new_id(reading, item, "printed_inspections", "inspection_id", named)
    target = item.fields.get("対象")
    offices = OFFICES.search(target.text) if target else None
    row = target.rows[0] if target else item.row
    whole = _without_part(target.text, row, reading) if target else ""
    number = OFFICES.search(whole)
    figure = reading.prose_figure(row, number[1] if number else "") if target else (None, "not_applicable")
    if len(NUMBER_OF_OFFICES.findall(whole)) > 1:
        figure = LOST
        reading.note(row, "several numbers of offices stand here, none is read")
    seed, said = "printed_inspections", item.text("実施者") or item.text("内容")
    done = item.text("実施概要", "実施方法", "内容", "備考")
    inspector, method = code_of(phrases.INSPECTOR, said), code_of(phrases.INSPECTION_METHOD, done)
    if not inspector and ("実施者" in item.fields or not said):
        reading.no_code(item.row, seed, "inspector", said)
    if not method and ("実施概要" in item.fields or not done):
        reading.no_code(item.row, seed, "method", done)
    reading.figure(
        row,
        seed,
        figure,
        f"offices of {inspection_id}",
        column="office_count",
        inspection_id=inspection_id,
        fiscal_year=block.fiscal_year,
        inspection_kind=kind,
        is_planned=block.is_planned,
        first_month=months[0],
        last_month=months[1],
        inspector=inspector,
        method=method,
    )
    if target and offices:
        at = target.row_at(offices.end())
        listed = (OFFICE.sub(r"\1", one) for one in re.split("[、,]|及び", target.text[offices.end() :]))
        for office_no, name in enumerate(filter(None, listed), start=1):
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
        reading.state(result.row_at(found.start()), statement, inspection_id, figure)


def _months(item: Item, block: Block, reading: Reading) -> list[date]:
    """The months of the heading; one of another year may be what a lost digit has made of it.

    Empty where it names none, or says that nothing was held then.
    """
    is_past, months = not block.is_planned, normalize.months_in(item.heading.text)
    if is_past and NOT_HELD.search(item.text(*item.fields)):
        reading.note(item.row, "words under this heading say that something was put off: judge what was held")
    if is_past and NOT_HELD.search(item.heading.text):
        return []
    if any(normalize.fiscal_year_of(month) != block.fiscal_year for month in months):
        reading.note(item.row, f"a month of this heading is not of fiscal year {block.fiscal_year}")
    return months


def _new_id(reading: Reading, item: Item, seed: str, column: str, wanted: str) -> str:
    """The id, or the id with a number where the publication has one of that kind in the year already."""
    before = {row[column] for row in reading.rows(seed)}
    if wanted not in before:
        return wanted
    numbered = (f"{wanted}-{number}" for number in itertools.count(2))
    new = next(one for one in numbered if one not in before)
    reading.note(item.row, f"{wanted} stood before, and this is read as {new}")
    return new


def _code(reading: Reading, item: Item, seed: str, column: str, rules: Rules, text: str) -> str:
    codes = codes_of(rules, text)
    if not codes:
        reading.no_code(item.row, seed, column, text)
    elif len(codes) > 1:
        reading.note(item.row, f"several {column}s stand together, read as {codes[0]}: {text}")
    return codes[0] if codes else ""
