"""Languages, the call for help, the goodbye and the reading under a finger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from kiosk.places.view import View
from tests.gallery.bar_samples import BAR_SAMPLES, help_called, language, reading
from tests.gallery.rendering import LYING, PORTRAIT, Gallery
from tests.gallery.samples import Asked
from tests.touch.harness import find, stage, walk

# isort: split
# Kivy may be imported only now that the harness has prepared its environment.
from screens.focus import controls
from screens.look import look
from screens.widgets.language_tile import LanguageTile
from screens.widgets.level_gauge import LevelGauge
from screens.widgets.reading_line import ReadingLine
from screens.widgets.touchable import Touchable


@pytest.fixture(scope="module", params=[PORTRAIT, LYING], ids=["upright", "lying"])
def gallery(request: pytest.FixtureRequest) -> Iterator[Gallery]:
    with stage(*request.param) as scene:
        yield Gallery(scene)


def asked(step: int = 1, to: str = "fr") -> Asked:
    return Asked(to, step=step, landscape=look.geometry.landscape)


def touch(gallery: Gallery, view: View, *words: str) -> list[tuple[str, Any]]:
    """What is said when these controls are touched, one after the other."""
    router = gallery.show(view)
    gallery.said.clear()
    gallery.stage.advance(0.5)
    for word in words:
        gallery.stage.tap(find(router, word))
    return list(gallery.said)


def test_a_language_is_chosen_by_its_name(gallery: Gallery) -> None:
    said = touch(gallery, language(asked()), "English", "العربية", "Retour", "Continuer")
    assert said == [
        ("language.choose", "en"),
        ("language.choose", "ar"),
        ("language.back", None),
        ("language.continue", None),
    ]


def test_the_pages_of_languages_turn(gallery: Gallery) -> None:
    said = touch(gallery, language(asked(), paged=True), "Avant", "Après")
    assert said == [("language.previous", None), ("language.next", None)]


@pytest.mark.parametrize("to", ["fr", "ar"])
def test_a_name_stands_where_its_script_begins(gallery: Gallery, to: str) -> None:
    router = gallery.show(language(asked(to=to)))
    tiles = {tile.name: tile for tile in walk(router.place) if isinstance(tile, LanguageTile)}
    for name, at_right in (("English", False), ("العربية", True)):
        words = tiles[name].words
        assert words.align == ("start" if at_right == look.rtl else "end")
    marked = [tile for tile in tiles.values() if tile.tick.opacity == 1]
    assert [tile.chosen for tile in marked] == [True]
    assert not marked[0].words.x < marked[0].tick.x < marked[0].words.x + marked[0].words.natural()[0]


def test_a_face_is_an_answer(gallery: Gallery) -> None:
    said = touch(gallery, BAR_SAMPLES["12-feedback"](asked()), "Oui", "Moyen", "Non", "Passer")
    answers = [("feedback.answer", value) for value in ("good", "medium", "bad")]
    assert said == [*answers, ("feedback.skip", None)]


def test_the_call_for_help_is_answered_above_the_screen(gallery: Gallery) -> None:
    view = help_called(asked())
    assert touch(gallery, view, "Merci", "Annuler l’appel") == [("help.thanks", None), ("help.cancel", None)]
    gallery.said.clear()
    behind = [control for control in controls(gallery.router.place) if control.collide_point(*control.center)]
    gallery.stage.tap(behind[0])
    assert [action for action, _ in gallery.said if not action.startswith("help")] == []


def test_the_picture_goes_with_the_dialog(gallery: Gallery) -> None:
    router = gallery.show(help_called(asked()))
    assert router.dialog.people.parent is router.dialog
    router = gallery.show(BAR_SAMPLES["29-help-coming"](asked()))
    assert len(router.dialog.buttons) == 1
    router = gallery.show(replace(help_called(asked()), dialog=None))
    assert router.dialog.people.parent is None


def test_one_sentence_stands_on_yellow(gallery: Gallery) -> None:
    for index in (1, 3):
        router = gallery.show(reading(asked(), index))
        place: Any = router.place
        lines = [line for line in walk(router.place) if isinstance(line, ReadingLine)]
        assert [line.text for line in lines if line.fill == "sun"] == [
            line.text for line in place.state.lines if line.spoken
        ]
        assert place.mark.parent is None
    router = gallery.show(reading(asked(), 0))
    assert place.mark.parent is place
    assert not [line for line in walk(router.place) if isinstance(line, ReadingLine) and line.fill == "sun"]


def test_the_voice_is_steered_from_the_screen_and_the_bar(gallery: Gallery) -> None:
    said = touch(gallery, reading(asked()), "Phrase avant", "Phrase après", "Arrêter", "Moins fort", "Plus fort")
    assert [action for action, _ in said] == [
        "reading.previous",
        "reading.next",
        "reading.stop",
        "reading.quieter",
        "reading.louder",
    ]
    assert touch(gallery, reading(asked()), "Signer la charte", "Retour") == [
        ("reading.sign", None),
        ("reading.back", None),
    ]


def test_the_loudness_is_read_and_not_touched(gallery: Gallery) -> None:
    router = gallery.show(reading(asked()))
    gallery.stage.advance(0.5)
    (gauge,) = [gauge for gauge in walk(router.bar) if isinstance(gauge, LevelGauge)]
    assert [bool(bar.fill) for bar in gauge.bars] == [True] * 3 + [False] * 2
    gallery.said.clear()
    holder = next(one for one in walk(router.bar) if isinstance(one, Touchable) and one.level == (3, 5))
    gallery.stage.tap(holder)
    assert gallery.said == []


@pytest.mark.parametrize("step", [1, 2, 3])
def test_the_bar_comes_back_as_it_was(gallery: Gallery, step: int) -> None:
    plain = language(asked(step))
    router = gallery.show(plain)
    before = [(button.text, button.lying, button.light, tuple(button.pos)) for button in router.bar.buttons]
    gallery.show(reading(asked(step)))
    router = gallery.show(plain)
    assert [(b.text, b.lying, b.light, tuple(b.pos)) for b in router.bar.buttons] == before
    assert not [gauge for gauge in walk(router.bar) if isinstance(gauge, LevelGauge)]
