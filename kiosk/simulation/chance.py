"""Draws that several behaviours need."""

from __future__ import annotations

from datetime import datetime
from random import Random

from kiosk.simulation.period import Day


def poisson(rng: Random, expected: float) -> int:
    """A count with that mean (about 0 to 1000), as independent people make one."""
    count, left = 0, expected
    while (left := left - rng.expovariate(1.0)) > 0:
        count += 1
    return count


def during(rng: Random, day: Day) -> datetime:
    """Some instant while the place is open."""
    span = rng.choice(day.spans)
    return span.start + (span.end - span.start) * rng.random()
