"""Printers, USB storage and exports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from kiosk.events import CheckedUp
from kiosk.receipts import PrintJob


class Printer(Protocol):
    """Where receipts go."""

    def submit(self, job: PrintJob) -> None:
        """Queue a job and return at once; PrintProgressed and PrintFinished follow in the inbox. Any thread."""


class Chime(StrEnum):
    """Short sounds, each at most 300 ms and always doubled by the screen (design guide §6, "Sound")."""

    ACCEPTED = "accepted"
    """Two rising notes."""
    REFUSED = "refused"
    """One low note."""
    CALLED = "called"
    """Three notes: a ticket is called."""
    TICK = "tick"
    """The last seconds of "still there?"."""


class Speaker(Protocol):
    """What the kiosk can be heard with. Every method returns at once and may be called from any thread; a kiosk without
    sound does nothing."""

    @property
    def can_speak(self) -> bool:
        """Whether sentences can be read aloud here."""

    def chime(self, chime: Chime) -> None:
        """Play a short sound."""

    def speak(self, sentences: Sequence[str], language: str, loudness: int = 3) -> int:
        """Read sentences aloud, in place of what is being read. `loudness` is 1 to 5, 3 as the house has it. Returns
        the number of this reading, which comes back in the SentenceSpoken events of the inbox."""

    def hush(self) -> None:
        """Stop reading."""


@dataclass(frozen=True, slots=True)
class Stick:
    """A place for exports that is plugged in: sizes in bytes."""

    path: Path
    free: int
    total: int


class Storage(Protocol):
    """USB storage."""

    def sticks(self) -> Sequence[Stick]:
        """What is plugged in and can be written to, best first."""

    def read_only(self) -> Sequence[Path]:
        """What is plugged in but refuses writing."""

    def release(self, path: Path) -> bool:
        """Flush, and unmount where the system allows it; True when the stick may be removed."""


class Keys(Protocol):
    """Who wants the keys that the window hears: a scanner that types like a keyboard."""

    def key(self, scancode: int, *, pressed: bool) -> bool:
        """A key of the window went down or came up; `scancode` is its USB usage, a place on the keyboard. True when it
        belongs to a scan, and must mean nothing else. Screen thread; returns at once."""


class Machine(Protocol):
    """The kiosk's own machine."""

    def look(self) -> CheckedUp:
        """How everything is now. May take seconds on a disk that hangs; any thread but the screen's."""


@dataclass(frozen=True, slots=True)
class WeekTotals:
    """What an export of one ISO week contains."""

    week: str
    sessions: int
    hours: float


@dataclass(frozen=True, slots=True)
class WrittenExport:
    """What an export left on the target: folder name and (file name, size in bytes), each read back and checked."""

    folder: str
    files: tuple[tuple[str, int], ...]


class ExportFailed(Exception):
    """An export could not be completed; nothing partial stands under the final name. `code` is stable; `needed` is the
    room in bytes that a full stick lacks altogether, None when that is not what failed."""

    def __init__(self, code: str, text: str, needed: int | None = None) -> None:
        super().__init__(text)
        self.code = code
        self.needed = needed


class Exporter(Protocol):
    """Writes the week's files (docs/rules.md §8). Reads over its own connection; any thread."""

    def totals(self, week: str) -> WeekTotals: ...

    def write(
        self,
        week: str,
        target: Path,
        progress: Callable[[str, float], None],
        stopped: Callable[[], bool] = lambda: False,
    ) -> WrittenExport:
        """Write all files of ISO week `2026-W47` below `target`, complete or not at all; `progress` hears
        ("copying" | "checking", 0–1). `stopped` is asked between steps. Raises ExportFailed."""
