"""The kiosk's own machine, for the staff: what the devices did, the room on the disk, the stick, the clock."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from devices.link import Health
from kiosk.clock import from_micros
from kiosk.events import CheckedUp, ClockState, DeviceCounts
from kiosk.ports import Storage

log = logging.getLogger(__name__)

TIMESYNC_MARK = Path("/run/systemd/timesync/synchronized")
"""Touched by systemd each time a server set the clock; other programs leave no mark."""


class MachineProbe:
    """`kiosk.ports.Machine`. `folder` is the one of the store; `health` how every device is, by name; `behind` whether
    the clock stands before what was recorded; `synchronised` whether somebody outside vouches for it
    (`kiosk.clock.Clock.is_synchronised`)."""

    def __init__(
        self,
        health: Callable[[], Mapping[str, Health]],
        storage: Storage,
        folder: Path,
        behind: Callable[[], bool] = lambda: False,
        synchronised: Callable[[], bool] = lambda: False,
        *,
        mark: Path = TIMESYNC_MARK,
    ) -> None:
        self._health = health
        self._storage = storage
        self._folder = folder
        self._behind = behind
        self._synchronised = synchronised
        self._mark = mark

    def look(self) -> CheckedUp:
        """See `kiosk.ports.Machine`. What does not answer is left out; never raises for it."""
        free, total, stick = 0, 0, None
        with suppress(OSError):
            usage = shutil.disk_usage(self._folder)
            free, total = usage.free, usage.total
        with suppress(OSError):
            stick = max((stick.free for stick in self._storage.sticks()), default=None)
        state, set_at = self._clock()
        return CheckedUp(
            tuple(DeviceCounts(h.device, h.frames, h.errors, h.reopened) for h in self._health().values()),
            free,
            total,
            stick,
            state,
            set_at,
        )

    def _clock(self) -> tuple[ClockState, datetime | None]:
        if self._behind():
            return ClockState.BEHIND, None
        set_at = None
        with suppress(OSError):
            set_at = from_micros(round(self._mark.stat().st_mtime * 1e6))
        synchronised = self._synchronised()
        return (ClockState.SET if synchronised else ClockState.ALONE), set_at if synchronised else None
