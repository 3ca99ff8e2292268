"""Time that passes only when somebody waits: a minute of trouble with a device takes a moment, nothing is measured."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from devices.supervisor import Supervisor
from kiosk.clock import SystemClock
from kiosk.events import CardPresented, DeviceChanged, Event

PATIENCE = 60.0
"""Real seconds after which a device that should have ended is missed."""
MOST_WAITS = 100_000


class World(threading.Event):
    """The clock of a test, and the bell that closes its house: what waits on it lets time pass instead."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 100.0
        self.waits = 0
        self._appointments: list[tuple[float, Callable[[], object]]] = []

    def monotonic(self) -> float:
        return self.now

    def wait(self, timeout: float | None = None) -> bool:
        """Let the time pass instead of waiting. A device that waits without end closes the house."""
        self.waits += 1
        if self.waits > MOST_WAITS:
            self.set()
        self.pass_time(timeout or 0.0)
        return self.is_set()

    def pass_time(self, seconds: float) -> None:
        """Let seconds pass; what was to happen meanwhile happens at its time."""
        end = self.now + seconds
        for at, act in sorted((one for one in self._appointments if one[0] <= end), key=lambda one: one[0]):
            self.now = at
            act()
        self._appointments = [one for one in self._appointments if one[0] > end]
        self.now = end

    def after(self, seconds: float, act: Callable[[], object]) -> None:
        """Do something when so many seconds have passed."""
        self._appointments.append((self.now + seconds, act))


class Watch:
    """Serves one device under the real supervisor, in virtual time, until an event is heard that ends it."""

    def __init__(self, world: World, over: Callable[[Event], bool]) -> None:
        self.world = world
        self.over = over
        self.events: list[tuple[float, Event]] = []
        self.supervisor = Supervisor(self.put, SystemClock(), world.monotonic, world)

    def put(self, event: Event) -> bool:
        self.events.append((self.world.now, event))
        if self.over(event):
            self.world.set()
        return True

    def serve(self, device: Any) -> None:
        """Returns when it is over. Fails when the thread of the device does not end, or it was over without a word."""
        self.supervisor.add(device)
        self.supervisor.start()
        [(_, _, thread)] = self.supervisor._watched
        thread.join(PATIENCE)
        assert not thread.is_alive(), f"still busy; heard {self.events[-5:]}"
        assert self.supervisor.stop() == ()
        assert any(self.over(event) for _, event in self.events), f"the end never came; heard {self.events[-5:]}"

    def texts(self) -> list[str]:
        """What was read."""
        return [event.text for _, event in self.events if isinstance(event, CardPresented)]

    def codes(self) -> set[str]:
        """The codes of all troubles that were told."""
        return {event.code for _, event in self.events if isinstance(event, DeviceChanged)} - {""}

    def heard_at(self, text: str) -> float:
        """When a code was read."""
        return next(at for at, event in self.events if isinstance(event, CardPresented) and event.text == text)
