"""17 and the change of the paper under a finger: what each control says, and what is shown where there is room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from kiosk.places.view import View
from tests.gallery.device_samples import DEVICE_SAMPLES, reader_lost
from tests.gallery.rendering import LYING, PORTRAIT, Gallery
from tests.gallery.samples import Asked
from tests.touch.harness import find, stage, texts

# isort: split
# Kivy may be imported only now that the harness has prepared its environment.
from screens.look import look
from screens.widgets.paper_picture import MOMENTS


@pytest.fixture(scope="module", params=[PORTRAIT, LYING], ids=["upright", "lying"])
def gallery(request: pytest.FixtureRequest) -> Iterator[Gallery]:
    with stage(*request.param) as scene:
        yield Gallery(scene)


def asked(step: int = 1) -> Asked:
    return Asked(step=step, landscape=look.geometry.landscape)


def said(gallery: Gallery, view: View, *words: str) -> list[tuple[str, Any]]:
    router = gallery.show(view)
    gallery.said.clear()
    for word in words:
        gallery.stage.tap(find(router.place, word))
    return list(gallery.said)


def test_every_tile_and_every_button_says_what_it_is(gallery: Gallery) -> None:
    view = DEVICE_SAMPLES["17-devices"](asked())
    heard = said(gallery, view, "Clé USB", "Son", "Imprimer un essai", "Essayer une carte", "Changer le papier")
    assert heard == [
        ("devices.select", "stick"),
        ("devices.select", "sound"),
        ("devices.print", None),
        ("devices.card", None),
        ("devices.paper", None),
    ]


def test_what_to_do_stands_there_at_every_size_of_text(gallery: Gallery) -> None:
    for step in (1, 2, 3):
        router = gallery.show(reader_lost(asked(step)))
        shown = " ".join(texts(router.place))
        assert "Introuvable" in shown
        assert "Vérifiez sa prise et son câble." in shown


def test_a_figure_that_is_wide_is_set_smaller_and_not_cut(gallery: Gallery) -> None:
    view = DEVICE_SAMPLES["17-devices-clock"](asked())
    state: Any = view.state
    wide = replace(view, state=replace(state, shown=replace(state.shown, figure="1 234 567")))
    place: Any = gallery.show(wide).place
    assert place.figure.natural()[0] <= place.arch.width


def test_each_step_of_the_change_has_a_picture_of_its_own(gallery: Gallery) -> None:
    seen = set()
    for name in ("open", "out", "in", "close"):
        place: Any = gallery.show(DEVICE_SAMPLES[f"17b-paper-{name}"](asked())).place
        picture = place.picture
        seen.add(tuple(tuple(part.pos) + tuple(part.size) for part in (picture.lid, picture.roll, picture.paper)))
        assert picture.moment == name
    assert len(seen) == len(MOMENTS)


def test_the_change_goes_on_and_back(gallery: Gallery) -> None:
    assert said(gallery, DEVICE_SAMPLES["17b-paper-in"](asked()), "Continuer", "Retour") == [
        ("paper.next", None),
        ("paper.back", None),
    ]
    assert said(gallery, DEVICE_SAMPLES["17b-paper-close"](asked()), "Le rouleau est neuf") == [("paper.done", None)]
