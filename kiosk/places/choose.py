"""03, 03b: a workstation and a length. The best workstation is chosen already; one touch is enough."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import ClassVar

from kiosk.models import Member, Purpose
from kiosk.places import floor
from kiosk.places.desk import Desk
from kiosk.places.lengths import lengths, usual
from kiosk.places.my_session import MySession
from kiosk.places.notice import refused
from kiosk.places.opened import opened
from kiosk.places.place import Place
from kiosk.places.states import ChooseState
from kiosk.places.turn import begin
from kiosk.places.view import Banner, Button, DurationTile, Style, Tone
from kiosk.places.waiting import Waiting, new_ticket
from kiosk.reception.outcomes import Arrived, Called, Opened, SessionRuns, Taken, Waits
from kiosk.rules.allotment import Grant
from kiosk.rules.refusals import Refused


class Action(StrEnum):
    """What can be touched on the floor plan screen."""

    STATION = "choose.station"
    DURATION = "choose.duration"
    PREVIOUS = "choose.previous"
    NEXT = "choose.next"
    BACK = "choose.back"
    CONFIRM = "choose.confirm"
    WAIT = "choose.wait"
    """Rather wait for another one: the value is what it must have."""


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

    @property
    def visitor(self) -> Member:
        return self.arrived.member

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
            case Action.WAIT if isinstance(value, frozenset):
                return wait(self.arrived, self.purpose, desk, self, value)
        return self

    def _choose(self, number: int, desk: Desk) -> Place:
        if number not in self.arrived.best or not desk.reception.room.is_free(number):
            return self._taken(number, desk)
        most = desk.reception.longest_on(self.arrived.member, number)
        if isinstance(most, Refused):
            return refused(most)
        kept = self.minutes if self.minutes in lengths(most, desk) else usual(most, desk)
        return replace(self, number=number, most=most, minutes=kept, taken=None)

    def _taken(self, number: int, desk: Desk) -> Place:
        """Somebody else has it; who needs what it has may wait for one like it."""
        tags = floor.worth_waiting_for(desk, self.arrived, number)
        desk.say(
            "busy",
            lambda words: words.t("This one is taken"),
            undo=(lambda words: Button(Action.WAIT, words.t("Wait for it"), value=tags)) if tags else None,
        )
        return self

    def _confirm(self, desk: Desk) -> Place:
        outcome = desk.reception.open_session(
            self.arrived.member,
            self.number,
            self.minutes * 60,
            self.purpose,
            self.request,
            accompanied=self.arrived.accompanied,
        )
        match outcome:
            case Opened(session=session):
                return opened(session, self.arrived.member, desk)
            case SessionRuns():
                return MySession(outcome)
            case Taken(arrived=arrived):
                again = workstation(arrived, self.purpose, desk, self.back)
                return replace(again, taken=self.number) if isinstance(again, Choose) else again
            case Waits():
                return Waiting(outcome, back=self.back)
            case Refused():
                return refused(outcome)

    def state(self, desk: Desk) -> ChooseState:
        words, chosen = desk.words, desk.site.workstations[self.number]
        best = self.arrived.best[0] if self.arrived.best else None
        now = desk.moment().utc
        large = desk.text_step == floor.LIST_STEP
        choices = lengths(self.most, desk)
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
                    if minutes == int(self.most.seconds // 60) and len(choices) > 1
                    else words.t("until {hour}", hour=words.hour(now + timedelta(minutes=minutes))),
                    chosen=minutes == self.minutes,
                )
                for minutes in choices
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


def workstation(arrived: Arrived, purpose: Purpose | None, desk: Desk, back: Place) -> Place:
    """The floor plan with the best free workstation chosen, a ticket when none is free, or why there is neither."""
    fresh = desk.reception.admit(arrived.member, accompanied=arrived.accompanied)
    match fresh:
        case Refused():
            return refused(fresh)
        case Called():
            return begin(fresh, desk)
        case Waits():
            return Waiting(fresh, back=back)
    if not fresh.best:
        return wait(fresh, purpose, desk, back)
    number = fresh.best[0]
    most = desk.reception.longest_on(fresh.member, number)
    if isinstance(most, Refused):
        return refused(most)
    return Choose(
        arrived=fresh,
        number=number,
        most=most,
        minutes=usual(most, desk),
        purpose=purpose,
        request=desk.reception.new_request(),
        back=back,
    )


def wait(
    arrived: Arrived, purpose: Purpose | None, desk: Desk, back: Place, tags: frozenset[str] = frozenset()
) -> Place:
    """A ticket of the waiting list, for any workstation that suits or only for those with all of `tags`."""
    answer = desk.reception.wait(
        arrived.member, purpose, desk.reception.new_request(), tags=tags, accompanied=arrived.accompanied
    )
    match answer:
        case Waits():
            return new_ticket(answer, desk, back)
        case Called():
            return begin(answer, desk)
        case SessionRuns():
            return MySession(answer)
        case Refused():
            return refused(answer)
        case Arrived():  # one became free in this second
            return back
