"""06b: the idle screen while somebody is called. Numbers only, readable from across the room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from kiosk.models import Ticket
from kiosk.places.desk import Desk
from kiosk.places.idle import AtRest, Idle
from kiosk.places.invitation import no_card, reader_hint
from kiosk.places.place import Place
from kiosk.places.states_queue import CalledState, TicketCard
from kiosk.places.waiting import estimate

CARDS = 2
"""Tickets that fit at the top."""


@dataclass(frozen=True)
class CalledTicket(AtRest):
    """Nobody stands at the kiosk, and a workstation is held for somebody."""

    name: ClassVar[str] = "called"

    def state(self, desk: Desk) -> CalledState:
        words, room = desk.words, desk.reception.room
        moment = desk.moment()
        newest, *before = sorted(room.called, key=lambda ticket: ticket.held_at(moment.boottime, moment.boot_id))
        waiting = room.waiting
        return CalledState(
            waiting_title=words.t("Tickets waiting") if waiting else "",
            waiting=tuple(_waiting(ticket, desk) for ticket in waiting[:CARDS]),
            more=f"+ {len(waiting) - CARDS}" if len(waiting) > CARDS else "",
            ticket_word=words.t("Ticket"),
            ticket=desk.label(newest),
            title=words.t("It is your turn"),
            line=words.t("Present your card\nbefore **{hour}**", hour=words.hour(_until(newest, desk))),
            hint=reader_hint(words, desk.site.settings),
            reader_position=desk.site.settings.site.reader_position,
            no_card=no_card(words),
            called_title=words.t("Also called") if before else "",
            called=tuple(
                TicketCard(
                    desk.label(ticket),
                    words.t(
                        "workstation {number}\nuntil {hour}",
                        number=ticket.workstation,
                        hour=words.hour(_until(ticket, desk)),
                    ),
                )
                for ticket in before[:CARDS]
            ),
            more_called=f"+ {len(before) - CARDS}" if len(before) > CARDS else "",
        )


def at_rest(desk: Desk) -> Place:
    """Where the kiosk stands when nobody is at it."""
    return CalledTicket() if desk.reception.room.called else Idle()


def _until(ticket: Ticket, desk: Desk) -> datetime:
    """When the call is over: after the hold, or when nobody is let in any more."""
    situation = desk.reception.situation()
    moment, last_entry = situation.moment, situation.last_entry
    left = situation.limits.hold * 60 - ticket.held_at(moment.boottime, moment.boot_id)
    until = moment.utc + timedelta(seconds=max(0.0, left))
    return until if last_entry is None else min(until, last_entry)


def _waiting(ticket: Ticket, desk: Desk) -> TicketCard:
    return TicketCard(desk.label(ticket), estimate(desk.reception.line(ticket.suits, ticket), desk))
