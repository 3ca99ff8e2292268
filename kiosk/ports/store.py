"""Durable memory, and the unit of work that is one transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from kiosk.models import Room
from kiosk.ports.kept import EarlyClosings, Guests, Identifiers, Paper, Reservations, Tickets
from kiosk.ports.repositories import (
    Cards,
    Feedback,
    HelpCalls,
    Journal,
    Members,
    Sessions,
    Signatures,
    StaffMembers,
    Throttle,
    Visits,
    Workstations,
)
from kiosk.ports.workshops import Registrations

T = TypeVar("T")


class StoreUnavailable(Exception):
    """The store did not confirm: disk full, read-only, I/O error or time-out.

    Whether the work was kept is unknown; look the request id up before trying again.
    """


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
    def feedback(self) -> Feedback: ...
    @property
    def tickets(self) -> Tickets: ...
    @property
    def reservations(self) -> Reservations: ...
    @property
    def guests(self) -> Guests: ...
    @property
    def identifiers(self) -> Identifiers: ...
    @property
    def early_closings(self) -> EarlyClosings: ...
    @property
    def registrations(self) -> Registrations: ...
    @property
    def paper(self) -> Paper: ...
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
