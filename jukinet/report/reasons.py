"""What `localize` says of a slip, in Japanese: the published column is English."""

from __future__ import annotations

import re

_SAID = {
    "row doubled or should be absent": "行が重複しているか、本来ない行である",
    "printed as zero": "0と記された",
    "sign": "符号の誤り",
    "two adjacent digits exchanged": "隣り合う2桁の入れ替わり",
    "two digits exchanged": "2つの桁の入れ替わり",
    r"digit (\d) read as (\d)": r"数字\1を\2と読み違えた",
    "a digit dropped": "1桁の脱落",
    r"digit (\d) inserted": r"余分な数字\1",
    r"digit (\d) doubled": r"数字\1の重複",
    "a zero too many": "0が1つ多い",
    r"(\d+) zeros too many": r"0が\1つ多い",
    "a zero too few": "0が1つ足りない",
    r"(\d+) zeros too few": r"0が\1つ足りない",
    "another figure": "別の数値",
    "the neighbour's value": "隣の値",
    "the value of another cell of the column": "同じ列の別のセルの値",
    "two cells of the line exchanged": "同じ行の2つのセルの入れ替わり",
    "two cells of the column exchanged": "同じ列の2つのセルの入れ替わり",
    "two lines exchanged": "2行の入れ替わり",
    r"the block is (\d+) times too small": r"表全体が\1分の1になっている",
    r"the block is (\d+) times too large": r"表全体が\1倍になっている",
    "values printed one place too late": "値が1つ後ろにずれている",
    "values printed one place too early": "値が1つ前にずれている",
    "re-read the table": "表全体の再確認が必要",
    "no movable cell can explain it": "説明できるセルがない",
    r"no movable cell can explain it, but (\S+) would: (-?\d+) -> (-?\d+)": (
        r"この公表物のセルでは説明できないが、\1が\2でなく\3であれば成り立つ"
    ),
    "no answer in the time given": "時間内に答えが出ない",
    "the row is missing": "行が欠けている",
    "the row is missing, as are the affair's other months": "行が欠けており、同じ事務の他の月もない",
    r"together they are (\d+)": r"合わせて\1",
    r"rows are missing: (.+) has none of (\S+), and (\d+) sums? (?:is|are) made of them": (
        r"行が欠けている：\1に\2の行がなく、\3の合計がそれによる"
    ),
    r"rows are missing: none of (.+) is a part of (.+) or of (\d+) more sums?": (
        r"行が欠けている：\1に、\2と他\3の合計の内訳となる行がない"
    ),
    r"rows are missing: none of (.+) is a part of (.+)": r"行が欠けている：\1に、\2の内訳となる行がない",
    "add them": "行の追加が必要",
    "add them, or correct the section, affair, year or inspection that they or the totals name": (
        "行を追加するか、行や合計が示す区分・事務・年度・点検の訂正が必要"
    ),
    "a dash stands for a figure": "数値の代わりに「-」がある",
    r"any figure up to (\d+) would do": r"\1以下なら成り立つ",
    r"any figure from (\d+) on would do": r"\1以上なら成り立つ",
    r"any figure from (\d+) to (\d+) would do": r"\1以上\2以下なら成り立つ",
}


def reason_ja(reason: str) -> str:
    """The slip in Japanese; one that is not known here stays as it is."""
    slip, _, bound = reason.partition("; ")
    if bound:
        return f"{reason_ja(slip)}（{reason_ja(bound)}）"
    for said, ja in _SAID.items():
        if found := re.fullmatch(said, reason):
            return found.expand(ja)
    return reason
