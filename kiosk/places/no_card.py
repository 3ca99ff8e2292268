"""Somebody without a card: how to get one, and a ticket for the day where the house gives them at the kiosk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from kiosk.cards import slip_code
from kiosk.places.desk import Desk
from kiosk.places.enrol import enrol
from kiosk.places.entrance import present
from kiosk.places.place import HOME, Patience, Place
from kiosk.places.refusal import Action as NoticeAction
from kiosk.places.refusal import notice
from kiosk.places.states import NoticeState
from kiosk.places.view import Button, Style


class Action(StrEnum):
    """What can be touched by somebody without a card."""

    GUEST = "no-card.guest"
    ENROL = "no-card.enrol"


@dataclass(frozen=True)
class NoCard(Place):
    """It looks like every other notice."""

    name: ClassVar[str] = "notice"
    patience: ClassVar[Patience] = Patience.NOTICE

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        match action:
            case NoticeAction.HOME:
                return HOME
            case Action.ENROL if desk.site.settings.enrolment.at_kiosk:
                return enrol(desk)
            case Action.GUEST:
                issued = desk.reception.issue_guest_ticket(None, desk.reception.new_request())
                return self if issued is None else present(slip_code(issued.token), desk)
        return self

    def state(self, desk: Desk) -> NoticeState:
        words = desk.words
        ticket = Button(Action.GUEST, words.t("Ticket for today"), "ticket", Style.PRIMARY)
        guests = desk.site.settings.guests.tickets == "self"
        if desk.site.settings.enrolment.at_kiosk:
            shown = notice(
                words,
                look="info",
                icon="memberCard",
                title=words.t("No card yet?"),
                line=words.t("The card is free and personal."),
                steps=(
                    words.t("Create your card here."),
                    words.t("Come in with its slip today."),
                    words.t("Collect your card at the desk."),
                ),
                main=Button(Action.ENROL, words.t("Create my card"), "memberCard", Style.PRIMARY),
            )
            # *Leave* is in the bar: where both ways are open, the ticket takes the place of the way back.
            return replace(shown, back=replace(ticket, style=Style.SECONDARY)) if guests else shown
        return notice(
            words,
            look="info",
            icon="memberCard",
            title=words.t("No card yet?"),
            line=words.t("The card is free and personal."),
            steps=(
                words.t("Call a mediator."),
                words.t("They make your card."),
                words.t("Then come back here."),
            ),
            main=ticket if guests else None,
        )
