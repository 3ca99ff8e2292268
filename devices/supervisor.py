"""One thread per device: started, watched, started again with patience, and stopped at once when the house closes.

Whatever a device raises ends here as a state with an advice; nothing of it reaches the core.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from typing import Protocol

from devices.advice import DriverError, advise_error
from devices.link import Health, Link
from kiosk.clock import Clock
from kiosk.events import DeviceState, Event

log = logging.getLogger(__name__)

FIRST_DELAY = 0.2
LONGEST_DELAY = 2.0
"""Seconds between two tries: a replugged device is back in less than 3 s (docs/devices.md, "Back-off")."""
STABLE_SECONDS = 5.0
"""A device that served this long is not flapping: the next loss is retried quickly again."""


class Device(Protocol):
    """Something plugged in. Its methods must not be called before the supervisor does."""

    @property
    def name(self) -> str:
        """Its name in events."""

    @property
    def target(self) -> str:
        """Its address, for advice."""

    def serve(self, link: Link) -> None:
        """Open the device and work until `link.going_on()` is False. May raise anything when the device is lost."""

    def interrupt(self) -> None:
        """Called from another thread when the house closes: make `serve` return soon. Must not raise."""


class BackOff:
    """How long to wait before the next try: doubles from 0.2 to 2 s, starts anew after a stable time. Pure."""

    def __init__(self, first: float = FIRST_DELAY, longest: float = LONGEST_DELAY) -> None:
        self._first = first
        self._longest = longest
        self._next = first

    def after(self, served: float) -> float:
        """Seconds to wait after a try that served for so many seconds."""
        if served >= STABLE_SECONDS:
            self._next = self._first
        delay, self._next = self._next, min(self._next * 2, self._longest)
        return delay


class Supervisor:
    """Watches over the devices of one kiosk. `add`, `start` and `stop` belong to the main thread."""

    def __init__(
        self,
        put: Callable[[Event], bool],
        clock: Clock,
        monotonic: Callable[[], float] = time.monotonic,
        stop: threading.Event | None = None,
    ) -> None:
        """`put` is the inbox's; it may be called from every device thread. `stop` is what all waiting is done on."""
        self._put = put
        self._clock = clock
        self._monotonic = monotonic
        self._stop = stop or threading.Event()
        self._links: dict[str, Link] = {}
        self._watched: list[tuple[Device, Link, threading.Thread]] = []

    def add(self, device: Device) -> None:
        """Take a device under watch. Raises ValueError when the name is taken."""
        link = self._link(device.name)
        thread = threading.Thread(
            target=self._watch, args=(device, link), name=f"device-{device.name}", daemon=True
        )
        self._watched.append((device, link, thread))

    def add_off(self, name: str) -> None:
        """Say that this site has no such device. Raises ValueError when the name is taken."""
        self._link(name).report(DeviceState.OFF)

    def start(self) -> None:
        """Start every device's thread; returns at once."""
        for _, _, thread in self._watched:
            thread.start()

    def stop(self, timeout: float = 3.0) -> tuple[str, ...]:
        """Let every device go. Returns the names of those whose thread did not end within `timeout` seconds
        altogether; being daemons they do not hold the program."""
        self._stop.set()
        for device, _, _ in self._watched:
            try:
                device.interrupt()
            except Exception:
                log.exception("%s: interrupting failed", device.name)
        deadline = self._monotonic() + timeout
        for _, _, thread in self._watched:
            if thread.ident is not None:
                thread.join(max(0.0, deadline - self._monotonic()))
        late = tuple(device.name for device, _, thread in self._watched if thread.is_alive())
        for name in late:
            log.warning("%s: its thread did not end in %.1f s", name, timeout)
        return late

    def health(self) -> Mapping[str, Health]:
        """How every device is, by name. Any thread."""
        return {name: link.health() for name, link in self._links.items()}

    def _link(self, name: str) -> Link:
        if name in self._links:
            raise ValueError(f"there are two devices called {name!r}")
        link = self._links[name] = Link(name, self._put, self._clock, self._stop, self._monotonic)
        return link

    def _watch(self, device: Device, link: Link) -> None:
        back_off = BackOff()
        while link.going_on():
            began = self._monotonic()
            try:
                device.serve(link)
                if link.going_on():
                    raise DriverError(f"{device.name} ended by itself")
            except Exception as error:
                self._lost(device, link, error)
            link.wait(back_off.after(self._monotonic() - began))

    def _lost(self, device: Device, link: Link, error: Exception) -> None:
        advice = advise_error(error, device.target)
        first_time = link.health().code != advice.code
        if first_time:
            link.failed()
        if advice.code == "driver-fault" and first_time:
            log.error("%s: its driver failed", device.name, exc_info=error)
        link.report(DeviceState.SEARCHING, advice)
