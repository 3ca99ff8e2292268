"""05, 18: the session is open. The code, its QR to photograph, and a receipt for whoever wants one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from kiosk.cards import slip_code
from kiosk.models import Member, Session
from kiosk.places.desk import Desk
from kiosk.places.place import HOME, Patience, Place
from kiosk.places.printing import Labels, WithSlip
from kiosk.places.slip import code_in_pairs, receipt
from kiosk.places.states import OpenedState, ReceiptCard
from kiosk.places.view import Button, Style
from kiosk.receipts import Receipt


class Action(StrEnum):
    """What can be touched once the session is open."""

    GO = "opened.go"
    PRINT = "opened.print"
    HAVE_IT = "opened.have-it"


@dataclass(frozen=True)
class SessionOpened(WithSlip):
    """A session that was just opened, and its receipt."""

    session: Session
    member: Member

    name: ClassVar[str] = "opened"
    patience: ClassVar[Patience] = Patience.OPENED

    @property
    def visitor(self) -> Member:
        return self.member

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        match action:
            case Action.GO:
                return HOME
            case Action.PRINT if self.printing.may_start:
                return self.printed(desk)
            case Action.HAVE_IT:
                return self.in_hand()
        return self

    def slip(self, desk: Desk) -> Receipt:
        return receipt(desk, self.session)

    def state(self, desk: Desk) -> OpenedState:
        words, session = desk.words, self.session
        name = self.member.first_name
        workstation = desk.site.workstations[session.workstation]
        return OpenedState(
            station_word=words.t("Workstation"),
            number=str(session.workstation),
            until=words.t("until {hour}", hour=desk.ends(session)),
            title=words.t("It is yours, {name}", name=name) if name else words.t("It is yours"),
            directions=desk.text(workstation.directions),
            code_label=words.t("Your code on workstation {number}", number=session.workstation),
            code=code_in_pairs(session.code),
            code_hint=words.t("Type this code on the keyboard."),
            qr=slip_code(session.receipt_token),
            qr_caption=words.t("Take a photo"),
            receipt=self._receipt(desk),
            go=Button(Action.GO, words.t("I am going"), "next", Style.PRIMARY),
        )

    def _receipt(self, desk: Desk) -> ReceiptCard | None:
        words = desk.words
        labels = Labels(
            offer=words.t("Would you like a receipt?"),
            button=words.t("Print my receipt"),
            printing=words.t("Your receipt is printing"),
            take=words.t("Take your receipt"),
            lost=words.t("Note the code or take a photo. A mediator has been told."),
        )
        return self.printing.card(desk, labels, Action.PRINT, Action.HAVE_IT)


def opened(session: Session, member: Member, desk: Desk) -> SessionOpened:
    """The session was just opened; a site may print every receipt (docs/rules.md §7 says when it may)."""
    place = SessionOpened(session, member)
    return place.printed_at_once(desk) if desk.site.settings.site.receipts == "always" else place
