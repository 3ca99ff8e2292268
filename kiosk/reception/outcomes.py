"""What the use cases answer. Values, closed per use case; a screen never has to guess."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.models import Member, Room, Session, Staff
from kiosk.rules.allotment import Grant
from kiosk.rules.refusals import Refused


@dataclass(frozen=True, slots=True)
class Arrived:
    """The member may use a workstation. `most` is the longest session that may start now; `day_seconds` the
    allotment of the day and `left_seconds` what is left of it; `best` the workstations that suit, best first,
    free ones only. `must_sign` asks for the charter first."""

    member: Member
    most: Grant
    day_seconds: float
    left_seconds: float
    best: tuple[int, ...]
    suitable: tuple[int, ...]
    must_sign: bool
    room: Room


@dataclass(frozen=True, slots=True)
class SessionRuns:
    """Not a refusal: the bearer has a session, and gets to see it."""

    session: Session
    member: Member | None
    addable_seconds: float


@dataclass(frozen=True, slots=True)
class StaffCard:
    """A staff card: the PIN decides. `first_use` asks to choose one; `blocked_until` is None when tries are left."""

    staff: Staff
    tries_left: int
    first_use: bool
    blocked_until: datetime | None


Arrival = Arrived | SessionRuns | StaffCard | Refused


@dataclass(frozen=True, slots=True)
class Opened:
    """A session is open and durable; the code and the receipt may be shown."""

    session: Session


@dataclass(frozen=True, slots=True)
class Taken:
    """The workstation was taken or went out of service meanwhile: choose again."""

    arrived: Arrived


@dataclass(frozen=True, slots=True)
class Extended:
    """Time was added; `seconds` may be less than asked for."""

    session: Session
    seconds: float


@dataclass(frozen=True, slots=True)
class NotExtended:
    """No time could be added: `code` is "day", "closing", "cap" or "ended"."""

    code: str


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The PIN was right: staff mode is open."""

    staff: Staff


@dataclass(frozen=True, slots=True)
class WrongPin:
    """The PIN was wrong."""

    tries_left: int


@dataclass(frozen=True, slots=True)
class PinBlocked:
    """Too many wrong PINs."""

    until: datetime


PinOutcome = Unlocked | WrongPin | PinBlocked


@dataclass(frozen=True, slots=True)
class Warned:
    """A session is about to end."""

    workstation: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Ended:
    """A session came to its end by itself."""

    workstation: int
