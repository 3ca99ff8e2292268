"""Every screen in every language, text step, theme and size: nothing cut, nothing overlapping, all within reach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.places.view import Theme, View
from tests.gallery.catalogue import SAMPLES
from tests.gallery.rendering import LANGUAGES, PLACES, SIZES, STEPS, Gallery, sign
from tests.gallery.samples import Asked
from tests.gallery.words import WORDS
from tests.touch.harness import cut_texts, high_targets, overlapping_texts, small_targets, stage, texts, walk

# isort: split
# Kivy may be imported only now that the harness has prepared its environment.
from screens.focus import controls
from screens.look import look
from screens.router import Router
from screens.widgets.txt import Txt

LEAST_TARGET = {True: 72, False: 84}
"""dp, lying and upright (docs/design.md §2 and §9)."""

LEAST_TEXT = {True: 24, False: 26}
"""sp, staff and public (docs/design.md §4)."""

LANGUAGE_CODE = 2
"""Letters of the badge of the bar, the one text that may be smaller."""

READS_ABOVE = {"choose", "board"}
"""Screens on which the design itself puts controls above the line of reach, a floor plan and a page turner."""

SHOWN = Path("build/gallery-failures")


@pytest.fixture(scope="module", params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def gallery(request: pytest.FixtureRequest) -> Iterator[Gallery]:
    with stage(*request.param) as scene:
        yield Gallery(scene)


def small_texts(router: object, *, staff: bool) -> list[str]:
    """Texts under the smallest size that may be used."""
    least = LEAST_TEXT[staff] * look.dp - 1
    return [
        f"{widget.text!r} {widget.pixels / look.dp:.0f} sp"
        for widget in walk(router)
        if isinstance(widget, Txt) and len(widget.text.strip()) > LANGUAGE_CODE and widget.pixels < least
    ]


def hidden_texts(router: Router) -> list[str]:
    """Texts of the screen that the bottom bar covers, or a control to which they do not belong."""
    assert router.place is not None
    found = []
    own = {widget: {id(text) for text in walk(widget)} for widget in controls(router.place)}
    for text in walk(router.place):
        if not isinstance(text, Txt) or not text.text:
            continue
        high = text.natural(text.width)[1]
        low = {"top": text.top - high, "middle": text.center_y - high / 2, "bottom": text.y}[text.valign] + high * 0.15
        if low < router.bar.top - 1:
            found.append(f"{text.text!r} under the bar")
        found += [
            f"{text.text!r} under {texts(control)}"
            for control, parts in own.items()
            if id(text) not in parts
            and text.x < control.right
            and control.x < text.x + min(text.width, text.natural(text.width)[0])
            and low < control.top - 1
            and control.y < low + high * 0.7
        ]
    return found


def wrong_on(router: Router, view: View, *, lying: bool) -> dict[str, list[Any]]:
    """What is not as it must be on a drawn screen."""
    found: dict[str, list[Any]] = {
        "cut": cut_texts(router),
        "overlapping": overlapping_texts(router),
        "hidden": hidden_texts(router),
        "targets too small": small_targets(router.place, LEAST_TARGET[lying]),
        "texts too small": small_texts(router, staff=view.frame.staff),
    }
    if view.place not in READS_ABOVE:
        found["out of reach"] = high_targets(router.place)
    return {check: places for check, places in found.items() if places}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize("language", LANGUAGES)
def test_screens_are_whole_and_within_reach(gallery: Gallery, language: str, theme: Theme, step: int) -> None:
    asked = Asked(language, theme, step, landscape=look.geometry.landscape)
    wrong: dict[str, object] = {}
    for name, sample in SAMPLES.items():
        view = sample(asked)
        router = gallery.lay_out(view)
        if found := wrong_on(router, view, lying=asked.landscape):
            size = f"{look.geometry.width:.0f}x{look.geometry.height:.0f}"
            label = f"{size}-{name}-{language}-{theme.value}-{step}"
            wrong[label] = found
            gallery.stage.shot(SHOWN / f"{label}.png")
    assert not wrong


def test_every_place_has_a_sample_and_every_sample_a_screen() -> None:
    shown = {sample(Asked()).place for sample in SAMPLES.values()}
    assert shown == set(PLACES)


def test_the_samples_speak_every_language_alike() -> None:
    keys = {language: set(WORDS[language]) for language in LANGUAGES}
    assert keys["fr"] == keys["en"] == keys["ar"]


def test_a_button_of_the_state_emits_its_action(gallery: Gallery) -> None:
    asked = Asked(landscape=look.geometry.landscape)
    router = gallery.show(SAMPLES["11-visit"](asked))
    gallery.said.clear()
    assert router.place is not None
    for control in controls(router.place):
        control.activate()
    assert gallery.said == [("notice.home", None)]


def test_an_unsigned_charter_cannot_be_sent(gallery: Gallery) -> None:
    router = gallery.show(SAMPLES["04-charter"](Asked(landscape=look.geometry.landscape)))
    place = router.place
    confirm = place.confirm  # type: ignore[union-attr]
    assert not confirm.enabled
    sign(gallery)
    assert confirm.enabled
    gallery.said.clear()
    gallery.stage.tap(confirm)
    action, strokes = gallery.said[-1]
    assert action == "charter.sign"
    assert len(strokes) == 4
    assert all(0 <= x <= 1 and 0 <= y <= 1 for stroke in strokes for x, y, _ in stroke.points)
