"""Whoever listens hears what others see: nothing that is drawn as text is left out, and nothing is added.

What somebody types is theirs alone, the letters of a keyboard are no text, and the order of steps is heard as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from kiosk.places.aloud import sentences
from kiosk.places.view import View
from tests.gallery.catalogue import SAMPLES
from tests.gallery.rendering import LYING, PORTRAIT, Gallery
from tests.gallery.samples import Asked
from tests.touch.harness import stage, walk

# isort: split
# Kivy may be imported only now that the harness has prepared its environment.
from screens.look import look
from screens.router import Router
from screens.widgets.keyboard import Key
from screens.widgets.signature_pad import SignaturePad
from screens.widgets.stepper import Dot
from screens.widgets.text_field import TextField
from screens.widgets.txt import Txt

UNHEARD = (SignaturePad, TextField, Key, Dot)
WORD = re.compile(r"\w+")


@pytest.fixture(scope="module", params=[PORTRAIT, LYING], ids=["upright", "lying"])
def gallery(request: pytest.FixtureRequest) -> Iterator[Gallery]:
    with stage(*request.param) as scene:
        yield Gallery(scene)


def spoken(view: View) -> str:
    return " ".join(sentence.text for sentence in sentences(view))


def drawn(router: Router, view: View) -> list[str]:
    """The texts between header and bar that can be seen."""
    root = router.place if view.dialog is None else router.dialog
    return [
        widget.text
        for widget in walk(root)
        if isinstance(widget, Txt) and widget.text and not isinstance(widget.parent, UNHEARD)
    ]


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("step", [1, 3])
def test_everything_that_is_drawn_is_heard(gallery: Gallery, name: str, step: int) -> None:
    view = SAMPLES[name](Asked("fr", step=step, landscape=look.geometry.landscape))
    if view.frame.staff or view.place == "failsafe":
        return  # nobody can ask for it there
    heard = set(WORD.findall(spoken(view)))
    missing = {word for text in drawn(gallery.lay_out(view), view) for word in WORD.findall(text)} - heard
    assert not missing


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_is_heard_that_is_not_in_the_state(name: str) -> None:
    view = SAMPLES[name](Asked("fr"))
    shown = repr(view.state if view.dialog is None else view.dialog).replace("\\xa0", "\xa0")
    assert set(WORD.findall(spoken(view))) <= set(WORD.findall(shown.replace("\\n", " ")))


@pytest.mark.parametrize("name", SAMPLES)
def test_no_sentence_is_empty_said_twice_or_full_of_marks(name: str) -> None:
    found = [sentence.text for sentence in sentences(SAMPLES[name](Asked("fr")))]
    assert found
    assert len(found) == len(set(found))
    assert not [text for text in found if "**" in text or "\n" in text or text != text.strip()]
