"""The lists of the staff's queue in words: figures, tickets, reservations, and an early closing."""

from __future__ import annotations

import math
from datetime import timedelta

from kiosk.models import EarlyClosing, Reservation, Ticket
from kiosk.places.desk import Desk
from kiosk.places.states_queue import QueueRow
from kiosk.places.states_staff import Counter
from kiosk.places.view import Banner, Button, Style, Tone


def counters(desk: Desk) -> tuple[Counter, ...]:
    """Who waits, who is called, what is reserved today, and how many workstations somebody could get now."""
    words, room = desk.words, desk.reception.room
    waiting, called, reserved = len(room.waiting), len(room.called), len(room.reservations)
    free = len(desk.reception.to_be_had())
    return (
        Counter("busy", str(waiting), words.n("waits", "wait", waiting)),
        Counter("called", str(called), words.n("called", "called", called)),
        Counter("workshops", str(reserved), words.n("reserved", "reserved", reserved)),
        Counter("free", str(free), words.n("free", "free", free)),
    )


def outlook(desk: Desk) -> str:
    """How long somebody who comes now would wait for any workstation."""
    words = desk.words
    ready_at = desk.reception.line(desk.reception.situation().in_service).ready_at
    if ready_at is None:
        return words.t("No workstation is in service.")
    if ready_at <= desk.moment().utc:  # read after the line, which counts from its own reading of the clock
        return words.t("Whoever comes now gets a workstation at once.")
    return words.t("Whoever comes now waits for about {length}.", length=desk.minutes_until(ready_at))


def ticket_row(desk: Desk, ticket: Ticket, action: str) -> QueueRow:
    """A ticket that is open; `action` closes it, with its id."""
    close = Button(action, desk.words.t("Close"), value=ticket.id)
    return QueueRow("called" if ticket.is_called else "busy", desk.label(ticket), ticket_text(desk, ticket), (close,))


def ticket_text(desk: Desk, ticket: Ticket) -> str:
    """How long it waits and what for, or where it is called and for how long yet."""
    words, moment = desk.words, desk.moment()
    if ticket.workstation is not None:
        left = desk.site.settings.limits.hold * 60 - ticket.held_at(moment.boottime, moment.boot_id)
        return words.t(
            "Called at {hour}. Workstation {number} is kept for {length} more.",
            hour=words.hour(ticket.called_at or ticket.taken_at),
            number=ticket.workstation,
            length=words.duration(max(1, math.ceil(left / 60))),
        )
    waited = max(1, int((moment.utc - ticket.taken_at).total_seconds() // 60))
    sentence = words.t("Waits for {length}.", length=words.duration(waited))
    wishes = ", ".join(_wishes(desk, ticket))
    return sentence + " " + words.t("Wants: {things}.", things=wishes) if wishes else sentence


def _wishes(desk: Desk, ticket: Ticket) -> list[str]:
    """What the visitor asked for, in words."""
    words = desk.words
    named = {
        "accessible": words.t("accessible"),
        "children": words.t("for children"),
        "scanner": words.t("a scanner"),
        "large-screen": words.t("a large screen"),
        "headphones": words.t("headphones"),
    }
    wishes = [name for tag, name in named.items() if tag in ticket.tags]
    zone = desk.site.zones.get(ticket.zone) if ticket.zone is not None else None
    return [desk.text(zone.name), *wishes] if zone is not None else wishes


def reservation_row(desk: Desk, reservation: Reservation, action: str) -> QueueRow:
    """A workstation that is kept; `action` cancels it, with the id of the reservation."""
    words = desk.words
    drop = Button(action, words.t("Cancel"), style=Style.DANGER, value=reservation.id)
    return QueueRow("workshops", words.hour(reservation.starts_at), reservation_text(desk, reservation), (drop,))


def reservation_text(desk: Desk, reservation: Reservation) -> str:
    """Which workstation, for which card, and until when it is kept once its hour has come."""
    words, number = desk.words, card_number(reservation.member_number)
    if desk.moment().utc < reservation.starts_at:
        return words.t("Workstation {number}, card {card}.", number=reservation.workstation, card=number)
    until = reservation.starts_at + timedelta(minutes=desk.site.settings.limits.reservation_release)
    return words.t(
        "Workstation {number}, card {card}. Kept until {hour}.",
        number=reservation.workstation,
        card=number,
        hour=words.hour(until),
    )


def card_number(number: int) -> str:
    """214 → 000 214, as on the card."""
    digits = f"{number:06d}"
    return f"{digits[:3]} {digits[3:]}"


def early_today(desk: Desk) -> EarlyClosing | None:
    """The early closing of today, or None."""
    early = desk.reception.room.early_closing
    return early if early is not None and early.local_date == desk.site.today(desk.moment().utc) else None


def early_banner(desk: Desk) -> Banner | None:
    """That the place closes early today, and what that means for the sessions."""
    early, words = early_today(desk), desk.words
    if early is None:
        return None
    stop = early.closes_at - timedelta(minutes=desk.site.settings.limits.session_stop_margin)
    usual = desk.site.opening.spans(early.local_date)
    line = words.t("Sessions end at {hour}.", hour=words.hour(stop))
    if usual:
        line = words.t("As a rule at {hour}.", hour=words.hour(usual[-1].end)) + " " + line
    return Banner("clock", words.t("We close at {hour} today", hour=words.hour(early.closes_at)), line, Tone.WARNING)
