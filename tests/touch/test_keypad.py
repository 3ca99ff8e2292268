"""The kiosk by keys, by one switch, and by ear alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from config.vocabulary import KEYS
from kiosk.places.view import Bar
from tests.factories import PIN
from tests.touch.harness import Stage, find, texts
from tests.touch.keys import Person, person

# isort: split
# Kivy may be imported only now that the harness has prepared its environment.
from kivy.core.window import Window

from screens.keypad import CODES, Keyboard, act_of, name_of


@pytest.fixture
def someone(window: Stage, tmp_path: Path) -> Iterator[Person]:
    with person(window, tmp_path) as found:
        yield found


def test_every_key_of_the_site_file_is_known_here() -> None:
    assert {"shift+tab", *CODES} == set(KEYS)
    assert len(set(CODES.values())) == len(CODES)
    assert all(name_of(code, []) == name for name, code in CODES.items())
    assert name_of(CODES["tab"], ["shift"]) == "shift+tab"


@pytest.mark.parametrize("modifier", ["ctrl", "alt", "alt-gr", "meta"])
def test_a_key_with_a_modifier_is_a_command_of_nobody(modifier: str) -> None:
    assert act_of(Keyboard(), name_of(CODES["enter"], [modifier])) is None


def test_the_first_key_gives_the_focus_to_the_main_control_and_uses_nothing(someone: Person) -> None:
    someone.scan(someone.scene.member().code)
    someone.press("f15")
    assert someone.place == "welcome"
    assert someone.focused.leading
    someone.press("f15")
    assert someone.place == "choose"
    assert texts(someone.focused) == texts(find(someone.app.router.place, "Prendre le poste"))


def test_a_whole_visit_by_keys_and_ear(someone: Person) -> None:
    scene = someone.scene
    carried, colleague = scene.member(signed=False), scene.colleague()
    words = scene.desk.words
    someone.press("f14")
    assert someone.heard()[0] == someone.scene.front.view().state.title  # type: ignore[attr-defined]
    someone.scan(carried.code)
    assert someone.place == "charter"
    someone.press("f14")
    assert words.t("Read everything") in someone.heard()
    someone.use(words.t("I cannot sign"))
    someone.scan(colleague.code)
    assert someone.place == "pin"
    for digit in PIN:
        someone.use(digit)
    someone.stage.frames()
    assert scene.front.view().dialog is not None
    someone.press("f15")
    assert someone.place == "welcome"
    someone.press("f15")
    someone.heard()
    someone.press("f14")
    someone.reach("5")
    assert any(said.startswith(words.t("Workstation {number}", number=5)) for said in someone.heard())
    someone.press("f15")
    someone.use("Prendre")
    assert someone.place == "opened"
    (session,) = scene.room.sessions
    someone.press("f14")
    assert " ".join(session.code) in someone.heard()
    someone.reach("y vais")
    someone.press("f15")
    assert someone.place == "idle"
    assert someone.app.focus.current is None, "the next person finds no ring"


def test_a_question_takes_the_focus_and_gives_it_back(someone: Person) -> None:
    someone.scan(someone.scene.member().code)
    someone.press("f14")
    someone.press("f14")
    before = someone.focused
    assert not before.leading
    someone.pass_time(90)
    dialog = someone.app.router.dialog
    assert dialog.dialog is not None
    assert someone.focused in dialog.buttons
    assert dialog.dialog.title in someone.heard()
    around = [find(someone.app.router.bar, "Contraste"), *dialog.buttons]
    assert set(around) <= set(someone.app.focus.order())
    assert before not in someone.app.focus.order()
    someone.press("f16")
    assert someone.scene.front.view().dialog is None
    assert someone.place == "welcome"
    assert someone.focused is before


def test_the_button_of_a_toast_and_the_bar_are_reached(someone: Person) -> None:
    words = someone.scene.desk.words
    someone.scan(someone.scene.member().code)
    someone.use(words.t("Contrast"))
    someone.use(words.t("Keep"))
    assert someone.scene.journal("preferences.kept")
    assert words.t("Kept for next time") in someone.heard()


def test_times_double_once_a_key_was_used(someone: Person) -> None:
    someone.scan(someone.scene.member().code)
    someone.press("f14")
    seconds = someone.scene.settings.screen.idle_seconds
    someone.pass_time(2 * seconds - 1)
    assert someone.scene.front.view().dialog is None
    someone.pass_time(1)
    assert someone.scene.front.view().dialog is not None
    someone.pass_time(someone.scene.settings.screen.countdown_long_seconds - 1)
    assert someone.place == "welcome"
    someone.pass_time(1)
    assert someone.place == "idle"
    assert not someone.scene.desk.keypad


def test_a_finger_takes_the_ring_away_and_a_key_brings_it_back(someone: Person) -> None:
    someone.press("f14")
    someone.stage.tap(5, 5)
    assert someone.app.focus.current is None
    someone.press("f14")
    assert someone.focused is someone.app.focus.current


def test_the_keys_for_help_and_back(someone: Person) -> None:
    someone.press("f17")
    assert len(someone.scene.journal("help.called")) == 1
    someone.scan(someone.scene.member().code)
    someone.press("f15")
    assert someone.place == "choose"
    someone.press("f16")
    assert someone.place == "welcome"
    someone.press("f16")
    assert someone.place == "idle"
    someone.press("f16")
    assert someone.place == "idle", "there is no way back from here"


def test_a_trembling_or_resting_hand_counts_once(someone: Person) -> None:
    someone.scan(someone.scene.member().code)
    someone.press("f14")
    order = someone.app.focus.order()
    someone.stage.advance(1)
    start = order.index(someone.focused)
    someone.signal("f14")
    for _ in range(30):  # the keyboard repeats a key that is held
        someone.stage.advance(0.04)
        someone.signal("f14")
    Window.dispatch("on_key_up", CODES["f14"], 0)
    assert order.index(someone.focused) == (start + 1) % len(order)
    someone.press("f14", wait=1)
    someone.press("f14", wait=0.1)
    assert order.index(someone.focused) == (start + 2) % len(order)


def test_one_switch_is_enough(window: Stage, tmp_path: Path) -> None:
    class Switch(Keyboard):
        next = previous = back = help = ()
        activate = ("space",)
        scan_ms = 1500

    with person(window, tmp_path, Switch()) as someone:
        someone.scan(someone.scene.member().code)
        someone.press("space")
        order = someone.app.focus.order()
        begun = order.index(someone.focused)
        someone.stage.advance(1.6)
        assert order.index(someone.focused) == (begun + 1) % len(order)
        while "Contraste" not in texts(someone.focused):
            someone.stage.advance(1.5)
        someone.press("space", wait=0.1)
        assert someone.scene.desk.theme == "dark"


def test_the_scanning_is_nobody(window: Stage, tmp_path: Path) -> None:
    class Switch(Keyboard):
        scan_ms = 1000

    with person(window, tmp_path, Switch()) as someone:
        someone.scan(someone.scene.member().code)
        someone.press("space")
        times = someone.scene.settings.screen
        someone.pass_time(2 * times.idle_seconds + times.countdown_long_seconds)
        assert someone.place == "idle"
        assert someone.app.focus.current is None
        someone.heard()
        someone.stage.advance(5)
        assert someone.heard() == [], "the scanning ends with the visit"


def test_without_a_voice_nothing_is_read(someone: Person) -> None:
    someone.scene.speaker.can_speak = False
    someone.press("f14")
    assert someone.focused
    assert someone.heard() == []


def test_the_digits_of_a_pin_are_never_said(someone: Person) -> None:
    """Whoever hears which key has the focus when it is used, hears the code."""
    someone.scan(someone.scene.colleague().code)
    someone.use("4")
    said = someone.heard()
    someone.press("f15", wait=1)
    said += someone.heard()
    assert any("2" in sentence for sentence in said), "how many digits there are"
    assert not set(said) & set("0123456789")


def test_what_is_chosen_is_said_again(someone: Person) -> None:
    words = someone.scene.desk.words
    someone.scan(someone.scene.member().code)
    someone.press("f15")
    someone.press("f15")
    lengths = someone.scene.front.view().state.durations  # type: ignore[attr-defined]
    other = next(length for length in lengths if not length.chosen)
    someone.reach(other.title)
    someone.heard()
    someone.press("f15")
    assert words.t("Chosen") in someone.heard()
    assert someone.scene.front.view().frame.items[0].action == Bar.HELP


def test_the_site_chooses_its_keys(window: Stage, tmp_path: Path) -> None:
    class Own(Keyboard):
        next = ("f20",)

    with person(window, tmp_path, Own()) as someone:
        someone.press("f14")
        assert someone.app.focus.current is None
        someone.press("f20")
        assert someone.focused
