"""01, 23: the kiosk waits. Nothing personal is on this screen, ever."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kiosk.events import DeviceState
from kiosk.places.desk import Desk
from kiosk.places.hours import coming_days, open_line
from kiosk.places.invitation import Action, invitation, no_card, other_invitations, reader_hint
from kiosk.places.no_card import NoCard
from kiosk.places.place import Patience, Place
from kiosk.places.states_idle import IdleState
from kiosk.places.view import Banner, Tone
from kiosk.places.workshop_list import of_today

__all__ = ["Action", "AtRest", "Idle"]


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
        words, now = desk.words, desk.moment().utc
        numbers = sorted(desk.site.workstations)
        free = len(desk.reception.to_be_had())
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
            title=invitation(words),
            hint=reader_hint(words, desk.site.settings),
            other_languages=other_invitations(desk.site.settings, desk.language, desk.site.zone),
            no_card=no_card(words),
            banner=_banner(desk),
            reader_position=desk.site.settings.site.reader_position,
        )


def _banner(desk: Desk) -> Banner | None:
    """What everybody must hear of: the kiosk cannot note anything, does not know the hour, or cannot read."""
    words = desk.words
    if desk.reception.in_trouble:
        return Banner(
            "warning",
            words.t("The kiosk is out of order"),
            words.t("Please go to the front desk. Running sessions go on."),
            Tone.WARNING,
        )
    if desk.reception.doubted_clock is not None:
        title = words.t("The clock of the kiosk must be checked")
        return Banner("warning", title, words.t("Please tell the front desk."), Tone.WARNING)
    reader = desk.devices.get("reader")
    if reader is None or reader.state in {DeviceState.OFF, DeviceState.READY, DeviceState.DEGRADED}:
        return None
    return Banner(
        "warning", words.t("The card reader does not answer"), words.t("Please tell the front desk."), Tone.WARNING
    )
