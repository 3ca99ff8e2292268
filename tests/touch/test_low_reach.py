"""A screen that hangs high, for somebody who sits: everything stands within its lower part (docs/accessibility.md)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.touch.harness import Stage, cut_texts, find, overlapping_texts, small_targets
from tests.touch.keys import Person, person

# isort: split
# Kivy may be imported only now that the harness has prepared its environment.
from screens.geometry import within_reach
from screens.look import look

TALL = (1080, 1920)
SCREEN_MM, LOWER_EDGE_MM, REACH_MM = 476, 950, 1220
"""A 21.5-inch upright screen, hung as the design asks for, and the highest forward reach from a wheelchair."""
LEAST_MM = 15


@pytest.fixture
def seated(window: Stage, tmp_path: Path) -> Iterator[Person]:
    with person(window, tmp_path, low_reach=True) as found:
        yield found
    look.fit(*TALL)


@pytest.mark.parametrize(
    ("size", "used"),
    [(TALL, (1080, 675)), ((1200, 1920), (1200, 750)), ((1280, 800), (1280, 800)), ((1920, 1080), (1920, 1080))],
)
def test_only_an_upright_screen_is_shortened(size: tuple[int, int], used: tuple[int, int]) -> None:
    assert within_reach(*size) == used


def test_the_whole_visit_is_within_reach_and_large_enough(seated: Person) -> None:
    millimetre = TALL[1] / SCREEN_MM
    seated.scan(seated.scene.member(signed=False).code)
    for leave in ("Read everything", "Back", "I cannot sign"):
        router = seated.app.router
        for control in seated.app.focus.order():
            assert LOWER_EDGE_MM + control.top / millimetre <= REACH_MM
            assert min(control.size) / millimetre >= LEAST_MM
        assert router.header.top <= within_reach(*TALL)[1]
        assert cut_texts(router) == []
        assert overlapping_texts(router) == []
        assert small_targets(router.place, 72) == []
        seated.stage.tap(find(router.place, seated.scene.desk.words.t(leave)))
    assert seated.place == "notice"


def test_what_is_above_takes_no_finger_and_shows_nothing(seated: Person) -> None:
    seated.scan(seated.scene.member().code)
    seated.stage.tap(540, 1500)
    assert seated.place == "welcome"
    assert seated.app.lying, "pages of text are as long as on a lying screen"
