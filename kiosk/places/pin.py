"""13: the PIN of a staff card. The first use chooses one; three wrong ones pause the card, restart or not."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from kiosk.i18n import Words
from kiosk.models import Member, Staff
from kiosk.places.board import Board
from kiosk.places.charter import Charter
from kiosk.places.consent import Consent
from kiosk.places.desk import Desk
from kiosk.places.place import HOME, Patience, Place
from kiosk.places.states_staff import PinState
from kiosk.places.view import Button
from kiosk.reception.outcomes import PinBlocked, StaffCard, Unlocked, WrongPin
from kiosk.rules.pin import DIGITS, is_acceptable


class Action(StrEnum):
    """What can be touched on the PIN pad."""

    DIGIT = "pin.digit"
    ERASE = "pin.erase"
    CLEAR = "pin.clear"
    CANCEL = "pin.cancel"


class Step(StrEnum):
    """What the digits are for."""

    ENTER = "enter"
    CHOOSE = "choose"
    REPEAT = "repeat"


class Trouble(StrEnum):
    """Why the last six digits did not do."""

    NONE = ""
    WRONG = "wrong"
    TOO_SIMPLE = "too-simple"
    DIFFERENT = "different"


@dataclass(frozen=True)
class Pin(Place):
    """Somebody with a staff card types. The digits never leave this value, and it never leaves the screen thread.

    `minor` waits for them to say that the parent's form is filed, `charter` for them to say that it is accepted; both
    None when they come for the staff mode.
    """

    staff: Staff
    tries_left: int
    step: Step
    blocked_until: datetime | None = None
    typed: str = ""
    chosen: str = ""
    trouble: Trouble = Trouble.NONE
    minor: Member | None = None
    charter: Charter | None = None

    name: ClassVar[str] = "pin"
    patience: ClassVar[Patience] = Patience.PIN
    staff_only: ClassVar[bool] = True

    def __repr__(self) -> str:
        """Without the digits: places may end up in a log."""
        return f"Pin(staff={self.staff.id}, step={self.step}, digits={len(self.typed)})"

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        match action:
            case Action.CANCEL:
                return HOME
            case Action.CLEAR:
                return replace(self, typed="")
            case Action.ERASE:
                return replace(self, typed=self.typed[:-1])
            case Action.DIGIT if not self._blocked(desk) and str(value) in set("0123456789"):
                typed = self.typed + str(value)
                waiting = replace(self, typed=typed, trouble=Trouble.NONE)
                return waiting if len(typed) < DIGITS else waiting._submit(desk)
        return self

    def _submit(self, desk: Desk) -> Place:
        match self.step:
            case Step.CHOOSE:
                if not is_acceptable(self.typed):
                    return replace(self, typed="", trouble=Trouble.TOO_SIMPLE)
                return replace(self, typed="", chosen=self.typed, step=Step.REPEAT)
            case Step.REPEAT:
                if self.typed != self.chosen:
                    return replace(self, typed="", chosen="", step=Step.CHOOSE, trouble=Trouble.DIFFERENT)
                staff = desk.reception.choose_pin(self.staff, self.typed)
                return HOME if staff is None else replace(self, staff=staff)._enter(desk)
            case Step.ENTER:
                return self._enter(desk)

    def _enter(self, desk: Desk) -> Place:
        outcome = desk.reception.try_pin(self.staff, self.typed)
        match outcome:
            case Unlocked(staff=unlocked):
                if self.charter is not None:
                    return replace(self.charter, staff=unlocked)
                return Board(unlocked) if self.minor is None else Consent(self.minor, unlocked)
            case WrongPin(tries_left=left):
                return replace(self, typed="", tries_left=left, trouble=Trouble.WRONG)
            case PinBlocked(until=until):
                return replace(self, typed="", tries_left=0, blocked_until=until, trouble=Trouble.NONE)
            case None:
                return HOME

    def _blocked(self, desk: Desk) -> bool:
        return self.blocked_until is not None and desk.moment().utc < self.blocked_until

    def ticked(self, desk: Desk) -> Place:
        if self.blocked_until is not None and not self._blocked(desk):
            return replace(self, blocked_until=None, tries_left=desk.site.settings.staff.pin_tries)
        return self

    def subtitle(self, desk: Desk) -> str:
        return desk.words.t("Staff card recognised")

    def state(self, desk: Desk) -> PinState:
        words = desk.words
        blocked = self._blocked(desk)
        titles = {
            Step.ENTER: words.t("Type your code"),
            Step.CHOOSE: words.t("Choose your code"),
            Step.REPEAT: words.t("Type it once more"),
        }
        return PinState(
            title=words.t("Code paused") if blocked else titles[self.step],
            line=self._line(desk, words),
            filled=len(self.typed),
            digits=DIGITS,
            error=self.trouble is not Trouble.NONE or blocked,
            blocked=blocked,
            clear_all=words.t("Erase all"),
            erase=words.t("Erase"),
            cancel=Button(Action.CANCEL, words.t("Cancel")),
        )

    def _line(self, desk: Desk, words: Words) -> str:
        if self.blocked_until is not None and self._blocked(desk):
            seconds = (self.blocked_until - desk.moment().utc).total_seconds()
            return words.n("Try again in {count} minute.", "Try again in {count} minutes.", math.ceil(seconds / 60))
        tries = words.n("{count} try left.", "{count} tries left.", self.tries_left)
        match self.trouble:
            case Trouble.WRONG:
                return words.t("Wrong code.") + " " + tries
            case Trouble.TOO_SIMPLE:
                return words.t("This code is too simple. Choose another.")
            case Trouble.DIFFERENT:
                return words.t("The two codes differ. Start again.")
            case Trouble.NONE:
                typed = len(self.typed)
                count = words.n("{count} digit of {digits}.", "{count} digits of {digits}.", typed, digits=DIGITS)
                return f"{count} {tries}" if self.step is Step.ENTER else count


def pin(card: StaffCard, minor: Member | None = None, charter: Charter | None = None) -> Pin:
    """The pad for a staff card that was just presented; for `minor`, whose parent's form it is about, if any, or for
    the `charter` that somebody accepts without signing."""
    step = Step.CHOOSE if card.first_use else Step.ENTER
    return Pin(card.staff, card.tries_left, step, card.blocked_until, minor=minor, charter=charter)
