"""Every screen by keys: the focus reaches every control, shows where it is, and the core has a name for it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest

from kiosk.i18n import Words
from kiosk.places.keypad import name
from kiosk.places.keys import Focused
from kiosk.places.view import Theme, View
from kiosk.site import Site
from tests.factories import sample as sample_settings
from tests.gallery.catalogue import SAMPLES
from tests.gallery.rendering import LYING, PORTRAIT, STEPS, Gallery
from tests.gallery.samples import Asked
from tests.touch.harness import stage, texts

# isort: split
# Kivy may be imported only now that the harness has prepared its environment.
from screens.focus import Focus, controls
from screens.look import look
from screens.router import Router
from screens.widgets.touchable import Touchable

LEAST_GAP = 8
"""dp between two controls on a lying sheet; upright it is 10 between keys and 12 elsewhere (docs/design.md §2)."""


@pytest.fixture(scope="module", params=[PORTRAIT, LYING], ids=["upright", "lying"])
def gallery(request: pytest.FixtureRequest) -> Iterator[Gallery]:
    with stage(*request.param) as scene:
        yield Gallery(scene)


def shown(gallery: Gallery, sample: str, step: int = 1, language: str = "fr") -> tuple[View, Router]:
    """A sample on the stage, ready to be used."""
    asked = Asked(language, Theme.LIGHT, step, landscape=look.geometry.landscape)
    view = SAMPLES[sample](asked)
    return view, gallery.lay_out(view)


def usable(router: Router) -> list[Touchable]:
    """Every control that a finger could use."""
    roots: list[Any] = [router.dialog if router.dialog.dialog is not None else router.place, router.toast, router.bar]
    return [control for root in roots for control in controls(root)]


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_focus_goes_once_round_every_control(gallery: Gallery, sample: str) -> None:
    view, router = shown(gallery, sample)
    said: list[Focused] = []

    def hear(_action: str, value: object) -> None:
        assert isinstance(value, Focused)
        said.append(value)

    focus = Focus(router, hear)
    wanted = usable(router)
    met = []
    for _ in wanted:
        focus.move(1)
        assert focus.current is not None
        assert (focus.current.ring_inner, focus.current.ring_outer) == ("focusInner", "focusOuter")
        met.append(focus.current)
    assert len(met) == len(set(met)) == len(wanted)
    assert set(met) == set(wanted)
    focus.move(1)
    assert focus.current is met[0]
    words = Words(view.frame.language, Site(sample_settings()).zone)
    nameless = [texts(control) for control, focused in zip(met, said, strict=False) if not name(view, focused, words)]
    assert nameless == []
    focus.let_go()
    assert all(not control.ring_outer for control in met)


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_focus_begins_at_the_main_control(gallery: Gallery, sample: str) -> None:
    _, router = shown(gallery, sample)
    first = Focus(router, lambda *_: None).first()
    own = [control for control in usable(router) if control.parent is not router.bar]
    leading = [control for control in own if control.leading and control.enabled]
    assert len(leading) <= 1, [texts(control) for control in leading]
    assert first is not None
    if leading:
        assert first is leading[0]
    elif own:
        assert first in own


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_controls_keep_their_distance(gallery: Gallery, sample: str, step: int) -> None:
    """A finger that trembles meets no neighbour, and a ring lies over none. A toast passes over what is there."""
    _, router = shown(gallery, sample, step)
    close = []
    for one, other in combinations([control for control in usable(router) if control is not router.toast.undo], 2):
        across = max(one.x, other.x) - min(one.right, other.right)
        along = max(one.y, other.y) - min(one.top, other.top)
        keys = all(type(key).__name__ in {"_Key", "Key"} or getattr(key, "kind", "") == "key" for key in (one, other))
        bar = one.parent is other.parent is router.bar
        least = LEAST_GAP if look.geometry.landscape else 10 if keys else 12
        if max(across, along) < (4 if bar else least) * look.dp - 0.5:
            close.append((texts(one), texts(other), round(max(across, along) / look.dp, 1)))
    assert close == []


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_every_control_is_large_enough_the_bar_and_questions_included(gallery: Gallery, sample: str, step: int) -> None:
    _, router = shown(gallery, sample, step)
    least = 72 if look.geometry.landscape else 84
    small = [
        (texts(control), round(control.width / look.dp), round(control.height / look.dp))
        for control in usable(router)
        if min(control.size) < least * look.dp - 0.5
    ]
    assert small == []
