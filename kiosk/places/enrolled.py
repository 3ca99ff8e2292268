"""The end of 08: the number, and a slip that stands for the card until the desk has made it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from kiosk.cards import slip_code
from kiosk.models import Member
from kiosk.places.admitted import admitted
from kiosk.places.desk import Desk
from kiosk.places.place import Patience, Place
from kiosk.places.printing import Labels, WithSlip
from kiosk.places.slip import member_slip, number_in_groups
from kiosk.places.states_enrol import EnrolledState
from kiosk.places.view import Button, Style
from kiosk.receipts import Receipt


class Action(StrEnum):
    """What can be touched by a new member."""

    GO = "enrolled.go"
    PRINT = "enrolled.print"
    HAVE_IT = "enrolled.have-it"


@dataclass(frozen=True)
class Enrolled(WithSlip):
    """A new member; `token` is the code of the slip."""

    member: Member
    token: bytes = field(repr=False)
    accompanied: bool = False

    name: ClassVar[str] = "enrolled"
    patience: ClassVar[Patience] = Patience.ASK_LATE

    @property
    def visitor(self) -> Member:
        return self.member

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        match action:
            case Action.GO:
                return admitted(self.member, desk, accompanied=self.accompanied)
            case Action.PRINT if self.printing.may_start:
                return self.printed(desk)
            case Action.HAVE_IT:
                return self.in_hand()
        return self

    def slip(self, desk: Desk) -> Receipt:
        return member_slip(desk, self.member, self.token)

    def subtitle(self, desk: Desk) -> str:
        return desk.words.t("Create my card")

    def state(self, desk: Desk) -> EnrolledState:
        words, name = desk.words, self.member.first_name
        labels = Labels(
            offer=words.t("Would you like it on paper?"),
            button=words.t("Print my slip"),
            printing=words.t("Your slip is printing"),
            take=words.t("Take your slip"),
            lost=words.t("Note the number or take a photo."),
        )
        return EnrolledState(
            number_word=words.t("Your number"),
            number=number_in_groups(self.member),
            title=words.t("Welcome, {name}", name=name) if name else words.t("Welcome"),
            line=words.t("Collect your card at the desk."),
            qr=slip_code(self.token),
            qr_caption=words.t("Take a photo"),
            hint=words.t("Today, this code is your card."),
            slip=self.printing.card(desk, labels, Action.PRINT, Action.HAVE_IT),
            go=Button(Action.GO, words.t("Go on"), "next", Style.PRIMARY),
        )


def enrolled(member: Member, token: bytes, desk: Desk, *, accompanied: bool = False) -> Enrolled:
    """The member was just made."""
    return Enrolled(member, token, accompanied=accompanied).printed_at_once(desk)
