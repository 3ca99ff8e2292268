"""The repositories of a unit of work: what they write is durable when `Store.write` returns, together with the journal
row of the same use case, or not at all (docs/reliability.md, "A use case is one transaction")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from kiosk.models import (
    Card,
    EndReason,
    ExtensionReason,
    FeedbackValue,
    HelpCall,
    Member,
    OutOfService,
    Preferences,
    Purpose,
    Session,
    Staff,
    Stroke,
    Why,
)


class SessionConflict(Exception):
    """The workstation or the member already has an open session (a unique index of the store said so)."""


@dataclass(frozen=True, slots=True)
class NewSession:
    """What is needed to open a session; times as in `kiosk.models.Session`. `local_date` is the civil date at the
    site, which the allotment of the day is counted on."""

    member_id: int
    workstation: int
    opened_at: datetime
    local_date: date
    granted: float
    boottime: float
    boot_id: str
    code: str
    receipt_token: bytes
    purpose: Purpose | None
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """A row of the journal; `body` is canonical JSON as a mapping."""

    seq: int
    at: datetime
    kind: str
    body: Mapping[str, Any]


class Members(Protocol):
    """Visitors with a card, and guests."""

    def get(self, member_id: int) -> Member | None: ...
    def by_number(self, number: int) -> Member | None: ...
    def add(
        self,
        *,
        number: int,
        category: str,
        at: datetime,
        first_name: str | None = None,
        family_name: str | None = None,
        birth_year: int | None = None,
        needs: frozenset[str] = frozenset(),
        guardian_agreed: bool = False,
    ) -> Member: ...
    def next_number(self) -> int:
        """A number that nobody has, of six digits at most. Raises ValueError when all are taken."""

    def family_name(self, member_id: int) -> str | None:
        """The name of a member who gave one, for whoever hands out the card; never for a screen of the kiosk."""

    def suspend(self, member_id: int, until: date | None) -> None: ...
    def agree(self, member_id: int) -> None:
        """A guardian has agreed."""

    def move(self, member_id: int, category: str) -> None:
        """From now on the member is of another category."""

    def keep_preferences(self, member_id: int, preferences: Preferences | None, at: datetime) -> None:
        """Keep them with the member's consent of that instant; None forgets them."""


class Cards(Protocol):
    """Cards that were issued here and the numbered list of revoked ones."""

    def get(self, card_id: bytes) -> Card | None: ...
    def add(self, card: Card) -> None: ...
    def of_member(self, member_id: int) -> Sequence[Card]: ...
    def of_staff(self, staff_id: int) -> Sequence[Card]: ...
    def revoke(self, card_id: bytes, at: datetime) -> None: ...
    def is_revoked(self, card_id: bytes) -> bool:
        """Whether the card was revoked here or stands on the last revocation list that was taken over."""

    def revocation_sequence(self) -> int:
        """The number of the last revocation list taken over, 0 when there was none."""

    def take_over_revocations(self, sequence: int, card_ids: Sequence[bytes], at: datetime) -> None:
        """Replace the list by a newer one. Raises ValueError when `sequence` is not greater than the current."""


class Sessions(Protocol):
    """Time on workstations."""

    def open(self, new: NewSession) -> Session:
        """Raises SessionConflict when the workstation or the member has an open session."""

    def get(self, session_id: int) -> Session | None: ...
    def running(self) -> tuple[Session, ...]: ...
    def running_of(self, member_id: int) -> Session | None: ...
    def by_receipt(self, token: bytes) -> Session | None:
        """The session whose receipt carries `token`, running or over, or None."""

    def seconds_used_on(self, member_id: int, day: date) -> float:
        """Seconds of the allotment used on that local date: what closed sessions used and open ones were granted, each
        without its courtesy."""

    def seconds_by_staff_on(self, member_id: int, day: date) -> float:
        """Seconds that staff added to the member's sessions of that local date."""

    def checkpoint(self, marks: Sequence[tuple[int, float]], boottime: float, boot_id: str) -> None:
        """Write down (session id, seconds used) for running sessions, as of `boottime`."""

    def extend(
        self, session_id: int, seconds: float, *, by_staff: int | None, reason: ExtensionReason, at: datetime
    ) -> Session:
        """Add time. What staff add, and the grace, are courtesy: they do not count in the allotment of the day."""

    def take_back(self, session_id: int, seconds: float, *, by_staff: int | None, at: datetime) -> Session:
        """Undo an extension that staff just gave."""

    def shorten(self, session_id: int, seconds: float, *, by_staff: int | None, at: datetime) -> Session:
        """Take time away because the place closes before; what is courtesy goes first. `by_staff` is None when it is
        for the hours of the house."""

    def close(
        self, session_id: int, *, at: datetime, used: float, reason: EndReason, estimated: bool
    ) -> Session | None:
        """The closed session, or None when it was closed already (closing twice is harmless)."""


class Signatures(Protocol):
    """Signed charters."""

    def signed_version(self, member_id: int) -> str | None:
        """The newest version that the member, or the guardian for them, signed; None when there is none."""

    def is_by_guardian(self, member_id: int) -> bool:
        """Whether a guardian gave the newest signature for the member."""

    def add(
        self,
        *,
        member_id: int,
        version: str,
        sha256: str,
        language: str,
        at: datetime,
        strokes: Sequence[Stroke],
        guardian: bool = False,
    ) -> str:
        """Keep a signature, sealed; `guardian` says that a guardian signed for the member. Returns the SHA-256 (hex)
        of the strokes, for the journal."""


class StaffMembers(Protocol):
    """People who work here."""

    def get(self, staff_id: int) -> Staff | None: ...
    def by_number(self, number: int) -> Staff | None: ...
    def add(self, *, number: int, name: str, at: datetime) -> Staff: ...
    def set_pin(self, staff_id: int, pin_hash: str) -> None: ...
    def record_tries(self, staff_id: int, failed: int, blocked_until: datetime | None) -> None: ...


class Workstations(Protocol):
    """The changing part of a workstation; the fixed part is configuration."""

    def out_of_service(self) -> tuple[OutOfService, ...]: ...
    def take_out(self, workstation: int, at: datetime) -> None: ...
    def put_back(self, workstation: int) -> None: ...


class HelpCalls(Protocol):
    """Calls for somebody to come."""

    def open_calls(self) -> tuple[HelpCall, ...]: ...
    def add(self, at: datetime, workstation: int | None) -> HelpCall: ...
    def mark_coming(self, call_id: int, at: datetime) -> None:
        """Somebody is on the way; the first who said so counts."""

    def close(self, call_id: int, at: datetime) -> None:
        """It is over; closing twice is harmless."""

    def close_all(self, at: datetime) -> None: ...


class Throttle(Protocol):
    """Repeated invalid codes, remembered over restarts (docs/security.md, "Repeated codes")."""

    def load(self, key: str) -> tuple[tuple[datetime, ...], int, datetime | None]:
        """(instants of recent failures, number of pauses so far, paused until or None)."""

    def save(self, key: str, failures: Sequence[datetime], pauses: int, paused_until: datetime | None) -> None: ...


class Visits(Protocol):
    """Visits without a workstation."""

    def add(self, *, at: datetime, local_date: date, purpose: Purpose | None, category: str | None) -> None: ...


class Feedback(Protocol):
    """What visitors say at the end. Counted by day and answer, so that nothing leads to a member or a session."""

    def add(self, local_date: date, value: FeedbackValue) -> None: ...


class Journal(Protocol):
    """The append-only, hash-chained record of what was done."""

    def add(self, kind: str, at: datetime, body: Mapping[str, Any], request: bytes | None = None) -> JournalEntry:
        """Append a row to this transaction. `body` holds no name; `request` makes the use case idempotent."""

    def of_request(self, request: bytes) -> JournalEntry | None:
        """What was recorded for a request id, or None when nothing was."""
