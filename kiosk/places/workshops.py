"""11: the workshops of the coming days. One touch registers whoever stands here, one takes that back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from config.settings import Workshop
from kiosk.models import Member, Registration, RegistrationState
from kiosk.places.desk import Desk
from kiosk.places.place import Place
from kiosk.places.queue_steps import turners
from kiosk.places.states_workshops import (
    LYING_PAGED,
    LYING_ROWS,
    MOST_DAYS,
    UPRIGHT_PAGED,
    UPRIGHT_ROWS,
    WorkshopDay,
    WorkshopRow,
    WorkshopsState,
)
from kiosk.places.view import Button, Style
from kiosk.places.workshop_list import audience, day_name, day_title, facts, listed, mine, next_for, standing
from kiosk.places.workshop_registered import registered

Key = tuple[str, datetime]


class Action(StrEnum):
    """What can be touched in the list."""

    CHOOSE = "workshops.choose"
    REGISTER = "workshops.register"
    GIVE_BACK = "workshops.give-back"
    PREVIOUS = "workshops.previous"
    NEXT = "workshops.next"
    BACK = "workshops.back"


@dataclass(frozen=True)
class Workshops(Place):
    """`back` is where the visitor came from; `chosen` names a workshop by `uid` and start, None before a touch."""

    member: Member
    back: Place
    chosen: Key | None = None
    page: int | None = None

    name: ClassVar[str] = "workshops"

    @property
    def visitor(self) -> Member:
        return self.member

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        every, here = listed(desk), self._chosen(desk)
        match action:
            case Action.CHOOSE:
                found = next((w for w in every if key(w) == value), None)
                return self if found is None else replace(self, chosen=key(found), page=self._page(desk))
            case Action.PREVIOUS | Action.NEXT:
                step = 1 if action == Action.NEXT else -1
                return replace(self, page=min(max(0, self._page(desk) + step), len(pages(desk)) - 1))
            case Action.REGISTER if here is not None:
                return self._register(here, desk)
            case Action.GIVE_BACK if here is not None:
                if desk.reception.give_back(self.member, here, desk.reception.new_request()):
                    desk.say("undo", lambda words: words.t("Your place is given back"))
                return replace(self, chosen=key(here))
            case Action.BACK:
                return self.back
        return self

    def _register(self, workshop: Workshop, desk: Desk) -> Place:
        answer = desk.reception.register(self.member, workshop, desk.reception.new_request())
        if isinstance(answer, Registration):
            return registered(answer, workshop, self.member)
        desk.say("clock", lambda words: words.t("Too late for this workshop"))
        return self

    def ticked(self, desk: Desk) -> Place:
        """The last workshop may begin, or leave the calendar, while somebody reads the list."""
        return self if listed(desk) else self.back

    def state(self, desk: Desk) -> WorkshopsState:
        words, here, shown = desk.words, self._chosen(desk), pages(desk)
        page, last = self._page(desk), len(shown) - 1
        previous, following = turners(words, page, last, Action.PREVIOUS, Action.NEXT) if last > 0 else (None, None)
        return WorkshopsState(
            title=words.t("The workshops"),
            day=day_name(here, desk) if here else "",
            hour=words.hour(here.starts_at) if here else "",
            length=words.duration(_minutes(here)) if here else "",
            name=_two_lines(here) if here else "",
            facts=facts(here, desk) if here else (),
            days=self._days(shown[page] if shown else (), here, desk),
            back=Button(Action.BACK, words.t("Back"), "back"),
            main=self._main(here, desk),
            previous=previous,
            next=following,
        )

    def _days(self, shown: tuple[Workshop, ...], here: Workshop | None, desk: Desk) -> tuple[WorkshopDay, ...]:
        days: dict[str, list[WorkshopRow]] = {}
        for workshop in shown:
            tag, icon = standing(workshop, self.member, desk)
            row = WorkshopRow(
                Action.CHOOSE,
                key(workshop),
                desk.words.hour(workshop.starts_at),
                workshop.short,
                audience(workshop, desk),
                tag,
                icon,
                chosen=workshop == here,
                full=icon == "full",
            )
            days.setdefault(day_title(workshop, desk), []).append(row)
        return tuple(WorkshopDay(title, tuple(rows)) for title, rows in days.items())

    def _main(self, here: Workshop | None, desk: Desk) -> Button:
        words = desk.words
        register = Button(Action.REGISTER, words.t("Register"), "accept", Style.PRIMARY)
        if here is None:
            return replace(register, disabled_reason=words.t("There is no workshop now"))
        own = mine(here, self.member, desk)
        if own is None:
            full = standing(here, self.member, desk)[1] == "full"
            return replace(register, label=words.t("Wait for a place"), icon="busy") if full else register
        if own.state is RegistrationState.WAITING:
            return Button(Action.GIVE_BACK, words.t("Leave this waiting list"))
        reason = words.t("You are there already") if own.state is RegistrationState.PRESENT else ""
        return Button(Action.GIVE_BACK, words.t("Give my place back"), disabled_reason=reason)

    def _chosen(self, desk: Desk) -> Workshop | None:
        """The chosen workshop while it is in the list; else the member's own, or the first with a place."""
        found = next((w for w in listed(desk) if key(w) == self.chosen), None)
        return found or next_for(self.member, desk)

    def _page(self, desk: Desk) -> int:
        """The page that is shown: the one that was turned to, while there is one, or that of the chosen workshop."""
        shown = pages(desk)
        if self.page is not None:
            return min(self.page, max(0, len(shown) - 1))
        here = self._chosen(desk)
        return next((index for index, page in enumerate(shown) if here in page), 0)


def key(workshop: Workshop) -> Key:
    """What names a workshop."""
    return workshop.uid, workshop.starts_at


def pages(desk: Desk) -> tuple[tuple[Workshop, ...], ...]:
    """The workshops as they fit on the screen, a page each."""
    every, step = listed(desk), desk.text_step - 1
    days = {desk.site.today(workshop.starts_at) for workshop in every}
    if len(every) <= (LYING_ROWS if desk.lying else UPRIGHT_ROWS)[step] and len(days) <= MOST_DAYS:
        return (every,) if every else ()
    size = (LYING_PAGED if desk.lying else UPRIGHT_PAGED)[step]
    return tuple(every[start : start + size] for start in range(0, len(every), size))


def _minutes(workshop: Workshop) -> int:
    return round((workshop.ends_at - workshop.starts_at).total_seconds() / 60)


def _two_lines(workshop: Workshop) -> str:
    """The title, with a line of its own for the short one if it begins with that."""
    rest = workshop.title.removeprefix(f"{workshop.short} ")
    return workshop.title if rest == workshop.title else f"{workshop.short}\n{rest}"
