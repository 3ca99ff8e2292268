"""01, 23: the kiosk waits. Nothing personal is on this screen, ever."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from kiosk.events import DeviceState
from kiosk.i18n import Words
from kiosk.places.desk import Desk
from kiosk.places.hours import coming_days, open_line
from kiosk.places.no_card import NoCard
from kiosk.places.place import Patience, Place
from kiosk.places.states import IdleState
from kiosk.places.view import Banner, Button, Tone
from kiosk.places.workshop_list import of_today


class Action(StrEnum):
    """What can be touched on the idle screen."""

    NO_CARD = "idle.no-card"


@dataclass(frozen=True)
class AtRest(Place):
    """Nobody stands at the kiosk."""

    patience: ClassVar[Patience] = Patience.FOREVER

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        if action == Action.NO_CARD:
            return NoCard()
        return self


@dataclass(frozen=True)
class Idle(AtRest):
    """Nobody is called either."""

    name: ClassVar[str] = "idle"

    def state(self, desk: Desk) -> IdleState:
        words, now, room = desk.words, desk.moment().utc, desk.reception.room
        numbers = sorted(desk.site.workstations)
        free = sum(room.is_free(number) for number in numbers)
        workshops = of_today(desk)
        return IdleState(
            clock=words.clock(now),
            date=words.long_date(now),
            open_line=" ".join(open_line(desk)),
            squares=tuple(i < free for i in range(len(numbers))),
            free_bold=words.n("{count} free workstation", "{count} free workstations", free),
            free_rest=words.t("out of {total}", total=len(numbers)),
            list_title=words.t("Workshops today") if workshops else words.t("Opening hours"),
            rows=workshops or coming_days(desk),
            title=_invitation(words),
            hint=reader_hint(desk),
            other_languages=tuple(
                (language, _invitation(Words(language, desk.site.zone)))
                for language in desk.site.settings.site.languages
                if language != desk.language
            ),
            no_card=no_card(desk),
            banner=_banner(desk),
        )


def _invitation(words: Words) -> str:
    return words.t("Present your card")


def no_card(desk: Desk) -> Button:
    """For whoever has none."""
    return Button(Action.NO_CARD, desk.words.t("I have no card"), "noCard")


def reader_hint(desk: Desk) -> str:
    """Where to hold the card."""
    words = desk.words
    return {
        "bottom-right": words.t("The reader is at the bottom right."),
        "bottom-left": words.t("The reader is at the bottom left."),
        "bottom": words.t("The reader is at the bottom."),
        "right": words.t("The reader is on the right."),
    }[desk.site.settings.site.reader_position]


def _banner(desk: Desk) -> Banner | None:
    """What everybody must hear of: the kiosk cannot note anything, or its reader cannot read."""
    words = desk.words
    if desk.reception.in_trouble:
        return Banner(
            "warning",
            words.t("The kiosk is out of order"),
            words.t("Please go to the front desk. Running sessions go on."),
            Tone.WARNING,
        )
    reader = desk.devices.get("reader")
    if reader is None or reader.state in {DeviceState.OFF, DeviceState.READY, DeviceState.DEGRADED}:
        return None
    return Banner(
        "warning", words.t("The card reader does not answer"), words.t("Please tell the front desk."), Tone.WARNING
    )
