"""Places named by an option where nothing can be written: what is wrong, the exit code, what is said."""

from __future__ import annotations

import os

from bad_input.bad_commands import INGEST, Case, a_file
from bad_input.damages import each
from ingest.prints import TABLES_ONLY

OUTPUTS = {
    "directory for the text of an ingest": Case(
        (*INGEST, "--replace", "--text", "models"),
        ("error: 140007-2021-tables.txt: --text: this is a directory. Read: 'models'. Name another file to write.\n",),
        lines=2,
    ),
    "text of an ingest without a name": Case(
        (*INGEST, "--replace", "--text", ""), ("--text: this is a directory. Read: '.'. ",), lines=2
    ),
    "text of an ingest among the seeds": Case(
        (*INGEST, "--replace", "--text", "seeds/registers/publication_register.csv"),
        ("--text: this lies among the seeds. Read: 'seeds/registers/publication_register.csv'. Name another file",),
        lines=2,
    ),
    "text of an ingest over what is read": Case(
        ("ingest", "f", *INGEST[2:], "--replace", "--text", "./models/../f"),
        ("error: f: --text: this is the publication itself. Read: 'models/../f'. ",),
        damage=a_file("f", TABLES_ONLY.read_bytes()),
        lines=2,
    ),
    "pipe for the text of an ingest": Case(
        (*INGEST, "--replace", "--text", "f"),
        ("--text: this is no regular file. Read: 'f'. ",),
        damage=lambda project: os.mkfifo(project.root / "f"),
        lines=2,
    ),
    "text of an ingest in no directory": Case(
        (*INGEST, "--replace", "--text", "nowhere/r.txt"),
        ("--text: its directory is not there. Read: 'nowhere/r.txt'. Make it, or name another file to write.\n",),
        lines=2,
    ),
    "seeds of an ingest nowhere": Case(
        (*INGEST, "--out", ""),
        ("--out: this is the working directory, or nothing. Name a directory for the seeds.\nNothing was written.\n",),
        lines=2,
    ),
    "seeds of an ingest onto a file": Case(
        (*INGEST, "--dry-run", "--out", "f"),
        ("--out: this is no directory. Read: 'f'. Name a directory for the seeds.\nNothing was written.\n",),
        damage=a_file("f"),
        lines=2,
    ),
    "pipe for a report": Case(
        ("report", "--out", "f"),
        ("error: f: this is no regular file; name another\n",),
        damage=lambda project: os.mkfifo(project.root / "f"),
    ),
    "a directory for a report of CI": Case(
        ("build", "--ci-report", "ci"),
        ("code_register.csv: cannot be read", "error: --ci-report ci: its files cannot be written (", "name another"),
        damage=each(
            lambda project: (project.root / "ci/summary.md").mkdir(parents=True),
            lambda project: (project.root / "seeds/registers/code_register.csv").unlink(),
        ),
        lines=None,
    ),
    "a directory for a report of CI, beside published tables": Case(
        ("build", "--ci-report", "ci"),
        (
            "error: --ci-report {root}/ci: its files cannot",
            "; name another directory; the tables are published all the same\n",
        ),
        damage=lambda project: (project.root / "ci/summary.md").mkdir(parents=True),
        lines=None,
    ),
    "report of CI onto a file": Case(
        ("build", "--ci-report", "f"),
        ("error: --ci-report f: no directory can be made there (File exists); name another",),
        damage=a_file("f"),
    ),
}
