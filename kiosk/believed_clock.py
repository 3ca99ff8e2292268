"""Civil time as the kiosk believes it: the machine's, as long as that is plausible (docs/decisions/0002-two-clocks.md).

A machine without a working battery may start years away, and anybody with its password can set its clock. Believed at
once, such an hour would end sessions as at closing, release reservations and write instants into the journal that no
later one can pass. What is not plausible is therefore doubted: civil time then goes on from what was last believed, by
boot time, until the machine's clock fits again, or somebody vouches for it: a time server, or a member of staff.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from kiosk.clock import Clock

OpenHours = Callable[[datetime, datetime, float], float]
"""Hours during which the place was open between two instants; counting may stop beyond the third argument."""

MOST_OPEN_HOURS_OFF = 6.0
"""Opening hours that a kiosk may have been off for: an afternoon without power, never a whole day. A night, a week-end
or a summer have none."""
LARGEST_STEP = timedelta(hours=2)
"""By how much the clock may be set while the kiosk runs: by a time server, or for a forgotten hour."""
BEHIND = timedelta(minutes=5)
"""By how much the clock of a machine that starts may be behind what was recorded last."""
SAME = timedelta(minutes=1)
"""A difference that changed by less is the same one."""


class BelievedClock:
    """`clock`, doubted where it is not plausible. `recorded` is the last instant that was recorded, None for a new
    store, where whatever the machine says is believed. Safe to call from any thread."""

    def __init__(self, clock: Clock, recorded: datetime | None, open_hours: OpenHours) -> None:
        self._clock = clock
        self._open_hours = open_hours
        self._lock = threading.Lock()
        self._believed, self._mark = recorded, clock.boottime()
        self._off = True
        """Whether the machine may have been off since the last instant that was believed."""
        self._doubted: timedelta | None = None
        """By how much the machine's clock was ahead when it was first doubted; None while it is believed."""
        self._set = timedelta(0)

    def utc_now(self) -> datetime:
        with self._lock:
            now, boottime = self._clock.utc_now(), self._clock.boottime()
            if self._believed is None:
                return self._believe(now, boottime)
            expected = self._believed + timedelta(seconds=max(0.0, boottime - self._mark))
            if self._is_plausible(expected, now):
                now = max(now, self._believed) if self._off else now
                self._set += timedelta(0) if self._off else now - expected
                return self._believe(now, boottime)
            if self._clock.is_synchronised():
                self._set += timedelta(0) if self._off else now - expected
                return self._believe(now, boottime)
            if self._doubted is None or abs(now - expected - self._doubted) >= SAME:
                self._doubted = now - expected
            return expected

    def boottime(self) -> float:
        return self._clock.boottime()

    def boot_id(self) -> str:
        return self._clock.boot_id()

    def is_synchronised(self) -> bool:
        return self._clock.is_synchronised()

    @property
    def doubted(self) -> datetime | None:
        """What the machine's clock says while it is doubted; None while it is believed."""
        self.utc_now()
        return None if self._doubted is None else self._clock.utc_now()

    def take_set(self) -> timedelta:
        """By how much the clock was set while it ran, in all, since this was asked last; small steps are told with the
        next ones."""
        self.utc_now()
        with self._lock:
            if abs(self._set) < BEHIND:
                return timedelta(0)
            found, self._set = self._set, timedelta(0)
            return found

    def confirm(self) -> None:
        """Somebody looked at a watch: the machine's clock is right."""
        with self._lock:
            self._believe(self._clock.utc_now(), self._clock.boottime())

    def _believe(self, now: datetime, boottime: float) -> datetime:
        self._believed, self._mark = now, boottime
        self._off, self._doubted = False, None
        return now

    def _is_plausible(self, expected: datetime, now: datetime) -> bool:
        ahead = now - expected
        if self._doubted is not None and abs(ahead - self._doubted) < SAME:
            return False  # nobody has set it since
        if not self._off:
            return abs(ahead) <= LARGEST_STEP
        return ahead >= -BEHIND and self._open_hours(expected, now, MOST_OPEN_HOURS_OFF) <= MOST_OPEN_HOURS_OFF
