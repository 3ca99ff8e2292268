"""The arrow beside "the reader is at the bottom right" points there in every language: the reader does not move."""

from __future__ import annotations

import pytest

from tests.touch.harness import Stage

# isort: split
# Kivy may be imported only now that the harness has prepared its environment.
from screens.icons import glyph
from screens.look import look
from screens.visitor.reader_arrow import reader_arrow


@pytest.mark.parametrize("position", ["bottom-right", "bottom-left", "bottom", "right"])
def test_the_arrow_is_drawn_alike_in_a_mirrored_language(window: Stage, position: str) -> None:
    drawn = []
    for language in ("fr", "ar"):
        look.dress(language=language)
        drawn.append(glyph(reader_arrow(position), rtl=look.rtl))
    assert drawn[0] == drawn[1]


def test_each_position_has_an_arrow_of_its_own(window: Stage) -> None:
    positions = ("bottom-right", "bottom-left", "bottom", "right")
    assert len({reader_arrow(position) for position in positions}) == len(positions)
