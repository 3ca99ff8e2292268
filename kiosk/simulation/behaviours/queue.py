"""The waiting list as people use it: take a ticket, stay near, answer the call, or give up."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from kiosk.cards import slip_code
from kiosk.models import Ticket
from kiosk.reception.outcomes import Arrived, Called, Waits
from kiosk.rules.refusals import Refused
from kiosk.simulation import profile
from kiosk.simulation.population import Person
from kiosk.simulation.world import World

if TYPE_CHECKING:
    from kiosk.simulation.behaviours.visits import Visits, Wish

ANSWERS_WITHIN = (10.0, 120.0)
"""Seconds from the call to the kiosk."""
MISSES_CALL = 0.05
SAYS_GOODBYE = 0.35
"""Of those who give up, those who give the ticket back at the kiosk."""
WITH_TICKET = 0.4
"""Of those who answer a call, with the printed ticket instead of the card."""
WANTS_OWN_KIND = 0.5
"""Of those with needs, those who wait for such a workstation alone."""


class Queue:
    """Who waits, by ticket; hears the calls of the kiosk."""

    def __init__(self, world: World, visits: Visits) -> None:
        self._world = world
        self._visits = visits
        self._waiting: dict[int, tuple[Person, Wish, Ticket]] = {}
        world.on_call = self._called

    def join(self, person: Person, wish: Wish, arrived: Arrived) -> None:
        """Nothing is free: take a ticket, or go."""
        world = self._world
        if not world.chance(profile.JOINS_THE_WAITING):
            world.tally.waited(world.house.site.today(world.true), 0.0, given_up=True)
            world.tally.seen["went away at the sight of the waiting list"] += 1
            person.busy = False
            return
        reception, request = world.house.reception, world.house.reception.new_request()
        tags = person.member.needs if person.member.needs and world.chance(WANTS_OWN_KIND) else frozenset()
        answer = world.tried(
            lambda: reception.wait(arrived.member, wish.purpose, request, tags=tags, accompanied=arrived.accompanied)
        )
        if isinstance(answer, Waits):
            self.stay(person, wish, answer)
        elif isinstance(answer, Arrived | Called):
            self._visits.go_on(world, person, wish, answer)
        else:
            if isinstance(answer, Refused):
                world.tally.refused(answer.reason)
            person.busy = False

    def stay(self, person: Person, wish: Wish, waits: Waits) -> None:
        """Have a ticket; who has one already looks where they are."""
        world, ticket = self._world, waits.ticket
        if wish.waiting_since is None:
            wish.waiting_since = world.true
            patience = timedelta(minutes=world.rng.uniform(*profile.WAITS_AT_MOST))
            world.at(world.true + patience, partial(self._gives_up, ticket.id))
            if waits.line.ready_at is not None:
                wish.promised = (waits.line.ready_at - world.house.civil).total_seconds()
        self._waiting[ticket.id] = (person, wish, ticket)

    def served(self, person: Person, wish: Wish) -> None:
        """They got a workstation."""
        if wish.promised is not None and wish.waiting_since is not None:
            late = (self._world.true - wish.waiting_since).total_seconds() - wish.promised
            self._world.tally.later_than_promised.append(late)
        self._forget(person)

    def _called(self, ticket: Ticket) -> None:
        if ticket.id not in self._waiting:
            self._world.tally.seen["calls for somebody who had left"] += 1
            return
        if self._world.chance(MISSES_CALL):
            self._world.tally.seen["calls not heard"] += 1
            return
        self._world.later(self._world.rng.uniform(*ANSWERS_WITHIN), partial(self._answers, ticket.id))

    def _answers(self, ticket_id: int) -> None:
        """Walk up to the kiosk with card or ticket."""
        found = self._waiting.get(ticket_id)
        if found is None:
            return
        person, wish, ticket = found
        code = slip_code(ticket.token) if self._world.chance(WITH_TICKET) else person.code
        world = self._world
        world.at_kiosk(world.rng.uniform(15, 30), lambda: self._visits.present(world, person, wish, code), 600.0)

    def _gives_up(self, ticket_id: int) -> None:
        from kiosk.simulation.behaviours.visits import waited

        world = self._world
        if ticket_id not in self._waiting:
            return
        if any(t.id == ticket_id for t in world.house.reception.room.called):
            world.later(60.0, partial(self._gives_up, ticket_id))  # their number is on the screen: wait and see
            return
        person, wish, ticket = self._waiting.pop(ticket_id)
        waited(world, wish, given_up=True)
        if world.chance(SAYS_GOODBYE):
            request = world.house.reception.new_request()
            world.at_kiosk(8.0, lambda: world.tried(lambda: world.house.reception.leave_queue(ticket, request)))
            world.later(60.0, lambda: setattr(person, "busy", False))
        else:
            world.tally.seen["left the waiting list without a word"] += 1
            person.busy = False

    def end_day(self) -> None:
        """The place has closed: whoever still waited did so in vain."""
        from kiosk.simulation.behaviours.visits import waited

        for person, wish, _ in self._waiting.values():
            waited(self._world, wish, given_up=True)
            person.busy = False
        self._waiting.clear()

    def _forget(self, person: Person) -> None:
        for ticket_id in [i for i, (who, _, _) in self._waiting.items() if who is person]:
            del self._waiting[ticket_id]
