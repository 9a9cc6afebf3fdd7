"""Sealing keeps a copy of the transcription that the SQL of the build can check."""

from __future__ import annotations

from conftest import Project
from jukinet.seal import digest_of, transcription
from jukinet.seeds import load_seeds


def test_the_registered_seal_is_that_of_the_seeds(built_project: Project) -> None:
    seeds = load_seeds(built_project.root)
    registered = {row["publication_id"]: row["seal"] for row in seeds["publication_register"].rows}
    for publication_id, seal in registered.items():
        assert digest_of(transcription(seeds, publication_id)) == seal


def test_sealing_again_shows_the_difference_and_makes_the_build_green(project: Project) -> None:
    project.replace("disclosures/printed_training_attendance", ",693,", ",694,")
    dry_run = project.run("jukinet", "seal", "140007-2021", "--dry-run")
    assert "- printed_training_attendance  140007-2021|2021-1|prefectural_staff|693|printed|10" in dry_run.stdout
    assert "+ printed_training_attendance  140007-2021|2021-1|prefectural_staff|694|printed|10" in dry_run.stdout
    assert project.run("jukinet", "build").returncode == 1
    assert project.run("jukinet", "seal", "140007-2021").returncode == 0
    assert project.run("jukinet", "build").returncode == 0


def test_a_sealed_copy_that_was_edited_by_hand_is_red(project: Project) -> None:
    project.replace("disclosures/printed_training_attendance", ",693,", ",694,")
    project.replace("seals/sealed_rows", "prefectural_staff|693|", "prefectural_staff|694|")
    result = project.run("jukinet", "build")
    assert result.returncode == 1
    assert "sealed_rows, digest differs from the register" in result.stdout


def test_an_unknown_publication_is_named(project: Project) -> None:
    result = project.run("jukinet", "seal", "140007-2099")
    assert result.returncode == 1
    assert result.stdout.startswith("error: 140007-2099 is not in seeds/registers/publication_register.csv")
