"""The process that is killed, and the folders it leaves behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


class Victim:
    """The forking process of `process.py`. One life at a time."""

    def __init__(self) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.process"],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def start(self, *words: object) -> int:
        """Begin a life; its process id."""
        assert self._server.stdin is not None
        self._server.stdin.write(" ".join(str(word) for word in words) + "\n")
        self._server.stdin.flush()
        lines: list[str] = []
        while not (line := self.hear()).startswith("pid "):
            lines.append(line)
        self._early = lines
        return int(line.split()[1])

    def hear(self) -> str:
        """The next line."""
        if getattr(self, "_early", None):
            return self._early.pop(0)
        assert self._server.stdout is not None
        line = self._server.stdout.readline()
        assert line, "the process ended by itself"
        return line.rstrip()

    def to_the_end(self) -> list[str]:
        """What was said until it was dead, `dead <status>` last."""
        lines = [self.hear()]
        while not lines[-1].startswith("dead "):
            lines.append(self.hear())
        return lines

    def kill(self, pid: int) -> list[str]:
        """kill -9; what was said before."""
        os.kill(pid, signal.SIGKILL)
        return self.to_the_end()

    def close(self) -> None:
        """Let the forking process go."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.close()
        self._server.stdout.close()
        self._server.wait()


@pytest.fixture(scope="module")
def victim() -> Iterator[Victim]:
    process = Victim()
    yield process
    process.close()
