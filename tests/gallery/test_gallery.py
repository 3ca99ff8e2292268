"""Every screen in every language, text step, theme and size: nothing cut, nothing overlapping, all within reach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.places.view import Theme
from tests.gallery.catalogue import SAMPLES
from tests.gallery.checks import wrong_on
from tests.gallery.rendering import LANGUAGES, PLACES, SIZES, STEPS, Gallery, sign
from tests.gallery.samples import Asked
from tests.gallery.words import WORDS
from tests.touch.harness import stage

# isort: split
# Kivy may be imported only now that the harness has prepared its environment.
from screens.focus import controls
from screens.look import look

SHOWN = Path("build/gallery-failures")


@pytest.fixture(scope="module", params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def gallery(request: pytest.FixtureRequest) -> Iterator[Gallery]:
    with stage(*request.param) as scene:
        yield Gallery(scene)


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
