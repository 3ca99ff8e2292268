"""A clock that pretends another date, for trying the kiosk while the sample site is closed."""

from __future__ import annotations

from datetime import datetime, timedelta

from kiosk.clock import Clock
from kiosk.site import Site


class ShiftedClock:
    """The machine's clock, shifted so that it starts at `start`; time runs as usual."""

    def __init__(self, clock: Clock, start: datetime) -> None:
        self._clock = clock
        self._shift: timedelta = start - clock.utc_now()

    def utc_now(self) -> datetime:
        return self._clock.utc_now() + self._shift

    def boottime(self) -> float:
        return self._clock.boottime()

    def boot_id(self) -> str:
        return self._clock.boot_id()

    def is_synchronised(self) -> bool:
        """It is meant as it is."""
        return True


def opening_clock(clock: Clock, site: Site, recorded_until: datetime | None) -> Clock:
    """The hour that it is while the place admits visitors, else one that starts an hour after the next opening. A kiosk
    to try never doubts it, whatever an earlier try pretended.

    `recorded_until` is what an earlier try pretended: time goes on from there, it never stands still.
    """
    now = clock.utc_now()
    if recorded_until is not None and recorded_until > now:
        now = recorded_until
    margin = timedelta(minutes=site.settings.limits.last_entry_margin)
    span = site.opening.open_span(now)
    if span is not None and span.end - now > margin + timedelta(hours=1):
        return ShiftedClock(clock, now)
    start = site.opening.next_admission(now, margin + timedelta(hours=2))
    return ShiftedClock(clock, now if start is None else start + timedelta(hours=1))
