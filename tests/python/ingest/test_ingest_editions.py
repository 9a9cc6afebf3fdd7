"""What ingest tells of a publisher's other editions: figures that they print otherwise, affairs that have ended."""

from __future__ import annotations

from first_publication import first_tables
from ingest.changed_print import TEXT, understood
from jukinet.ingest import editions, edits, report
from jukinet.ingest.reading import Reading, Tables
from jukinet.ingest.rows import Source

BEFORE = "140007-2020"
ENDED = "従前の暫定措置法による地方法人特別税徴収等に関する事務"
(ROW,) = [line for line in TEXT.splitlines(keepends=True) if line.endswith("\t97\t72\t237\n")]
SAID = f"{BEFORE} prints just that of {ENDED}, listed here no more: declare it, if the print is so"
SUMS, TOTALS = "affairs_add_up_to_annual_total/1/", "editions_agree/1/?/"


def with_edition_before(*seeds: str) -> Tables:
    """The registers with an edition of 2020 that prints, in these seeds, what this one does of earlier years."""
    tables = first_tables()
    registered = tables["publication_register"][0]
    tables["publication_register"].append(
        registered | {"publication_id": BEFORE, "names_as_in": registered["publication_id"]}
    )
    for seed in seeds:
        tables[seed] += [one | {"publication_id": BEFORE} for one in tables[seed] if one["fiscal_year"] < "2021"]
    return tables


def hints(balances: list[edits.Balance], *edit_groups: str) -> dict[str, str]:
    return {one.edit_id: one.hint for one in balances if one.edit_id.startswith(edit_groups)}


def test_a_figure_is_compared_with_the_edition_before_and_the_one_after() -> None:
    """As the build does: what an older edition printed otherwise was declared when the one between them came."""
    tables, reading = first_tables(), understood()
    (total,) = [
        row for row in tables["printed_totals"] if (row["section"], row["fiscal_year"]) == ("annex1", "2020")
    ]  # fmt: skip
    for year in (2018, 2020, 2022, 2023):
        other = {"publication_id": f"140007-{year}"}
        tables["publication_register"].append(tables["publication_register"][0] | other)
        tables["printed_totals"].append(total | other | {"value": str(year)})
    told = [(one.other_publication, one.there, one.here) for one in editions.restatements(reading, tables)]
    assert told == [("140007-2020", "2020", "879815"), ("140007-2022", "2022", "879815")]


def test_a_total_that_still_holds_an_affair_which_is_listed_no_more_is_told_so() -> None:
    """What the edition before prints of it explains the difference; of the newest year it knows nothing."""
    tables = with_edition_before("printed_annual_counts")
    # The figure of an affair that the edition before prints otherwise, by as much, is not explained by it.
    slip = ("\t48,470\t", f"\t{48470 + 72:,}\t")
    balances = edits.evaluate(understood((ROW, ""), slip, tables=tables), tables)
    assert hints(balances, "editions_agree/1/passports/2020") == {"editions_agree/1/passports/2020": ""}
    balances = edits.evaluate(understood((ROW, ""), tables=tables), tables)
    assert hints(balances, SUMS) == {f"{SUMS}2019": SAID, f"{SUMS}2020": SAID, f"{SUMS}2021": ""}
    told = report.text(Reading("140007-2021", "140007", 2021), Source("p.txt", "text", "", []), balances, [])
    assert told.count(f"      {SAID}\n") == 2


def test_a_total_that_has_left_such_an_affair_out_is_told_against_the_edition_before() -> None:
    tables = with_edition_before("printed_annual_counts", "printed_totals")
    without = ("\t1,488,977\t879,815\t1,156,943", f"\t{1488977 - 97:,}\t{879815 - 72:,}\t{1156943 - 237:,}")
    balances = edits.evaluate(understood((ROW, ""), without, tables=tables), tables)
    assert hints(balances, SUMS, TOTALS) == {
        **{f"{SUMS}{year}": "" for year in (2019, 2020, 2021)},
        **{f"{TOTALS}{year}": SAID for year in (2019, 2020)},
    }
    # A total that is larger by as much holds something else.
    with_more = (without[0], without[1].replace(f"{879815 - 72:,}", f"{879815 + 72:,}"))
    balances = edits.evaluate(understood((ROW, ""), with_more, tables=tables), tables)
    assert hints(balances, f"{TOTALS}2020") == {f"{TOTALS}2020": ""}
