"""What the pandas peer reads: registers and tables, with numbers in place of texts.

Texts are read as PyArrow dictionaries, so that only their values are looked up, and counts as nullable integers. A
number that is not there is ABSENT.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
from numpy.typing import NDArray

from bench.scale.inputs import register
from bench.scale.names import ACTIVITIES, ROLES, YEARS, Printed

ID, ABSENT = "publication_id", -1
INTEGERS = {pa.int32(): pd.Int64Dtype(), pa.int64(): pd.Int64Dtype()}


class Tables(NamedTuple):
    """What is printed, by number of the publication."""

    lines: pd.DataFrame
    annual: pd.DataFrame
    totals: pd.DataFrame
    statements: pd.DataFrame
    inspections: pd.DataFrame
    offices: pd.DataFrame
    users: pd.DataFrame


class Registers(NamedTuple):
    """Registers in the order of their numbers.

    publications: with numbers of names_as_in and of the edition before. places: sections with each role. names: printed
    names with numbers. texts: of sections, affairs' names and names_as_in, in the order of the numbers in the others.
    """

    publications: pd.DataFrame
    affairs: pd.DataFrame
    bases: pd.Index
    sections: pd.DataFrame
    places: pd.DataFrame
    names: pd.DataFrame
    section_texts: pd.Index
    affair_names: pd.Index


def read(folder: Path) -> tuple[pd.Index, Tables, Printed]:
    """Ids of the publications in the order of their numbers, their tables, each read once, and what those print."""
    registers = _registers(folder)
    _, annual, totals, *told, _ = tables = _tables(folder, registers)
    subjects = pd.Index(sorted({text for table in told for text in table["subject"].cat.categories}))
    for table in told:
        table["subject_no"] = table["label_no"] = _numbers(table.pop("subject"), subjects)
    statements, inspections, _ = told

    def rows(table: pd.DataFrame, *columns: str, by: str | None = None) -> list[tuple[Any, ...]]:
        return list(table[list(columns)].drop_duplicates(by).itertuples(index=False, name=None))

    affairs, places = registers.affairs, registers.places
    annexes = [None if annex == ABSENT else annex for annex in places["annex"]]
    printed = Printed(
        affairs=rows(affairs, "affair_id", "affair_label"),
        bases=list(registers.bases),
        places=list(zip(places["section"], places["printed_role"], places["table_name"], annexes, strict=True)),
        subjects=list(subjects),
        figures=rows(annual, "label_no", "annex", "affair_no", "fiscal_year", by="label_no"),
        totals=rows(totals, "label_no", "place_no", "fiscal_year", by="label_no"),
        statements=rows(statements, "statement", "subject_no"),
        inspections=rows(inspections, "kind", "subject_no"),
    )
    return pd.Index(registers.publications[ID]), Tables(*tables), printed


def _registers(folder: Path) -> Registers:
    def registered(name: str) -> pd.DataFrame:
        return pd.read_csv(register(folder, name), dtype=str)

    publications, sections = registered("publication_register"), registered("printed_sections")
    affairs, names = registered("affair_register"), registered("printed_affair_names")
    bases = pd.Index(registered("legal_basis_register")["legal_basis_id"])
    templates, section_texts = pd.Index(sections[ID].unique()), pd.Index(sections["section"].unique())
    affair_names = pd.Index(names["affair_name"].unique())

    own_year = publications["fiscal_year"].astype("int64")
    editions = pd.MultiIndex.from_arrays([publications["publisher_code"], own_year])
    publications = publications[[ID]].assign(
        own_year=own_year,
        template=templates.get_indexer(publications["names_as_in"]),
        earlier=editions.get_indexer(pd.MultiIndex.from_arrays([publications["publisher_code"], own_year - 1])),
    )
    recipients = registered("recipient_register").set_index("recipient_id")["recipient_name"]
    affairs = affairs.assign(
        basis_no=bases.get_indexer(affairs["legal_basis_id"]),
        affair_label=affairs["affair_name"] + (" → " + affairs["recipient_id"].map(recipients)).fillna(""),
    )
    sections = sections[["section", "table_name", "activity"]].assign(
        template=templates.get_indexer(sections[ID]),
        section_no=section_texts.get_indexer(sections["section"]),
        annex=pd.to_numeric(sections["annex"]).fillna(ABSENT).astype("int64"),
        basis_no=bases.get_indexer(sections["legal_basis_id"]),
        activity_no=pd.Index(ACTIVITIES).get_indexer(sections["activity"]),
    )
    places = sections.merge(pd.DataFrame({"printed_role": ROLES, "role_no": range(len(ROLES))}), how="cross")
    is_line = places["printed_role"] == "line"
    places["role"] = places["printed_role"].mask(is_line & (places["annex"] == ABSENT), "line_without_detail")
    affair_no = pd.Index(affairs["affair_id"]).get_indexer(names["affair_id"])
    annexes = names["section"].str.extract(r"^annex(\d+)$", expand=False)
    names = pd.DataFrame(
        {
            "template": templates.get_indexer(names[ID]),
            "section_no": section_texts.get_indexer(names["section"]),
            "name_no": affair_names.get_indexer(names["affair_name"]),
            "affair_no": affair_no,
            "basis_no": affairs["basis_no"].to_numpy()[affair_no],
            "annex": pd.to_numeric(annexes).fillna(ABSENT).astype("int64"),
        }
    )
    names["line_no"] = names.groupby(["annex", "affair_no"]).ngroup()
    return Registers(publications, affairs, bases, sections, places, names, section_texts, affair_names)


def _tables(folder: Path, registers: Registers) -> list[pd.DataFrame]:
    """The tables in the order of Tables, with `subject` still a text."""
    publications, sections = registers.publications, registers.sections
    ids = pd.Index(publications[ID])

    def table(name: str, texts: list[str], *others: str) -> pd.DataFrame:
        # No partitioning is given: fiscal_year is the column of the file, not the folder's.
        form = ds.ParquetFileFormat(dictionary_columns={ID, *texts})
        rows = ds.dataset(folder / name, format=form).to_table(columns=[ID, *texts, *others])
        frame = rows.unify_dictionaries().to_pandas(types_mapper=INTEGERS.get)
        return frame.assign(number=_numbers(frame.pop(ID), ids))

    def of_publication(frame: pd.DataFrame, column: str) -> NDArray[np.int64]:
        values: NDArray[np.int64] = publications[column].to_numpy()[frame["number"]]
        return values

    months = table("printed_monthly_counts", ["section", "affair_name"], "case_count")
    shape = len(ids), len(registers.section_texts), len(registers.affair_names)
    key = np.ravel_multi_index(
        (
            months["number"],
            _numbers(months["section"], registers.section_texts),
            _numbers(months["affair_name"], registers.affair_names),
        ),
        shape,
    )
    lines = months["case_count"].groupby(key, sort=False).agg(known="sum", members="size", count="count")
    lines["lost"] = lines["members"] - lines.pop("count")
    lines["number"], lines["section_no"], lines["name_no"] = np.unravel_index(lines.index, shape)
    lines["template"] = of_publication(lines, "template")
    lines = lines.merge(registers.names, on=["template", "section_no", "name_no"])
    lines = lines[["number", "affair_no", "basis_no", "known", "lost", "members"]]

    annual = table("printed_annual_counts", ["affair_name", "cell_status"], "annex", "fiscal_year", "case_count")
    annual = pd.DataFrame(
        {
            "number": annual["number"],
            "annex": annual["annex"].astype("int64"),
            "name_no": _numbers(annual["affair_name"], registers.affair_names),
            "fiscal_year": annual["fiscal_year"].astype("int64"),
            "figure": annual["case_count"].mask(annual["cell_status"] == "not_applicable", 0),
            "template": of_publication(annual, "template"),
            "earlier": of_publication(annual, "earlier"),
        }
    )
    annual = annual.merge(registers.names, on=["template", "annex", "name_no"])
    annual["is_own"] = annual["fiscal_year"] == of_publication(annual, "own_year")
    annual["label_no"] = annual["line_no"] * YEARS + annual["fiscal_year"]

    totals = table("printed_totals", ["section", "role", "cell_status"], "fiscal_year", "value")
    totals = pd.DataFrame(
        {
            "number": totals["number"],
            "section_no": _numbers(totals["section"], registers.section_texts),
            "role_no": _numbers(totals["role"], pd.Index(ROLES)),
            "fiscal_year": totals["fiscal_year"].astype("int64"),
            "figure": totals["value"].mask(totals["cell_status"] == "not_applicable", 0),
            "template": of_publication(totals, "template"),
            "earlier": of_publication(totals, "earlier"),
        }
    )
    places = registers.places.astype({"table_name": "category", "role": "category"}).rename_axis("place_no")
    totals = totals.merge(places.reset_index(), on=["template", "section_no", "role_no"])
    totals["is_own"] = totals["fiscal_year"] == of_publication(totals, "own_year")
    totals["label_no"] = -(totals["place_no"] * YEARS + totals["fiscal_year"])

    statements = table("printed_statements", ["statement", "subject", "cell_status"], "value")
    statements["figure"] = statements["value"].mask(statements["cell_status"] == "not_applicable", 0)
    statements["section_no"] = _numbers(statements["subject"], registers.section_texts)
    statements["template"] = of_publication(statements, "template")
    statements = statements.merge(
        sections[["template", "section_no", "annex"]], on=["template", "section_no"], how="left"
    )
    statements["annex"] = statements["annex"].fillna(ABSENT).astype("int64")

    inspections = table(
        "printed_inspections", ["inspection_id", "inspection_kind", "cell_status"], "is_planned", "office_count"
    ).rename(columns={"inspection_id": "subject", "inspection_kind": "kind"})
    inspections["figure"] = inspections["office_count"].mask(inspections["cell_status"] == "not_applicable", 0)
    inspections["own_year"] = of_publication(inspections, "own_year")

    offices = table("printed_inspected_offices", ["inspection_id"]).rename(columns={"inspection_id": "subject"})
    offices = offices.groupby(["number", "subject"], observed=True, sort=False).size().rename("members").reset_index()
    users = table("printed_authenticated_users", ["cell_status"], "user_count")
    users["figure"] = users["user_count"].mask(users["cell_status"] == "not_applicable", 0)
    users = users.groupby("number", sort=False)["figure"].agg(computed="sum", members="size", count="count")
    users["computed"] = users["computed"].mask(users["members"] != users.pop("count"))
    return [lines, annual, totals, statements, inspections, offices, users.reset_index()]


def _numbers(column: pd.Series, texts: pd.Index) -> NDArray[np.int64]:
    """Place of each value of a categorical among the texts."""
    numbers: NDArray[np.int64] = texts.get_indexer(column.cat.categories)[column.cat.codes]
    return numbers
