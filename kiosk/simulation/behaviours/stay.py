"""Somebody sits at a workstation: looks at the time that is left, asks for more, signs out or just leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.cards import slip_code
from kiosk.models import Session
from kiosk.reception.outcomes import Extended, NotExtended, SessionRuns
from kiosk.simulation import profile
from kiosk.simulation.behaviours import mediators
from kiosk.simulation.population import Person
from kiosk.simulation.world import World

if TYPE_CHECKING:
    from kiosk.simulation.behaviours.visits import Visits, Wish

BEFORE_THE_END = 7 * 60.0
"""Seconds before the end at which somebody goes to ask for more, between the first two warnings."""
BACK_AFTER = (40 * 60.0, 150 * 60.0)


@dataclass
class Stay:
    """One visitor on one workstation."""

    world: World
    visits: Visits
    person: Person
    wish: Wish
    session: Session

    def begin(self) -> None:
        """They sit down, and it is settled what they will do."""
        from kiosk.simulation.behaviours.visits import waited

        world, rng = self.world, self.world.rng
        waited(world, self.wish, given_up=False)
        world.sitting[self.session.id] = self.person
        need, left = self.wish.minutes * 60, world.left(self.session)
        if world.chance(profile.LOOKS_AT_REST):
            world.later(rng.uniform(0.2, 0.8) * min(need, left), self._look)
        if need < left - 60:
            world.later(need, self._done)
        else:
            if world.chance(profile.ASKS_FOR_MORE) and need > left + 60:
                world.later(max(30.0, left - BEFORE_THE_END * rng.uniform(0.6, 1.1)), self._more)
            world.later(left + 1.0, self._over)

    def _code(self) -> str:
        return slip_code(self.session.receipt_token) if self.world.chance(profile.SHOWS_RECEIPT) else self.person.code

    def _look(self) -> None:
        """Present the card again to see the rest."""
        world = self.world
        if world.running(self.session.id):
            world.at_kiosk(world.rng.uniform(6, 15), lambda: self._show("looked at the rest"))

    def _show(self, why: str) -> SessionRuns | None:
        world, code = self.world, self._code()
        answer = world.tried(lambda: world.house.reception.arrive(code))
        if isinstance(answer, SessionRuns):
            world.tally.seen[why] += 1
            return answer
        return None

    def _done(self) -> None:
        """Done before the time is up: sign out, or just leave."""
        world = self.world
        session = world.running(self.session.id)
        if session is None:
            self._gone()
        elif not world.chance(profile.SIGNS_OUT):
            world.tally.seen["left without signing out"] += 1
            world.left_behind[session.id] = world.true
            world.later(world.left(session) + 1.0, self._end_of_empty)
            self.person.busy = False
        elif not world.at_kiosk(world.rng.uniform(6, 12), self._sign_out):
            world.left_behind[session.id] = world.true
            world.later(world.left(session) + 1.0, self._end_of_empty)
            self.person.busy = False

    def _sign_out(self) -> None:
        if self._show("signed out") is not None:
            world, request = self.world, self.world.house.reception.new_request()
            world.tried(lambda: world.house.reception.end(self.session, request))
        self._gone()

    def _end_of_empty(self) -> None:
        """The session of somebody who left runs out."""
        world = self.world
        session = world.running(self.session.id)
        if session is not None and world.left(session) > 0:  # staff gave it more, or the machine was off
            world.later(world.left(session) + 1.0, self._end_of_empty)
            return
        since = world.left_behind.pop(self.session.id, None)
        if since is not None:
            world.tally.empty += (world.true - since).total_seconds()
        world.sitting.pop(self.session.id, None)

    def _more(self) -> None:
        """Go to the kiosk and ask for more time."""
        if self.world.running(self.session.id) is not None:
            self.world.at_kiosk(self.world.rng.uniform(10, 20), self._ask_kiosk)

    def _ask_kiosk(self) -> None:
        world = self.world
        shown = self._show("asked for more time")
        if shown is None:
            return
        step = world.house.settings.limits.extension_step * 60
        request = world.house.reception.new_request()
        outcome = world.tried(lambda: world.house.reception.extend_own(shown.session, step, request))
        if isinstance(outcome, Extended):
            world.tally.extended_by("visitor", outcome.seconds)
            world.later(world.left(outcome.session) + 1.0, self._over)
            if self.wish.minutes * 60 > outcome.session.granted + 60 and world.chance(profile.ASKS_FOR_MORE):
                world.later(max(30.0, world.left(outcome.session) - BEFORE_THE_END), self._more)
        elif isinstance(outcome, NotExtended):
            world.tally.not_extended[outcome.barrier.value] += 1
            if world.chance(profile.ASKS_STAFF):
                mediators.ask_for_time(world, self.session, self._over)

    def _over(self) -> None:
        """Their time should be over: whoever got more stays."""
        world = self.world
        session = world.running(self.session.id)
        if session is None:
            self._gone()
        elif world.left(session) > 0:
            if session.granted > self.wish.minutes * 60 + world.left(session):
                self._done()
            else:
                world.later(world.left(session) + 1.0, self._over)
        else:
            world.later(5.0, self._over)  # the store is away and the kiosk could not end it yet

    def _gone(self) -> None:
        """They stand up; some come back later the same day with what is left to do."""
        world = self.world
        if world.sitting.pop(self.session.id, None) is None:
            return
        self.person.busy = False
        rest = self.wish.minutes - self.session.granted / 60
        if rest > 5 and world.chance(profile.COMES_BACK):  # noqa: PLR2004 - minutes that are worth the way
            self.wish.minutes, self.wish.tries, self.wish.first = rest, 0, True
            back = world.true + timedelta(seconds=world.rng.uniform(*BACK_AFTER))
            world.at(back, self._come_again)

    def _come_again(self) -> None:
        if not self.person.busy:
            self.world.tally.seen["came back the same day"] += 1
            self.visits.come(self.world, self.person, self.wish)
