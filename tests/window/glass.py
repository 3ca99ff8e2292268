"""The kiosk as a person meets it: a process of its own, a real window on a display of its own, a mouse and keys.

Everything is seen from outside: the pixels of the display, and the journal in the store's file.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from time import monotonic
from typing import TypeVar

from devices.simulated.scanner import show_code

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ("Xvfb", "xdotool", "openbox")
PATIENCE = 20.0
"""Seconds that something may take on a slow machine before it is missed."""
QUIET = 0.5
"""Seconds without a change after which a screen stands still; a new one takes no finger for its first 0.3 s."""
LOOK = 0.02
_SCREEN = "1400x1100x24"
_MANAGER = """\
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <keyboard><keybind key="A-F4"><action name="Close"/></keybind></keyboard>
  <applications>
    <application class="*"><decor>no</decor><position force="yes"><x>40</x><y>40</y></position></application>
  </applications>
</openbox_config>
"""
_PIXEL = 4


class NothingCameError(AssertionError):
    """What was waited for did not come."""


def missing_programs(*more: str) -> list[str]:
    """What is not installed here."""
    return [program for program in (*PROGRAMS, *more) if shutil.which(program) is None]


def until(what: str, condition: Callable[[], T]) -> T:
    """The first true answer of a condition. Raises NothingCameError after `PATIENCE`."""
    end, pause = monotonic() + PATIENCE, threading.Event()
    while not (found := condition()):
        if monotonic() > end:
            raise NothingCameError(what)
        pause.wait(LOOK)
    return found


@dataclass(frozen=True)
class Display:
    """An X server without a screen, and a window manager. Its pixels lie in a file."""

    name: str
    pixels: Path

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "DISPLAY": self.name, "SDL_VIDEODRIVER": "x11"}

    def do(self, *orders: object) -> str:
        """Give xdotool an order; what it answers."""
        done = subprocess.run(
            ["xdotool", *map(str, orders)], env=self.environment, capture_output=True, text=True, check=False
        )
        return done.stdout

    def picture(self, x: int, y: int, width: int, height: int) -> tuple[bytes, ...]:
        """The pixels of a part of the display, row by row, from the top (XWD: a header, colours, then pixels)."""
        data = self.pixels.read_bytes()
        header, *_ = struct.unpack(">I", data[:4])
        stride, colours = (struct.unpack(">I", data[at : at + 4])[0] for at in (48, 76))
        start = header + colours * 12 + x * _PIXEL
        return tuple(
            data[start + row * stride : start + row * stride + width * _PIXEL] for row in range(y, y + height)
        )


@contextmanager
def display(folder: Path) -> Iterator[Display]:
    """A display with a window manager; both end with the block."""
    reading, writing = os.pipe()
    order = ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SCREEN, "-fbdir", str(folder), "-nolisten", "tcp"]
    with subprocess.Popen(order, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as said:
                number = said.readline().strip()
            found = Display(f":{number}", folder / "Xvfb_screen0")
            settings = folder / "openbox.xml"
            settings.write_text(_MANAGER, encoding="utf-8")
            order = ["openbox", "--config-file", str(settings)]
            with subprocess.Popen(order, env=found.environment, stderr=subprocess.DEVNULL) as manager:
                try:
                    until("the window manager", lambda: found.do("get_num_desktops"))
                    yield found
                finally:
                    manager.terminate()
        finally:
            server.terminate()


class Kiosk:
    """The sample kiosk in its window. Places on it are dp of its sheet, 1080 × 1920 or 1280 × 800."""

    def __init__(self, screen: Display, process: subprocess.Popen[str], folder: Path, width: int, height: int) -> None:
        self._screen, self._process, self._folder = screen, process, folder
        self.width, self.height = width, height
        self.dp = width / (1280 if width > height else 1080)
        self._codes: dict[str, str] = {}
        self.window = until("the window", self._only_window)
        self.left, self.top = self._position()

    def _only_window(self) -> str:
        found = self.windows()
        return found[0] if found else ""

    def windows(self) -> list[str]:
        """The windows of the process that can be seen."""
        return self._screen.do("search", "--onlyvisible", "--pid", self._process.pid).split()

    def _position(self) -> tuple[int, int]:
        """Of the window's top left corner, once it has its size."""

        def placed() -> list[str]:
            shown = self._screen.do("getwindowgeometry", "--shell", self.window)
            numbers = dict(re.findall(r"^(\w+)=(\d+)$", shown, re.MULTILINE))
            right = (numbers.get("WIDTH"), numbers.get("HEIGHT")) == (str(self.width), str(self.height))
            return [numbers["X"], numbers["Y"]] if right else []

        x, y = until("the size of the window", placed)
        return int(x), int(y)

    @property
    def runs(self) -> bool:
        """Whether the process lives."""
        return self._process.poll() is None

    # What a person does.

    def click(self, x: float, y: float, button: int = 1) -> None:
        """Touch a place once the screen stands still."""
        self.still()
        self._screen.do("mousemove", *self._at(x, y), "click", button)

    def hold(self, x: float, y: float) -> None:
        """Put a finger down and leave it there."""
        self.still()
        self._screen.do("mousemove", *self._at(x, y), "mousedown", 1)

    def slide(self, x: float, y: float) -> None:
        """Move the finger that is down."""
        self._screen.do("mousemove", *self._at(x, y))

    def release(self) -> None:
        """Take the finger away."""
        self._screen.do("mouseup", 1)

    def draw(self, points: Sequence[tuple[float, float]]) -> None:
        """One stroke of a finger that waits for its ink: what comes between two frames would be one point. Where no ink
        comes the finger is lifted and put down once more, as a person does on a machine that is busy."""
        try:
            self._stroke(points)
        except NothingCameError:
            self.release()
            self.still()
            self._stroke(points)

    def _stroke(self, points: Sequence[tuple[float, float]]) -> None:
        self.hold(*points[0])
        for (x, y), point in pairwise(points):
            half = (x + point[0]) / 2 - 4, (y + point[1]) / 2 - 4, 8, 8
            before = self.part(*half)
            self._screen.do("mousemove", *self._at(*point))
            until("ink", lambda half=half, before=before: self.part(*half) != before)  # type: ignore[misc]
        self.release()

    def press(self, *keys: str) -> None:
        """Keys, one after the other, once the screen stands still."""
        for key in keys:
            self.still()
            self._screen.do("windowfocus", "--sync", self.window, "key", key)

    def scan(self, name: str) -> None:
        """Present a card of the sample."""
        show_code(str(self._folder / "devices" / "scanner-window"), self._codes.get(name, name))

    def know(self, codes: dict[str, str]) -> None:
        """The codes of the cards by name."""
        self._codes = codes

    def _at(self, x: float, y: float) -> tuple[int, int]:
        return self.left + round(x * self.dp), self.top + round(y * self.dp)

    # What a person sees.

    def picture(self) -> tuple[bytes, ...]:
        """Everything in the window."""
        return self._screen.picture(self.left, self.top, self.width, self.height)

    def part(self, x: float, y: float, width: float, height: float) -> tuple[bytes, ...]:
        """A part of the window, in dp."""
        left, top = self._at(x, y)
        return self._screen.picture(left, top, round(width * self.dp), round(height * self.dp))

    def still(self) -> tuple[bytes, ...]:
        """What is shown once it has stood still for `QUIET`."""
        seen, since = self.picture(), monotonic()

        def quiet() -> bool:
            nonlocal seen, since
            now = self.picture()
            if now != seen:
                seen, since = now, monotonic()
            return monotonic() - since >= QUIET

        until("a screen that stands still", quiet)
        return seen

    def changes(self, act: Callable[[], None]) -> None:
        """Do something that changes the picture."""
        before = self.still()
        act()
        until("another picture", lambda: self.picture() != before)

    def journal(self, kind: str) -> int:
        """How many rows of this kind there are."""
        with closing(sqlite3.connect(f"file:{self._folder / 'vestibule.db'}?mode=ro", uri=True)) as store:
            return int(store.execute("SELECT count(*) FROM journal WHERE kind = ?", (kind,)).fetchone()[0])

    def noted(self, kind: str, count: int = 1) -> None:
        """Wait until the journal has so many rows of a kind."""
        until(f"{kind} in the journal", lambda: self.journal(kind) >= count)


@contextmanager
def kiosk(screen: Display, folder: Path, width: int, height: int) -> Iterator[Kiosk]:
    """`vestibule run --sample` in a window of this size; it is stopped at the end, as a service manager does."""
    order = [sys.executable, "-m", "kiosk", "run", "--sample", "--size", f"{width}x{height}", "--data", str(folder)]
    surroundings = screen.environment | {"XDG_RUNTIME_DIR": str(folder.parent), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        order, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            assert process.stdout is not None
            said: list[str] = []
            for line in process.stdout:
                said.append(line)
                if line.startswith("Stop with"):
                    break
            else:
                raise NothingCameError("".join(said))
            listener = threading.Thread(target=said.extend, args=(process.stdout,), daemon=True)
            listener.start()
            yield Kiosk(screen, process, folder, width, height)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)
