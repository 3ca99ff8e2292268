"""12: did it go well? One tap, or none. What is said is not linked to the card (docs/privacy.md)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from kiosk.models import FeedbackValue
from kiosk.places.desk import Desk
from kiosk.places.notice import Farewell, NoticeKind
from kiosk.places.place import HOME, Patience, Place
from kiosk.places.states_bar import Face, FeedbackState
from kiosk.places.view import Button


class Action(StrEnum):
    """What can be touched after a session."""

    ANSWER = "feedback.answer"
    SKIP = "feedback.skip"


@dataclass(frozen=True)
class Feedback(Place):
    """Somebody has just ended their session. `first_name` is "" when it is not known."""

    first_name: str = ""

    name: ClassVar[str] = "feedback"
    patience: ClassVar[Patience] = Patience.FEEDBACK

    @property
    def called(self) -> str:
        return self.first_name

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        match action:
            case Action.ANSWER if value in set(FeedbackValue):
                desk.reception.give_feedback(FeedbackValue(str(value)))
                return Thanks(NoticeKind.THANKS)
            case Action.SKIP:
                return HOME
        return self

    def state(self, desk: Desk) -> FeedbackState:
        words = desk.words
        return FeedbackState(
            title=words.t("Goodbye,\n{name}", name=self.first_name) if self.first_name else words.t("Goodbye"),
            line=words.t("Session over. Your files are erased."),
            forget_title=words.t("Forget nothing"),
            belongings=(
                ("usb", words.t("USB stick")),
                ("papers", words.t("Papers")),
                ("memberCard", words.t("Card")),
            ),
            question=words.t("Did it go well?"),
            hint=words.t("Touch an answer. It is anonymous."),
            faces=(
                Face(Action.ANSWER, FeedbackValue.GOOD, "feedbackGood", words.t("Yes")),
                Face(Action.ANSWER, FeedbackValue.MEDIUM, "feedbackMedium", words.t("So-so")),
                Face(Action.ANSWER, FeedbackValue.BAD, "feedbackBad", words.t("No")),
            ),
            skip=Button(Action.SKIP, words.t("Skip")),
        )


@dataclass(frozen=True)
class Thanks(Farewell):
    """A moment of thanks, then the kiosk waits again."""

    patience: ClassVar[Patience] = Patience.THANKS
