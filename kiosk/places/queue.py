"""The queue of the staff: who waits, what is reserved today, and what can be done about both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from kiosk.events import Event
from kiosk.models import Reservation, Staff, Ticket
from kiosk.places.desk import Desk
from kiosk.places.place import Patience, Place
from kiosk.places.queue_day import ClosingEarly, give_guest_ticket
from kiosk.places.queue_hours import closings, starts
from kiosk.places.queue_reserving import Reserving
from kiosk.places.queue_rows import counters, early_banner, early_today, outlook, reservation_row, ticket_row
from kiosk.places.queue_steps import Action, CancelReservation, CloseTicket, Step, turners
from kiosk.places.states_queue import LYING_ROWS, UPRIGHT_ROWS, QueueState
from kiosk.places.view import Button, Dialog

__all__ = ["Action", "Queue"]


@dataclass(frozen=True)
class Queue(Place):
    """The lists, or the step that staff are at."""

    staff: Staff
    page: int = 0
    step: Step | None = None

    name: ClassVar[str] = "queue"
    patience: ClassVar[Patience] = Patience.STAFF
    staff_only: ClassVar[bool] = True

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        if self.step is not None:
            return replace(self, step=self.step.touched(action, value, desk))
        match action:
            case Action.REOPEN if early_today(desk) is not None:
                desk.reception.reopen(self.staff)
                desk.say("clock", lambda words: words.t("We close at the usual hour"))
                return self
            case Action.PREVIOUS:
                return replace(self, page=max(0, self._page(desk) - 1))
            case Action.NEXT:
                return replace(self, page=min(_last_page(desk), self._page(desk) + 1))
        return self._at(self._begin(action, value, desk))

    def _begin(self, action: str, value: object, desk: Desk) -> Step | None:
        """The step that a touch on the lists or their actions begins, or None."""
        room, request = desk.reception.room, desk.reception.new_request()
        match action:
            case Action.CLOSE:
                ticket = next((t for t in room.tickets if t.id == value), None)
                return CloseTicket(self.staff, ticket, request) if ticket is not None else None
            case Action.DROP:
                kept = next((r for r in room.reservations if r.id == value), None)
                return CancelReservation(self.staff, kept) if kept is not None else None
            case Action.GUEST if desk.site.settings.guests.tickets != "off":
                return give_guest_ticket(self.staff, desk, request)
            case Action.RESERVE if starts(desk):
                return Reserving(self.staff, request)
            case Action.SHUT if closings(desk):
                return ClosingEarly(self.staff)
        return None

    def heard(self, event: Event, desk: Desk) -> Place:
        return self._at(self.step.heard(event)) if self.step is not None else self

    def ticked(self, desk: Desk) -> Place:
        return self._at(self.step.ticked(desk)) if self.step is not None else self

    def subtitle(self, desk: Desk) -> str:
        return self.staff.name

    def dialog(self, desk: Desk) -> Dialog | None:
        return self.step.dialog(desk) if self.step is not None else None

    def state(self, desk: Desk) -> QueueState:
        words, page, last = desk.words, self._page(desk), _last_page(desk)
        entries = _entries(desk)
        shown = entries[page * _rows(desk) : (page + 1) * _rows(desk)]
        tickets = tuple(ticket_row(desk, e, Action.CLOSE) for e in shown if isinstance(e, Ticket))
        kept = tuple(reservation_row(desk, e, Action.DROP) for e in shown if isinstance(e, Reservation))
        no_tickets, no_reservations = words.t("Nobody waits."), words.t("Nothing is reserved today.")
        previous, following = turners(words, page, last, Action.PREVIOUS, Action.NEXT) if last else (None, None)
        return QueueState(
            title=words.t("Waiting list and reservations"),
            line=outlook(desk),
            counters=counters(desk),
            banner=early_banner(desk),
            tickets_title=words.t("Waiting list") if tickets or NO_TICKETS in shown else "",
            tickets=tickets,
            no_tickets=no_tickets,
            reservations_title=words.t("Reservations today") if kept or NO_RESERVATIONS in shown else "",
            reservations=kept,
            no_reservations=no_reservations,
            actions=_actions(desk),
            previous=previous,
            next=following,
            panel=self.step.panel(desk) if self.step is not None else None,
        )

    def _at(self, step: Step | None) -> Queue:
        return self if step is self.step else replace(self, step=step)

    def _page(self, desk: Desk) -> int:
        """The page that is shown: there may be fewer by now."""
        return min(self.page, _last_page(desk))


NO_TICKETS, NO_RESERVATIONS = "no tickets", "no reservations"
"""What stands in an empty list; its sentence takes the room of a row."""


def _entries(desk: Desk) -> list[Ticket | Reservation | str]:
    """Everything in both lists: called tickets, those that wait, reservations by their hour."""
    room = desk.reception.room
    tickets: list[Ticket | Reservation | str] = [*room.called, *room.waiting]
    return [*(tickets or [NO_TICKETS]), *(room.reservations or [NO_RESERVATIONS])]


def _rows(desk: Desk) -> int:
    return (LYING_ROWS if desk.lying else UPRIGHT_ROWS)[desk.text_step - 1]


def _last_page(desk: Desk) -> int:
    return (len(_entries(desk)) - 1) // _rows(desk)


def _actions(desk: Desk) -> tuple[Button, ...]:
    words = desk.words
    late = words.t("There is not enough time before we close.")
    no_guests = words.t("No guest tickets are given here") if desk.site.settings.guests.tickets == "off" else ""
    if early_today(desk) is not None:
        closing = Button(Action.REOPEN, words.t("Close at the usual hour"), "clock")
    else:
        reason = "" if closings(desk) else late
        closing = Button(Action.SHUT, words.t("Close early today"), "clock", disabled_reason=reason)
    return (
        Button(Action.GUEST, words.t("Guest ticket"), "ticket", disabled_reason=no_guests),
        Button(Action.RESERVE, words.t("Reserve"), "workshops", disabled_reason="" if starts(desk) else late),
        closing,
    )
