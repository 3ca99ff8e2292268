"""06: every workstation that suits is taken. The visitor has a ticket, keeps it, or gives it back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from kiosk.models import Member, Ticket
from kiosk.places.desk import Desk
from kiosk.places.place import HOME, Place
from kiosk.places.printing import Labels, WithSlip
from kiosk.places.slip import ticket
from kiosk.places.states_queue import TicketRule, WaitingState
from kiosk.places.turn import begin
from kiosk.places.view import Button, Style
from kiosk.receipts import Receipt
from kiosk.reception.outcomes import Called, Line, Waits


class Action(StrEnum):
    """What can be touched while one waits."""

    KEEP = "waiting.keep"
    LEAVE = "waiting.leave"
    PRINT = "waiting.print"
    HAVE_IT = "waiting.have-it"


@dataclass(frozen=True)
class Waiting(WithSlip):
    """`back` is where giving the ticket back leads to, None for the idle screen."""

    waits: Waits
    back: Place | None = None

    name: ClassVar[str] = "waiting"

    @property
    def visitor(self) -> Member:
        return self.waits.member

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        match action:
            case Action.KEEP:
                return HOME
            case Action.LEAVE:
                desk.reception.leave_queue(self.waits.ticket, desk.reception.new_request())
                return self.back or HOME
            case Action.PRINT if self.printing.may_start:
                return self.printed(desk)
            case Action.HAVE_IT:
                return self.in_hand()
        return self

    def ticked(self, desk: Desk) -> Place:
        """The ticket may be called, or closed, while its visitor stands here."""
        found = self._ticket(desk)
        if found is None:
            return HOME
        if found.is_called:
            answer = desk.reception.admit(self.waits.member, accompanied=self.waits.accompanied)
            return begin(answer, desk) if isinstance(answer, Called) else HOME
        return self

    def slip(self, desk: Desk) -> Receipt:
        return ticket(desk, self.waits)

    def _ticket(self, desk: Desk) -> Ticket | None:
        return desk.reception.room.ticket_of(self.waits.member.id)

    def state(self, desk: Desk) -> WaitingState:
        words, held = desk.words, self._ticket(desk) or self.waits.ticket
        line = desk.reception.line(held.suits, held)
        minutes = desk.site.settings.limits.hold
        in_particular = held.zone is not None or bool(held.tags)
        labels = Labels(
            offer=words.t("Would you like it on paper?"),
            button=words.t("Print my ticket"),
            printing=words.t("Your ticket is printing"),
            take=words.t("Take your ticket"),
            lost=words.t("Keep the number in mind."),
        )
        return WaitingState(
            rank_word=words.t("Your rank"),
            rank=str(line.rank),
            ordinal=words.ordinal_mark(line.rank),
            estimate=estimate(line, desk),
            title=words.t("What you asked for is taken") if in_particular else words.t("All workstations are taken"),
            line=words.t("We keep a place for you."),
            ticket_word=words.t("Your ticket"),
            ticket=desk.label(held),
            rules=(
                TicketRule("called", words.t("Your ticket appears here\nwhen it is your turn.")),
                TicketRule(
                    "memberCard",
                    words.n(
                        "You have **{count} minute**\nto present your card again.",
                        "You have **{count} minutes**\nto present your card again.",
                        minutes,
                    ),
                ),
            ),
            slip=self.printing.card(desk, labels, Action.PRINT, Action.HAVE_IT),
            leave=Button(Action.LEAVE, words.t("Leave the list")),
            keep=Button(Action.KEEP, words.t("Keep my place"), "accept", Style.PRIMARY),
        )


def estimate(line: Line, desk: Desk) -> str:
    """How long the wait will be, "" when nobody can tell; no hour is promised at which nobody is let in."""
    if line.ready_at is None:
        return ""
    if line.too_late:
        return desk.words.t("perhaps not today")
    return desk.words.t("about {length}", length=desk.minutes_until(line.ready_at))


def new_ticket(waits: Waits, desk: Desk, back: Place) -> Waiting:
    """A ticket that was just taken."""
    return Waiting(waits, back=back).printed_at_once(desk)
