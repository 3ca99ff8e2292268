"""What every screen does by itself: it is laid out, turned and mirrored; the component sheet, and the last resort."""

from __future__ import annotations

from typing import Any

import pytest

from screens.failsafe import Failsafe
from screens.look import look
from screens.rules import load
from screens.screen import Place
from screens.widgets.push_button import PushButton
from screens.widgets.txt import Txt
from tests.touch.harness import Said, Stage, findings


def test_rules_are_read_once() -> None:
    from kivy.lang import Builder

    before = len(Builder.rules)
    load("screens.widgets.drawn")
    assert len(Builder.rules) == before


class Sample(Place):
    """A title to read and a button to touch."""

    def compose(self) -> None:
        self.title = self.put(Txt(role="h1"), 60, 160, 600, 90)
        self.go = self.put(PushButton(kind="primary"), 60, 1572, 960, 128)

    def show(self, state: Any) -> None:
        self.title.text = state
        self.go.text = "Continuer"
        self.go.act = lambda: self.emit("next", state)


def test_a_place_is_laid_out_in_the_designers_coordinates(window: Stage, said: Said) -> None:
    place = Sample(lambda action, value=None: said.append((action, value)))
    window.add(place)
    place.present("Bonjour")
    window.frames()
    assert place.go.pos == [60, 1920 - 1700]
    window.tap(place.go)
    assert said == [("next", "Bonjour")]
    assert findings(place) == {}


def test_a_place_turns_with_the_window_and_keeps_its_state(window: Stage) -> None:
    place = Sample(lambda *_: None)
    window.add(place)
    place.present("Bonjour")
    window.resize(1280, 800)
    assert place.title.text == "Bonjour"
    assert place.title.right <= 640
    assert place.go.x >= 640
    window.resize(1080, 1920)
    assert place.go.pos == [60, 220]


def test_a_place_is_mirrored_in_a_right_to_left_language(window: Stage) -> None:
    place = Sample(lambda *_: None)
    window.add(place)
    look.dress(language="ar")
    window.frames()
    assert place.title.right == 1020


def test_what_is_off_the_window_is_drawn_when_it_comes_back(window: Stage) -> None:
    place = Sample(lambda *_: None)
    window.add(place)
    place.present("Bonjour")
    window.frames()
    shown, arrow = place.title._drawn, place.go.row.pos
    window.remove(place)
    look.dress(step=3, language="ar")
    window.frames()
    assert place.title._drawn == shown
    assert (place.title.late, place.go.late) == (True, True)
    window.add(place)
    assert place.title._drawn != shown
    assert place.title._drawn[4] == place.title.pixels
    assert not any(widget.late for widget in (place.title, place.go, place.go.row))
    assert place.go.row.pos == arrow  # its box is symmetrical


@pytest.mark.parametrize("step", [1, 2, 3])
@pytest.mark.parametrize(("width", "height"), [(1080, 1920), (1280, 800), (800, 480)])
def test_the_screen_of_last_resort_is_whole(window: Stage, width: int, height: int, step: int) -> None:
    failsafe = Failsafe(lambda *_: None)
    window.add(failsafe)
    window.resize(width, height)
    look.dress(step=step)
    window.frames()
    assert findings(failsafe) == {}
