"""The measured processes, seen from outside: orders and answers, memory, processor time."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any

ROOT = Path(__file__).parents[2]
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")
PATIENCE = 10.0


class NotMeasuredError(RuntimeError):
    """A process could not do what it was asked; the text says why."""


@contextmanager
def environment(home: Path) -> Iterator[dict[str, str]]:
    """Ours, with Kivy's folder in `home`, and the bytecode of what is imported beside it, as an installed program has
    it. Where there is no screen an X server without one is started, as a kiosk has an X server or a Wayland one; where
    that is not installed, SDL draws offscreen."""
    bytecode = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(home / "bytecode")}
    there = {**os.environ, **bytecode, "KIVY_HOME": str(home), "PYTHONPATH": str(ROOT)}
    program = shutil.which("Xvfb")
    if any(there.get(name) for name in SCREENS):
        yield there
    elif program is None:
        yield {**there, "SDL_VIDEODRIVER": "offscreen"}
    else:
        command = [program, "-displayfd", "1", "-screen", "0", "1400x2000x24", "-nolisten", "tcp"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
            try:
                assert server.stdout is not None
                yield {**there, "DISPLAY": f":{server.stdout.readline().strip()}"}
            finally:
                server.terminate()


def run(module: str, *arguments: object, env: Mapping[str, str]) -> Any:
    """Run a module to its end. Returns the JSON that it prints. Raises NotMeasuredError."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotMeasuredError(f"{module}: {_last_line(done.stderr)}")
    return json.loads(done.stdout)


class Windowed:
    """A process with a window that obeys orders (`tests.bench.window_driver`). A context manager that ends it."""

    def __init__(self, module: str, *arguments: object, env: Mapping[str, str], log: Path) -> None:
        self._began = monotonic()
        self._log = log
        self._errors = log.open("w", encoding="utf-8")
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *map(str, arguments)],
            cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors, text=True,
        )  # fmt: skip
        self.start_ms = self.since_start(float(self.ask("ready")))
        """Milliseconds from the start of the process to its first frame with a loop that listens."""

    def since_start(self, moment: float) -> float:
        """Milliseconds from the start of the process to a moment of CLOCK_MONOTONIC."""
        return (moment - self._began) * 1000

    def ask(self, order: str) -> Any:
        """Have an order done. Raises NotMeasuredError."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(order + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except OSError:
            line = ""
        answer = json.loads(line) if line else {"error": _last_line(self._log.read_text(encoding="utf-8"))}
        if "error" in answer:
            raise NotMeasuredError(f"{order}: {answer['error']}")
        return answer["answer"]

    def memory(self) -> float:
        """Proportional set size in MB: what is shared with other processes is divided among them."""
        rollup = Path(f"/proc/{self._process.pid}/smaps_rollup").read_text(encoding="ascii")
        (size,) = (int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
        return size * 1024 / 1e6

    def processor_seconds(self) -> float:
        """What all its threads have used so far."""
        used = 0
        for task in Path(f"/proc/{self._process.pid}/task").iterdir():
            used += int((task / "schedstat").read_text(encoding="ascii").split()[0])
        return used / 1e9

    def __enter__(self) -> Windowed:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._errors.close()


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else "it ended without a word"
