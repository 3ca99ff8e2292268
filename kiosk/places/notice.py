"""10a–d and every other notice: a kind fact, three steps, a way out. It closes by itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from kiosk.models import Member
from kiosk.places.desk import Desk
from kiosk.places.place import HOME, Patience, Place
from kiosk.places.refusal import Action, farewell, notice, refusal
from kiosk.places.states import NoticeState
from kiosk.rules.refusals import Refused


class NoticeKind(StrEnum):
    """What is said."""

    REFUSED = "refused"
    NO_CARD = "no-card"
    GOOD_VISIT = "good-visit"
    GOODBYE = "goodbye"


@dataclass(frozen=True)
class Notice(Place):
    """Something is said, and nothing is asked."""

    kind: NoticeKind
    refused: Refused | None = None
    member: Member | None = None

    name: ClassVar[str] = "notice"
    patience: ClassVar[Patience] = Patience.NOTICE

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        if action == Action.HOME:
            return HOME
        return self

    def state(self, desk: Desk) -> NoticeState:
        if self.refused is not None:
            return refusal(self.refused, desk)
        words = desk.words
        if self.kind is NoticeKind.NO_CARD:
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
            )
        if self.kind is NoticeKind.GOOD_VISIT:
            return farewell(words, "visit", words.t("Enjoy your visit"), words.t("Noted. Make yourself at home."))
        return farewell(
            words,
            "success",
            words.t("Thank you, see you soon"),
            words.t("Your session is over. The workstation is free."),
        )


@dataclass(frozen=True)
class Farewell(Notice):
    """A kind word on the way out; it closes soon."""

    patience: ClassVar[Patience] = Patience.BRIEF


def refused(reason: Refused, member: Member | None = None) -> Notice:
    """The notice for a refusal."""
    return Notice(NoticeKind.REFUSED, reason, member)
