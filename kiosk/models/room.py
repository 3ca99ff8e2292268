"""Everything that goes on now: what the floor plan, the rules and the staff board look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from kiosk.models.time import Session
from kiosk.models.waiting import Reservation, Ticket
from kiosk.models.workshop import Registration

HELP_STANDS = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class OutOfService:
    """A workstation that staff took out of service, and since when."""

    workstation: int
    since: datetime


@dataclass(frozen=True, slots=True)
class HelpCall:
    """A visitor asked for somebody; `workstation` is None when the call came from the kiosk itself, `coming_at` until
    somebody of the staff said that they come."""

    id: int
    asked_at: datetime
    workstation: int | None = None
    coming_at: datetime | None = None

    @property
    def coming(self) -> bool:
        """Whether somebody is on the way."""
        return self.coming_at is not None

    def stands_at(self, now: datetime) -> bool:
        """Whether the call still counts: for a quarter of an hour, and as long again once somebody comes. After that
        the visitor may call again."""
        return now - (self.coming_at or self.asked_at) < HELP_STANDS


@dataclass(frozen=True, slots=True)
class EarlyClosing:
    """Staff close earlier than usual on one local date."""

    local_date: date
    closes_at: datetime


@dataclass(frozen=True)
class Room:
    """The state of one instant. Tickets stand in the order of the waiting list, called ones among them; reservations
    are those not yet used, by their start; `freed` says when a session last ended on a workstation;
    registrations are those for workshops that are not settled yet."""

    sessions: tuple[Session, ...] = ()
    out_of_service: tuple[OutOfService, ...] = ()
    help_calls: tuple[HelpCall, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    freed: tuple[tuple[int, datetime], ...] = ()
    early_closing: EarlyClosing | None = None
    registrations: tuple[Registration, ...] = ()

    @cached_property
    def _sessions(self) -> Mapping[int, Session]:
        return {session.workstation: session for session in self.sessions}

    @cached_property
    def _holds(self) -> Mapping[int, Ticket]:
        return {ticket.workstation: ticket for ticket in self.tickets if ticket.workstation is not None}

    @cached_property
    def _out(self) -> frozenset[int]:
        return frozenset(out.workstation for out in self.out_of_service)

    @cached_property
    def _freed(self) -> Mapping[int, datetime]:
        return dict(self.freed)

    @cached_property
    def waiting(self) -> tuple[Ticket, ...]:
        """The tickets for which no workstation is held yet, first one first."""
        return tuple(ticket for ticket in self.tickets if not ticket.is_called)

    @cached_property
    def called(self) -> tuple[Ticket, ...]:
        """The tickets for which a workstation is held."""
        return tuple(self._holds.values())

    @cached_property
    def taken(self) -> frozenset[int]:
        """The workstations that somebody uses, that are broken or that are held."""
        return self._out.union(self._sessions, self._holds)

    def session_on(self, workstation: int) -> Session | None:
        """The session that runs on a workstation, or None."""
        return self._sessions.get(workstation)

    def hold_on(self, workstation: int) -> Ticket | None:
        """The called ticket for which a workstation is held, or None."""
        return self._holds.get(workstation)

    def ticket_of(self, member_id: int) -> Ticket | None:
        """The open ticket of a member, or None."""
        return next((ticket for ticket in self.tickets if ticket.member_id == member_id), None)

    def reservation_of(self, member_id: int) -> Reservation | None:
        """The reservation of a member, or None."""
        return next((r for r in self.reservations if r.member_id == member_id), None)

    def freed_at(self, workstation: int) -> datetime | None:
        """When the last session on a workstation ended, or None."""
        return self._freed.get(workstation)

    def is_out(self, workstation: int) -> bool:
        """Whether staff took the workstation out of service."""
        return workstation in self._out

    def is_free(self, workstation: int) -> bool:
        """Whether nobody uses the workstation, it works, and it is not held for a called ticket."""
        return workstation not in self.taken
