"""How many slips the roll still gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.models import PaperRoll
from kiosk.rules.paper import ENOUGH_SLIPS, NEAR_END_MM, TYPICAL_MM, slips_left
from tests.factories import paris

METRES = 70


def roll(used_mm: int, slips: int) -> PaperRoll:
    return PaperRoll(paris("10:00"), used_mm, slips)


@pytest.mark.parametrize(
    ("found", "near_end", "empty", "expected"),
    [
        (None, False, False, None),
        (None, True, False, NEAR_END_MM // TYPICAL_MM),
        (None, False, True, 0),
        (roll(0, 0), False, False, 70_000 // TYPICAL_MM),
        (roll(0, 0), True, False, NEAR_END_MM // TYPICAL_MM),
        (roll(0, 0), True, True, 0),
        (roll(69_000, 345), False, False, 1000 // 200),
        (roll(69_000, 345), True, False, 1000 // 200),
        (roll(500, ENOUGH_SLIPS - 1), False, False, 69_500 // TYPICAL_MM),
        (roll(1000, ENOUGH_SLIPS), False, False, 69_000 // 100),
        (roll(90_000, 400), False, False, 0),
    ],
)
def test_the_estimate(found: PaperRoll | None, near_end: bool, empty: bool, expected: int | None) -> None:
    assert slips_left(found, METRES, near_end=near_end, empty=empty) == expected


@given(st.integers(0, 400_000), st.integers(0, 3000), st.booleans(), st.booleans())
def test_it_is_never_negative_and_never_grows_with_use(used: int, slips: int, near_end: bool, empty: bool) -> None:
    now = slips_left(roll(used, slips), METRES, near_end=near_end, empty=empty)
    later = slips_left(roll(used + TYPICAL_MM, slips), METRES, near_end=near_end, empty=empty)
    assert now is not None
    assert later is not None
    assert 0 <= later <= now
