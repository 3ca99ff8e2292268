"""04, for somebody who cannot sign: a mediator comes, reads the charter with them, and says with card and PIN that
they accept it (docs/rules.md §6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from kiosk.places.desk import Desk
from kiosk.places.notice import Notice, NoticeKind
from kiosk.places.place import Patience, Place
from kiosk.places.refusal import Action, notice
from kiosk.places.states import NoticeState
from kiosk.places.view import Button


@dataclass(frozen=True)
class Assisted(Notice):
    """Waits for the mediator's card at `charter`, where the visitor asked for it and where *Back* leads."""

    charter: Place | None = None

    patience: ClassVar[Patience] = Patience.ASK_LATE

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        if action == Action.HOME and self.charter is not None:
            return self.charter
        return super().touched(action, value, desk)

    def state(self, desk: Desk) -> NoticeState:
        words = desk.words
        shown = notice(
            words,
            look="info",
            icon="help",
            title=words.t("A mediator signs with you"),
            line=words.t("They have been told."),
            steps=(
                words.t("They read the charter with you."),
                words.t("You say yes or no."),
                words.t("They present their card here."),
            ),
        )
        return replace(shown, back=Button(Action.HOME, words.t("Back"), "back"))


def assisted(charter: Place, desk: Desk) -> Assisted:
    """Call a mediator, and wait for their card."""
    desk.reception.call_help(desk.reception.new_request())
    return Assisted(NoticeKind.ASSISTED, member=charter.visitor, charter=charter)
