"""Going from screen to screen for ever leaves nothing behind: no observer, no timer, no widget."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from kiosk.places.view import Button, Dialog, Theme, View
from tests.gallery.catalogue import SAMPLES
from tests.gallery.rendering import Gallery
from tests.gallery.samples import Asked
from tests.touch.harness import PAUSE, Stage

# isort: split
# Kivy may be imported only now that the harness has prepared its environment.
from kivy.clock import Clock
from kivy.core.window import Window
from kivy.tests.common import UnitTestTouch
from kivy.uix.widget import Widget

from screens.look import look

WATCHED: dict[str, Any] = {"look": look, "window": Window}


def visit(gallery: Gallery, views: Iterable[View]) -> None:
    for view in views:
        gallery.lay_out(view)


def left_behind() -> dict[str, int]:
    """How many watch what lives as long as the process does, how many timers run, how many widgets there are."""
    gc.collect()
    found = {
        f"{name}.{part}": len(watched.get_property_observers(part))
        for name, watched in WATCHED.items()
        for part in watched.properties()
    }
    found["timers"] = len(Clock.get_events())
    found["widgets"] = sum(issubclass(type(thing), Widget) for thing in gc.get_objects())
    return found


def test_a_thousand_changes_of_screens_leave_nothing_behind(window: Stage) -> None:
    """In two languages, both themes and two sizes of text, as one visitor after another chooses them."""
    gallery = Gallery(window)
    asked = (Asked("fr"), Asked("ar", Theme.DARK, 3))
    views = [sample(one) for one in asked for sample in SAMPLES.values()]
    visit(gallery, views)
    visit(gallery, views)
    before = left_behind()
    for _ in range(1000 // len(views)):
        visit(gallery, views)
    assert left_behind() == before


def test_a_finger_that_rests_on_a_question_does_not_answer_the_next_one(window: Stage) -> None:
    """The buttons of a question are kept for the next one; what a finger began on them is not."""
    gallery = Gallery(window)
    view = SAMPLES["02-welcome"](Asked("fr"))
    asked = [replace(view, dialog=Dialog(name, "", (Button(f"{name}.yes", name),))) for name in ("first", "second")]
    gallery.show(asked[0])
    window.advance(PAUSE)
    button = gallery.router.dialog.buttons[0]
    finger = UnitTestTouch(*button.to_window(*button.center))
    finger.touch_down()
    window.frames(1)
    gallery.show(asked[1])
    finger.touch_up()
    window.frames(3)
    assert gallery.said == []
    window.tap(gallery.router.dialog.buttons[0])
    assert gallery.said == [("second.yes", None)]
