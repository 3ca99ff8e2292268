"""What staff are at in the queue: a step in place of the lists, or a question over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from kiosk.events import Event
from kiosk.i18n import Words
from kiosk.models import Reservation, Staff, Ticket
from kiosk.places.desk import Desk
from kiosk.places.queue_rows import reservation_text, ticket_text
from kiosk.places.states_queue import QueuePanel
from kiosk.places.view import Button, Dialog, Style

TILES_PER_PAGE = 12

T = TypeVar("T")


class Action(StrEnum):
    """What can be touched in the queue of the staff."""

    GUEST = "queue.guest"
    PRINT = "queue.print"
    RESERVE = "queue.reserve"
    DIGIT = "queue.digit"
    ERASE = "queue.erase"
    CLEAR = "queue.clear"
    STATION = "queue.station"
    HOUR = "queue.hour"
    LENGTH = "queue.length"
    FEWER = "queue.fewer"
    MORE = "queue.more"
    CONFIRM = "queue.confirm"
    BACK = "queue.back"
    CLOSE = "queue.close"
    CLOSE_CONFIRMED = "queue.close-confirmed"
    DROP = "queue.drop"
    DROP_CONFIRMED = "queue.drop-confirmed"
    KEEP = "queue.keep"
    SHUT = "queue.shut"
    SHUT_CONFIRMED = "queue.shut-confirmed"
    REOPEN = "queue.reopen"
    PREVIOUS = "queue.previous"
    NEXT = "queue.next"


@dataclass(frozen=True)
class Step:
    """One thing that staff do here, from its first touch to its end."""

    staff: Staff

    def touched(self, action: str, value: object, desk: Desk) -> Step | None:
        """What a touch leads to; None when it is over. Unknown actions change nothing."""
        raise NotImplementedError

    def heard(self, event: Event) -> Step:
        """What a fact from a device leads to."""
        del event
        return self

    def ticked(self, desk: Desk) -> Step | None:
        """What the passing of a second leads to; None when there is nothing left to ask."""
        del desk
        return self

    def panel(self, desk: Desk) -> QueuePanel | None:
        """What stands in place of the lists, or None."""
        del desk
        return None

    def dialog(self, desk: Desk) -> Dialog | None:
        """The question over the screen, or None."""
        del desk
        return None


@dataclass(frozen=True)
class CloseTicket(Step):
    """Whether somebody's wait is to be ended for them: they gave up."""

    ticket: Ticket
    request: bytes

    def touched(self, action: str, value: object, desk: Desk) -> Step | None:
        match action:
            case Action.KEEP:
                return None
            case Action.CLOSE_CONFIRMED:
                label = desk.label(self.ticket)
                if desk.reception.leave_queue(self.ticket, self.request, self.staff):
                    desk.say("ticket", lambda words: words.t("Ticket {label} is closed", label=label))
                return None
        return self

    def ticked(self, desk: Desk) -> Step | None:
        return self if self._now(desk) is not None else None

    def dialog(self, desk: Desk) -> Dialog | None:
        words, ticket = desk.words, self._now(desk)
        if ticket is None:
            return None
        close = Button(Action.CLOSE_CONFIRMED, words.t("Close the ticket"), "ticket", Style.DANGER_FILLED)
        return Dialog(
            words.t("Close ticket {label}?", label=desk.label(ticket)),
            ticket_text(desk, ticket),
            (close, Button(Action.KEEP, words.t("Cancel"))),
        )

    def _now(self, desk: Desk) -> Ticket | None:
        """The ticket as it is by now: it may have been called meanwhile, or be over."""
        return next((ticket for ticket in desk.reception.room.tickets if ticket.id == self.ticket.id), None)


@dataclass(frozen=True)
class CancelReservation(Step):
    """Whether a workstation is to be given back to everybody."""

    reservation: Reservation

    def touched(self, action: str, value: object, desk: Desk) -> Step | None:
        match action:
            case Action.KEEP:
                return None
            case Action.DROP_CONFIRMED:
                if self._stands(desk):
                    desk.reception.cancel_reservation(self.staff, self.reservation)
                    desk.say("workshops", lambda words: words.t("The reservation is cancelled"))
                return None
        return self

    def ticked(self, desk: Desk) -> Step | None:
        return self if self._stands(desk) else None

    def dialog(self, desk: Desk) -> Dialog | None:
        if not self._stands(desk):
            return None
        words, reservation = desk.words, self.reservation
        drop = Button(Action.DROP_CONFIRMED, words.t("Cancel the reservation"), "workshops", Style.DANGER_FILLED)
        return Dialog(
            words.t("Cancel the reservation of {hour}?", hour=words.hour(reservation.starts_at)),
            reservation_text(desk, reservation),
            (drop, Button(Action.KEEP, words.t("Keep it"))),
        )

    def _stands(self, desk: Desk) -> bool:
        return any(reservation.id == self.reservation.id for reservation in desk.reception.room.reservations)


def page_of(tiles: Sequence[T], page: int) -> tuple[T, ...]:
    """The tiles of one page."""
    return tuple(tiles[page * TILES_PER_PAGE : (page + 1) * TILES_PER_PAGE])


def turned(action: str, page: int, tiles: Sequence[object]) -> int:
    """The page after a touch of a page turner."""
    last = max(0, (len(tiles) - 1) // TILES_PER_PAGE)
    return max(0, page - 1) if action == Action.FEWER else min(last, page + 1)


def with_turners(panel: QueuePanel, words: Words, page: int, tiles: Sequence[object]) -> QueuePanel:
    """The same panel with its page turners, when there is more than one page."""
    last = max(0, (len(tiles) - 1) // TILES_PER_PAGE)
    if last == 0:
        return panel
    previous, following = turners(words, page, last, Action.FEWER, Action.MORE)
    return replace(panel, previous=previous, next=following)


def turners(words: Words, page: int, last: int, back: str, on: str) -> tuple[Button, Button]:
    """The buttons that turn pages, 0 to `last`."""
    first_reason = "" if page > 0 else words.t("This is the first page")
    last_reason = "" if page < last else words.t("This is the last page")
    return (
        Button(back, words.t("Before"), "previousPage", disabled_reason=first_reason),
        Button(on, words.t("After"), "nextPage", disabled_reason=last_reason),
    )
