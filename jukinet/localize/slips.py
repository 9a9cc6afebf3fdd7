"""The ways in which a figure comes to be read or written as another: from what it should be to what is
printed."""

from __future__ import annotations

from itertools import combinations, pairwise
from string import digits
from typing import NamedTuple

from jukinet.labels import reason_en

ALIKE = frozenset(
    frozenset(pair) for pair in ("17", "38", "56", "06", "08", "68", "49", "69", "89", "09", "27", "35", "14")
)
"""Digits that people and optical readers take for each other."""

MOST_ZEROS = 3
"""Zeros too many or too few that `origins` looks for."""

MOST_ROWS = 6
"""Each further row is a tenth as likely; beyond so many it makes no difference."""


class Slip(NamedTuple):
    """kind: key of ranking.PRIOR. ways: how many printed figures this kind of slip could have made of the
    true one."""

    kind: str
    ways: int
    reason: str


def slips(printed: int, proposed: int) -> list[Slip]:
    """Return the slips that turn `proposed` into `printed`, always ending with the arbitrary one."""
    true, seen = str(abs(proposed)), str(abs(printed))
    found: list[Slip] = []
    if printed == 0:
        found.append(Slip("emptied", 1, reason_en("emptied")))
    if printed == -proposed:
        found.append(Slip("sign", 1, reason_en("sign")))
    # A digit slip keeps the sign, and of a zero one digit can be misread.
    if proposed == 0 and 0 < printed < 10:
        found += _same_length(true, seen)
    elif proposed * printed > 0:
        found += _power_of_ten(true, seen)
        # A leading zero is not printed: 105 read as 015 stands as 15.
        if len(true) - 1 <= len(seen) <= len(true):
            found += _same_length(true, seen.zfill(len(true)))
        if len(seen) == len(true) - 1:
            found += _dropped(true, seen)
        if len(seen) == len(true) + 1:
            found += _inserted(true, seen)
    # What should not be there can hold any figure, so that a proposal of 0 is no likelier than another arbitrary one.
    found.append(Slip("other", 9 * 10 ** (len(true) - 1), reason_en("other" if proposed else "absent")))
    return found


def row_slip(missing: int) -> Slip:
    """Return the slip by which so many rows were left out of a list, or, where less than 0, were added to it."""
    return Slip(
        "row", 10 ** min(abs(missing) - 1, MOST_ROWS), reason_en("list_too_short" if missing > 0 else "list_too_long")
    )


def origins(printed: int) -> set[int]:
    """Return the counts that slips of digits, or of up to MOST_ZEROS zeros, could have turned into `printed`, and 0.

    Not among them are arbitrary figures, and those that another cell's figure was written over.
    """
    seen = str(abs(printed))
    replaced, exchanged = set[str](), set[str]()
    # A leading zero is not printed: 105 read as 015 stands as 15.
    for text in (seen, "0" + seen):
        places = range(len(text))
        replaced |= {text[:place] + digit + text[place + 1 :] for place in places for digit in digits}
        exchanged |= {
            text[:left] + text[right] + text[left + 1 : right] + text[left] + text[right + 1 :]
            for left, right in combinations(places, 2)
        }
    places = range(len(seen))
    dropped = {seen[:place] + digit + seen[place:] for place in range(1, len(seen) + 1) for digit in digits}
    inserted = {seen[:place] + seen[place + 1 :] for place in places}
    units = {seen + "0" * zeros for zeros in range(1, MOST_ZEROS + 1)}
    units |= {seen[:-zeros] for zeros in range(1, MOST_ZEROS + 1) if seen.endswith("0" * zeros)}
    found = {int(text) for text in replaced | exchanged | dropped | inserted | units if text}
    return (found | {0}) - {abs(printed)}


def _same_length(true: str, seen: str) -> list[Slip]:
    wrong = [place for place, (left, right) in enumerate(zip(true, seen, strict=True)) if left != right]
    if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
        left, right = wrong
        if true[left] == seen[right] and true[right] == seen[left]:
            pairs = sum(one != two for one, two in pairwise(true))
            return [Slip("transposition", pairs, reason_en("transposition"))]
    if len(wrong) == 2 and all(true[one] == seen[two] for one, two in (wrong, wrong[::-1])):
        return [Slip("far transposition", len(true) * (len(true) - 1) // 2, reason_en("far_transposition"))]
    if len(wrong) == 1:
        old, new = true[wrong[0]], seen[wrong[0]]
        reason = reason_en("digit", old=old, new=new)
        digit = Slip("digit", 9 * len(true), reason)
        if frozenset((old, new)) in ALIKE:
            alike = sum(digit in pair for digit in true for pair in ALIKE)
            return [Slip("alike", alike, reason), digit]
        return [digit]
    return []


def _dropped(true: str, seen: str) -> list[Slip]:
    if any(true[:place] + true[place + 1 :] == seen for place in range(len(true))):
        return [Slip("dropped", len(true), reason_en("dropped"))]
    return []


def _inserted(true: str, seen: str) -> list[Slip]:
    places = [place for place in range(len(seen)) if seen[:place] + seen[place + 1 :] == true]
    if not places:
        return []
    found = [Slip("inserted", 10 * len(seen), reason_en("inserted", digit=seen[places[0]]))]
    if len(places) > 1:
        found.append(Slip("doubled", len(true), reason_en("doubled", digit=seen[places[0]])))
    return found


def _power_of_ten(true: str, seen: str) -> list[Slip]:
    zeros = len(seen) - len(true)
    if zeros > 0 and seen == true + "0" * zeros:
        reason = reason_en("zero_too_many") if zeros == 1 else reason_en("zeros_too_many", zeros=zeros)
    elif zeros < 0 and true == seen + "0" * -zeros:
        reason = reason_en("zero_too_few") if zeros == -1 else reason_en("zeros_too_few", zeros=-zeros)
    else:
        return []
    return [Slip("zero" if abs(zeros) == 1 else "zeros", 2 * abs(zeros), reason)]
