"""What the use cases answer. Values, closed per use case; a screen never has to guess."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.models import Member, Reservation, Room, Session, Staff, Ticket
from kiosk.rules.allotment import Grant
from kiosk.rules.extension import Barrier, Headroom
from kiosk.rules.refusals import Refused


@dataclass(frozen=True, slots=True)
class Line:
    """The waiting list as it is for one visitor: the `rank` (1 is next), and the instant at which a workstation should
    be ready, None when nobody can tell. `too_late` says that nobody is let in any more by then."""

    rank: int
    ready_at: datetime | None
    too_late: bool = False


@dataclass(frozen=True, slots=True)
class Arrived:
    """The member may use a workstation. `most` is the longest session that may start now; `day_seconds` the
    allotment of the day and `left_seconds` what is left of it; `suitable` the workstations that suit, best first, and
    `best` those of them that are free for the member. `must_sign` asks for the charter first. `line` is there when
    nothing is free and the member may wait; `reserved` is the member's reservation when it is time for it;
    `accompanied` says that an adult is with a child who needs one; `grew_up` that the member turned 18."""

    member: Member
    most: Grant
    day_seconds: float
    left_seconds: float
    best: tuple[int, ...]
    suitable: tuple[int, ...]
    must_sign: bool
    room: Room
    line: Line | None = None
    reserved: Reservation | None = None
    accompanied: bool = False
    grew_up: bool = False


@dataclass(frozen=True, slots=True)
class SessionRuns:
    """Not a refusal: the bearer has a session, and gets to see it and how much may be added."""

    session: Session
    member: Member | None
    more: Headroom

    @property
    def addable_seconds(self) -> float:
        """Seconds that the visitor may add now; 0 when it is too little to be worth it."""
        return self.more.seconds if self.more.is_enough else 0.0


@dataclass(frozen=True, slots=True)
class Waits:
    """The member is in the waiting list: `line` says where; `accompanied` that an adult stands beside a child;
    `instead` what is free that was not asked for, None when nothing is."""

    member: Member
    ticket: Ticket
    line: Line
    accompanied: bool = False
    instead: Arrived | None = None


@dataclass(frozen=True, slots=True)
class Called:
    """It is the member's turn: a workstation is held, and `arrived.best` is that one."""

    ticket: Ticket
    arrived: Arrived


@dataclass(frozen=True, slots=True)
class StaffCard:
    """A staff card: the PIN decides. `first_use` asks to choose one; `blocked_until` is None when tries are left."""

    staff: Staff
    tries_left: int
    first_use: bool
    blocked_until: datetime | None


Arrival = Arrived | SessionRuns | Waits | Called | StaffCard | Refused


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
    """No time could be added."""

    barrier: Barrier


@dataclass(frozen=True, slots=True)
class Reserved:
    """A workstation is kept."""

    reservation: Reservation


@dataclass(frozen=True, slots=True)
class NotReserved:
    """It could not be: `code` is "has-one", "taken" (by another reservation, or a session that ends later), "closed",
    "past", "unsuitable" (the member may not use that workstation), or "unknown" (no such member)."""

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
class Kept:
    """What the timekeeper did: workstations whose session ended by itself, those that got more time by itself (with
    the seconds), tickets that were called, and tickets whose call nobody answered."""

    ended: tuple[int, ...] = ()
    extended: tuple[tuple[int, float], ...] = ()
    called: tuple[Ticket, ...] = ()
    unanswered: tuple[Ticket, ...] = ()
