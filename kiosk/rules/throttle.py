"""Repeated unreadable or forged codes: a pause that doubles (docs/security.md, "Repeated codes")."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from config.settings import Throttle


@dataclass(frozen=True, slots=True)
class Tries:
    """Recent invalid codes, pauses given so far, and the end of the last pause (None when there was none)."""

    failures: tuple[datetime, ...] = ()
    pauses: int = 0
    paused_until: datetime | None = None


def is_paused(tries: Tries, now: datetime, limits: Throttle) -> bool:
    """Whether codes are turned away now; a clock that was set back cannot stretch a pause."""
    if tries.paused_until is None or now >= tries.paused_until:
        return False
    return (tries.paused_until - now).total_seconds() <= limits.longest_pause_seconds


def after_invalid(tries: Tries, now: datetime, limits: Throttle) -> Tries:
    """Count an invalid code; enough of them within the window start a pause, each twice as long as the last."""
    window = timedelta(seconds=limits.window_seconds)
    recent = (*(f for f in tries.failures if timedelta(0) <= now - f < window), now)
    pauses = 0 if _calm_since(tries, now, limits) else tries.pauses
    if len(recent) < limits.invalid_reads:
        return Tries(recent, pauses, tries.paused_until)
    seconds = min(limits.first_pause_seconds * 2**pauses, limits.longest_pause_seconds)
    return Tries((), pauses + 1, now + timedelta(seconds=seconds))


def after_valid(tries: Tries) -> Tries:
    """A valid card clears the count of failures; the length of the next pause is kept until things are calm."""
    return Tries((), tries.pauses, tries.paused_until)


def _calm_since(tries: Tries, now: datetime, limits: Throttle) -> bool:
    """Whether the last pause is long enough over to start again with the shortest."""
    return tries.paused_until is None or (now - tries.paused_until > timedelta(seconds=limits.longest_pause_seconds))
