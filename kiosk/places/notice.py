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
    FORM = "form"
    ASSISTED = "assisted"
    GOOD_VISIT = "good-visit"
    THANKS = "thanks"


@dataclass(frozen=True)
class Notice(Place):
    """Something is said, and nothing is asked; `member` is who somebody else may help (an adult, the staff)."""

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
        if self.kind is NoticeKind.FORM:
            return notice(
                words,
                look="info",
                icon="signature",
                title=words.t("The parent’s form"),
                line=words.t("It is printing.") if desk.has_printer() else words.t("A mediator gives it to you."),
                steps=(
                    words.t("A parent signs it."),
                    words.t("Give it to a mediator."),
                    words.t("They present their card here."),
                ),
            )
        if self.kind is NoticeKind.GOOD_VISIT:
            return farewell(words, "visit", words.t("Enjoy your visit"), words.t("Noted. Make yourself at home."))
        return farewell(words, "success", words.t("Thank you"), words.t("See you soon."))


@dataclass(frozen=True)
class Farewell(Notice):
    """A kind word on the way out; it closes soon."""

    patience: ClassVar[Patience] = Patience.BRIEF


def refused(reason: Refused) -> Notice:
    """The notice for a refusal."""
    return Notice(NoticeKind.REFUSED, reason, reason.member)
