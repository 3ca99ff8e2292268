"""09: a minor whose parent has not agreed yet. The parent signs here, or on paper, or somebody of the staff helps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from kiosk.models import Member, Staff
from kiosk.places.charter import Charter
from kiosk.places.desk import Desk
from kiosk.places.notice import Notice, NoticeKind
from kiosk.places.place import HOME, Patience, Place
from kiosk.places.printing import started
from kiosk.places.slip import consent_form
from kiosk.places.states import ChoiceTile
from kiosk.places.states_queue import ConsentState
from kiosk.places.view import Bar, Button, Dialog, Style


class Action(StrEnum):
    """What can be touched on the question to the parent."""

    PARENT = "consent.parent"
    PAPER = "consent.paper"
    BACK = "consent.back"
    FILED = "consent.filed"
    NOT_FILED = "consent.not-filed"


@dataclass(frozen=True)
class Consent(Place):
    """`staff` is there once somebody of the staff has shown card and PIN here: is the paper form signed and filed?"""

    member: Member
    staff: Staff | None = None

    name: ClassVar[str] = "consent"
    patience: ClassVar[Patience] = Patience.ASK_LATE

    @property
    def visitor(self) -> Member:
        return self.member

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        match action:
            case Action.PARENT:
                return Charter(self.member, desk.reception.new_request(), guardian=True)
            case Action.PAPER:
                if desk.has_printer():
                    started(desk, consent_form(desk, self.member))
                return Notice(NoticeKind.FORM, member=self.member)
            case Action.FILED if self.staff is not None:
                desk.reception.agree_on_paper(self.staff, self.member)
                return Charter(self.member, desk.reception.new_request())
            case Action.BACK | Action.NOT_FILED:
                return HOME
        return self

    def state(self, desk: Desk) -> ConsentState:
        words, age = desk.words, desk.site.settings.limits.guardian_under_age
        return ConsentState(
            title=words.t("A parent must agree"),
            line=words.t("You are under {age}.", age=age) + "\n" + words.t("A parent signs once."),
            tiles=(
                ChoiceTile(
                    Action.PARENT,
                    "signature",
                    words.t("My parent is with me"),
                    words.t("They sign here, right away"),
                    filled=True,
                ),
                ChoiceTile(
                    Action.PAPER,
                    "printer",
                    words.t("Print the form") if desk.has_printer() else words.t("Ask for the form"),
                    words.t("To bring back signed"),
                ),
                ChoiceTile(Bar.HELP, "help", words.t("Ask a mediator"), words.t("They can call your parent")),
            ),
            back=Button(Action.BACK, words.t("Back"), "back"),
        )

    def dialog(self, desk: Desk) -> Dialog | None:
        if self.staff is None:
            return None
        words = desk.words
        number = f"{self.member.number:06d}"
        return Dialog(
            words.t("Is the parent’s form here, signed?"),
            words.t("For card {number}", number=f"{number[:3]} {number[3:]}"),
            (
                Button(Action.FILED, words.t("Yes, it is filed"), "accept", Style.PRIMARY),
                Button(Action.NOT_FILED, words.t("Not yet")),
            ),
        )
