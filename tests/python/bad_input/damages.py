"""What is done to a project before a command is tried in it."""

from __future__ import annotations

from collections.abc import Callable

from conftest import Project

Damage = Callable[[Project], object]


def each(*damages: Damage) -> Damage:
    """Several damages, one after the other."""

    def damage(project: Project) -> None:
        for one in damages:
            one(project)

    return damage
