"""The screens around the waiting list under a finger: what they say, what they show, and that all of it fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from kiosk.places.states import ChooseState
from kiosk.places.states_queue import LYING_ROWS, UPRIGHT_ROWS, QueueRow
from kiosk.places.view import BarItem, Button, Style, View
from tests.gallery.catalogue import SAMPLES
from tests.gallery.queue_samples import GUEST_CODE, QUEUE_SAMPLES, called, called_several, queue, waiting
from tests.gallery.rendering import LYING, PORTRAIT, Gallery
from tests.gallery.samples import Asked
from tests.touch.harness import find, findings, small_targets, stage, texts, walk

# isort: split
# Kivy may be imported only now that the harness has prepared its environment.
from screens.focus import controls
from screens.look import look
from screens.widgets.arch import Arch
from screens.widgets.card import Card
from screens.widgets.txt import Txt

TABS = ("Salle", "File", "Chiffres", "Export", "Appareils", "Fermer")


@pytest.fixture(scope="module", params=[PORTRAIT, LYING], ids=["upright", "lying"])
def gallery(request: pytest.FixtureRequest) -> Iterator[Gallery]:
    with stage(*request.param) as scene:
        yield Gallery(scene)


def asked(step: int = 1, language: str = "fr") -> Asked:
    return Asked(language, step=step, landscape=look.geometry.landscape)


def change(view: View, **changes: Any) -> View:
    """The view with other values in its state."""
    state: Any = view.state
    return replace(view, state=replace(state, **changes))


def labels(root: Any) -> set[str]:
    """The words of every control."""
    return {" ".join(texts(control)) for control in controls(root)}


def touch(gallery: Gallery, view: View, *words: str) -> list[tuple[str, Any]]:
    """What is said when these controls are touched, one after the other."""
    router = gallery.show(view)
    gallery.said.clear()
    for word in words:
        gallery.stage.tap(find(router.place, word))
    return list(gallery.said)


@pytest.mark.parametrize("askable", [True, False])
def test_a_scanner_that_is_taken_may_be_asked_for(gallery: Gallery, askable: bool) -> None:
    """Workstation 10 is in use; touching it leads to its waiting list, where there is something to wait for."""
    view = SAMPLES["03-choose"](asked())
    assert isinstance(view.state, ChooseState)
    stations = tuple(replace(one, askable=askable and one.number == 10) for one in view.state.stations)
    expected = [("choose.station", 10)] if askable else []
    assert touch(gallery, change(view, stations=stations), "10") == expected


def test_who_waits_keeps_the_place_or_leaves(gallery: Gallery) -> None:
    said = touch(gallery, QUEUE_SAMPLES["06-waiting"](asked()), "Quitter la file", "Garder ma place")
    assert said == [("waiting.leave", None), ("waiting.keep", None)]


def test_a_ticket_is_printed_when_asked_for(gallery: Gallery) -> None:
    assert touch(gallery, QUEUE_SAMPLES["06-waiting-offer"](asked()), "Imprimer") == [("waiting.print", None)]


def test_a_printer_without_paper_leaves_a_choice(gallery: Gallery) -> None:
    said = touch(gallery, QUEUE_SAMPLES["06-waiting-problem"](asked()), "Réessayer", "Continuer sans")
    assert said == [("waiting.retry", None), ("waiting.without", None)]


def test_the_offer_goes_when_the_slip_is_printed(gallery: Gallery) -> None:
    gallery.show(QUEUE_SAMPLES["06-waiting-offer"](asked()))
    router = gallery.show(QUEUE_SAMPLES["06-waiting"](asked()))
    assert "Imprimer" not in texts(router.place)
    assert "Votre ticket s’imprime" in texts(router.place)


def test_a_rank_without_a_slip_has_only_its_two_actions(gallery: Gallery) -> None:
    router = gallery.show(QUEUE_SAMPLES["06-waiting-again"](asked()))
    assert labels(router.place) == {"Quitter la file", "Accueil"}


@pytest.mark.parametrize("rank", ["1", "28", "128"])
def test_every_rank_stays_in_its_door(gallery: Gallery, rank: str) -> None:
    router = gallery.show(waiting(asked(), None, rank=rank))
    door = next(widget for widget in walk(router.place) if isinstance(widget, Arch))
    ordinal = next(widget for widget in walk(router.place) if isinstance(widget, Txt) and widget.text == "e")
    figure = next(widget for widget in walk(router.place) if isinstance(widget, Txt) and widget.text == rank)
    assert door.x < figure.x
    assert figure.right <= ordinal.x + 3 * look.dp
    assert ordinal.right < door.right
    assert not findings(router)


@pytest.mark.parametrize("step", [1, 2, 3])
def test_the_called_ticket_is_read_from_across_the_room(gallery: Gallery, step: int) -> None:
    router = gallery.show(called_several(asked(step)))
    sizes = {w.text: w.pixels / look.dp for w in walk(router.place) if isinstance(w, Txt) and w.text}
    assert max(sizes, key=lambda words: sizes[words]) == "A12"
    assert sizes["A12"] >= (120 if look.geometry.landscape else 300)


def test_those_called_before_stand_above_those_who_wait(gallery: Gallery) -> None:
    router = gallery.show(called_several(asked()))
    cards = [texts(widget) for widget in walk(router.place) if isinstance(widget, Card)]
    assert sorted(card[0] for card in cards) == ["A10", "A11"]
    shown = texts(router.place)
    assert shown.index("Appelés aussi") < shown.index("Tickets en attente")
    assert "**A13** environ 9\u00a0min" in shown


def test_no_more_than_two_tickets_have_a_card(gallery: Gallery) -> None:
    view = called(asked())
    state: Any = view.state
    router = gallery.show(change(view, waiting=state.waiting * 3, more="+\u00a04"))
    assert sum(isinstance(widget, Card) for widget in walk(router.place)) == 2
    assert "+\u00a04" in texts(router.place)
    assert not findings(router)


def test_what_everybody_must_hear_takes_the_place_of_the_tickets(gallery: Gallery) -> None:
    router = gallery.show(QUEUE_SAMPLES["06b-called-banner"](asked()))
    assert "Carte non reconnue" in texts(router.place)
    assert "Tickets en attente" not in texts(router.place)
    assert "A12" in texts(router.place)


def test_a_call_is_answered_by_a_card_only(gallery: Gallery) -> None:
    said = touch(gallery, called(asked()), "Je n’ai pas de carte")
    assert said == [("idle.no-card", None)]
    assert labels(gallery.router.place) == {"Je n’ai pas de carte"}


def test_each_way_to_a_consent_leads_on(gallery: Gallery) -> None:
    words = ("Mon parent est avec moi", "Imprimer le papier", "Demander à un animateur", "Retour")
    said = touch(gallery, QUEUE_SAMPLES["09-consent"](asked()), *words)
    assert [action for action, _ in said] == ["consent.here", "consent.paper", "consent.ask", "consent.back"]


def test_the_queue_calls_the_ticket_that_is_touched(gallery: Gallery) -> None:
    call = Button("queue.call", "Appeler", value=b"two")
    close = Button("queue.close", "Fermer ce ticket", value=b"two")
    view = queue(asked(), tickets=(QueueRow("busy", "A1", "Attend"), QueueRow("busy", "A2", "Attend", (call, close))))
    said = touch(gallery, view, "Appeler", "Fermer ce ticket", "Après", "Ticket invité")
    assert said == [("queue.call", b"two"), ("queue.close", b"two"), ("queue.next", None), ("queue.guest", None)]


def test_a_row_that_is_over_loses_its_buttons(gallery: Gallery) -> None:
    view = queue(asked(), reservations=(), previous=None, next=None)
    gallery.show(view)
    router = gallery.show(change(view, tickets=(QueueRow("busy", "A12", "Parti"),)))
    assert labels(router.place) == {"Ticket invité", "Réserver un poste", "Fermer plus tôt"}


@pytest.mark.parametrize("step", [1, 2, 3])
@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_a_full_page_of_long_rows_fits(gallery: Gallery, step: int, language: str) -> None:
    a = asked(step, language)
    buttons = (Button("queue.call", a("queue.call")), Button("queue.close", a("queue.close"), style=Style.DANGER))
    row = QueueRow("busy", "A112", a("queue.since", 45), buttons)
    count = (LYING_ROWS if a.landscape else UPRIGHT_ROWS)[step - 1]
    router = gallery.show(queue(a, tickets=(row,) * (count - 1), reservations=(row,)))
    assert not findings(router)
    assert not small_targets(router.place, 84)
    edge = router.bar.top if a.landscape else gallery.router.place.edge.top  # type: ignore[union-attr]
    words = [w for w in walk(router.place) if isinstance(w, Txt) and w.text == row.text]
    assert len(words) == count
    assert min(word.y for word in words) >= edge


def test_a_step_takes_the_place_of_the_lists(gallery: Gallery) -> None:
    router = gallery.show(QUEUE_SAMPLES["queue-hours"](asked()))
    assert "Appeler" not in texts(router.place)
    assert "Ticket invité" not in texts(router.place)
    router = gallery.show(queue(asked()))
    assert "Ticket invité" in texts(router.place)
    assert "Annuler" in texts(router.place)


def test_a_tile_says_what_it_stands_for(gallery: Gallery) -> None:
    assert touch(gallery, QUEUE_SAMPLES["queue-stations"](asked()), "11") == [("queue.station", 11)]
    assert touch(gallery, QUEUE_SAMPLES["queue-lengths"](asked()), "90") == [("queue.length", 90)]


def test_a_tile_that_cannot_be_chosen_says_why(gallery: Gallery) -> None:
    assert touch(gallery, QUEUE_SAMPLES["queue-stations"](asked()), "5") == []
    assert "Ce poste est réservé à cette heure." in texts(gallery.router.toast)
    gallery.stage.advance(7)


def test_a_card_number_is_typed_digit_by_digit(gallery: Gallery) -> None:
    said = touch(gallery, QUEUE_SAMPLES["queue-card"](asked()), "7", "0", "Tout effacer")
    assert said == [("queue.digit", "7"), ("queue.digit", "0"), ("queue.clear", None)]
    assert touch(gallery, QUEUE_SAMPLES["queue-card-wrong"](asked()), "Réserver", "Annuler") == [
        ("queue.confirm", None),
        ("queue.cancel", None),
    ]


def test_a_wrong_card_number_is_said_where_it_was_typed(gallery: Gallery) -> None:
    router = gallery.show(QUEUE_SAMPLES["queue-card-wrong"](asked()))
    assert "Cette carte n’existe pas." in texts(router.place)
    assert "Numéro de la carte" not in texts(router.place)
    router = gallery.show(QUEUE_SAMPLES["queue-card"](asked()))
    assert "Cette carte n’existe pas." not in texts(router.place)


@pytest.mark.parametrize("count", [3, 4, 5, 6])
@pytest.mark.parametrize("step", [1, 3])
def test_the_bar_of_the_staff_holds_every_number_of_tabs(gallery: Gallery, count: int, step: int) -> None:
    tabs = tuple(BarItem(f"tab.{n}", "staffQueue", word, selected=n == 1) for n, word in enumerate(TABS[-count:]))
    view = queue(asked(step))
    router = gallery.show(replace(view, frame=replace(view.frame, items=tabs)))
    buttons = router.bar.buttons
    assert len(buttons) == count
    assert not findings(router.bar)
    assert len({round(button.width) for button in buttons}) == 1
    assert buttons[0].x >= router.bar.x
    assert buttons[-1].right <= router.bar.right


def test_the_code_of_a_guest_ticket_can_be_photographed(gallery: Gallery, tmp_path: Path) -> None:
    gallery.show(QUEUE_SAMPLES["queue-guest"](asked()))
    with Image.open(gallery.stage.shot(tmp_path / "guest.png")) as picture:
        found = [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))]
    assert found == [GUEST_CODE]


def test_the_code_is_gone_with_the_next_step(gallery: Gallery) -> None:
    gallery.show(QUEUE_SAMPLES["queue-guest"](asked()))
    router = gallery.show(QUEUE_SAMPLES["queue-card"](asked()))
    place: Any = router.place
    assert place.step.code.matrix == []
    assert place.step.code.parent is None
