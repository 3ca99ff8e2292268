"""09: a minor whose parent has not agreed yet. The parent signs here, or on paper, or somebody of the staff helps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from kiosk.models import Member, Newcomer, Staff
from kiosk.places.charter import Charter
from kiosk.places.desk import Desk
from kiosk.places.notice import Notice, NoticeKind
from kiosk.places.place import HOME, Patience, Place
from kiosk.places.printing import started
from kiosk.places.slip import consent_form, number_in_groups
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
    back: Place | None = None
    """Where *Back* leads to; None for the idle screen."""
    renewed: bool = False
    """Whether a parent agreed to an earlier version of the charter."""

    name: ClassVar[str] = "consent"
    patience: ClassVar[Patience] = Patience.ASK_LATE

    @property
    def visitor(self) -> Member | None:
        return None if isinstance(self.member, Newcomer) else self.member

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        match action:
            case Action.PARENT:
                back = self if self.back is not None else None
                return Charter(self.member, desk.reception.new_request(), guardian=True, back=back)
            case Action.PAPER:
                member = self._kept(desk)
                if desk.has_printer():
                    started(desk, consent_form(desk, member))
                return Notice(NoticeKind.FORM, member=member)
            case Action.FILED if self.staff is not None:
                member = self._kept(desk)
                desk.reception.agree_on_paper(self.staff, member)
                return Charter(member, desk.reception.new_request())
            case Action.BACK:
                return self.back or HOME
            case Action.NOT_FILED:
                return HOME
        return self

    def _kept(self, desk: Desk) -> Member:
        """The member; a newcomer becomes one now, since the form carries a number."""
        return desk.reception.enrol(self.member) if isinstance(self.member, Newcomer) else self.member

    def state(self, desk: Desk) -> ConsentState:
        words, age = desk.words, desk.site.settings.limits.guardian_under_age
        why = words.t("The charter is new: a parent signs again.") if self.renewed else words.t("A parent signs once.")
        return ConsentState(
            title=words.t("A parent must agree"),
            line=words.t("You are under {age}.", age=age) + "\n" + why,
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
        words, new = desk.words, isinstance(self.member, Newcomer)
        return Dialog(
            words.t("Is the parent’s form here, signed?"),
            words.t("For a new card") if new else words.t("For card {number}", number=number_in_groups(self.member)),
            (
                Button(Action.FILED, words.t("Yes, it is filed"), "accept", Style.PRIMARY),
                Button(Action.NOT_FILED, words.t("Not yet")),
            ),
        )
