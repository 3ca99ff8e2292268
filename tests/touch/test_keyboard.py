"""The on-screen keyboard under a finger, the field and the steps: what is said, what is shown, and that all fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from kiosk.places.keyboards import BY_LANGUAGE, DIGITS
from kiosk.places.states_enrol import TextField as TextFieldState
from kiosk.places.view import Theme, View
from tests.gallery.enrol_samples import ENROL_SAMPLES, digits, enrol, letters
from tests.gallery.rendering import LYING, PORTRAIT, Gallery
from tests.gallery.samples import Asked
from tests.touch.harness import find, findings, stage, walk

# isort: split
# Kivy may be imported only now that the harness has prepared its environment.
from kivy.core.text import Label as Typesetter

from screens.look import look
from screens.widgets.keyboard import Key, Keyboard
from screens.widgets.stepper import Dot
from screens.widgets.text_field import TextField
from screens.widgets.txt import Txt


@pytest.fixture(scope="module", params=[PORTRAIT, LYING], ids=["upright", "lying"])
def gallery(request: pytest.FixtureRequest) -> Iterator[Gallery]:
    with stage(*request.param) as scene:
        yield Gallery(scene)


def asked(language: str = "fr", step: int = 1) -> Asked:
    return Asked(language, step=step, landscape=look.geometry.landscape)


def part(gallery: Gallery, kind: type[Any]) -> Any:
    """The first widget of a kind on the screen."""
    return next(widget for widget in walk(gallery.router.place) if isinstance(widget, kind))


def keys(gallery: Gallery) -> dict[str, Key]:
    return {key.text: key for key in part(gallery, Keyboard).keys if key.parent is not None}


def typing(text: str, look_name: str = "typing") -> View:
    return enrol(asked(), 0, "first", TextFieldState(text, look_name), letters(asked()))


def test_a_finger_types_letters_and_the_same_one_twice(gallery: Gallery) -> None:
    gallery.show(typing(""))
    gallery.said.clear()
    for letter in "EMMA":
        gallery.stage.tap(keys(gallery)[letter])
    assert gallery.said == [("enrol.key", letter) for letter in "EMMA"]


def test_a_tremor_types_once(gallery: Gallery) -> None:
    gallery.show(typing(""))
    gallery.stage.advance(0.5)
    gallery.said.clear()
    key = keys(gallery)["A"]
    gallery.stage.strokes([[key.to_window(*key.center)], [key.to_window(*key.center)]])
    assert gallery.said == [("enrol.key", "A")]


def test_the_other_keys_say_what_they_are_for(gallery: Gallery) -> None:
    router = gallery.show(typing("Am"))
    gallery.said.clear()
    for words in ("Effacer", "Tout effacer", "123", "Espace"):
        gallery.stage.tap(find(router.place, words))
    assert gallery.said == [("enrol.erase", None), ("enrol.clear", None), ("enrol.page", None), ("enrol.key", " ")]


def test_sliding_off_a_key_takes_it_back(gallery: Gallery) -> None:
    gallery.show(typing(""))
    gallery.stage.advance(0.5)
    gallery.said.clear()
    key, other = keys(gallery)["A"], keys(gallery)["N"]
    gallery.stage.strokes([[key.to_window(*key.center), other.to_window(*other.center)]])
    assert gallery.said == []


def test_a_key_is_filled_while_it_is_down(gallery: Gallery) -> None:
    gallery.show(typing(""))
    key = keys(gallery)["A"]
    key.state = "down"
    assert (key.fill, key.words.tone) == ("primary", "onPrimary")
    key.state = "normal"
    assert (key.fill, key.words.tone) == ("surface", "ink")
    assert key.min_state_time == pytest.approx(0.08)


def test_letters_stand_from_left_to_right_in_every_language(gallery: Gallery) -> None:
    gallery.show(ENROL_SAMPLES["08-enrol"](asked("ar")))
    row = [keys(gallery)[letter] for letter in BY_LANGUAGE["ar"].rows[0]]
    assert [key.x for key in row] == sorted(key.x for key in row)
    assert part(gallery, Keyboard).erase.x > row[0].x


def test_the_pad_of_a_year_has_digits_alone(gallery: Gallery) -> None:
    gallery.show(enrol(asked(), 2, "year", TextFieldState("19", "typing"), digits(asked())))
    assert set(keys(gallery)) == set("0123456789")
    gallery.said.clear()
    gallery.stage.tap(keys(gallery)["9"])
    assert gallery.said == [("enrol.key", "9")]


@pytest.mark.parametrize("language", list(BY_LANGUAGE))
@pytest.mark.parametrize("step", [1, 3])
def test_every_keyboard_fits(gallery: Gallery, language: str, step: int) -> None:
    a = Asked("fr", Theme.LIGHT, step, look.geometry.landscape)
    router = gallery.lay_out(enrol(a, 0, "first", TextFieldState("A", "typing"), letters(a, language)))
    assert findings(router) == {}


def test_the_fonts_draw_every_key(gallery: Gallery) -> None:
    gallery.show(typing(""))
    def picture(text: str, family: str) -> bytes:
        sheet = Typesetter(text=text, font_name=family, font_size=40)
        sheet.refresh()
        return bytes(sheet.texture.pixels)

    for name, page in [*BY_LANGUAGE.items(), ("123", DIGITS)]:
        family = "VestibuleArabic-SemiBold" if name == "ar" else "Vestibule-SemiBold"
        nothing = picture("\ue999", family)
        assert [letter for letter in sorted(page.letters) if picture(letter, family) == nothing] == []


def test_the_field_shows_its_state_without_colour_too(gallery: Gallery) -> None:
    gallery.show(typing("", "rest"))
    field = part(gallery, TextField)
    rest = field.border_width
    gallery.show(typing("Amina"))
    assert (field.words.text, field.border_width > rest, field.icon.name) == ("Amina", True, "")
    gallery.show(typing("Ami7", "error"))
    assert (field.icon.name, field.caret.opacity) == ("fieldError", 0)
    gallery.show(ENROL_SAMPLES["08-enrol-name"](asked()))
    assert field.icon.name == "masked"


def test_the_end_of_what_does_not_fit_is_what_is_seen(gallery: Gallery) -> None:
    gallery.show(typing("Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwz"))
    words = part(gallery, TextField).words
    assert words.text.endswith("wz")
    assert words.right <= part(gallery, TextField).right
    assert not words.cut


def test_the_steps_show_what_is_done(gallery: Gallery) -> None:
    gallery.show(ENROL_SAMPLES["08-enrol-year"](asked()))
    dots = sorted((w for w in walk(gallery.router.place) if isinstance(w, Dot)), key=lambda dot: dot.x)
    assert [dot.words.text for dot in dots] == ["", "", "3", "4"]
    assert [dot.picture.name for dot in dots] == ["accept", "accept", "", ""]


def test_nothing_typed_stays_on_a_screen_that_was_left(gallery: Gallery) -> None:
    router = gallery.show(typing("Amina"))
    place: Any = router.place
    gallery.show(ENROL_SAMPLES["08-enrolled"](asked()))
    assert place.field.text == ""
    assert place.state is None
    gallery.show(replace(typing(""), place="enrol"))
    assert not any("Amina" in widget.text for widget in walk(router) if isinstance(widget, Txt))
