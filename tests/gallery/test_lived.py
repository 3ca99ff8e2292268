"""Every screen with the words that visitors really get, in the languages that need the most room.

`make gallery` checks all languages, sizes of text and windows; here each screen is checked in those whose words are the
longest, and in Arabic; those of the staff too, who may come to a kiosk on which another language was just chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product

import pytest

from kiosk.places.view import Banner, View
from tests.flows.harness import texts
from tests.gallery.checks import wrong_on
from tests.gallery.lived import LANGUAGES, views
from tests.gallery.rendering import LYING, PLACES, PORTRAIT, Gallery
from tests.gallery.samples import Asked
from tests.touch.harness import stage
from tests.touch.harness import texts as drawn

# isort: split
# Kivy may be imported only now that the harness has prepared its environment.
from screens.router import Router

Said = Mapping[Asked, Mapping[str, View]]
MIRRORED = "ar"
STEPS = (1, 3)
BREAK = re.compile(r"[ \n]+")


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Said:
    ways = product(LANGUAGES, STEPS, (False, True))
    return views(
        tmp_path_factory.mktemp("lived"), [Asked(code, step=step, landscape=lying) for code, step, lying in ways]
    )


@pytest.fixture(scope="module", params=[PORTRAIT, LYING], ids=["upright", "lying"])
def gallery(request: pytest.FixtureRequest) -> Iterator[Gallery]:
    with stage(*request.param) as scene:
        yield Gallery(scene)


def longest(said: Said, name: str, step: int, *, lying: bool) -> set[str]:
    """The languages with the longest text and with the longest word of a screen, and Arabic."""
    words = {code: list(texts(said[Asked(code, step=step, landscape=lying)][name].state)) for code in LANGUAGES}
    return {
        MIRRORED,
        max(words, key=lambda code: sum(map(len, words[code]))),
        max(words, key=lambda code: max((len(word) for text in words[code] for word in BREAK.split(text)), default=0)),
    }


def without_banner(router: Router, view: View) -> str:
    """The title of a banner that found no room; empty when there is none or it is shown."""
    banner: Banner | None = getattr(view.state, "banner", None)
    return "" if banner is None or banner.title in drawn(router) else banner.title


@pytest.mark.parametrize("step", STEPS)
def test_the_longest_words_have_room(gallery: Gallery, said: Said, step: int) -> None:
    lying = gallery.lying
    wrong: dict[str, object] = {}
    for name in said[Asked("fr", step=step, landscape=lying)]:
        for language in longest(said, name, step, lying=lying):
            view = said[Asked(language, step=step, landscape=lying)][name]
            router = gallery.lay_out(view)
            if found := wrong_on(router, view, lying=lying) or without_banner(router, view):
                wrong[f"{name}-{language}-{step}"] = found
    assert not wrong


def test_a_day_shows_every_screen_that_the_places_have(said: Said) -> None:
    for shown in said.values():
        assert {view.place for view in shown.values()} == set(PLACES) - {"failsafe"}


def test_nothing_but_names_is_the_same_in_two_languages(said: Said) -> None:
    """A text that nobody translated would be."""
    french, turkish = (said[Asked(code)] for code in ("fr", "tr"))
    for name, view in french.items():
        assert view.state != turkish[name].state, name
