"""How much time may be added to a running session, and by whom (docs/rules.md §2, §3, §5).

Nobody's extension runs into closing − stop margin or into a reservation. A visitor's own, and the automatic one, come
out of the allotment of the day and are suspended while somebody waits for the workstation; what staff give, and the
grace, are courtesy.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from config.settings import Limits, Rule
from kiosk.rules.allotment import SMALLEST_EXTENSION
from kiosk.rules.opening import Opening


class Barrier(StrEnum):
    """What stands against more time."""

    DAY = "day"
    CLOSING = "closing"
    RESERVATION = "reservation"
    WAITING = "waiting"
    """Somebody waits for this workstation."""
    CAP = "cap"
    """Staff gave all that they may give in a day."""
    OFF = "off"
    """Visitors do not extend by themselves here."""
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Headroom:
    """What a running session could still get, in seconds, and what stops it there."""

    seconds: float
    barrier: Barrier

    @property
    def is_enough(self) -> bool:
        """Whether it is worth an extension."""
        return self.seconds >= SMALLEST_EXTENSION


def until_others(
    left: float, now: datetime, opening: Opening, limits: Limits, until_reserved: float | None
) -> Headroom:
    """Seconds between a session's planned end and what comes next: closing − stop margin, or a reservation."""
    span = opening.open_span(now)
    if span is None:
        return Headroom(0.0, Barrier.CLOSING)
    closing = (span.end - now).total_seconds() - limits.session_stop_margin * 60 - left
    if until_reserved is not None and until_reserved - left < closing:
        return Headroom(max(0.0, until_reserved - left), Barrier.RESERVATION)
    return Headroom(max(0.0, closing), Barrier.CLOSING)


def of_allotment(rule: Rule, used_and_granted: float, others: Headroom) -> Headroom:
    """What is left of the day, not past `others`; `used_and_granted` counts the whole grant of the running session."""
    of_day = max(0.0, rule.day_minutes * 60 - used_and_granted)
    return Headroom(of_day, Barrier.DAY) if of_day < others.seconds else others


def by_staff(given_today: float, others: Headroom, limits: Limits) -> Headroom:
    """What staff may still add: the daily cap per member, not past `others`."""
    cap = max(0.0, limits.staff_daily_cap * 60 - given_today)
    return Headroom(cap, Barrier.CAP) if cap < others.seconds else others


def grace(already: float, others: Headroom, limits: Limits) -> float:
    """Seconds of grace at the very end: once, never past `others`; 0 when there is none."""
    if already > 0:
        return 0.0
    seconds = min(limits.grace * 60.0, others.seconds)
    return seconds if seconds >= SMALLEST_EXTENSION else 0.0


def is_calm(busy: int, in_service: int, limits: Limits) -> bool:
    """Whether the room is empty enough for automatic extensions: a workstation is free, and occupancy is low."""
    return busy < in_service and busy * 100 < limits.auto_extension_below_percent * in_service
