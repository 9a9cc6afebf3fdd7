"""The findings of the audit: a table of words, which become codes by rules, never by guessing."""

from __future__ import annotations

import re
import unicodedata

from jukinet.ingest import normalize, phrases
from jukinet.ingest.paragraphs import ITEM, labelled
from jukinet.ingest.phrases import code_of
from jukinet.ingest.reading import Reading
from jukinet.ingest.rows import RawRow
from jukinet.ingest.sections import Block

BULLET = re.compile(r"[-・○●※]")
NONE = re.compile(r"(?:該当|(?:特に)?指摘(?:事項)?[はが]?)?(?:なし|無し|なかった|ありません(?:でした)?)。?")


def read(block: Block, reading: Reading, result: str) -> None:
    """Rows of printed_inspection_findings; `result` of the audit gives the severity, once for all findings."""
    area, seed = "", "printed_inspection_findings"
    findings: list[tuple[str, RawRow, list[str]]] = []
    without: dict[str, RawRow] = {}
    last_no = 0
    for row in block.rows:
        cells = [normalize.key(cell) for cell in row.filled]
        is_behind_one = bool(findings) and findings[-1][0] == area
        says_none = NONE.fullmatch(cells[0]) and all(NONE.fullmatch(one) or normalize.is_dash(one) for one in cells)
        # Behind a finding of the area it may be the end of its words.
        if says_none and not is_behind_one:
            reading.note(row, "this says that there is no finding, and is read as none")
            without.pop(area, None)
            continue
        if len(cells) == 1:
            if re.match(r"[0-9]+(?![0-9])\S*面", cells[0]):
                area = code_of(phrases.FINDING_AREA, cells[0])
                without[area] = row
            elif row.cells[0].strip() and BULLET.match(cells[0]):
                # A sentence behind the table, which has the table's columns in Excel.
                continue
            elif len(row.cells) > 1 and is_behind_one:
                # The words of a narrow cell go on: behind the remedy in its column, else behind the finding.
                reading.repair(row, f"the words of the finding at {findings[-1][1].place} go on here")
                findings[-1][2][row.cells.index(row.filled[0]) == len(row.cells) - 1] += cells[0]
            else:
                reading.note(row, "one cell among the findings, not read")
            continue
        if all(re.fullmatch(r"指摘(?:事項|概要|内容)|対応(?:内容|状況)|No\.?", cell) for cell in cells):
            if is_behind_one:
                reading.note(row, "a header without the heading of an area, read as more findings of the same area")
            continue
        # Circled numbers too; each area may begin at 1 or go on.
        if len(cells) == 3 and (number := re.fullmatch("[0-9]{1,3}", unicodedata.normalize("NFKC", cells[0]))):
            if int(number[0]) not in (1, last_no + 1):
                reading.note(row, f"finding {number[0]} follows finding {last_no}: one between them may be lost")
            last_no, cells = int(number[0]), cells[1:]
        if len(cells) != 2:
            reading.problem(row, "the row is not: finding, remedy")
            continue
        if earlier := next((one for _, one, other in findings if other == cells), None):
            reading.note(row, f"this finding stood before, at {earlier.place}, and is read as a second one")
        findings.append((area, row, cells))
        without.pop(area, None)
    for heading in without.values():
        reading.note(heading, "no finding stands under this heading, and nothing says that there is none")
    for finding_no, (its_area, row, cells) in enumerate(findings, start=1):
        codes = {
            "area": its_area,
            "register_concerned": code_of(phrases.REGISTER_CONCERNED, cells[0]),
            "defect": code_of(phrases.DEFECT, cells[0]),
            "remedy": code_of(phrases.REMEDY, cells[1]),
            "severity": code_of(phrases.SEVERITY, result),
        }
        for column in (name for name, code in codes.items() if not code):
            words = {"remedy": cells[1], "severity": result}.get(column, cells[0])
            reading.no_code(row, seed, column, words)
        reading.add(
            seed,
            inspection_id=f"{block.fiscal_year}-external-audit",
            finding_no=finding_no,
            **codes,
            source_line=row.line,
        )


def result_of(blocks: list[Block]) -> str:
    """The words of the result of the audit."""
    result, is_result = "", False
    for row in (row for block in blocks for row in block.rows):
        text, fields = labelled(row)
        is_result = is_result and not ITEM.fullmatch(text)
        result += text if is_result else ""
        for label, words in fields:
            is_result = label == "監査結果"
            result += words if is_result else ""
    return result
