"""Coming, being admitted, choosing a workstation: the way of a member from the door to a chair."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from kiosk.clock import at, local
from kiosk.models import Preferences, Purpose, Session, Staff
from kiosk.reception.outcomes import Arrival, Arrived, Called, Opened, SessionRuns, Taken, Waits
from kiosk.rules.opening import Span
from kiosk.rules.refusals import Reason, Refused
from kiosk.simulation import profile
from kiosk.simulation.behaviours.mediators import at_the_board
from kiosk.simulation.behaviours.queue import Queue
from kiosk.simulation.behaviours.stay import Stay
from kiosk.simulation.chance import poisson
from kiosk.simulation.period import Day
from kiosk.simulation.population import SIGNATURE, Person
from kiosk.simulation.world import Behaviour, World
from kiosk.site import Site

NOON, SCHOOL_IS_OUT = 12, 16.5
WEDNESDAY, SATURDAY = 2, 5
TRIES = 3
AGAIN_AFTER = 25.0
"""Seconds before somebody tries again who heard that nothing can be noted."""
SOON = timedelta(minutes=30)


@dataclass
class Wish:
    """What somebody came for: minutes on a workstation, a chip of the welcome screen, and how often they tried."""

    minutes: float
    purpose: Purpose | None
    tries: int = 0
    waiting_since: datetime | None = None
    promised: float | None = None
    """Seconds that the kiosk estimated the wait to be."""
    reserved: bool = False
    first: bool = True
    """Whether this is the first time today that they come for it."""


class Visits(Behaviour):
    """Members come through the day."""

    def __init__(self, world: World, per_day: float) -> None:
        """`per_day` is the mean over the open days of a year."""
        self._per_day = per_day
        self.queue = Queue(world, self)

    def plan(self, world: World, day: Day) -> None:
        for person in world.population.people:
            person.visits_today = 0
        expected = self._per_day * day_weight(world.house.site, day)
        for _ in range(poisson(world.rng, expected)):
            when = arrival(world.rng, world.house.site, day)
            world.at(when, lambda: self._somebody(world))

    def _somebody(self, world: World) -> None:
        occasion = _occasion(local(world.true, world.house.site.zone))
        for _ in range(20):
            person = world.population.pick(world.rng, occasion)
            if not person.busy and person.visits_today == 0:
                self.come(world, person, a_wish(world.rng))
                return

    def come(self, world: World, person: Person, wish: Wish) -> None:
        """Walk up to the kiosk."""
        person.busy = True
        person.visits_today += wish.first
        world.tally.visits += wish.first
        world.tally.persons.add(person.member.id)
        wish.first = False
        if not world.at_kiosk(world.rng.uniform(18, 45), lambda: self.present(world, person, wish, person.code)):
            person.busy = False

    def present(self, world: World, person: Person, wish: Wish, code: str) -> None:
        """Hold the card, or a ticket, there."""
        answer = world.tried(lambda: world.house.reception.arrive(code))
        if answer is None:
            self._again(world, person, wish, lambda: self.present(world, person, wish, code))
        else:
            self.go_on(world, person, wish, answer)

    def go_on(self, world: World, person: Person, wish: Wish, answer: Arrival) -> None:
        """What the kiosk answered, and what they do then."""
        if isinstance(answer, Refused):
            self._refused(world, person, wish, answer)
        elif isinstance(answer, SessionRuns):
            # Nobody heard that it was opened, but it was: they find their session at the second try.
            self._sit(world, person, wish, answer.session)
        elif isinstance(answer, Waits):
            self.queue.stay(person, wish, answer)
        elif isinstance(answer, Called):
            self._choose(world, person, wish, answer.arrived, world.house.reception.new_request())
        elif isinstance(answer, Arrived):
            self._admitted(world, person, wish, answer)

    def _again(self, world: World, person: Person, wish: Wish, deed: Callable[[], None]) -> None:
        """The kiosk could not note it: try a few times."""
        wish.tries += 1
        if wish.tries < TRIES:
            world.later(AGAIN_AFTER, deed)
        else:
            world.tally.refused(Reason.FAULT)
            waited(world, wish, given_up=True)
            person.busy = False

    def _refused(self, world: World, person: Person, wish: Wish, refused: Refused) -> None:
        reason = refused.reason
        if reason is Reason.UNDER_AGE and refused.adult_would_do and world.chance(profile.ADULT_IS_THERE):
            world.tally.seen["an adult came along"] += 1
            answer = world.tried(lambda: world.house.reception.admit(person.member, accompanied=True))
            if answer is not None:
                self.go_on(world, person, wish, answer)
                return
        world.tally.refused(reason)
        waited(world, wish, given_up=True)
        if reason in {Reason.EXPIRED, Reason.REVOKED} and not refused.slip:
            world.later(300, lambda: self._renew(world, person, wish))
        elif reason is Reason.GUARDIAN_MISSING and wish.tries == 0 and world.chance(profile.GUARDIAN_IS_THERE):
            wish.tries += 1
            self._guardian(world, person, wish)
        elif reason is Reason.PAUSED or (
            reason is Reason.CLOSED and refused.again_at is not None and refused.again_at - world.true < SOON
        ):
            again = max(0.0, ((refused.again_at or world.true) - world.house.civil).total_seconds())
            world.later(again + world.rng.uniform(1, 90), lambda: self.come(world, person, wish))
        else:
            person.busy = False

    def _guardian(self, world: World, person: Person, wish: Wish) -> None:
        """A parent signs at the kiosk, or the form on paper is there and staff say so."""
        reception = world.house.reception

        def on_paper(staff: Staff) -> None:
            world.tried(lambda: reception.agree_on_paper(staff, person.member))

        if world.chance(0.5):
            request = reception.new_request()
            world.tried(lambda: reception.sign_charter(person.member, "fr", SIGNATURE, request, guardian=True))
            world.tally.seen["guardians signed"] += 1
        else:
            at_the_board(world, on_paper)
            world.tally.seen["agreements on paper"] += 1
        world.later(90.0, lambda: self.come(world, person, wish))

    def _renew(self, world: World, person: Person, wish: Wish) -> None:
        """The card desk gives out a new card, then they come again."""
        if world.tried(lambda: world.desk.renew(person)) is None:
            person.busy = False
            return
        world.tally.seen["cards renewed"] += 1
        self.come(world, person, wish)

    def _admitted(self, world: World, person: Person, wish: Wish, arrived: Arrived) -> None:
        reception = world.house.reception
        if replace(arrived.member, preferences=None) != person.member:  # one that is read anew shares no memory
            person.member = replace(arrived.member, preferences=None)
        world.tally.seen["grew up"] += arrived.grew_up
        left = arrived.day_seconds - world.auditor.used_today(person.member.id)
        world.auditor.same_left(person.member.id, arrived.left_seconds, left)
        if arrived.must_sign:
            if world.chance(profile.DECLINES_CHARTER):
                world.tally.refused(Reason.CHARTER_DECLINED)
                person.busy = False
                return
            request = reception.new_request()
            if world.tried(lambda: reception.sign_charter(person.member, "fr", SIGNATURE, request)) is None:
                person.busy = False
                return
            world.tally.signatures += 1
        if not person.member.is_guest and world.chance(profile.NO_WORKSTATION):
            request = reception.new_request()
            world.tried(lambda: reception.note_visit(person.member, wish.purpose, request))
            world.tally.without_workstation += 1
            person.busy = False
        elif world.chance(profile.GIVES_UP_AT_KIOSK):
            world.tally.seen["left the kiosk without a word"] += 1
            person.busy = False
        elif arrived.best:
            request = reception.new_request()
            world.later(world.rng.uniform(8, 16), lambda: self._choose(world, person, wish, arrived, request))
        else:
            self.queue.join(person, wish, arrived)

    def _choose(self, world: World, person: Person, wish: Wish, arrived: Arrived, request: bytes) -> None:
        if not arrived.best:
            self.queue.join(person, wish, arrived)
            return
        number = arrived.best[0]
        if world.chance(profile.TAKES_ANOTHER):
            number = world.rng.choice(arrived.best)
        seconds = min(arrived.most.seconds, offered(world, wish.minutes))
        reception = world.house.reception
        outcome = world.tried(
            lambda: reception.open_session(
                person.member, number, seconds, wish.purpose, request, accompanied=arrived.accompanied
            )
        )
        if isinstance(outcome, Opened | SessionRuns):
            self._sit(world, person, wish, outcome.session)
        elif isinstance(outcome, Taken):
            world.tally.seen["taken meanwhile"] += 1
            self._choose(world, person, wish, outcome.arrived, reception.new_request())
        elif outcome is None:  # the same request: whatever was kept the first time is found again
            self._again(world, person, wish, lambda: self._choose(world, person, wish, arrived, request))
        else:
            self.go_on(world, person, wish, outcome)

    def _sit(self, world: World, person: Person, wish: Wish, session: Session) -> None:
        self.queue.served(person, wish)
        if wish.reserved:
            world.tally.seen["reservations used"] += 1
            wish.reserved = False
        if world.chance(profile.KEEPS_PREFERENCES) and not person.member.is_guest:
            kept = Preferences("fr", world.rng.choice(("light", "dark")), world.rng.randint(1, 3))
            world.tried(lambda: world.house.reception.keep_preferences(person.member, kept))
            world.tally.seen["preferences kept"] += 1
        Stay(world, self, person, wish, session).begin()


def waited(world: World, wish: Wish, *, given_up: bool) -> None:
    """A wait is over."""
    if wish.waiting_since is not None:
        seconds = (world.true - wish.waiting_since).total_seconds()
        world.tally.waited(world.house.site.today(world.true), seconds, given_up=given_up)
        wish.waiting_since = None


def a_wish(rng: Random) -> Wish:
    """What the next visitor came for."""
    minutes = rng.choices([m for m, _ in profile.WISHES], [w for _, w in profile.WISHES])[0]
    chip = rng.choices(list(profile.PURPOSES), list(profile.PURPOSES.values()))[0]
    spread = profile.NEED_SPREAD
    return Wish(max(4.0, minutes * rng.uniform(1 - spread, 1 + spread)), Purpose(chip) if chip else None)


def offered(world: World, minutes: float) -> float:
    """The choice under the floor plan that fits, in seconds: the shortest that is long enough, else the maximum."""
    choices = world.house.settings.durations.minutes
    return next((m * 60.0 for m in sorted(choices) if m >= minutes), math.inf)


def day_weight(site: Site, day: Day) -> float:
    """How many come on that day, 1 is an average one: weekday, month, and less when the hours are shorter."""
    usual = [number for number, intervals in enumerate(site.settings.hours.week) if intervals] or [0]
    weekdays, months = profile.ARRIVALS_BY_WEEKDAY, profile.ARRIVALS_BY_MONTH
    weight = weekdays[day.date.weekday()] / (sum(weekdays[n] for n in usual) / len(usual))
    weight *= months[day.date.month - 1] / (sum(months) / len(months))
    of_week = site.settings.hours.week[day.date.weekday()]
    ordinary = tuple(Span(at(day.date, i.start, site.zone), at(day.date, i.end, site.zone)) for i in of_week)
    return weight * (_hours_weight(site, day.spans) / _hours_weight(site, ordinary) if ordinary else 0.7)


def arrival(rng: Random, site: Site, day: Day) -> datetime:
    """When somebody comes on that day: nearly always while the place is open."""
    if rng.random() < profile.EARLY_SHARE:
        return day.start - timedelta(minutes=rng.uniform(0, 15))
    if rng.random() < profile.LATE_SHARE:
        return rng.choice(day.spans).end + timedelta(minutes=rng.uniform(0, 20))
    slots = [slot for span in day.spans for slot in _quarters(span)]
    return rng.choices(slots, [_weight(site, slot) for slot in slots])[0] + timedelta(minutes=rng.uniform(0, 15))


def _occasion(here: datetime) -> str:
    if here.hour < NOON:
        return "morning"
    out_of_school = here.weekday() in {WEDNESDAY, SATURDAY} or here.hour + here.minute / 60 >= SCHOOL_IS_OUT
    return "after_school" if out_of_school else "school_hours"


def _quarters(span: Span) -> list[datetime]:
    count = max(1, int((span.end - span.start) / timedelta(minutes=15)))
    return [span.start + timedelta(minutes=15 * i) for i in range(count)]


def _weight(site: Site, slot: datetime) -> float:
    return profile.ARRIVALS_BY_HOUR.get(local(slot, site.zone).hour, profile.OTHER_HOUR)


def _hours_weight(site: Site, spans: tuple[Span, ...]) -> float:
    return sum(_weight(site, slot) for span in spans for slot in _quarters(span))
