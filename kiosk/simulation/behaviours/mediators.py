"""What staff do at the kiosk: a card and a code, then extra time, an end, a workstation out of service, an answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from kiosk.models import ExtensionReason, Session, Staff
from kiosk.reception.outcomes import Extended, NotExtended, StaffCard, Unlocked
from kiosk.simulation.chance import during, poisson
from kiosk.simulation.period import Day
from kiosk.simulation.population import PIN
from kiosk.simulation.world import Behaviour, World

REASONS = {
    ExtensionReason.PROCEDURE: 0.55,
    ExtensionReason.TRAINING: 0.15,
    ExtensionReason.FAULT: 0.1,
    ExtensionReason.OTHER: 0.2,
}
MINUTES = (5, 15, 30, 60)
AGREES = 0.7
"""Share of the wishes for more time that a mediator grants."""
WRONG_PIN = 0.03
UNDOES = 0.04
LEAVES_OPEN = 0.3
"""Walks off without locking: the staff mode closes by itself."""

Act = Callable[[Staff], None]


def at_the_board(world: World, act: Act, patience: float = 600.0) -> None:
    """A mediator goes to the kiosk, unlocks it, does something and locks it."""
    world.at_kiosk(world.rng.uniform(15, 40), lambda: _unlock(world, act, world.rng.choice(world.staff).code), patience)


def ask_for_time(world: World, session: Session, afterwards: Callable[[], None]) -> None:
    """A visitor asks a mediator, who may give more time and tells the kiosk so."""
    if not world.chance(AGREES):
        world.tally.seen["a mediator said no"] += 1
        return

    def give(staff: Staff) -> None:
        running = world.running(session.id)
        if running is None:
            return
        reason = world.rng.choices(list(REASONS), list(REASONS.values()))[0]
        seconds = world.rng.choice(MINUTES) * 60.0
        reception, request = world.house.reception, world.house.reception.new_request()
        outcome = world.tried(lambda: reception.add_time(staff, running, seconds, reason, request))
        if isinstance(outcome, Extended):
            world.tally.extended_by(reason.value, outcome.seconds)
            world.later(world.left(outcome.session) + 1.0, afterwards)
            if world.chance(UNDOES):
                world.later(20.0, lambda: _undo(world, staff, outcome))
        elif isinstance(outcome, NotExtended):
            world.tally.not_extended[outcome.barrier.value] += 1

    at_the_board(world, give)


class Service(Behaviour):
    """Workstations that break, sessions that staff end, calls for help."""

    broken_per_day = 0.12
    repair_hours = (0.5, 5.0)
    ended_per_day = 0.25
    help_per_day = 2.5

    def plan(self, world: World, day: Day) -> None:
        rng = world.rng
        for _ in range(poisson(rng, self.broken_per_day)):
            world.at(during(rng, day), lambda: self._breaks(world, day))
        for _ in range(poisson(rng, self.ended_per_day)):
            world.at(during(rng, day), lambda: self._ends(world))
        for _ in range(poisson(rng, self.help_per_day)):
            world.at(during(rng, day), lambda: self._help(world))

    def _breaks(self, world: World, day: Day) -> None:
        number = world.rng.choice(list(world.house.site.workstations))

        def take_out(staff: Staff) -> None:
            reception = world.house.reception
            session = reception.room.session_on(number)
            if session is not None:
                if world.tried(lambda: reception.set_service(staff, number, in_service=False)):
                    raise AssertionError("a workstation went out of service under somebody")
                request = reception.new_request()
                world.tried(lambda: reception.end(session, request, staff))
            if world.tried(lambda: reception.set_service(staff, number, in_service=False)):
                world.tally.seen["workstations out of service"] += 1
                began = world.true
                repaired = min(began + timedelta(hours=world.rng.uniform(*self.repair_hours)), day.end)
                world.tally.offered(world.house.site, began, repaired, -1)
                world.at(repaired, lambda: at_the_board(world, put_back))

        def put_back(staff: Staff) -> None:
            if world.tried(lambda: world.house.reception.set_service(staff, number, in_service=True)) is None:
                world.later(120.0, lambda: at_the_board(world, put_back))

        at_the_board(world, take_out)

    def _ends(self, world: World) -> None:
        def end(staff: Staff) -> None:
            sessions = world.house.reception.room.sessions
            if sessions:
                session, request = world.rng.choice(sessions), world.house.reception.new_request()
                world.tried(lambda: world.house.reception.end(session, request, staff))

        at_the_board(world, end)

    def _help(self, world: World) -> None:
        def call() -> None:
            request = world.house.reception.new_request()
            world.tried(lambda: world.house.reception.call_help(request))
            world.tally.help_calls += 1
            if world.chance(0.9):
                world.later(world.rng.uniform(30, 400), lambda: at_the_board(world, answer))

        def answer(staff: Staff) -> None:
            world.tried(lambda: world.house.reception.answer_help(staff))

        world.at_kiosk(5.0, call)


def _unlock(world: World, act: Act, code: str) -> None:
    reception = world.house.reception
    shown = world.tried(lambda: reception.arrive(code))
    if not isinstance(shown, StaffCard):
        world.tally.seen["staff card not taken"] += 1
        return
    if world.chance(WRONG_PIN):
        world.tried(lambda: reception.try_pin(shown.staff, PIN[::-1]))
        world.tally.seen["wrong codes of staff"] += 1
    outcome = world.tried(lambda: reception.try_pin(shown.staff, PIN))
    if not isinstance(outcome, Unlocked):
        return
    world.tally.seen["staff mode"] += 1
    act(shown.staff)
    left_open = world.chance(LEAVES_OPEN)
    world.tried(lambda: reception.lock(shown.staff, by_itself=left_open))


def _undo(world: World, staff: Staff, given: Extended) -> None:
    """The wrong button: take it back."""
    running = world.running(given.session.id)
    if running is not None:
        request = world.house.reception.new_request()
        outcome = world.tried(lambda: world.house.reception.take_back_time(staff, running, given.seconds, request))
        if isinstance(outcome, Extended):
            world.tally.extended_by("taken-back", outcome.seconds)
