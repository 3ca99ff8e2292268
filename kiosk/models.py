"""The nouns of reception, as frozen values (docs/rules.md §1 is their vocabulary).

Identities that come from the store are small integers; a card's identity is its 8 random bytes. Nothing here does
I/O or knows the time: whoever needs "how long is left" passes the clock's readings in. What a site says of itself
(zones, workstations, hours, rules, charter) are the values of `config.settings`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum

HELP_STANDS = timedelta(minutes=15)


class CardType(IntEnum):
    """What a card entitles its bearer to; the number is on the card (docs/devices.md, "Signed cards")."""

    MEMBER = 1
    STAFF = 2


class EndReason(StrEnum):
    """Why a session ended."""

    VISITOR = "visitor"
    STAFF = "staff"
    TIME_UP = "time-up"
    CLOSING = "closing"


class Purpose(StrEnum):
    """Why a visitor came: the six chips of the welcome screen (docs/rules.md §8 maps them to the funder's themes)."""

    ADMIN = "admin"
    JOB = "job"
    LEARN = "learn"
    PRINT = "print"
    LEISURE = "leisure"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Member:
    """A visitor with a card. `first_name` is None in the pseudonymous mode; `birth_year` is None when not given."""

    id: int
    number: int
    category: str
    first_name: str | None = None
    birth_year: int | None = None
    needs: frozenset[str] = frozenset()
    suspended_until: date | None = None
    guardian_agreed: bool = False


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who works here. `pin_hash` is None until the first use of the card, which sets it."""

    id: int
    number: int
    name: str
    pin_hash: str | None = None
    failed_tries: int = 0
    blocked_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A card that was issued here, for one member or one member of staff (the other id is None)."""

    card_id: bytes
    type: CardType
    holder: int
    issued_on: date
    expires_on: date
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OutOfService:
    """A workstation that staff took out of service, and since when."""

    workstation: int
    since: datetime


@dataclass(frozen=True, slots=True)
class HelpCall:
    """A visitor asked for somebody; `workstation` is None when the call came from the kiosk itself."""

    id: int
    asked_at: datetime
    workstation: int | None = None
    coming: bool = False

    def stands_at(self, now: datetime) -> bool:
        """Whether the call still counts; after a quarter of an hour the visitor may call again."""
        return now - self.asked_at < HELP_STANDS


@dataclass(frozen=True, slots=True)
class Session:
    """One visitor's time on one workstation.

    Time used is counted in boot-time seconds: `used` were accounted for when the clock of boot `boot_id` read `mark`.
    `granted` (seconds) includes every extension. `closed_at` is None while the session runs.
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


@dataclass(frozen=True, slots=True)
class Stroke:
    """One movement of the finger: points (x, y, t) with x, y in 0–1 of the pad from its top left, t in ms."""

    points: tuple[tuple[float, float, int], ...]


@dataclass(frozen=True, slots=True)
class Room:
    """Everything that goes on now: what the floor plan and the staff board show."""

    sessions: tuple[Session, ...] = ()
    out_of_service: tuple[OutOfService, ...] = ()
    help_calls: tuple[HelpCall, ...] = ()

    def session_on(self, workstation: int) -> Session | None:
        """The session that runs on a workstation, or None."""
        return next((s for s in self.sessions if s.workstation == workstation), None)

    def is_out(self, workstation: int) -> bool:
        """Whether staff took the workstation out of service."""
        return any(o.workstation == workstation for o in self.out_of_service)

    def is_free(self, workstation: int) -> bool:
        """Whether a session can be opened on the workstation now."""
        return not self.is_out(workstation) and self.session_on(workstation) is None
