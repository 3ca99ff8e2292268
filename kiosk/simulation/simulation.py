"""A whole period: people, habits, days one after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta
from functools import partial
from pathlib import Path
from random import Random

from config.settings import Settings
from kiosk.cards import KeyRing
from kiosk.clock import ManualClock, at
from kiosk.models import Staff
from kiosk.simulation import profile
from kiosk.simulation.behaviours.faults import Faults
from kiosk.simulation.behaviours.kept import EarlyClosings, Guests, Reservations
from kiosk.simulation.behaviours.mediators import Service, at_the_board
from kiosk.simulation.behaviours.strangers import Newcomers, Strangers
from kiosk.simulation.behaviours.visits import Visits
from kiosk.simulation.house import House
from kiosk.simulation.period import Day, Period, day_of
from kiosk.simulation.population import CardDesk, Population, network_key
from kiosk.simulation.tally import Tally
from kiosk.simulation.world import Behaviour, World
from kiosk.site import Site

FIRST_LIGHT = time(5)
BEFORE_OPENING = timedelta(minutes=30)
ONE_LOOK = timedelta(seconds=3)
"""After which whatever was due must have happened."""
AFTER_CLOSING = timedelta(minutes=15)
AFTERWARDS = timedelta(hours=1)
"""Until then people come to a closed door."""


@dataclass(frozen=True)
class Outcome:
    """What a simulation leaves: what was counted, and how much work it was."""

    tally: Tally
    days: int
    open_days: int
    steps: int
    commits: int


def simulate(
    settings: Settings,
    folder: Path,
    period: Period,
    *,
    seed: int = 1,
    visits_per_day: float = 120.0,
    faults: float = 1.0,
    on_day: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """Run the place day by day in `folder`, which must hold no store yet. `faults` is how many times the usual number
    of faults happens; `on_day` hears the number of each day that is over.

    Raises `kiosk.simulation.invariants.BrokenInvariant`, ValueError, `data.database.StoreError`.
    """
    rng, site = Random(seed), Site(settings)
    issuer, public = network_key(settings.site.network, period.first)
    clock = ManualClock(at(period.first, FIRST_LIGHT, site.zone), synchronised=False)
    house = House(settings, folder, clock, KeyRing(settings.site.network, [public]))
    tally = Tally()
    try:
        desk = CardDesk(house, issuer, rng)
        people = Population(desk.members(max(20, round(visits_per_day * profile.MEMBERS_PER_DAILY_VISIT))))
        world = World(house, desk, people, desk.staff(), rng, tally)
        visits = Visits(world, visits_per_day)
        behaviours: list[Behaviour] = [
            visits,
            Guests(visits),
            Reservations(visits),
            EarlyClosings(),
            Service(),
            Strangers(issuer),
            Newcomers(visits_per_day * profile.NEW_MEMBERS_PER_DAY),
            Faults(faults),
        ]
        open_days = 0
        for number, date in enumerate(period, start=1):
            day = day_of(site, date)
            if day is not None:
                open_days += 1
                _live(world, day, behaviours)
                visits.queue.end_day()
            on_day(number)
        return Outcome(tally, period.days, open_days, world.auditor.steps, house.writes)
    finally:
        house.close()


def _live(world: World, day: Day, behaviours: list[Behaviour]) -> None:
    """One open day, from before the doors open until the last ones found them closed."""
    site = world.house.site
    world.run(day.start - BEFORE_OPENING)
    world.auditor.begin_day()
    world.was_slow = _is_behind(world)
    for behaviour in behaviours:
        behaviour.plan(world, day)
    for span in day.spans:
        world.tally.offered(site, span.start, span.end, len(site.workstations))
        world.run(span.end - day.last_entry_margin + ONE_LOOK)
        world.keep_time()  # those who wait are told that nobody is let in any more
        world.run(span.end - day.stop_margin + ONE_LOOK)
        _last_round(world, day)
    world.run(day.end + AFTERWARDS)
    world.auditor.closed(day)


def _last_round(world: World, day: Day) -> None:
    """At closing − stop margin nothing runs any more, unless the clock was slow (`World.was_slow`) or the disk is
    away: then staff send the people home."""
    house = world.house
    world.keep_time()
    world.auditor.check()
    if not house.stored_room().sessions:
        return
    if world.was_slow or world.down_since is not None:
        world.tally.seen["closings with sessions that staff ended"] += 1
        world.later(0.0, lambda: at_the_board(world, partial(_send_home, world)))
        world.run(world.true + AFTER_CLOSING)
    else:
        world.auditor.closed(day)


def _is_behind(world: World) -> bool:
    """Whether the clock of the kiosk is slower than the time that people live by."""
    return world.house.clock.now < world.true


def _send_home(world: World, staff: Staff) -> None:
    reception = world.house.reception
    for session in reception.room.sessions:
        world.tried(partial(reception.end, session, reception.new_request(), staff))
