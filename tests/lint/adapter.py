"""Stands in for dbt's adapter when sqlfluff renders a model: a dispatched macro becomes a call of its name."""

from collections.abc import Callable


def dispatch(name: str) -> Callable[..., str]:
    return lambda *arguments: f"{name}({', '.join(arguments[:1])})"
