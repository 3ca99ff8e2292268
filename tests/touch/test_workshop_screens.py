"""The screens of the workshops under a finger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from kiosk.places.states_workshops import LYING_PAGED, LYING_ROWS, UPRIGHT_PAGED, UPRIGHT_ROWS, WorkshopDay
from kiosk.places.view import View
from tests.gallery.rendering import LYING, PORTRAIT, Gallery
from tests.gallery.samples import Asked
from tests.gallery.workshop_samples import WORKSHOP_SAMPLES, full, noted, noted_waiting, paged, row, workshops
from tests.touch.harness import find, findings, stage, texts, walk

# isort: split
# Kivy may be imported only now that the harness has prepared its environment.
from screens.focus import controls
from screens.look import look
from screens.widgets.arch import Arch
from screens.widgets.workshop_row import WorkshopRow


@pytest.fixture(scope="module", params=[PORTRAIT, LYING], ids=["upright", "lying"])
def gallery(request: pytest.FixtureRequest) -> Iterator[Gallery]:
    with stage(*request.param) as scene:
        yield Gallery(scene)


def asked(step: int = 1, language: str = "fr") -> Asked:
    return Asked(language, step=step, landscape=look.geometry.landscape)


def touch(gallery: Gallery, view: View, *words: str) -> list[tuple[str, Any]]:
    """What is said when these controls are touched, one after the other."""
    router = gallery.show(view)
    gallery.said.clear()
    for word in words:
        gallery.stage.tap(find(router.place, word))
    return list(gallery.said)


def rows(gallery: Gallery) -> list[WorkshopRow]:
    return [widget for widget in walk(gallery.router.place) if isinstance(widget, WorkshopRow)]


def test_a_row_is_chosen_and_the_main_button_registers(gallery: Gallery) -> None:
    said = touch(gallery, workshops(asked()), "Créer mon CV", "M’inscrire", "Retour")
    assert said == [("workshops.choose", "16\u00a0h\u00a030"), ("workshops.register", None), ("workshops.back", None)]


def test_a_full_workshop_looks_passive_and_can_be_waited_for(gallery: Gallery) -> None:
    assert touch(gallery, workshops(asked()), "Café numérique") == [("workshops.choose", "18\u00a0h")]
    passive = next(widget for widget in rows(gallery) if widget.full)
    assert passive.fill == "sand"
    assert passive.circle.opacity == 0
    assert touch(gallery, full(asked()), "Attendre une place") == [("workshops.register", None)]


def test_pages_are_turned(gallery: Gallery) -> None:
    said = touch(gallery, paged(asked()), "Après", "Me désinscrire")
    assert said == [("workshops.next", None), ("workshops.give-back", None)]


def test_only_the_chosen_row_has_the_tick(gallery: Gallery) -> None:
    gallery.show(workshops(asked()))
    ticked = [widget.title for widget in rows(gallery) if widget.tick.name]
    assert ticked == ["Mes photos"]


@pytest.mark.parametrize("step", [1, 2, 3])
def test_the_list_holds_what_the_place_gives_it(gallery: Gallery, step: int) -> None:
    lying = look.geometry.landscape
    alone, several = (LYING_ROWS, LYING_PAGED) if lying else (UPRIGHT_ROWS, UPRIGHT_PAGED)
    a = asked(step)
    each = row(a, "16 h 30", "Réparer ensemble", "Pour tous", 12)
    for view, count in ((workshops(a), alone[step - 1]), (paged(a), several[step - 1])):
        days = tuple(WorkshopDay(f"Jour {n}", (replace(each, value=n),)) for n in range(min(count, 3)))
        if count > len(days):
            days = (*days[:-1], WorkshopDay("Jour", (each,) * (count - len(days) + 1)))
        if view.state.next is None:  # type: ignore[attr-defined]
            days = (WorkshopDay("Aujourd’hui", (each,)), WorkshopDay("Demain", (each,) * (count - 1)))
            days = tuple(day for day in days if day.rows)
        state: Any = view.state
        router = gallery.lay_out(replace(view, state=replace(state, days=days)))
        assert not findings(router)
        assert len(rows(gallery)) == count


def test_the_slip_and_the_way_out(gallery: Gallery) -> None:
    said = touch(gallery, noted(asked()), "Imprimer", "Terminé")
    assert said == [("workshop-registered.print", None), ("workshop-registered.done", None)]


def test_the_door_is_open_with_a_place_and_waits_without(gallery: Gallery) -> None:
    for sample, kind, count in ((noted, "filled", 2), (noted_waiting, "outlined", 1)):
        router = gallery.show(sample(asked()))
        door = next(widget for widget in walk(router.place) if isinstance(widget, Arch))
        assert door.kind == kind
        assert len(list(controls(router.place))) == count


def test_nothing_of_a_person_is_left_for_the_next(gallery: Gallery) -> None:
    gallery.show(noted(asked()))
    router = gallery.show(noted(asked(), title="C’est noté", rows=()))
    assert not any("Amina" in text for text in texts(router.place))
    assert len(WORKSHOP_SAMPLES) == 5
