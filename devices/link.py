"""What the thread of one device sees of the house: whether to go on, whom to tell, what to count."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from devices.advice import Advice
from kiosk.clock import Clock
from kiosk.events import DeviceChanged, DeviceState, Event

log = logging.getLogger(__name__)

RETRY_SECONDS = 1.0
"""How often a change of state is offered again to an inbox that was full."""


@dataclass(frozen=True, slots=True)
class Health:
    """How one device has been doing since the start of the program. A snapshot, safe to share."""

    device: str
    state: DeviceState
    code: str = ""
    advice: str = ""
    opened_at: datetime | None = None
    """UTC; None until the device was reached for the first time."""
    last_seen: datetime | None = None
    """UTC of the last sign of life: a scan, an answer, a slip; None when there was none."""
    frames: int = 0
    """Scans delivered, or slips printed."""
    errors: int = 0
    """Failures: the device was lost, misbehaved, or a slip did not come out."""
    reopened: int = 0
    """How often the device came back after it was lost."""


class Link:
    """The only way out of a device thread. Made by the supervisor, one per device.

    `put`, `report` and `alive` belong to the device's thread; `health` may be called from any thread.
    """

    def __init__(
        self,
        device: str,
        put: Callable[[Event], bool],
        clock: Clock,
        stop: threading.Event,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._put = put
        self._clock = clock
        self._stop = stop
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._health = Health(device, DeviceState.SEARCHING)
        self._told: DeviceChanged | None = None
        self._untold: DeviceChanged | None = None
        self._retry_at = 0.0

    @property
    def device(self) -> str:
        """The name of the device in events and in the health record."""
        return self._health.device

    def going_on(self) -> bool:
        """True until the house closes: the condition of every loop in a device."""
        self._offer_again()
        return not self._stop.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait, at most until the house closes. Returns what `going_on` says."""
        self._offer_again()
        return not self._stop.wait(seconds)

    def put(self, event: Event) -> bool:
        """Hand a fact to the core. False when the inbox was full and the fact is lost."""
        try:
            return self._put(event)
        except Exception:  # a failing wake-up of the screen thread is not the device's fault
            log.exception("%s: waking up for a %s failed", self.device, type(event).__name__)
            return True  # the inbox took it before it called: offered again it would be there twice

    def deliver(self, event: Event) -> bool:
        """Hand over a fact that somebody waits for: offered until the inbox takes it or the house closes."""
        while not self.put(event):
            if not self.wait(RETRY_SECONDS / 10):
                return False
        return True

    def report(self, state: DeviceState, advice: Advice | None = None) -> None:
        """Say how the device is. The core hears of it only when something changed."""
        code, text = (advice.code, advice.text) if advice else ("", "")
        change = DeviceChanged(self.device, state, code, text)
        with self._lock:
            before, self._health = self._health, replace(self._health, state=state, code=code, advice=text)
        if change != (self._untold or self._told):
            log.log(
                logging.INFO if state is DeviceState.READY else logging.WARNING,
                "%s is %s%s", self.device, state, f" ({code}): {text}" if code else f", was {before.state}",
            )  # fmt: skip
            self._untold, self._retry_at = change, 0.0
        self._offer_again()

    def opened(self) -> None:
        """The device was reached: count it, remember when."""
        now = self._clock.utc_now()
        with self._lock:
            again = self._health.opened_at is not None
            self._health = replace(self._health, opened_at=now, reopened=self._health.reopened + again)

    def alive(self, frames: int = 0) -> None:
        """The device gave a sign of life, with so many scans or slips."""
        now = self._clock.utc_now()
        with self._lock:
            self._health = replace(self._health, last_seen=now, frames=self._health.frames + frames)

    def failed(self) -> None:
        """Something went wrong with the device: count it."""
        with self._lock:
            self._health = replace(self._health, errors=self._health.errors + 1)

    def health(self) -> Health:
        """How the device is now. Any thread."""
        with self._lock:
            return self._health

    def _offer_again(self) -> None:
        change = self._untold
        if change is None or self._monotonic() < self._retry_at:
            return
        if self.put(change):
            self._told, self._untold = change, None
        else:
            self._retry_at = self._monotonic() + RETRY_SECONDS
