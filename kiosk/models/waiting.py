"""Those who wait for a workstation, and those for whom one is kept (docs/rules.md §5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.models.time import Purpose


class TicketEnd(StrEnum):
    """How a wait ended."""

    SERVED = "served"
    """A session was opened."""
    LEFT = "left"
    """The visitor gave the place back at the kiosk, or staff did for them."""
    NO_ANSWER = "no-answer"
    """Called twice, and nobody came."""
    CLOSING = "closing"
    """The place closed first."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A place in the waiting list.

    `number` is what is shown, after the letter of the house. `order` says who is first (the lowest). `suits` are the
    workstations that the visitor may use and asked for, best first. While a workstation is held, `workstation` is its
    number, `called_at` the instant of the call, and `held` seconds of the hold were over when the clock of boot
    `boot_id` read `mark`. `missed` counts calls that nobody answered. `token` is the code on the printed ticket.
    """

    id: int
    number: int
    member_id: int
    member_number: int
    taken_at: datetime
    order: float
    suits: tuple[int, ...]
    token: bytes
    purpose: Purpose | None = None
    zone: str | None = None
    tags: frozenset[str] = frozenset()
    workstation: int | None = None
    called_at: datetime | None = None
    held: float = 0.0
    mark: float = 0.0
    boot_id: str = ""
    missed: int = 0

    @property
    def is_called(self) -> bool:
        """Whether a workstation is held for it."""
        return self.workstation is not None

    def held_at(self, boottime: float, boot_id: str) -> float:
        """Seconds of the hold that are over; a restart of the machine is not charged."""
        running = boottime - self.mark if boot_id == self.boot_id else 0.0
        return self.held + max(0.0, running)


class ReservationEnd(StrEnum):
    """What became of a reservation."""

    USED = "used"
    RELEASED = "released"
    """Nobody came within the time that the house waits."""
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Reservation:
    """A workstation that staff keep for a member from an instant on, for `seconds`."""

    id: int
    member_id: int
    member_number: int
    workstation: int
    starts_at: datetime
    seconds: float
