"""One visitor's time on a workstation, and why they came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class EndReason(StrEnum):
    """Why a session ended."""

    VISITOR = "visitor"
    STAFF = "staff"
    TIME_UP = "time-up"
    CLOSING = "closing"


class ExtensionReason(StrEnum):
    """Why the time of a session was changed; part of the activity report (docs/rules.md §8)."""

    VISITOR = "visitor"
    """The visitor asked for more."""
    AUTOMATIC = "automatic"
    """Nobody waited and the room was not full."""
    GRACE = "grace"
    """A few minutes at the very end, once."""
    EARLY_CLOSING = "early-closing"
    """Shortened, because staff closed early today."""
    TAKEN_BACK = "taken-back"
    """Staff undid what they had given."""
    PROCEDURE = "procedure"
    TRAINING = "training"
    FAULT = "fault"
    OTHER = "other"


STAFF_REASONS = (
    ExtensionReason.PROCEDURE,
    ExtensionReason.TRAINING,
    ExtensionReason.FAULT,
    ExtensionReason.OTHER,
)
"""What staff choose from when they add time."""


class Purpose(StrEnum):
    """Why a visitor came: the six chips of the welcome screen (docs/rules.md §8 maps them to the funder's themes)."""

    ADMIN = "admin"
    JOB = "job"
    LEARN = "learn"
    PRINT = "print"
    LEISURE = "leisure"
    OTHER = "other"


class Limit(StrEnum):
    """What ended the granted time first: the sentence behind "why 45 minutes?"."""

    CHOICE = "choice"
    """The visitor wanted no more."""
    SESSION = "session"
    DAY = "day"
    CLOSING = "closing"
    RESERVATION = "reservation"


@dataclass(frozen=True, slots=True)
class Why:
    """Why a session got the minutes that it got: what ended the time first, and the number of the rule that matched
    (1 is the first in the site file)."""

    limit: Limit
    rule: int


@dataclass(frozen=True, slots=True)
class Session:
    """One visitor's time on one workstation.

    Time used is counted in boot-time seconds: `used` were accounted for when the clock of boot `boot_id` read `mark`.
    `granted` (seconds) includes every extension; `courtesy` of them are on top of the allotment of the day (added by
    staff, or the grace), and `grace` of those are the grace. `closed_at` is None while the session runs; `why` is None
    for sessions of a time when it was not kept.
    """

    id: int
    member_id: int
    member_number: int
    category: str
    workstation: int
    opened_at: datetime
    granted: float
    used: float
    mark: float
    boot_id: str
    code: str
    receipt_token: bytes
    purpose: Purpose | None = None
    extended: float = 0.0
    courtesy: float = 0.0
    grace: float = 0.0
    why: Why | None = None
    closed_at: datetime | None = None
    end_reason: EndReason | None = None
    estimated: bool = False

    def used_at(self, boottime: float, boot_id: str) -> float:
        """Seconds used so far. After a restart of the machine the gap since the last mark is not charged."""
        running = boottime - self.mark if boot_id == self.boot_id else 0.0
        return self.used + max(0.0, running)

    def left_at(self, boottime: float, boot_id: str) -> float:
        """Seconds left, never negative."""
        return max(0.0, self.granted - self.used_at(boottime, boot_id))

    def ends_at(self, now: datetime, boottime: float, boot_id: str) -> datetime:
        """The instant at which the time will be up if nothing changes."""
        return now + timedelta(seconds=self.left_at(boottime, boot_id))
