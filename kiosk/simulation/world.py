"""The place while it is simulated: what a behaviour may look at and do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import TypeVar

from kiosk.models import Session, Ticket
from kiosk.ports import StoreUnavailable
from kiosk.reception.situation import Situation
from kiosk.reception.timekeeper import AUTOMATIC_SECONDS
from kiosk.simulation.agenda import Agenda, Deed
from kiosk.simulation.house import House
from kiosk.simulation.invariants import Auditor
from kiosk.simulation.period import Day
from kiosk.simulation.population import CardDesk, Colleague, Person, Population
from kiosk.simulation.profile import KIOSK_QUEUE_PATIENCE
from kiosk.simulation.tally import Tally

T = TypeVar("T")

PROBE = timedelta(seconds=5)
TICK = timedelta(seconds=1)
WHILE_SOMEBODY_WAITS = 60.0
"""Seconds between two looks while there is a waiting list, beside those that have a reason."""


class World:
    """`true` is the time that people live by (UTC); the kiosk's own clock may be wrong. One thread."""

    def __init__(
        self, house: House, desk: CardDesk, population: Population, staff: list[Colleague], rng: Random, tally: Tally
    ) -> None:
        self.house = house
        self.desk = desk
        self.population = population
        self.staff = staff
        self.rng = rng
        self.tally = tally
        self.agenda = Agenda()
        self.auditor = Auditor(house, tally)
        self.true = house.clock.now
        self.down_since: datetime | None = None
        """Since when the store does not answer; None from the first look on at which it does again."""
        self.was_slow = False
        """Whether the clock of the kiosk was slow today: what it let start by that clock may end too late, for no step
        of the clock takes time away. Staff then send people home."""
        self._kiosk_free = self._ticked = self.true
        self.sitting: dict[int, Person] = {}
        """Who sits where, or sat there and left without a word, by session."""
        self.on_call: Callable[[Ticket], None] = lambda _: None
        """Hears that a ticket is called."""
        self.left_behind: dict[int, datetime] = {}
        """Sessions whose visitor is gone, and since when."""

    # ------------------------------------------------------------------------------------------------ time

    def at(self, when: datetime, deed: Deed) -> None:
        """Note a deed."""
        self.agenda.at(when, deed)

    def later(self, seconds: float, deed: Deed) -> None:
        """Note a deed that far from now."""
        self.agenda.at(self.true + timedelta(seconds=seconds), deed)

    def run(self, until: datetime) -> None:
        """Let everything happen up to that instant. Raises BrokenInvariant."""
        while True:
            tick, deed = self._next_tick(), self.agenda.next
            due = min((t for t in (tick, deed) if t is not None), default=None)
            if due is None or due > until:
                break
            self.pass_to(due)
            if deed is not None and (tick is None or deed <= tick):
                self.agenda.take()()
            else:
                self.keep_time()
            self.auditor.check()
        self.pass_to(until)

    def pass_to(self, when: datetime) -> None:
        """Let the clocks run; an instant that is over changes nothing."""
        seconds = (when - self.true).total_seconds()
        if seconds > 0:
            self.house.clock.advance(seconds)
            self.auditor.running += seconds
            self.true = when

    def off(self, seconds: float, switch: Callable[[], None]) -> None:
        """The machine is off that long; `switch` moves the kiosk's clock and starts it again."""
        down = 0.0 if self.down_since is None else (self.true - self.down_since).total_seconds()
        self.auditor.before_power_goes(down)
        switch()
        self.true += timedelta(seconds=seconds)
        self.down_since, self.auditor.uncertain = None, False

    def keep_time(self) -> None:
        """What the kiosk does once a second; here at the instants at which something is due."""
        reception, self._ticked = self.house.reception, self.true
        before = {s.id: s.grace for s in reception.room.sessions}
        try:
            warned, kept = reception.keep_time()
        except StoreUnavailable:
            self.tally.seen["ticks without a store"] += 1
            self.auditor.uncertain = True
            return
        if not reception.in_trouble and not self.house.store.is_down:
            self.auditor.uncertain, self.down_since = False, None
        self.tally.seen["warnings"] += len(warned)
        for number, seconds in kept.extended:
            session = reception.room.session_on(number)
            grace = session is not None and session.grace > before.get(session.id, 0.0)
            self.tally.extended_by("grace" if grace else "automatic", seconds)
            if session is not None and session.id in self.left_behind:
                self.tally.extended_for_nobody += seconds
        self.tally.seen["calls that nobody answered"] += len(kept.unanswered)
        self.tally.held_in_vain += len(kept.unanswered) * self.house.settings.limits.hold * 60.0
        for ticket in kept.called:
            self.on_call(ticket)

    def _next_tick(self) -> datetime | None:
        """The next second at which something is due. Warnings and heartbeats come along with what else happens: the
        seconds used do not depend on them (docs/rules.md §10)."""
        if self.house.reception.in_trouble or self.auditor.uncertain:
            return max(self.true, self._ticked + PROBE)  # never put off by what people do meanwhile
        due = due_in(self.house.reception.situation())
        return None if due is None else self.true + timedelta(seconds=max(0.0, due)) + TICK / 2

    # -------------------------------------------------------------------------------------------- the kiosk

    def at_kiosk(self, seconds: float, deed: Deed, patience: float = KIOSK_QUEUE_PATIENCE) -> bool:
        """Stand before the kiosk, then do the deed, which keeps the kiosk for that long. False when the queue before
        it is longer than the patience (both in seconds)."""
        begin = max(self.true, self._kiosk_free)
        stood = (begin - self.true).total_seconds()
        if stood > patience:
            self.tally.seen["queue at the kiosk too long"] += 1
            return False
        self.tally.at_kiosk += 1
        self.tally.kiosk_queue += stood
        self._kiosk_free = begin + timedelta(seconds=seconds)
        self.agenda.at(begin, deed)
        return True

    def tried(self, work: Callable[[], T]) -> T | None:
        """What a use case answers; None when the store is not there, which the visitor is told."""
        try:
            return work()
        except StoreUnavailable:
            self.tally.faults["heard that the store is away"] += 1
            self.auditor.uncertain = True
            return None

    # ------------------------------------------------------------------------------------------- for visitors

    def left(self, session: Session) -> float:
        """Seconds that the kiosk would show as left."""
        moment = self.house.moment
        return session.left_at(moment.boottime, moment.boot_id)

    def running(self, session_id: int) -> Session | None:
        """The session as the screens know it, None when it does not run."""
        return next((s for s in self.house.reception.room.sessions if s.id == session_id), None)

    def chance(self, share: float) -> bool:
        """Whether it happens this time."""
        return self.rng.random() < share


def due_in(situation: Situation) -> float | None:
    """Seconds until the kiosk will find something to do, worked out from the room; None when nothing is in sight."""
    room, limits, moment = situation.room, situation.limits, situation.moment
    found: list[float] = []
    for session in room.sessions:
        left = situation.left(session)
        found.append(left)
        if limits.auto_extension and left > AUTOMATIC_SECONDS:
            found.append(left - AUTOMATIC_SECONDS)
    hold = limits.hold * 60.0
    found += [max(0.0, hold - t.held_at(moment.boottime, moment.boot_id)) for t in room.called]
    release = timedelta(minutes=limits.reservation_release)
    found += [(r.starts_at + release - situation.now).total_seconds() for r in room.reservations]
    if room.waiting:
        gap = timedelta(minutes=limits.session_gap)
        readies = ((at + gap - situation.now).total_seconds() for _, at in room.freed)
        found += [ready for ready in readies if ready >= 0]
        found.append(WHILE_SOMEBODY_WAITS)
    return min(found, default=None)


class Behaviour:
    """Something that people, staff or machines do. Each day it notes what will happen; the rest follows from there."""

    def plan(self, world: World, day: Day) -> None:
        """Note the deeds of a day, before it begins."""
        raise NotImplementedError
