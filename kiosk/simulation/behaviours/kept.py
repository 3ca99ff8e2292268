"""What is kept for somebody: guests' tickets, reservations, a day that ends early."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from kiosk.cards import slip_code
from kiosk.models import Staff
from kiosk.reception.keeping import Wish as Reserving
from kiosk.reception.outcomes import NotReserved, Reserved
from kiosk.simulation.behaviours.mediators import at_the_board
from kiosk.simulation.behaviours.visits import Visits, Wish, a_wish
from kiosk.simulation.chance import during, poisson
from kiosk.simulation.period import Day
from kiosk.simulation.population import Person
from kiosk.simulation.profile import Group
from kiosk.simulation.world import Behaviour, World

GUEST = Group("guest", 0.0, (18, 80), 0.0)


class Guests(Behaviour):
    """People without a card: staff give them a ticket for the day."""

    per_day = 4.0

    def __init__(self, visits: Visits) -> None:
        self._visits = visits

    def plan(self, world: World, day: Day) -> None:
        for _ in range(poisson(world.rng, self.per_day)):
            world.at(during(world.rng, day), lambda: at_the_board(world, partial(self._give, world)))

    def _give(self, world: World, staff: Staff) -> None:
        reception, request = world.house.reception, world.house.reception.new_request()
        issued = world.tried(lambda: reception.issue_guest_ticket(staff, request))
        if issued is None:
            return
        member = world.tried(lambda: world.house.store.read(lambda uow: uow.members.get(issued.ticket.member_id)))
        if member is None:
            return
        world.tally.guests += 1
        guest = Person(member, slip_code(issued.token), GUEST, 0.0, signed=False)
        world.later(world.rng.uniform(10, 120), lambda: self._visits.come(world, guest, a_wish(world.rng)))


class Reservations(Behaviour):
    """Staff keep a workstation for a member later that day; some do not come."""

    per_day = 2.0
    no_show = 0.18
    minutes = (30, 45, 60)

    def __init__(self, visits: Visits) -> None:
        self._visits = visits

    def plan(self, world: World, day: Day) -> None:
        for _ in range(poisson(world.rng, self.per_day)):
            world.at(during(world.rng, day), lambda: at_the_board(world, partial(self._keep, world)))

    def _keep(self, world: World, staff: Staff) -> None:
        person = world.rng.choice(world.population.people)
        if person.busy:
            return
        when = world.house.civil + timedelta(minutes=15 * world.rng.randint(2, 16))
        number = world.rng.choice(world.house.site.numbers)
        wanted = Reserving(person.member.number, number, when, world.rng.choice(self.minutes))
        reception, request = world.house.reception, world.house.reception.new_request()
        outcome = world.tried(lambda: reception.reserve(staff, wanted, request))
        if isinstance(outcome, NotReserved):
            world.tally.seen[f"not reserved: {outcome.code}"] += 1
        if not isinstance(outcome, Reserved):
            return
        world.tally.seen["reservations"] += 1
        if world.chance(self.no_show):
            world.tally.seen["reservations nobody came for"] += 1
            return
        wish = a_wish(world.rng)
        wish.minutes, wish.reserved = float(wanted.minutes), True
        comes = world.true + (when - world.house.civil) + timedelta(minutes=world.rng.uniform(-12, 10))
        world.at(max(world.true, comes), lambda: self._comes(world, person, wish))

    def _comes(self, world: World, person: Person, wish: Wish) -> None:
        if not person.busy:
            self._visits.come(world, person, wish)


class EarlyClosings(Behaviour):
    """A few times a year staff close early: a strike, a broken heating, snow. Sometimes they think better of it."""

    per_open_day = 0.012
    reopens = 0.2

    def __init__(self) -> None:
        self.on: date | None = None

    def plan(self, world: World, day: Day) -> None:
        if not world.chance(self.per_open_day):
            return
        span = day.spans[-1]
        decided = span.start + (span.end - span.start) * world.rng.uniform(0.1, 0.6)
        world.at(decided, lambda: at_the_board(world, partial(self._close, world, day)))

    def _close(self, world: World, day: Day, staff: Staff) -> None:
        closes = world.house.civil + timedelta(minutes=world.rng.uniform(15, 90))
        closes = min(closes, day.end)
        before = {s.id: s.granted for s in world.house.reception.room.sessions}
        shortened = world.tried(lambda: world.house.reception.close_early(staff, closes))
        if shortened is None:
            return
        world.tally.seen["early closings"] += 1
        for session in shortened:
            world.tally.extended_by("early-closing", session.granted - before.get(session.id, session.granted))
        if world.chance(self.reopens):
            world.later(600.0, lambda: at_the_board(world, partial(self._reopen, world)))
        else:
            world.tally.offered(world.house.site, closes, day.end, -len(world.house.site.numbers))

    def _reopen(self, world: World, staff: Staff) -> None:
        world.tried(lambda: world.house.reception.reopen(staff))
        world.tally.seen["opened again after all"] += 1
