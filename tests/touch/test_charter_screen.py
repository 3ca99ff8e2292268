"""04 under a finger: what the button says while the signature is missing, or too small."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.places.states import CharterState
from tests.gallery.rendering import PORTRAIT, Gallery
from tests.gallery.samples import Asked, charter
from tests.touch.harness import stage

FIRST, LARGER = "Sign in the frame first", "Sign a little larger"


@pytest.fixture
def gallery() -> Iterator[Gallery]:
    with stage(*PORTRAIT) as scene:
        yield Gallery(scene)


def test_the_button_says_what_is_missing(gallery: Gallery) -> None:
    sample = charter(Asked())
    state = sample.state
    assert isinstance(state, CharterState)
    confirm = replace(state.confirm, disabled_reason=FIRST)
    gallery.show(replace(sample, state=replace(state, confirm=confirm, too_small=LARGER)))
    place = gallery.router.place
    window, pad = gallery.stage, place.pad  # type: ignore[union-attr]
    window.advance(0.5)  # a screen that has just come takes no touch yet
    button = place.confirm  # type: ignore[union-attr]
    assert (button.enabled, button.reason) == (False, FIRST)
    x, y = pad.center
    window.strokes([[(x, y), (x + 20, y)]])
    assert (button.enabled, button.reason) == (False, LARGER)
    pad.clear()
    assert (button.enabled, button.reason) == (False, FIRST)
    window.strokes([[(x + 10 * n, y) for n in range(20)]])
    assert button.enabled
