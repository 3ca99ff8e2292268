"""11b: the place is noted, or the place in the waiting list. It closes by itself, and is printed on request."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Self

from config.settings import Workshop
from kiosk.events import Event, PrintOutcome
from kiosk.models import Member, Registration, RegistrationState
from kiosk.places.desk import Desk
from kiosk.places.place import HOME, Patience, Place
from kiosk.places.printing import WithSlip, prints
from kiosk.places.states_workshops import WorkshopRegisteredState
from kiosk.places.view import Button, Style
from kiosk.places.workshop_list import day_name, facts, registrations, what_to_bring
from kiosk.receipts import Heading, Notice, Receipt, Rule, Text
from kiosk.rules import workshops


class Action(StrEnum):
    """What can be touched once it is noted."""

    PRINT = "workshop-registered.print"
    DONE = "workshop-registered.done"


@dataclass(frozen=True)
class WorkshopRegistered(WithSlip):
    """A registration that was just made, and its slip."""

    registration: Registration
    workshop: Workshop
    member: Member

    name: ClassVar[str] = "workshop-registered"
    patience: ClassVar[Patience] = Patience.NOTED

    @property
    def visitor(self) -> Member:
        return self.member

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        match action:
            case Action.DONE:
                return HOME
            case Action.PRINT if self.printing.may_start:
                return self.printed(desk)
        return self

    def slip(self, desk: Desk) -> Receipt:
        return slip(desk, self.workshop)

    def heard(self, event: Event, desk: Desk) -> Self:
        place = super().heard(event, desk)
        if place is self:
            return self
        match place.printing.outcome:
            case None:
                pass
            case PrintOutcome.PRINTED:
                desk.say("receipt", lambda words: words.t("Take your paper"))
            case PrintOutcome.NO_PAPER:
                desk.say("printer", lambda words: words.t("No more paper"))
            case PrintOutcome.COVER_OPEN:
                desk.say("printer", lambda words: words.t("The printer is open"))
            case _:
                desk.say("printer", lambda words: words.t("The printer does not answer"))
        return place

    def state(self, desk: Desk) -> WorkshopRegisteredState:
        words, workshop = desk.words, self.workshop
        waits = self.registration.state is RegistrationState.WAITING
        return WorkshopRegisteredState(
            waits=waits,
            hour=words.hour(workshop.starts_at),
            day=_small(day_name(workshop, desk)),
            title=self._title(desk, waits=waits),
            line=workshop.title,
            rows=self._rows(desk, waits=waits),
            print=self._print(desk),
            done=Button(Action.DONE, words.t("Done"), "accept", Style.PRIMARY),
        )

    def _title(self, desk: Desk, *, waits: bool) -> str:
        words, name = desk.words, self.member.first_name
        if waits:
            return words.t("You are in the list, {name}", name=name) if name else words.t("You are in the list")
        return words.t("It is noted, {name}", name=name) if name else words.t("It is noted")

    def _rows(self, desk: Desk, *, waits: bool) -> tuple[tuple[str, str], ...]:
        words, rows = desk.words, []
        if waits:
            there = registrations(self.workshop, desk)
            rank = workshops.rank(there, workshops.of_member(there, self.member.id) or self.registration)
            rows.append(("busy", words.t("Your rank in the list: {rank}.", rank=rank)))
            rows.append(("memberCard", words.t("Present your card to know more.")))
        elif self.workshop.place:
            rows.append(("room", _sentence(self.workshop.place)))
        bring = what_to_bring(self.workshop, desk)
        if bring and not waits:
            rows.append(("bring", _sentence(bring)))
        rows.append(("tellUs", words.t("Cannot come? Tell us.")))
        return tuple(rows)

    def _print(self, desk: Desk) -> Button | None:
        if not prints(desk):
            return None
        busy = not self.printing.may_start
        return Button(Action.PRINT, desk.words.t("Print"), "printer", busy=busy)


def registered(registration: Registration, workshop: Workshop, member: Member) -> WorkshopRegistered:
    """The registration was just made."""
    return WorkshopRegistered(registration, workshop, member)


def slip(desk: Desk, workshop: Workshop) -> Receipt:
    """What somebody takes home who has a place; it carries no name (docs/rules.md §7)."""
    words, site = desk.words, desk.site.settings.site
    begin, end = words.hour(workshop.starts_at), words.hour(workshop.ends_at)
    return Receipt(
        (
            Heading(site.name, desk.text(site.line)),
            Text(words.t("Workshop"), bold=True, centred=True),
            Text(workshop.title, size="title", bold=True, centred=True),
            Text(begin, size="big", bold=True, centred=True),
            Text(words.t("{day}, until {hour}", day=words.long_date(workshop.starts_at), hour=end), centred=True),
            Rule(),
            *(Text(_sentence(text)) for _, text in facts(workshop, desk)),
            Text(words.t("Present your card when you come."), bold=True),
            Notice((words.t("Cannot come?"), words.t("Tell us: somebody may be waiting."))),
        ),
        desk.language,
    )


def _sentence(text: str) -> str:
    """With its full stop."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
