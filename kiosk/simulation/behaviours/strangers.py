"""Codes that are no card of this place: forged, of another network, lost, a tram ticket, a prank."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.cards import Issuer
from kiosk.rules.refusals import Refused
from kiosk.simulation import profile
from kiosk.simulation.chance import during, poisson
from kiosk.simulation.period import Day
from kiosk.simulation.world import Behaviour, World

NOT_CARDS = ("https://wifi.example/portail", "3017620422003", "WIFI:S:Mediatheque;T:nopass;;", "VST1:AAAA", "VSR1:00")
PRANK = 8
"""Codes that somebody holds there one after the other."""


class Strangers(Behaviour):
    """`per_day` codes on average, a prank now and then, and the cards that members lost, found by somebody."""

    per_day = 2.0
    pranks_per_day = 0.03

    def __init__(self, issuer: Issuer) -> None:
        self._other_network = Issuer.generate(issuer.issuer + 1, issuer.kid)
        self._forger = Issuer.generate(issuer.issuer, issuer.kid)

    def plan(self, world: World, day: Day) -> None:
        rng = world.rng
        for _ in range(poisson(rng, self.per_day)):
            world.at(during(world.rng, day), lambda: world.at_kiosk(8.0, lambda: self._hold(world, self._code(world))))
        for _ in range(poisson(rng, self.pranks_per_day)):
            world.at(during(world.rng, day), lambda: world.at_kiosk(60.0, lambda: self._prank(world)))
        for _ in range(poisson(rng, len(world.population.people) * profile.LOST_PER_YEAR / 300)):
            world.at(during(world.rng, day), lambda: self._loses_card(world))

    def _code(self, world: World) -> str:
        makers: tuple[Callable[[], str], ...] = (
            lambda: world.rng.choice(NOT_CARDS),
            lambda: world.desk.code_of(self._other_network),
            lambda: world.desk.code_of(self._forger),
            world.desk.unknown_code,
        )
        return world.rng.choices(makers, (6, 3, 1, 1))[0]()

    def _hold(self, world: World, code: str) -> None:
        answer = world.tried(lambda: world.house.reception.arrive(code))
        if isinstance(answer, Refused):
            world.tally.refused(answer.reason)

    def _prank(self, world: World) -> None:
        for number in range(PRANK):
            world.later(4.0 * number, lambda: self._hold(world, world.rng.choice(NOT_CARDS)))

    def _loses_card(self, world: World) -> None:
        person = world.rng.choice(world.population.people)
        if person.busy:
            return
        old = world.tried(lambda: world.desk.renew(person))
        if old is not None and world.chance(0.5):
            world.at_kiosk(8.0, lambda: self._hold(world, old))


class Newcomers(Behaviour):
    """People who enrol at the desk; they come by themselves from then on."""

    def __init__(self, per_day: float) -> None:
        self._per_day = per_day

    def plan(self, world: World, day: Day) -> None:
        for _ in range(poisson(world.rng, self._per_day)):
            world.at(during(world.rng, day), lambda: self._enrol(world))

    def _enrol(self, world: World) -> None:
        person = world.tried(world.desk.newcomer)
        if person is not None:
            world.population.add(person)
            world.tally.new_members += 1
