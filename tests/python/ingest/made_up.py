"""A made-up publication for fiscal year 2022 (令和4年度): consistent figures, other rows, other names, other shifts.

Run as a program in tests/python it prints the text: python -m ingest.made_up > r04.txt
"""

from __future__ import annotations

import random
import re
import sys
from dataclasses import dataclass, field
from functools import cache

from first_publication import first_tables
from ingest.prints import TABLES_ONLY

YEAR = 2022
MONTHS = [(4, n) for n in range(4, 13)] + [(5, n) for n in range(1, 4)]
NEW_AFFAIR = "子育て世帯給付金支給要綱による給付金の支給に関する事務"
RENAMED = {
    "電気工事士法による免状の交付等に関する事務": "電気工事士法による免状の交付及び返納に関する事務",
    "フロン排出抑制法による登録、更新等に関する事務": "フロン排出抑制法による登録等に関する事務",
}
ENDED = "school-support-private"
SECTIONS = {
    "act-30-15-1-1": ("3(1)", "住民基本台帳法第30条の15第1項第1号の規定に基づく利用"),
    "act-30-15-1-2": ("3(2)", "住民基本台帳法第30条の15第1項第2号の規定に基づく利用"),
    "act-30-13-1": ("4(1)", "住民基本台帳第30条の13第1項の規定に基づく提供"),
    "act-30-15-2-1": ("4(2)", "住民基本台帳法第30条の15第2項第1号の規定に基づく提供"),
    "act-30-15-2-2": ("4(3)", "住民基本台帳法第30条の15第2項第2号の規定に基づく提供"),
}
CONSENT = 17


@dataclass
class Affair:
    """One affair of the made-up year and what it prints where."""

    affair_id: str
    basis: str
    annex: int
    annual_name: str
    monthly_name: str
    recipient: str
    division: str
    started: str
    earlier: list[str]
    months: dict[tuple[int, int], int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(self.months.values())


@dataclass
class MadeUp:
    """The text, and every figure in it by its key."""

    text: str
    figures: dict[tuple[str, ...], int | None]
    new_names: dict[tuple[str, str], str]


_tables = cache(first_tables)


def seed(name: str) -> list[dict[str, str]]:
    return _tables()[name]


def affairs(chance: random.Random) -> list[Affair]:
    """The affairs of 2021 in another order, one ended, one begun, two renamed."""
    register = {row["affair_id"]: row for row in seed("affair_register")}
    names = seed("printed_affair_names")
    recipients = {(row["section"], row["affair_name"]): row["recipient_name"] for row in seed("printed_monthly_counts")}
    counts = seed("printed_annual_counts")
    found = []
    for row in seed("printed_affairs"):
        annex = f"annex{row['annex']}"
        affair_id = next(
            one["affair_id"] for one in names if (one["section"], one["affair_name"]) == (annex, row["affair_name"])
        )
        if affair_id == ENDED:
            continue
        basis = register[affair_id]["legal_basis_id"]
        section = SECTIONS[basis][0]
        monthly = next(
            (one["affair_name"] for one in names if one["section"] == section and one["affair_id"] == affair_id),
            row["affair_name"],
        )
        earlier = [
            f"{int(one['case_count']):,}" if one["case_count"] else "-"
            for one in counts
            if (one["annex"], one["row_no"]) == (row["annex"], row["row_no"]) and one["fiscal_year"] != "2019"
        ]
        found.append(
            Affair(
                affair_id, basis, int(row["annex"]), RENAMED.get(row["affair_name"], row["affair_name"]),
                RENAMED.get(monthly, monthly), recipients.get((section, monthly), ""), row["division_names"],
                row["started_label"], earlier,
            )
        )  # fmt: skip
    found.append(
        Affair(
            "child-benefits",
            "act-30-15-1-1",
            1,
            NEW_AFFAIR,
            NEW_AFFAIR,
            "",
            "福祉子どもみらい局 子ども家庭課",
            "R4.6",
            ["-", "-"],
        )
    )
    chance.shuffle(found)
    for affair in found:
        if affair.earlier[-1] == "0":
            continue
        last = affair.earlier[-1].replace(",", "")
        size = max(2, int(last) // 10 if last.isdigit() else 40)
        months = [month for month in MONTHS if chance.random() < 0.8] or MONTHS[:1]
        if affair.started == "R4.6":
            months = [month for month in months if month >= (4, 6)]
        affair.months = {month: chance.randint(1, size) for month in months}
    return found


def make(seed_no: int = 0, *, shifts: bool = True) -> MadeUp:
    """The publication. With `shifts`, rows are broken in other places and ways than in 2021's."""
    chance = random.Random(seed_no)
    every = affairs(chance)
    figures: dict[tuple[str, ...], int | None] = {}
    lines = _governance(every)
    for annex in (1, 2):
        lines += _annual(annex, [one for one in every if one.annex == annex], figures)
    lines += _summary(every, figures)
    new_names = {
        (section, name): affair_id
        for section, name, affair_id in [
            ("annex1", NEW_AFFAIR, "child-benefits"),
            ("3(1)", NEW_AFFAIR, "child-benefits"),
            ("annex1", RENAMED["電気工事士法による免状の交付等に関する事務"], "electricians"),
            ("3(1)", RENAMED["フロン排出抑制法による登録、更新等に関する事務"], "fluorocarbons"),
        ]
    }
    for basis, (section, words) in SECTIONS.items():
        lines += _monthly(
            section, words, [one for one in every if one.basis == basis and one.count], figures, chance, shifts
        )
    return MadeUp("\n".join(lines) + "\n", figures, new_names)


def _governance(every: list[Affair]) -> list[str]:
    """The first parts of 2021's fixture a year later, with this year's figures in the sentences."""
    text = TABLES_ONLY.read_text(encoding="utf-8").split("住民基本台帳法に規定されている事務")[0]
    text = re.sub(r"令和([0-9]+)年", lambda found: f"令和{int(found[1]) + 1}年", text)
    rows = {annex: [one for one in every if one.annex == annex] for annex in (1, 2)}
    for annex, before in ((1, "18事務で1,156,943件"), (2, "15事務で94,416件")):
        used = sum(one.count > 0 for one in rows[annex])
        text = text.replace(before, f"{used}事務で{sum(one.count for one in rows[annex]):,}件")
    text = text.replace("16事務で可能", f"{len(rows[2])}事務で可能")
    return [*text.rstrip("\n").split("\n"), ""]


def _annual(annex: int, rows: list[Affair], figures: dict[tuple[str, ...], int | None]) -> list[str]:
    ordinance = "施行条例" if annex == 2 else ""
    lines = [
        f"住民基本台帳法{ordinance}に規定されている事務における本人確認情報の利用・提供実績",
        "",
        "令和5年3月31日現在",
        "",
    ]
    header = ["No.\t事 務\t所管課等\t利用開始時期\t年度\t\t", "\t\t\t\tR02\tR03\tR04"]
    for row_no, one in enumerate(rows, start=1):
        if row_no % 15 == 1:
            lines += ([""] if row_no > 1 else []) + header
        counts = [*one.earlier, f"{one.count:,}"]
        lines.append("\t".join([str(row_no), one.annual_name, one.division, one.started, *counts]))
        for year, count in zip((2020, 2021, 2022), counts, strict=True):
            value = None if count == "-" else int(count.replace(",", ""))
            figures["annual", f"annex{annex}", one.annual_name, str(year)] = value
    totals = [
        sum(figures["annual", f"annex{annex}", one.annual_name, str(year)] or 0 for one in rows)
        for year in (2020, 2021, 2022)
    ]
    for year, total in zip((2020, 2021, 2022), totals, strict=True):
        figures["total", f"annex{annex}", "total", str(year)] = total
    return [*lines, "\t".join(["計", "", "", "", *(f"{total:,}" for total in totals)]), ""]


def _summary(every: list[Affair], figures: dict[tuple[str, ...], int | None]) -> list[str]:
    lines: list[str] = []
    consent = ("", "住民基本台帳法第30条の15第1項第3号の規定に基づく利用")
    orders = {
        ("1", "利用"): ["act-30-15-1-1", "act-30-15-1-2", "consent"],
        ("2", "提供"): ["act-30-13-1", "act-30-15-2-1", "act-30-15-2-2"],
    }
    for (chapter, word), bases in orders.items():
        lines += [f"{chapter} 知事の本人確認情報の{word}状況（総括）", "", f"{word}区分\t{word}件数"]
        total = 0
        for number, basis in enumerate(bases, start=1):
            count = CONSENT if basis == "consent" else sum(one.count for one in every if one.basis == basis)
            words = consent[1] if basis == "consent" else SECTIONS[basis][1]
            lines.append(f"({number}) ({words})\t{count:,}")
            figures["total", f"{chapter}({number})", "line", str(YEAR)] = count
            total += count
        lines += [f"合計\t{total:,}", ""]
        figures["total", chapter, "grand_total", str(YEAR)] = total
    return lines


def _monthly(
    section: str, words: str, rows: list[Affair], figures: dict[tuple[str, ...], int | None], chance: random.Random,
    shifts: bool,
) -> list[str]:  # fmt: skip
    activity = "利用" if section.startswith("3") else "提供"
    provision = activity == "提供"
    header = "名称\t提供先\t年月\t件数" if provision else "名称\t年月\t件数"
    lines = [f"{section[0]} 知事の本人確認情報の{activity}状況", "", f"{section[1:]} {words}", "", header]
    for one in rows:
        broken = chance.choice(["", "", "lost", "left", "repeated", "paged"]) if shifts else ""
        for place, ((year, month), count) in enumerate(one.months.items()):
            first = place == 0
            names = [one.monthly_name if first else "", *([one.recipient if first else ""] if provision else [])]
            cells = [*names, f"令和{year}年{month}月", f"{count:,}"]
            value: int | None = count
            if broken == "lost" and first:
                cells, value = ["", *cells[:-1]], None
            elif broken == "left" and not first:
                cells = [cells[-2], *[""] * len(names), cells[-1]]
            elif broken == "repeated":
                cells[0] = one.monthly_name
            elif broken == "paged" and place == 2:
                lines += ["", header]
            lines.append("\t".join(cells))
            figures["monthly", section, one.monthly_name, f"{year + 2018}-{month:02}-01"] = value
    total = sum(one.count for one in rows)
    figures["total", section, "subtotal", str(YEAR)] = total
    return [*lines, "\t".join(["小計", *[""] * (2 if provision else 1), f"{total:,}"]), ""]


if __name__ == "__main__":
    sys.stdout.buffer.write(make(int(sys.argv[1]) if len(sys.argv) > 1 else 0).text.encode("utf-8"))
