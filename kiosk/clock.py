"""Time: the only module that makes datetimes.

Two clocks are kept apart on purpose (docs/rules.md §3, docs/decisions/0002-two-clocks.md):

* *civil time* (`utc_now`) labels what is stored and decides opening hours, allotments of the day and card validity;
* *boot time* (`boottime`) counts the seconds of a running session, so that an NTP step, a DST change or a
  suspend neither lengthens nor shortens anyone's time.

Stored instants are integer microseconds since 1970 in UTC; local time exists only at the edge of the screen.
"""

from __future__ import annotations

import ctypes
import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
SIZE_OF_TIMEX = 1024
"""More than the kernel's answer to `adjtimex` takes, bytes."""
TIME_ERROR = 5
"""The answer of `adjtimex` while nobody vouches for the clock."""


class Clock(Protocol):
    """What the house knows of time. Safe to call from any thread."""

    def utc_now(self) -> datetime:
        """Now, aware, in UTC."""

    def boottime(self) -> float:
        """Seconds since the machine started, suspend included; meaningful only beside the same `boot_id`."""

    def boot_id(self) -> str:
        """A name for the current boot of the machine, different after every restart."""

    def is_synchronised(self) -> bool:
        """Whether somebody outside, a time server, vouches for civil time."""


class SystemClock:
    """The machine's own clocks (Linux: CLOCK_REALTIME and CLOCK_BOOTTIME)."""

    def __init__(self) -> None:
        self._boot_id = BOOT_ID.read_text().strip() if BOOT_ID.exists() else f"pid-{time.time_ns()}"

    def utc_now(self) -> datetime:
        return datetime.now(UTC)

    def boottime(self) -> float:
        return time.clock_gettime(time.CLOCK_BOOTTIME)

    def boot_id(self) -> str:
        return self._boot_id

    def is_synchronised(self) -> bool:
        """What the kernel knows of it: whichever service asks a time server tells the kernel."""
        try:
            state: int = ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(SIZE_OF_TIMEX))
        except (AttributeError, OSError):  # another system
            return False
        return 0 <= state < TIME_ERROR


@dataclass
class ManualClock:
    """A clock that moves only when told to: for simulation, the guided visit and tests. Somebody vouches for it unless
    `synchronised` is False."""

    now: datetime
    boot: float = 1000.0
    boot_name: str = "boot-1"
    synchronised: bool = True
    _boots: int = field(default=1, repr=False)

    def utc_now(self) -> datetime:
        return self.now

    def boottime(self) -> float:
        return self.boot

    def boot_id(self) -> str:
        return self.boot_name

    def is_synchronised(self) -> bool:
        return self.synchronised

    def advance(self, seconds: float) -> None:
        """Let both clocks run. Raises ValueError for a negative step: elapsed time never goes backwards."""
        if seconds < 0:
            raise ValueError("elapsed time cannot be negative; use step() to move the wall clock alone")
        self.now += timedelta(seconds=seconds)
        self.boot += seconds

    def step(self, seconds: float) -> None:
        """Move the wall clock alone, as NTP or a person would; may be negative."""
        self.now += timedelta(seconds=seconds)

    def reboot(self, off_seconds: float = 60.0) -> None:
        """Switch the machine off for `off_seconds` and on again: a new boot id, boot time starting anew."""
        self._boots += 1
        self.boot_name = f"boot-{self._boots}"
        self.boot = 5.0
        self.now += timedelta(seconds=off_seconds)


@dataclass(frozen=True, slots=True)
class Moment:
    """One reading of both clocks."""

    utc: datetime
    boottime: float
    boot_id: str

    @classmethod
    def of(cls, clock: Clock) -> Moment:
        """Read the clocks now."""
        return cls(clock.utc_now(), clock.boottime(), clock.boot_id())


def to_micros(instant: datetime) -> int:
    """Microseconds since 1970 in UTC, as stored. Raises ValueError for a naive datetime."""
    if instant.tzinfo is None:
        raise ValueError("a stored instant must be aware")
    delta = instant - EPOCH
    return (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds


def from_micros(micros: int) -> datetime:
    """The aware UTC instant of a stored number of microseconds."""
    return EPOCH + timedelta(microseconds=micros)


def local(instant: datetime, zone: ZoneInfo) -> datetime:
    """The instant as the wall clock of the site shows it."""
    return instant.astimezone(zone)


def at(day: date, hour: time_of_day, zone: ZoneInfo) -> datetime:
    """The UTC instant of a civil time at the site; one in the missing hour of spring moves on by that hour."""
    return datetime.combine(day, hour, tzinfo=zone).astimezone(UTC)


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    """An aware UTC instant."""
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


def parse_instant(text: str) -> datetime:
    """An ISO 8601 instant with its offset (`2026-10-14T14:42:00+02:00`), in UTC.

    Raises ValueError when the text is not an instant or has no offset.
    """
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(f"{text!r} has no time zone; write for example 2026-10-14T14:42:00+02:00")
    return instant.astimezone(UTC)


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
