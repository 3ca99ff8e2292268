"""02: the visitor is greeted, sees the time of the day, and says what they came for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from kiosk.i18n import Words
from kiosk.models import Member, Purpose
from kiosk.places.choose import workstation
from kiosk.places.desk import Desk
from kiosk.places.notice import Farewell, NoticeKind
from kiosk.places.place import Place
from kiosk.places.states import Chip, ChoiceTile, WelcomeState
from kiosk.places.view import Ring, Tone
from kiosk.places.workshop_list import next_for, when
from kiosk.places.workshops import Workshops
from kiosk.reception.outcomes import Arrived

ICONS = {
    Purpose.ADMIN: "reasonAdmin",
    Purpose.JOB: "reasonJob",
    Purpose.LEARN: "reasonLearn",
    Purpose.PRINT: "reasonPrint",
    Purpose.LEISURE: "reasonLeisure",
    Purpose.OTHER: "reasonOther",
}


class Action(StrEnum):
    """What can be touched on the welcome screen."""

    PURPOSE = "welcome.purpose"
    WORKSTATION = "welcome.workstation"
    WORKSHOP = "welcome.workshop"
    VISIT = "welcome.visit"


@dataclass(frozen=True)
class Welcome(Place):
    """A member who may use a workstation. The purpose is optional and saved with the visit."""

    arrived: Arrived
    request: bytes
    purpose: Purpose | None = None
    is_first: bool = False
    attends: str = ""
    """The workshop for which the card was presented, "" for none."""

    name: ClassVar[str] = "welcome"

    @property
    def visitor(self) -> Member:
        return self.arrived.member

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        match action:
            case Action.PURPOSE:
                purpose = Purpose(str(value))
                return replace(self, purpose=None if purpose is self.purpose else purpose)
            case Action.WORKSTATION:
                return workstation(self.arrived, self.purpose, desk, back=self)
            case Action.WORKSHOP if next_for(self.visitor, desk) is not None:
                return Workshops(self.visitor, back=self)
            case Action.VISIT:
                desk.reception.note_visit(self.arrived.member, self.purpose, self.request)
                return Farewell(NoticeKind.GOOD_VISIT)
        return self

    def state(self, desk: Desk) -> WelcomeState:
        words, arrived = desk.words, self.arrived
        name = arrived.member.first_name
        free = sum(desk.reception.room.is_free(number) for number in arrived.best)
        return WelcomeState(
            greeting=words.t("Hello {name}", name=name) if name else words.t("Hello"),
            line=self._line(words),
            ring=Ring(
                fraction=arrived.left_seconds / arrived.day_seconds,
                value=words.duration(int(arrived.left_seconds // 60)),
                above=words.t("You have"),
                below=words.t("left today"),
                tone=Tone.CALM,
            ),
            purposes_title=words.t("Today, I come for"),
            purposes_hint=words.t("(optional)"),
            purposes=tuple(
                Chip(
                    Action.PURPOSE,
                    purpose.id,
                    "chosen" if purpose.id == self.purpose else ICONS[Purpose(purpose.id)],
                    desk.text(purpose.label),
                    chosen=purpose.id == self.purpose,
                )
                for purpose in desk.site.settings.purposes
            ),
            question=words.t("What would you like to do?"),
            tiles=(
                ChoiceTile(
                    Action.WORKSTATION,
                    "workstation",
                    words.t("Use a workstation"),
                    _free_line(arrived, free, desk),
                    filled=True,
                ),
                *self._workshop(desk),
                ChoiceTile(
                    Action.VISIT,
                    "visit",
                    words.t("Just a visit"),
                    words.t("Read, ask for advice, meet people"),
                ),
            ),
        )

    def _workshop(self, desk: Desk) -> tuple[ChoiceTile, ...]:
        """The way to the workshops, where there are any."""
        found = next_for(self.visitor, desk)
        if found is None:
            return ()
        return (ChoiceTile(Action.WORKSHOP, "workshop", desk.words.t("Join a workshop"), when(found, desk)),)

    def _line(self, words: Words) -> str:
        if self.attends:
            return words.t("{title}: you are expected.", title=self.attends)
        if self.arrived.grew_up:
            return words.t("You turn 18 this year: from now on you sign for yourself.")
        if self.arrived.reserved is not None:
            return words.t("Workstation {number} is kept for you.", number=self.arrived.reserved.workstation)
        return words.t("Welcome.") if self.is_first else words.t("Good to see you again.")


def _free_line(arrived: Arrived, free: int, desk: Desk) -> str:
    """How many workstations are free, or how long the wait is."""
    words = desk.words
    if arrived.best or arrived.line is None:
        return words.n("{count} workstation is free", "{count} workstations are free", free)
    if arrived.line.ready_at is None:
        return words.t("All are taken. Take a ticket.")
    return words.t("All are taken, about {length} to wait", length=desk.minutes_until(arrived.line.ready_at))
