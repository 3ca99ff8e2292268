"""Facts that reach reception from outside, in the past tense. Frozen, without behaviour, safe to share between threads.

Device threads put them into the inbox (`kiosk.inbox`); the screen thread takes them out, one after the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from config.settings import Workshop


@dataclass(frozen=True, slots=True)
class CardPresented:
    """A reader framed one code. `text` is what was read, printable ASCII, at most 512 characters, never empty;
    a frame that was not (too long, control characters) arrives with `text` empty and counts as unreadable."""

    text: str
    reader: str


class DeviceState(StrEnum):
    """How a device is."""

    OFF = "off"
    """Not configured: legal, nothing to watch."""
    SEARCHING = "searching"
    """Configured, not (or no longer) reached; being looked for with back-off."""
    READY = "ready"
    DEGRADED = "degraded"
    """Works, but somebody should look: paper near its end, unexpected answers."""
    BLOCKED = "blocked"
    """Reached, but cannot work: no paper, cover open."""


@dataclass(frozen=True, slots=True)
class DeviceChanged:
    """A device changed its state. `advice` is one English sentence for staff and support that says what to do
    (empty when all is well); `code` is its stable name, for translation."""

    device: str
    state: DeviceState
    code: str = ""
    advice: str = ""


class PrintOutcome(StrEnum):
    """How a print job ended (docs/devices.md, "Receipt printers")."""

    PRINTED = "printed"
    """The printer confirmed the end of the job."""
    NO_PAPER = "no-paper"
    COVER_OPEN = "cover-open"
    UNREACHABLE = "unreachable"
    """Nothing was sent: trying again is safe."""
    UNKNOWN = "unknown"
    """Sent, but not confirmed: ask before printing again."""
    OFF = "off"
    """This site has no printer."""


@dataclass(frozen=True, slots=True)
class PrintProgressed:
    """A part of a print job was handed to the printer; `fraction` is in 0–1."""

    job: str
    fraction: float


@dataclass(frozen=True, slots=True)
class PrintFinished:
    """A print job ended."""

    job: str
    outcome: PrintOutcome


class ExportStep(StrEnum):
    """The steps of a weekly export, in order (design 15a)."""

    LOOKING_FOR_STICK = "looking-for-stick"
    PREPARING = "preparing"
    COPYING = "copying"
    CHECKING = "checking"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file that an export wrote, with its size in bytes."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class ExportProgressed:
    """A weekly export reached a step. `fraction` in 0–1 while copying; totals once known (None before);
    `problem` is a stable code when `step` is FAILED, or "read-only" while the only stick refuses writing;
    `needed_bytes` is the room that was needed, when the stick was full."""

    week: str
    step: ExportStep
    fraction: float = 0.0
    free_bytes: int | None = None
    total_bytes: int | None = None
    sessions: int | None = None
    hours: float | None = None
    folder: str = ""
    files: tuple[ExportedFile, ...] = ()
    problem: str = ""
    failed_at: ExportStep | None = None
    needed_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class StickReleased:
    """Everything was flushed to the stick; `removable` says whether it may be taken out."""

    removable: bool


@dataclass(frozen=True, slots=True)
class SentenceSpoken:
    """Reading aloud reached a sentence: `index` counts from 0, None when the reading is over."""

    reading: int
    index: int | None


@dataclass(frozen=True, slots=True)
class WorkshopsRead:
    """The calendar of the workshops was read: those of the coming days by their start, and where (file, event) it
    could not be understood, for staff."""

    workshops: tuple[Workshop, ...]
    trouble: tuple[str, ...] = ()


class ClockState(StrEnum):
    """How far the civil clock of the machine can be trusted."""

    SET = "set"
    """A time server sets it."""
    ALONE = "alone"
    """Nobody sets it: right as long as somebody compares it."""
    BEHIND = "behind"
    """It stands before what was already recorded: it is wrong."""


@dataclass(frozen=True, slots=True)
class DeviceCounts:
    """What a device did since the start of the program: scans or slips, failures, and how often it came back."""

    device: str
    done: int = 0
    failed: int = 0
    reopened: int = 0


@dataclass(frozen=True, slots=True)
class CheckedUp:
    """Somebody looked at the machine. Sizes in bytes; `disk_total` 0: the disk did not answer. `stick_free` is the
    room on the best stick, None without one; `clock_set_at` when a time server last set the clock, where the system
    tells."""

    devices: tuple[DeviceCounts, ...] = ()
    disk_free: int = 0
    disk_total: int = 0
    stick_free: int | None = None
    clock: ClockState = ClockState.ALONE
    clock_set_at: datetime | None = None


Event = (
    CardPresented
    | CheckedUp
    | DeviceChanged
    | SentenceSpoken
    | PrintProgressed
    | PrintFinished
    | ExportProgressed
    | StickReleased
    | WorkshopsRead
)
