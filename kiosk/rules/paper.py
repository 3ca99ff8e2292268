"""How many slips the roll still gives. Pure; an estimate, which the printer's own sensor overrules."""

from __future__ import annotations

from kiosk.models import PaperRoll

TYPICAL_MM = 190
"""A receipt of 80 mm paper: what is counted on until this roll has given slips of its own."""
ENOUGH_SLIPS = 10
"""Slips after which their own average says more than the typical length."""
NEAR_END_MM = 2500
"""What is left at most when the sensor says "nearly used up": it sits that far before the core of the roll."""
SOON = 20
"""Slips from which on staff should look for a new roll."""


def slips_left(roll: PaperRoll | None, metres: int, *, near_end: bool, empty: bool = False) -> int | None:
    """Slips that a roll of so many metres still gives; None when nobody knows. `near_end` and `empty` are what the
    printer's sensors say."""
    if empty:
        return 0
    length = TYPICAL_MM
    if roll is not None and roll.slips >= ENOUGH_SLIPS:
        length = max(1, round(roll.used_mm / roll.slips))
    left = None if roll is None else max(0, metres * 1000 - roll.used_mm)
    if near_end:
        left = NEAR_END_MM if left is None else min(left, NEAR_END_MM)
    return None if left is None else left // length
