"""The repositories of what is kept for somebody: tickets, reservations, guests' days, and early closing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from kiosk.identifiers import Medium
from kiosk.models import EarlyClosing, GuestTicket, PaperRoll, Purpose, Reservation, ReservationEnd, Ticket, TicketEnd


class AlreadyKept(Exception):
    """The member has an open ticket or a reservation already (a unique index of the store said so)."""


@dataclass(frozen=True, slots=True)
class NewTicket:
    """What is needed to wait; see `kiosk.models.Ticket`. Numbers start anew on each `local_date`."""

    member_id: int
    taken_at: datetime
    local_date: date
    suits: tuple[int, ...]
    token: bytes
    purpose: Purpose | None
    zone: str | None = None
    tags: frozenset[str] = frozenset()


class Tickets(Protocol):
    """The waiting list. What is closed keeps no link to the member (docs/rules.md §9)."""

    def add(self, new: NewTicket) -> Ticket:
        """Take the next number, at the end of the list. Raises AlreadyKept when the member waits already."""

    def open_tickets(self) -> tuple[Ticket, ...]:
        """Waiting and called ones, in the order of the list."""

    def by_token(self, token: bytes) -> Ticket | date | None:
        """The open ticket that carries `token`; the local date of one that is closed; None when there is none."""

    def call(self, ticket_id: int, workstation: int, *, at: datetime, boottime: float, boot_id: str) -> Ticket:
        """Hold a workstation for it."""

    def skip(self, ticket_id: int, order: float) -> Ticket:
        """Nobody answered: give the workstation back and put the ticket at another place in the list."""

    def checkpoint(self, marks: Sequence[tuple[int, float]], boottime: float, boot_id: str) -> None:
        """Write down (ticket id, seconds of its hold that are over) for called tickets, as of `boottime`."""

    def close(self, ticket_id: int, end: TicketEnd, at: datetime) -> None:
        """The wait is over; closing twice is harmless."""


class Reservations(Protocol):
    """Workstations that staff keep for members. A member has one at most."""

    def add(
        self, *, member_id: int, workstation: int, starts_at: datetime, seconds: float, by_staff: int, at: datetime
    ) -> Reservation:
        """Raises AlreadyKept when the member has one."""

    def planned(self) -> tuple[Reservation, ...]:
        """Those not yet used, released or cancelled, by their start."""

    def close(self, reservation_id: int, end: ReservationEnd, at: datetime) -> None:
        """It is over; closing twice is harmless."""


class Guests(Protocol):
    """One-day tickets. Only the SHA-256 of their random code is kept."""

    def add(self, *, token: bytes, category: str, local_date: date, by_staff: int | None, at: datetime) -> GuestTicket:
        """A new guest, a member for this one day; `by_staff` is None when the kiosk gave the ticket by itself."""

    def lend(self, member_id: int, *, token: bytes, local_date: date, at: datetime) -> GuestTicket:
        """A code that stands for the card of a member on this one day; it replaces the one before."""

    def by_token(self, token: bytes) -> GuestTicket | None: ...
    def of_member(self, member_id: int) -> GuestTicket | None: ...
    def use(self, member_id: int, at: datetime) -> None:
        """The one session was opened."""


class EarlyClosings(Protocol):
    """When staff close earlier than usual."""

    def current(self) -> EarlyClosing | None:
        """The newest one, whatever its date."""

    def set(self, early: EarlyClosing, *, by_staff: int, at: datetime) -> None:
        """Replaces one of the same date."""

    def clear(self, local_date: date) -> None: ...


class Identifiers(Protocol):
    """Other cards that identify members, by the digest of what they say. They are erased with the member."""

    def link(self, medium: Medium, digest: bytes, member_id: int, at: datetime) -> None:
        """Raises ValueError when it is somebody's already."""

    def unlink(self, member_id: int) -> int:
        """Forget all of a member. Returns how many there were."""

    def member_of(self, digests: Sequence[bytes]) -> int | None:
        """Whose it is, by the first digest that is known."""


class Paper(Protocol):
    """How much of the receipt printer's roll is used up."""

    def roll(self) -> PaperRoll | None:
        """The roll that is in the printer; None until staff said for the first time that they changed it."""

    def change(self, at: datetime) -> None:
        """There is a new roll."""

    def use(self, millimetres: int) -> None:
        """A slip of that length came out; nothing is counted before the first change."""
