"""Somebody without a card: how to get one, and a ticket for the day where the house gives them at the kiosk."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from kiosk.cards import slip_code
from kiosk.places.desk import Desk
from kiosk.places.entrance import present
from kiosk.places.place import HOME, Patience, Place
from kiosk.places.refusal import Action as NoticeAction
from kiosk.places.refusal import notice
from kiosk.places.states import NoticeState
from kiosk.places.view import Button, Style


class Action(StrEnum):
    """What can be touched by somebody without a card."""

    GUEST = "no-card.guest"


@dataclass(frozen=True)
class NoCard(Place):
    """It looks like every other notice."""

    name: ClassVar[str] = "notice"
    patience: ClassVar[Patience] = Patience.NOTICE

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        match action:
            case NoticeAction.HOME:
                return HOME
            case Action.GUEST:
                issued = desk.reception.issue_guest_ticket(None, desk.reception.new_request())
                return self if issued is None else present(slip_code(issued.token), desk)
        return self

    def state(self, desk: Desk) -> NoticeState:
        words = desk.words
        at_kiosk = desk.site.settings.guests.tickets == "self"
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
            main=Button(Action.GUEST, words.t("Ticket for today"), "ticket", Style.PRIMARY) if at_kiosk else None,
        )
