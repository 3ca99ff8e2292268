"""What a look at the machine finds: devices with the lines of the site file for them, and what could not be looked at.

Nothing here opens a device: an opened serial port may reset what is behind it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

Value = str | int | tuple[str, ...]


class Kind(StrEnum):
    """What is looked for, in the order in which it is told; the value is a heading."""

    SERIAL = "Serial ports"
    INPUT = "Keyboards, scanners in keyboard mode, keypads, touch screens"
    SMARTCARD = "Readers of contactless cards"
    CAMERA = "Cameras"
    PRINTER = "Printers"
    STICK = "USB sticks"
    SOUND = "Sound"


@dataclass(frozen=True, slots=True)
class Roots:
    """Where the kernel shows what is plugged in."""

    dev: Path = Path("/dev")
    sys: Path = Path("/sys")
    proc: Path = Path("/proc")


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry of the site file, and for what kind of device it is right."""

    table: str
    key: str
    value: Value
    meaning: str = ""

    def line(self) -> str:
        """The entry as a line of TOML, without its table."""
        value = list(self.value) if isinstance(self.value, tuple) else self.value
        return f"{self.key} = {json.dumps(value, ensure_ascii=False)}" + (f"  # {self.meaning}" if self.meaning else "")


@dataclass(frozen=True, slots=True)
class Found:
    """A device. `place` is where it is, `what` what it calls itself, `note` one sentence about what stands in the way
    or how to go on ("" when nothing does). `proposals` are alternatives."""

    kind: Kind
    place: str
    what: str = ""
    proposals: tuple[Proposal, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unseen:
    """What could not be looked at, and one sentence that says why."""

    kind: Kind
    why: str


Look = Callable[[Roots], Iterator[Found | Unseen]]


def lines_of(folder: Path, pattern: str) -> list[Path]:
    """The entries of a folder that fit a pattern, in the order of their numbers; none where there is no folder."""
    return sorted(folder.glob(pattern), key=lambda path: (len(path.name), path.name))


def text_of(path: Path) -> str:
    """What stands in a small file of the kernel; "" when it is not there or cannot be read."""
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip("\n\0 ")
    except OSError:
        return ""


def stable_names(folder: Path) -> dict[Path, Path]:
    """The link of each device in a folder such as /dev/serial/by-id; links that lead nowhere are left out."""
    names: dict[Path, Path] = {}
    with suppress(OSError):
        for link in sorted(folder.iterdir()):
            with suppress(OSError, RuntimeError):  # pulled out a moment ago; a link to itself
                names.setdefault(link.resolve(strict=True), link)
    return names


def may_use(path: Path, mode: int = os.R_OK | os.W_OK) -> bool:
    """Whether the user of this process may open it."""
    return os.access(path, mode)
