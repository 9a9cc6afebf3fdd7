"""Commands of this environment, each in a process of its own, which may stop where a test says."""

from __future__ import annotations

import atexit
import functools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

UNDESCRIBED = {"DBT_WRITE_JSON": "False", "DBT_LOG_LEVEL_FILE": "none"}
"""Variables of a build that neither logs its steps nor describes the project: no test reads that."""


@dataclass(frozen=True)
class Ending:
    """How a command ended: its exit code (negative: the signal), what it wrote, its steps on the disk."""

    code: int
    output: str
    steps: list[str]


@dataclass
class Commands:
    """Runs `jukinet` or `dbt`, named by the first word, in forks of one server."""

    server: subprocess.Popen[str]
    directory: Path
    count: int = 0

    @property
    def parsed(self) -> Path:
        """What dbt keeps of the project as it is, so that a copy of it need not be parsed again."""
        return self.directory / "partial_parse.msgpack"

    def run(self, root: Path, *command: str, env: dict[str, str] | None = None) -> Ending:
        """Run a command in a folder to its end."""
        return self._ending(*self._ask(root, command, env=env))

    def watch(self, root: Path, *command: str, at: str = "", do: str = "", env: dict[str, str] | None = None) -> Ending:
        """Run a command to its end, or until it is killed or interrupted at a point; its steps are written down."""
        return self._ending(*self._ask(root, command, env=env, is_watched=True, at=[at] if at else [], do=do))

    def pause(self, root: Path, *command: str, at: Sequence[str]) -> tuple[int, Path]:
        """Run a command up to the first of these points and leave it there: its process and its log."""
        answer, log = self._ask(root, command, is_watched=True, at=at, do="pause")
        assert "paused" in answer, (answer, log.read_text(encoding="utf-8"))
        return answer["paused"], log

    def go_on(self, paused: tuple[int, Path]) -> None:
        """Let a paused command go on to the next of its points."""
        answer = self._request({"continue": paused[0]})
        assert "paused" in answer, (answer, paused[1].read_text(encoding="utf-8"))

    def resume(self, paused: tuple[int, Path]) -> Ending:
        """Let a paused command go on to its end."""
        return self._ending(self._request({"continue": paused[0]}), paused[1])

    def _ask(
        self,
        root: Path,
        command: tuple[str, ...],
        *,
        env: dict[str, str] | None = None,
        is_watched: bool = False,
        at: Sequence[str] = (),
        do: str = "",
    ) -> tuple[dict[str, Any], Path]:
        self.count += 1
        log = self.directory / f"{self.count}.log"
        request = {
            "root": str(root),
            "command": command,
            "log": str(log),
            "is_watched": is_watched,
            "at": list(at),
            "do": do,
        }
        return self._request({**request, "env": os.environ | {"NO_COLOR": "1"} | (env or {})}), log

    def _request(self, request: dict[str, Any]) -> dict[str, Any]:
        assert self.server.stdin
        assert self.server.stdout
        self.server.stdin.write(json.dumps(request) + "\n")
        self.server.stdin.flush()
        answer: dict[str, Any] = json.loads(self.server.stdout.readline())
        return answer

    def _ending(self, answer: dict[str, Any], log: Path) -> Ending:
        steps = log.with_suffix(".steps")
        done = steps.read_text(encoding="utf-8").splitlines() if steps.exists() else []
        return Ending(answer["code"], log.read_text(encoding="utf-8"), done)


@functools.cache
def commands() -> Commands:
    """The one server of this process, which ends with it."""
    logs = tempfile.TemporaryDirectory()
    server = subprocess.Popen(
        [sys.executable, "-X", "utf8", str(Path(__file__).with_name("command_server.py")), logs.name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert server.stdout
    assert server.stdout.readline() == "ready\n"

    def end() -> None:
        assert server.stdin
        server.stdin.close()
        server.wait()
        logs.cleanup()

    atexit.register(end)
    return Commands(server, Path(logs.name))
