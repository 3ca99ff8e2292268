"""What goes wrong with the machine: the disk, the power, the process, the clock, a suspend."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from types import MappingProxyType

from kiosk.reception.timekeeper import HEARTBEAT_SECONDS
from kiosk.simulation.chance import during, poisson
from kiosk.simulation.period import Day
from kiosk.simulation.world import Behaviour, World

PER_YEAR: Mapping[str, float] = MappingProxyType(
    {
        "store unavailable": 10,
        "store did not confirm": 10,
        "power cut": 6,
        "reboot": 12,
        "crash": 6,
        "clock step": 8,
        "suspend": 4,
    }
)
OPEN_DAYS = 255
"""Of an ordinary year, to which the table refers."""


class Faults(Behaviour):
    """Each kind a few times a year, most of them in the opening hours: at night nobody would notice."""

    def __init__(self, times: float = 1.0) -> None:
        """`times` as many as in the table."""
        self._times = times

    def plan(self, world: World, day: Day) -> None:
        deeds = {
            "store unavailable": self._disk_away,
            "store did not confirm": self._not_confirmed,
            "power cut": self._power_cut,
            "reboot": self._reboot,
            "crash": self._crash,
            "clock step": self._clock_step,
            "suspend": self._suspend,
        }
        for kind, deed in deeds.items():
            for _ in range(poisson(world.rng, self._times * PER_YEAR[kind] / OPEN_DAYS)):
                world.at(during(world.rng, day), partial(self._happens, world, kind, deed))

    def _happens(self, world: World, kind: str, deed: Callable[[World], None]) -> None:
        world.tally.faults[kind] += 1
        deed(world)

    def _disk_away(self, world: World) -> None:
        self._heartbeat_then(world, partial(self._away, world))

    def _away(self, world: World) -> None:
        if world.down_since is not None:
            return
        store = world.house.store
        store.is_down, world.down_since = True, world.true

        def back() -> None:
            if world.house.store is store:
                store.is_down = False

        world.later(world.rng.uniform(10, 600), back)

    def _not_confirmed(self, world: World) -> None:
        world.house.store.unconfirmed = True

    def _power_cut(self, world: World) -> None:
        self._heartbeat_then(world, lambda: self._off(world, cut=True))

    def _reboot(self, world: World) -> None:
        self._heartbeat_then(world, lambda: self._off(world, cut=False))

    def _heartbeat_then(self, world: World, deed: Callable[[], None]) -> None:
        """The kiosk looks at the time once a second; before a switch-off so does the simulation, or the heartbeat that
        bounds what is given away would be missing."""
        seconds = world.rng.uniform(0, HEARTBEAT_SECONDS)
        for second in range(int(seconds) + 1):
            world.later(second, world.keep_time)
        world.later(seconds, deed)

    def _off(self, world: World, *, cut: bool) -> None:
        seconds = world.rng.choice((40.0, 90.0, 900.0, 5400.0))
        switch = world.house.cut_power if cut else world.house.reboot
        world.off(seconds, lambda: switch(seconds))

    def _crash(self, world: World) -> None:
        world.house.crash()
        world.down_since, world.auditor.uncertain = None, False

    def _clock_step(self, world: World) -> None:
        """Somebody, or NTP, sets the clock; a wrong one is put right after a while."""
        seconds = world.rng.choice((-40.0, -3.0, 2.0, 25.0, 120.0, -120.0, 3600.0, -3600.0))
        world.house.clock.step(seconds)
        world.was_slow = world.was_slow or seconds < 0
        world.later(world.rng.uniform(60, 1500), lambda: world.house.clock.step(-seconds))

    def _suspend(self, world: World) -> None:
        """The machine sleeps: time goes by, nobody looks at it. What was to happen meanwhile happens late."""
        world.pass_to(world.true + timedelta(seconds=world.rng.uniform(60, 2400)))
        world.keep_time()
