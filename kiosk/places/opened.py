"""05, 18: the session is open. The code, its QR to photograph, and a receipt for whoever wants one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from kiosk.cards import receipt_code
from kiosk.events import Event, PrintFinished, PrintOutcome, PrintProgressed
from kiosk.models import Member, Session
from kiosk.places.desk import Desk
from kiosk.places.place import HOME, Patience, Place
from kiosk.places.slip import code_in_pairs, print_receipt
from kiosk.places.states import OpenedState, ReceiptCard
from kiosk.places.view import Button, Style

PRINT_SECONDS = 60.0
"""A printer that has not answered by then keeps nobody's code on the screen."""


class Action(StrEnum):
    """What can be touched once the session is open."""

    GO = "opened.go"
    PRINT = "opened.print"
    HAVE_IT = "opened.have-it"


@dataclass(frozen=True)
class SessionOpened(Place):
    """`job` is the print job of the receipt, None before one was asked for, and `asked_at` its boot time; `outcome` is
    None until it ended."""

    session: Session
    member: Member
    job: str | None = None
    fraction: float = 0.0
    outcome: PrintOutcome | None = None
    asked_at: float = 0.0

    name: ClassVar[str] = "opened"
    patience: ClassVar[Patience] = Patience.OPENED

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        match action:
            case Action.GO:
                return HOME
            case Action.PRINT if self.job is None or self.outcome is not None:
                return self.printing(desk)
            case Action.HAVE_IT:
                return replace(self, outcome=PrintOutcome.PRINTED)
        return self

    def heard(self, event: Event, desk: Desk) -> Place:
        match event:
            case PrintProgressed(job=job, fraction=fraction) if job == self.job:
                return replace(self, fraction=fraction)
            case PrintFinished(job=job, outcome=outcome) if job == self.job:
                return replace(self, outcome=outcome)
        return self

    def busy(self, desk: Desk) -> bool:
        if self.job is None or self.outcome is not None:
            return False
        return desk.moment().boottime - self.asked_at < PRINT_SECONDS

    def printing(self, desk: Desk) -> SessionOpened:
        """The same with its receipt on the way."""
        job, now = print_receipt(desk, self.session), desk.moment().boottime
        return replace(self, job=job, fraction=0.0, outcome=None, asked_at=now)

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
            qr=receipt_code(session.receipt_token),
            qr_caption=words.t("Take a photo"),
            receipt=self._receipt(desk),
            go=Button(Action.GO, words.t("I am going"), "next", Style.PRIMARY),
        )

    def _receipt(self, desk: Desk) -> ReceiptCard | None:
        words = desk.words
        again = Button(Action.PRINT, words.t("Print again"), "printer")
        if not desk.has_printer() or desk.site.settings.site.receipts == "never":
            return None
        if self.job is None:
            button = Button(Action.PRINT, words.t("Print my receipt"), "printer")
            return ReceiptCard("offer", words.t("Would you like a receipt?"), button=button)
        match self.outcome:
            case None:
                return ReceiptCard("printing", words.t("Your receipt is printing"), fraction=self.fraction)
            case PrintOutcome.PRINTED:
                return ReceiptCard("take", words.t("Take your receipt"), fraction=1.0)
            case PrintOutcome.NO_PAPER:
                return ReceiptCard("problem", words.t("No more paper"), _note(desk))
            case PrintOutcome.COVER_OPEN:
                return ReceiptCard("problem", words.t("The printer is open"), _note(desk))
            case PrintOutcome.UNKNOWN:
                # Never printed again without asking: the paper may be out already (docs/devices.md).
                have = Button(Action.HAVE_IT, words.t("Yes, I have it"), "accept")
                return ReceiptCard("problem", words.t("Did the receipt come out?"), button=have, second=again)
            case PrintOutcome.UNREACHABLE | PrintOutcome.OFF:
                return ReceiptCard("problem", words.t("The printer does not answer"), _note(desk))


def opened(session: Session, member: Member, desk: Desk) -> SessionOpened:
    """The session was just opened; a site may print every receipt (docs/rules.md §7 says when it may)."""
    place = SessionOpened(session, member)
    if desk.site.settings.site.receipts == "always" and desk.has_printer():
        return place.printing(desk)
    return place


def _note(desk: Desk) -> str:
    return desk.words.t("Note the code or take a photo. A mediator has been told.")
