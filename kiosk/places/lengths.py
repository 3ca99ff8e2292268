"""The lengths that a visitor may choose, and the one that is chosen at first."""

from __future__ import annotations

from kiosk.places.desk import Desk
from kiosk.rules.allotment import Grant, offered

USUAL_MINUTES = 60
"""The length that is chosen at first, when it is on offer."""


def lengths(most: Grant, desk: Desk) -> tuple[int, ...]:
    """Minutes, the shortest first."""
    return offered(most, desk.site.settings.durations, desk.site.settings.limits)


def usual(most: Grant, desk: Desk) -> int:
    """Minutes for somebody who does not choose."""
    choices = lengths(most, desk)
    return USUAL_MINUTES if USUAL_MINUTES in choices else choices[-1]
