"""Find the parts of a publication by their headings; line and page numbers mean nothing here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jukinet.ingest import normalize
from jukinet.ingest.reading import Reading
from jukinet.ingest.rows import RawRow
from jukinet.ingest.table_rows import TOTALS, without_marks

YEAR = r"(?P<year>(?:令和|平成)(?:元|[0-9]+)年度)"
LEGAL_BASIS = re.compile(
    r"(?:住民基本台帳法?|(?<![一-龠々])法)第(?P<article>[0-9]+)条(?P<branches>(?:の[0-9]+)*)第(?P<paragraph>[0-9]+)項(?:第(?P<item>[0-9]+)号)?"
    r"(?:の規定)?に基づく(?P<activity>利用|提供)"
)
CHAPTER = r"(?P<chapter>[0-9]+)\.?知事の本人確認情報の(?P<activity>利用|提供)状況"
AS_OF = re.compile(r".*年[0-9]+月[0-9]+日\)?現在\)?")

HEADINGS = (
    (
        "plan",
        "",
        YEAR + r"の?(?:住基ネット|住民基本台帳ネットワークシステム)(?:の|に係る)セキュリティ対策"
        # A title may speak of what was done and of what is planned.
        r"(?:(?!状況|実績|結果).){0,20}?(?:事業|計画|予定)",
    ),
    ("title", "", YEAR + r"の?住民基本台帳ネットワークシステム"),
    ("findings", "", YEAR + r"外部監査(?:の|における)?指摘事項"),
    (
        "annual",
        "{annex}",
        r"住民基本台帳法(?:施行条例)?に規定(?:されている|された|する)事務における本人確認情報の利用・?提供(?:実績|状況)"
        # Prose says of the same words where they stand, or what they show.
        r"(?![のはがをにで、])",
    ),
    ("summary", "{chapter}", CHAPTER + r"[(【]総括表?[)】]$"),
    ("chapter", "{chapter}", CHAPTER + r"(?:\(続き\))?$"),
    ("monthly", "{chapter}({number})", r"\((?P<number>[0-9]+)\)" + LEGAL_BASIS.pattern),
    ("training", "", r"[0-9]+\.?(?:セキュリティ)?研修等?$"),
    ("inspections", "", r"[0-9]+\.?(?:(?:外部)?監査|点検・?(?:外部)?監査|監査・?点検)等?$"),
    ("use", "", r"[0-9]+\.?本人確認情報の利用又は提供について$"),
    ("users", "users", r"\([0-9]+\)照合情報認証"),
    ("disclosure", "disclosure", r"\([0-9]+\)本人確認情報の?利用・?提供状況の開示"),
    ("use", "", r"\([0-9]+\)本人確認情報の利用提供状況の公表"),
    ("statements", "{annex}", r"\([0-9]+\).*に規定(?:されている|された|する)事務における利用又は提供.*"),
)
"""Kind and section of the block that each heading opens; of several that fit, the first is taken."""

# What a heading in parentheses does not go on with: a figure, and the day of reference.
OF_ITS_OWN = re.compile(r"[0-9](?:年|件|人|名)")

ANNEX_MARK = re.compile(r"^[(【\[]?別[添紙][0-9]*[)】\]]?")

ACTIVITIES = {"利用": "use", "提供": "provision"}


@dataclass
class Block:
    """The rows under one heading, up to the next one.

    `section` is the seeds' name of the section (annex1, 1, 3(1), users) and empty for prose; `fiscal_year` and
    `is_planned` say of what year the part about training and inspections speaks.
    """

    kind: str
    heading: RawRow
    section: str = ""
    activity: str = ""
    basis: tuple[str, str, str] = ("", "", "")
    fiscal_year: int = 0
    is_planned: bool = False
    rows: list[RawRow] = field(default_factory=list)


def find_blocks(rows: list[RawRow], reading: Reading) -> list[Block]:
    """The parts in the order of the file, of filled rows. Headings that a second publication brings become problems."""
    blocks = [Block("front", rows[0])]
    tables: dict[tuple[str, str, int], Block] = {}
    speaks_of, is_planned, chapter = reading.fiscal_year, False, ""
    texts = [*map(_heading_text, rows), ""]
    words, goes_on = "", False
    for row, text, following in zip(rows, texts, texts[1:], strict=False):
        # Broken within the words by which a heading is known, or within the parenthesis behind them.
        if goes_on or (text and _is_open(words) and not _is_open(words + text) and not OF_ITS_OWN.search(text)):
            reading.repair(row, "the heading of the line above goes on here")
            if blocks[-1].kind == "title":
                blocks[-1].rows.append(row)
            words, goes_on = words if goes_on else "", False
            continue
        block, words = _heading(row, text, chapter), text
        if block is None and text and following and not _heading(row, following, chapter):
            block, words = _heading(row, text + following, chapter), text + following
            goes_on = block is not None
        if block is None:
            blocks[-1].rows.append(row)
            words = ""
            continue
        if block.kind in {"title", "plan", "findings"}:
            speaks_of, is_planned = block.fiscal_year, block.kind == "plan"
        block.fiscal_year, block.is_planned = speaks_of, is_planned
        if block.kind == "chapter":
            chapter = block.section
            # A new page repeats it within a table.
            if (
                blocks[-1].kind == "monthly"
                and blocks[-1].section.startswith(f"{chapter}(")
                and not _is_closed(blocks[-1])
            ):
                continue
        earlier = tables.setdefault(_table(block), block)
        if earlier is block or block.kind in {"chapter", "use"}:
            blocks.append(block)
        elif block.kind in {"annual", "summary"} and earlier is not blocks[-1] and not _has_table(earlier):
            # A list of the annexes names them before they stand there.
            at = next(place for place, one in enumerate(blocks) if one is earlier)
            blocks[at - 1].rows += [earlier.heading, *earlier.rows]
            del blocks[at]
            blocks.append(block)
            tables[_table(block)] = block
        else:
            _continue(blocks, earlier, block, reading)
    return blocks


def _is_open(text: str) -> bool:
    return text.count("(") > text.count(")")


def _heading_text(row: RawRow) -> str:
    """The words of a row that may be a heading, without the mark of its annex; empty where it has other cells."""
    words = without_marks(row.filled)
    if len(words) == 2 and re.fullmatch(r"[0-9]+\.?|\([0-9]+\)", words[0]):
        words = ["".join(words)]
    return ANNEX_MARK.sub("", words[0]) if len(words) == 1 else ""


def _heading(row: RawRow, text: str, chapter: str) -> Block | None:
    """The block that this text opens, if it is a heading; `chapter` is the one that it stands in, empty before any."""
    for kind, section, pattern in HEADINGS:
        found = re.match(pattern, text)
        if found and (chapter or kind != "monthly"):
            annex = "annex2" if "施行条例" in found[0] else "annex1"
            said = {"chapter": chapter, "annex": annex} | found.groupdict("")
            return Block(
                kind,
                row,
                section=section.format_map(said),
                activity=ACTIVITIES.get(said.get("activity", ""), ""),
                basis=basis_of(found) if "article" in said else ("", "", ""),
                fiscal_year=normalize.fiscal_year(said.get("year", "")) or 0,
            )
    return None


def is_heading(text: str) -> bool:
    """Whether a line alone would open a part of the publication."""
    row = RawRow(0, "", (text,))
    return _heading(row, _heading_text(row), chapter="1") is not None


def basis_of(found: re.Match[str]) -> tuple[str, str, str]:
    """Article, paragraph and item as the register of legal bases writes them: 30-15, 1, 1.

    A second branch stands behind a point, 30-15.2 for 第30条の15の2, as its id would else be that of paragraph 2.
    """
    branches = found["branches"].split("の")[1:]
    article = "-".join([found["article"], *([".".join(branches)] if branches else [])])
    return article, found["paragraph"], found["item"] or ""


def mend_basis(what: str, basis: tuple[str, str, str] | None) -> str:
    """What to do where the words of a heading or row name no registered basis: `basis` is a new one that they name."""
    if basis is None:
        return f"Mend the {what}."
    article, paragraph, item = basis
    places = f"article {article}, paragraph {paragraph}" + (f", item {item}" if item else "")
    legal_basis_id = "-".join(["act", *filter(None, basis)])
    register = "seeds/registers/legal_basis_register.csv"
    return f"Where it is printed so, add {legal_basis_id} ({places}) to {register}; else mend the {what}."


def _table(block: Block) -> tuple[str, str, int]:
    """What a publication has once."""
    return block.kind, block.section, block.fiscal_year if block.kind in {"training", "inspections"} else 0


def _continue(blocks: list[Block], earlier: Block, block: Block, reading: Reading) -> None:
    """A heading that is repeated on a new page goes on with its table; after the table's end it is a second one.

    Right below the title a sentence may begin with the same words.
    """
    is_of_title = block.kind == "title" and block.fiscal_year == earlier.fiscal_year
    goes_on = is_of_title or (block.kind in {"annual", "monthly"} and not _is_closed(earlier))
    if goes_on and earlier is blocks[-1]:
        return
    reading.problem(
        block.heading,
        f"this heading stood before, at {earlier.heading.place}",
        advice="Ingest one publication at a time: split the file, or remove what stands twice. Where it is of the plan "
        "for next year, the heading of that is not known: see docs/add-a-publication.md. Where it is no heading, join "
        "it to the line above.",
    )
    blocks.append(block)


def _has_table(block: Block) -> bool:
    return any(len(row.filled) > 1 for row in block.rows)


def _is_closed(block: Block) -> bool:
    return any(normalize.key(row.filled[0]) in TOTALS for row in block.rows)
