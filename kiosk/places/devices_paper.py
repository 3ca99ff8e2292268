"""The change of the paper, step by step; at its end the count of the roll begins anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from kiosk.events import DeviceState
from kiosk.models import Staff
from kiosk.places.desk import Desk
from kiosk.places.devices_words import cause
from kiosk.places.place import Patience, Place
from kiosk.places.states_devices import PaperChangeState
from kiosk.places.states_enrol import EnrolStep
from kiosk.places.view import Button, Style, Tone

PICTURES = ("open", "out", "in", "close")


class Action(StrEnum):
    """What can be touched while the paper is changed."""

    NEXT = "paper.next"
    BACK = "paper.back"
    DONE = "paper.done"


@dataclass(frozen=True)
class PaperChange(Place):
    """`step` counts from 0; `before` is where it leads back to."""

    staff: Staff
    before: Place
    step: int = 0

    name: ClassVar[str] = "paper-change"
    patience: ClassVar[Patience] = Patience.STAFF
    staff_only: ClassVar[bool] = True

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        last = len(PICTURES) - 1
        match action:
            case Action.NEXT if self.step < last:
                return replace(self, step=self.step + 1)
            case Action.BACK if self.step > 0:
                return replace(self, step=self.step - 1)
            case Action.BACK:
                return self.before
            case Action.DONE if self.step == last:
                desk.reception.change_paper(self.staff)
                desk.say("accept", lambda words: words.t("Noted: the roll is new"))
                return self.before
        return self

    def subtitle(self, desk: Desk) -> str:
        return self.staff.name

    def state(self, desk: Desk) -> PaperChangeState:
        words = desk.words
        steps = (
            (words.t("Open"), words.t("Open the cover"), words.t("Pull the lever, then lift.")),
            (words.t("Empty"), words.t("Take out the old roll"), words.t("Leave no scrap of paper inside.")),
            (words.t("Fill"), words.t("Put in the new roll"), words.t("The end comes from below, towards you.")),
            (words.t("Shut"), words.t("Close the cover"), words.t("Press until it clicks. A little paper sticks out.")),
        )
        last = self.step == len(PICTURES) - 1
        status, icon, tone = _status(desk)
        return PaperChangeState(
            title=words.t("Change the paper"),
            steps=tuple(
                EnrolStep(label, "done" if at < self.step else "current" if at == self.step else "todo")
                for at, (label, _, _) in enumerate(steps)
            ),
            picture=PICTURES[self.step],
            step_title=steps[self.step][1],
            line=steps[self.step][2],
            status=status,
            status_icon=icon,
            status_tone=tone,
            back=Button(Action.BACK, words.t("Back"), "back")
            if self.step
            else Button(Action.BACK, words.t("Cancel")),
            main=Button(Action.DONE, words.t("The roll is new"), "accept", Style.PRIMARY)
            if last
            else Button(Action.NEXT, words.t("Continue"), "next", Style.PRIMARY),
        )


def _status(desk: Desk) -> tuple[str, str, Tone]:
    """How the printer says it is: (words, icon, tone)."""
    words, change = desk.words, desk.devices.get("printer")
    if change is None or change.state is DeviceState.READY:
        return words.t("The printer is ready"), "success", Tone.SUCCESS
    return cause(change.code, words)[0], "warning", Tone.WARNING
