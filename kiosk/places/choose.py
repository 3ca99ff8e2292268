"""03, 03b: a workstation and a length. The best workstation is chosen already; one touch is enough."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import ClassVar

from kiosk.models import Purpose
from kiosk.places import floor
from kiosk.places.desk import Desk
from kiosk.places.my_session import MySession
from kiosk.places.notice import refused
from kiosk.places.opened import opened
from kiosk.places.place import Place
from kiosk.places.states import ChooseState
from kiosk.places.view import Banner, Button, DurationTile, Style, Tone
from kiosk.reception.outcomes import Arrived, Opened, SessionRuns, Taken
from kiosk.rules.allotment import Grant, offered
from kiosk.rules.refusals import Refused

USUAL_MINUTES = 60
"""The length that is chosen at first, when it is on offer."""


class Action(StrEnum):
    """What can be touched on the floor plan screen."""

    STATION = "choose.station"
    DURATION = "choose.duration"
    PREVIOUS = "choose.previous"
    NEXT = "choose.next"
    BACK = "choose.back"
    CONFIRM = "choose.confirm"


@dataclass(frozen=True)
class Choose(Place):
    """`most` is the longest session on the chosen workstation; `taken` says that another was just taken."""

    arrived: Arrived
    number: int
    most: Grant
    minutes: int
    purpose: Purpose | None
    request: bytes
    back: Place
    page: int = 0
    taken: int | None = None

    name: ClassVar[str] = "choose"

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        match action:
            case Action.STATION if isinstance(value, int):
                return self._choose(value, desk)
            case Action.DURATION if isinstance(value, int):
                return replace(self, minutes=value)
            case Action.PREVIOUS:
                return replace(self, page=max(0, self.page - 1))
            case Action.NEXT:
                return replace(self, page=min(self.page + 1, floor.pages(self.arrived) - 1))
            case Action.BACK:
                return self.back
            case Action.CONFIRM:
                return self._confirm(desk)
        return self

    def _choose(self, number: int, desk: Desk) -> Place:
        if number not in self.arrived.suitable or not desk.reception.room.is_free(number):
            desk.say("busy", lambda words: words.t("This one is taken"))
            return self
        most = desk.reception.longest_on(self.arrived.member, number)
        if isinstance(most, Refused):
            return refused(most, self.arrived.member)
        kept = self.minutes if self.minutes in _lengths(most, desk) else _usual(most, desk)
        return replace(self, number=number, most=most, minutes=kept, taken=None)

    def _confirm(self, desk: Desk) -> Place:
        outcome = desk.reception.open_session(
            self.arrived.member, self.number, self.minutes * 60, self.purpose, self.request
        )
        match outcome:
            case Opened(session=session):
                return opened(session, self.arrived.member, desk)
            case SessionRuns():
                return MySession(outcome)
            case Taken(arrived=arrived):
                again = choose(arrived, self.purpose, desk, self.back)
                return replace(again, taken=self.number) if isinstance(again, Choose) else again
            case Refused():
                return refused(outcome, self.arrived.member)

    def state(self, desk: Desk) -> ChooseState:
        words, chosen = desk.words, desk.site.workstations[self.number]
        best = self.arrived.best[0] if self.arrived.best else None
        now = desk.moment().utc
        large = desk.text_step == floor.LIST_STEP
        lengths = _lengths(self.most, desk)
        return ChooseState(
            title=words.t("Choose a workstation"),
            station_word=words.t("Workstation"),
            number=str(self.number),
            recommended=words.t("Recommended for you") if self.number == best else "",
            free=words.n("{count} free workstation", "{count} free workstations", len(self.arrived.best))
            if large
            else words.t("Free"),
            place=desk.text(chosen.place),
            features=floor.features(chosen, words),
            legend=floor.legend(words),
            plan=floor.plan(desk),
            stations=floor.tiles(desk, self.arrived, self.number, Action.STATION),
            durations_title=words.t("For how long?"),
            durations=tuple(
                DurationTile(
                    Action.DURATION,
                    minutes,
                    words.duration(minutes),
                    words.t("the maximum")
                    if minutes == int(self.most.seconds // 60) and len(lengths) > 1
                    else words.t("until {hour}", hour=words.hour(now + timedelta(minutes=minutes))),
                    chosen=minutes == self.minutes,
                )
                for minutes in lengths
            ),
            back=Button(Action.BACK, words.t("Back"), "back"),
            confirm=Button(
                Action.CONFIRM,
                words.t("Take workstation {number}", number=self.number),
                "next",
                Style.PRIMARY,
            ),
            rows=floor.rows(desk, self.arrived, self.number, self.page, Action.STATION) if large else (),
            previous=Button(
                Action.PREVIOUS,
                words.t("Before"),
                "previousPage",
                disabled_reason="" if self.page else words.t("This is the first page"),
            )
            if large
            else None,
            next=Button(
                Action.NEXT,
                words.t("After"),
                "nextPage",
                disabled_reason="" if self.page + 1 < floor.pages(self.arrived) else words.t("This is the last page"),
            )
            if large
            else None,
            page=words.t("{page} of {pages}", page=self.page + 1, pages=floor.pages(self.arrived)) if large else "",
            banner=Banner(
                "busy",
                words.t("Workstation {number} was just taken", number=self.taken),
                words.t("We chose the next best one for you."),
                Tone.WARNING,
            )
            if self.taken is not None
            else None,
        )


def choose(arrived: Arrived, purpose: Purpose | None, desk: Desk, back: Place) -> Place:
    """The floor plan with the best free workstation chosen, or why there is none any more."""
    fresh = desk.reception.admit(arrived.member)
    if isinstance(fresh, Refused):
        return refused(fresh, arrived.member)
    number = fresh.best[0]
    most = desk.reception.longest_on(fresh.member, number)
    if isinstance(most, Refused):
        return refused(most, fresh.member)
    return Choose(
        arrived=fresh,
        number=number,
        most=most,
        minutes=_usual(most, desk),
        purpose=purpose,
        request=desk.reception.new_request(),
        back=back,
    )


def _lengths(most: Grant, desk: Desk) -> tuple[int, ...]:
    return offered(most, desk.site.settings.durations, desk.site.settings.limits)


def _usual(most: Grant, desk: Desk) -> int:
    lengths = _lengths(most, desk)
    return USUAL_MINUTES if USUAL_MINUTES in lengths else lengths[-1]
