"""Files of seeds that are gone, or described by nothing that can be read: the exit code, what is said."""

from __future__ import annotations

import os

from bad_input.bad_commands import (
    INGEST,
    TOTALS_YML,
    Case,
    a_file,
    gone,
    replaced,
)
from bad_input.damages import each

DAMAGED_SEED_FILES = {
    "no seeds": Case(
        ("build",),
        ("error: {root} is no jukinet project: dbt_project.yml or seeds/ is missing",),
        damage=lambda project: os.rename(project.root / "seeds", project.root / "put-away"),
    ),
    "a seed's description that is no YAML": Case(
        ("build",),
        (f"error: {TOTALS_YML}:2: is not valid YAML (", "); correct it there or above\n"),
        damage=a_file(TOTALS_YML, b"seeds:\n\t- name: printed_totals\n"),
    ),
    "a seed's description in Shift_JIS": Case(
        ("check",),
        (f"error: {TOTALS_YML}: is not text in UTF-8 (", "); save it as that\n"),
        damage=a_file(TOTALS_YML, "seeds:  # 合計\n".encode("cp932")),
    ),
    "a seed's description without types": Case(
        ("check",),
        (f"error: {TOTALS_YML}: lacks 'config' where it describes its seed; compare it with the file of another\n",),
        damage=a_file(TOTALS_YML, b"seeds:\n  - name: printed_totals\n"),
    ),
    "a seed's description that is empty": Case(
        ("check",),
        (f"error: {TOTALS_YML}: is no description of a seed; compare it with the file of another\n",),
        damage=a_file(TOTALS_YML, b""),
    ),
    "a seed's description that is no YAML, to ingest": Case(
        INGEST,
        (f"the seeds cannot be read. Read: '{TOTALS_YML}:2: is not valid YAML (",),
        damage=a_file(TOTALS_YML, b"seeds:\n\t- name: printed_totals\n"),
        lines=2,
    ),
    "seeds that cannot be read, to ingest": Case(
        INGEST,
        ("error: 140007-2021-tables.txt: seeds: the seeds cannot be read.", "Run jukinet check; restore what is miss"),
        damage=lambda project: (project.root / "seeds/registers/code_register.csv").unlink(),
        lines=2,
    ),
    "a quote that is never closed, to ingest": Case(
        INGEST,
        (
            "error: 140007-2021-tables.txt: seeds: the seeds cannot be read. Read: 'seeds/disclosures/printed_totals"
            ".csv: is not valid CSV (field larger than field limit (131072))'. Run jukinet check; ",
        ),
        damage=lambda project: replaced(
            project, "seeds/disclosures/printed_totals.csv", ",1143082,", f',"1143082,{"0" * 140_000}'
        ),
        lines=2,
    ),
    **{
        f"a journal that {what}": Case(
            command,
            ("seeds/.journal.json: is no journal of a change that was cut off. Delete it and compare seeds/ with",),
            damage=each(a_file("seeds/.journal.json", content), a_file("f", b"mine"), a_file("f.new", b"not mine")),
        )
        for what, command, content in (
            ("is empty", ("build",), b""),
            ("is no JSON", ("seal", "140007-2021"), b"rename"),
            ("is not UTF-8", ("check", "--sort"), b"\xff"),
            ("names nothing", INGEST, b"{}"),
            ("is a list", ("build",), b"[]"),
            ("names no texts", ("build",), b'{"rename": [1]}'),
            ("leads out of the seeds", ("build",), b'{"rename": ["../f"]}'),
            ("leads to another place", INGEST, b'{"rename": ["registers/../../f"]}'),
            ("names the seeds themselves", ("build",), b'{"rename": ["."]}'),
        )
    },
    **{
        f"a {name} that {what}, to {command}": Case(
            (command,), (f"error: {{root}}/{name}{told}",), damage=a_file(name, content)
        )
        for command, name, what, told, content in (
            ("build", "profiles.yml", "is no YAML", ":2: is not valid YAML (", b"jukinet: [\n"),
            ("catalogue", "dbt_project.yml", "is no text", ": is not text in UTF-8 (", b"\xff\xfe\x00"),
        )
    },
    "a profile that is gone": Case(
        ("build",),
        ("error: {root}/profiles.yml: cannot be read (No such file or directory); restore the file\n",),
        damage=lambda project: (project.root / "profiles.yml").unlink(),
    ),
    "a seed that is gone": Case(
        ("check",),
        (
            "error: seeds/registers/publication_register.yml: does not describe the seed publication_register; restore "
            "it and publication_register.csv\n",
        ),
        damage=gone("registers/publication_register"),
    ),
    "a disclosure that is gone": Case(
        ("seal", "140007-2021"),
        ("error: seeds/disclosures/printed_totals.yml: does not describe the seed printed_totals; restore it and",),
        damage=gone("disclosures/printed_totals"),
    ),
    "a disclosure that is gone, to ingest": Case(
        INGEST,
        ("the seeds cannot be read. Read: 'seeds/disclosures/printed_totals.yml: does not describe the seed printed_",),
        damage=gone("disclosures/printed_totals"),
        lines=2,
    ),
    "a seed with a key that is no column": Case(
        ("check",),
        ("error: seeds/seals/sealed_rows.yml: names the column 'seed', which column_types lacks; correct the name\n",),
        damage=lambda project: replaced(project, "seeds/seals/sealed_rows.yml", "seed_name, row", "seed, row"),
    ),
    "a sealed row of an unknown seed": Case(
        ("seal", "140007-2021"),
        ("seed_name 'printed_total' is no seed in seeds/disclosures; restore the row",),
        damage=lambda project: replaced(project, "seeds/seals/sealed_rows.csv", ",printed_totals,", ",printed_total,"),
    ),
}
