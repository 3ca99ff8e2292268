"""What the core needs from the other rooms, as protocols. The rooms implement them; `kiosk.bootstrap` joins them.

Repositories are used inside a unit of work only: what they write is durable when `Store.write` returns, together
with the journal row of the same use case, or not at all (docs/reliability.md, "A use case is one transaction").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

from kiosk.models import (
    Card,
    EndReason,
    HelpCall,
    Member,
    OutOfService,
    Purpose,
    Room,
    Session,
    Staff,
    Stroke,
)
from kiosk.receipts import PrintJob

T = TypeVar("T")


class StoreUnavailable(Exception):
    """The store did not confirm: disk full, read-only, I/O error or time-out.

    Whether the work was kept is unknown; look the request id up before trying again.
    """


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


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """A row of the journal; `body` is canonical JSON as a mapping."""

    seq: int
    at: datetime
    kind: str
    body: Mapping[str, Any]


class Members(Protocol):
    """Visitors with a card."""

    def get(self, member_id: int) -> Member | None: ...
    def by_number(self, number: int) -> Member | None: ...
    def add(
        self,
        *,
        number: int,
        category: str,
        at: datetime,
        first_name: str | None = None,
        birth_year: int | None = None,
        needs: frozenset[str] = frozenset(),
        guardian_agreed: bool = False,
    ) -> Member: ...
    def suspend(self, member_id: int, until: date | None) -> None: ...


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
        """The open session whose receipt carries `token`, or None."""

    def seconds_used_on(self, member_id: int, day: date) -> float:
        """Seconds used in closed sessions plus seconds granted in open ones, on that local date."""

    def seconds_by_staff_on(self, member_id: int, day: date) -> float:
        """Seconds that staff added to the member's sessions of that local date."""

    def checkpoint(self, marks: Sequence[tuple[int, float]], boottime: float, boot_id: str) -> None:
        """Write down (session id, seconds used) for running sessions, as of `boottime`."""

    def extend(
        self, session_id: int, seconds: float, *, by_staff: int | None, reason: str, at: datetime
    ) -> Session: ...
    def take_back(self, session_id: int, seconds: float, *, by_staff: int | None, at: datetime) -> Session:
        """Undo an extension that was just given."""

    def close(
        self, session_id: int, *, at: datetime, used: float, reason: EndReason, estimated: bool
    ) -> Session | None:
        """The closed session, or None when it was closed already (closing twice is harmless)."""


class Signatures(Protocol):
    """Signed charters."""

    def signed_version(self, member_id: int) -> str | None:
        """The newest version that the member signed, or None."""

    def add(
        self,
        *,
        member_id: int,
        version: str,
        sha256: str,
        language: str,
        at: datetime,
        strokes: Sequence[Stroke],
    ) -> str:
        """Keep a signature, sealed. Returns the SHA-256 (hex) of the strokes, for the journal."""


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
    def mark_coming(self, call_id: int, at: datetime) -> None: ...
    def close_all(self, at: datetime) -> None: ...


class Throttle(Protocol):
    """Repeated invalid codes, remembered over restarts (docs/security.md, "Repeated codes")."""

    def load(self, key: str) -> tuple[tuple[datetime, ...], int, datetime | None]:
        """(instants of recent failures, number of pauses so far, paused until or None)."""

    def save(self, key: str, failures: Sequence[datetime], pauses: int, paused_until: datetime | None) -> None: ...


class Visits(Protocol):
    """Visits without a workstation."""

    def add(self, *, at: datetime, local_date: date, purpose: Purpose | None, category: str | None) -> None: ...


class Journal(Protocol):
    """The append-only, hash-chained record of what was done."""

    def add(self, kind: str, at: datetime, body: Mapping[str, Any], request: bytes | None = None) -> JournalEntry:
        """Append a row to this transaction. `body` holds no name; `request` makes the use case idempotent."""

    def of_request(self, request: bytes) -> JournalEntry | None:
        """What was recorded for a request id, or None when nothing was."""


class UnitOfWork(Protocol):
    """The repositories of one transaction."""

    @property
    def members(self) -> Members: ...
    @property
    def cards(self) -> Cards: ...
    @property
    def sessions(self) -> Sessions: ...
    @property
    def signatures(self) -> Signatures: ...
    @property
    def staff(self) -> StaffMembers: ...
    @property
    def workstations(self) -> Workstations: ...
    @property
    def help_calls(self) -> HelpCalls: ...
    @property
    def throttle(self) -> Throttle: ...
    @property
    def visits(self) -> Visits: ...
    @property
    def journal(self) -> Journal: ...
    def room(self) -> Room:
        """What goes on now, in one read."""


class Store(Protocol):
    """Durable memory. Methods may be called from any thread; the work runs on the store's own thread."""

    def write(self, work: Callable[[UnitOfWork], T]) -> T:
        """Run `work` in one immediate transaction and return its result once that is durable.

        What `work` raises is raised here after a rollback. Raises StoreUnavailable when the store cannot confirm.
        """

    def read(self, work: Callable[[UnitOfWork], T]) -> T:
        """Run `work` without writing, on the state of one instant. Raises StoreUnavailable."""

    def close(self) -> None:
        """Finish what was accepted and let the file go."""


class Printer(Protocol):
    """Where receipts go."""

    def submit(self, job: PrintJob) -> None:
        """Queue a job and return at once; PrintProgressed and PrintFinished follow in the inbox. Any thread."""


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

    def release(self, path: Path) -> bool:
        """Flush, and unmount where the system allows it; True when the stick may be removed."""


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
    """An export could not be completed; nothing partial stands under the final name. `code` is stable."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


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
