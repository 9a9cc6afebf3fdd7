"""Builds that stop where a test says."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from conftest import Project


@dataclass(frozen=True)
class Ending:
    """How a command ended: its exit code (negative: the signal), what it wrote, its steps on the disk."""

    code: int
    output: str
    steps: list[str]


@dataclass
class Processes:
    """Runs commands of `jukinet`, each in a process of its own."""

    server: subprocess.Popen[str]
    directory: Path
    count: int = 0

    def run(
        self, project: Project, *command: str, at: str = "", do: str = "", env: dict[str, str] | None = None
    ) -> Ending:
        """Run a command to its end, or until it is killed or interrupted at a point."""
        answer, log = self._ask(project, command, at, do, env or {})
        return self._ending(answer, log)

    def pause(self, project: Project, *command: str, at: str) -> tuple[int, Path]:
        """Run a command up to a point and leave it there: its process and its log."""
        answer, log = self._ask(project, command, at, "pause", {})
        assert "paused" in answer, (answer, log.read_text(encoding="utf-8"))
        return answer["paused"], log

    def resume(self, paused: tuple[int, Path]) -> Ending:
        """Let a paused command go on to its end."""
        return self._ending(self._request({"continue": paused[0]}), paused[1])

    def _ask(
        self, project: Project, command: tuple[str, ...], at: str, do: str, env: dict[str, str]
    ) -> tuple[dict[str, Any], Path]:
        self.count += 1
        log = self.directory / f"{self.count}.log"
        request = {"root": str(project.root), "command": command, "log": str(log), "at": at, "do": do, "env": env}
        return self._request(request), log

    def _request(self, request: dict[str, Any]) -> dict[str, Any]:
        assert self.server.stdin
        assert self.server.stdout
        self.server.stdin.write(json.dumps(request) + "\n")
        self.server.stdin.flush()
        return json.loads(self.server.stdout.readline())

    def _ending(self, answer: dict[str, Any], log: Path) -> Ending:
        steps = log.with_suffix(".steps")
        done = steps.read_text(encoding="utf-8").splitlines() if steps.exists() else []
        return Ending(answer["code"], log.read_text(encoding="utf-8"), done)


@pytest.fixture(scope="session")
def processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    """One server of forks for all tests."""
    if sys.platform == "win32":
        pytest.skip("Windows has no fork and no SIGKILL; the same code is tested elsewhere")
    program = Path(__file__).with_name("build_process.py")
    with subprocess.Popen(
        [sys.executable, str(program)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as server:
        yield Processes(server, tmp_path_factory.mktemp("logs"))
        assert server.stdin
        server.stdin.close()
