"""`python -m jukinet.ingest`: the command alone, for tests and for a checkout without the full command line."""

import typer

from jukinet.ingest.command import ingest

typer.run(ingest)
