"""The components under a finger: what they do, when they refuse, and whether their words fit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import qrcode
import zxingcpp
from kivy.uix.widget import Widget
from PIL import Image

from kiosk.places import view
from screens.look import look
from screens.text import shape
from screens.widgets.arch import Arch
from screens.widgets.banner import Banner
from screens.widgets.chip import Chip
from screens.widgets.dialog import Dialog
from screens.widgets.flow import Flow
from screens.widgets.push_button import PushButton
from screens.widgets.qr_code import QUIET, QrCode
from screens.widgets.station_tile import BoardTile
from screens.widgets.time_ring import TimeRing
from screens.widgets.txt import Txt
from tests.touch.harness import Said, Stage, cut_texts, find, overlapping_texts, small_targets, texts, walk


def button(said: Said, **kwargs: Any) -> PushButton:
    made = PushButton(text="Prendre le poste 7", act=lambda: said.append(("go", None)), **kwargs)
    made.size, made.pos = (600, 128), (60, 200)
    return made


def test_a_button_acts_on_release(window: Stage, said: Said) -> None:
    go = button(said)
    window.add(go)
    window.tap(go)
    assert said == [("go", None)]


def test_a_finger_that_slides_off_changes_its_mind(window: Stage, said: Said) -> None:
    go = button(said)
    window.add(go)
    window.strokes([[(300, 260), (300, 600)]])
    assert said == []


def test_a_tremor_counts_once(window: Stage, said: Said) -> None:
    go = button(said)
    window.add(go)
    window.strokes([[(300, 260)], [(301, 260)]])
    assert len(said) == 1
    window.tap(go)
    assert len(said) == 2


def test_a_disabled_button_says_why(window: Stage, said: Said) -> None:
    reasons: list[str] = []
    listener = lambda _look, reason: reasons.append(reason)  # noqa: E731
    look.bind(on_reason=listener)
    go = button(said, enabled=False, reason="Signez d’abord.")
    window.add(go)
    window.tap(go)
    look.unbind(on_reason=listener)
    assert (said, reasons) == ([], ["Signez d’abord."])


def test_a_busy_button_keeps_its_size_and_ignores_fingers(window: Stage, said: Said) -> None:
    go = button(said)
    window.add(go)
    go.busy = True
    window.tap(go)
    assert said == []
    assert texts(go) == ["Un instant"]
    assert go.size == [600, 128]


def test_a_pressed_button_looks_pressed_while_the_finger_is_down(window: Stage, said: Said) -> None:
    from kivy.tests.common import UnitTestTouch

    go = button(said)
    window.add(go)
    assert go.fill == "primary"
    touch = UnitTestTouch(*go.center)
    touch.touch_down()
    window.frames(1)
    assert go.fill == "primaryPressed"
    touch.touch_up()
    window.advance(0.2)
    assert go.fill == "primary"


def test_the_focus_ring_is_drawn_on_demand(window: Stage, said: Said) -> None:
    go = button(said)
    window.add(go)
    assert go.ring_outer == ""
    go.focused = True
    assert (go.ring_outer, go.ring_inner) == ("focusOuter", "focusInner")


def test_text_wraps_and_says_when_it_is_cut(window: Stage) -> None:
    fits, cut = Txt("Choisissez un poste", role="h1"), Txt("Choisissez un poste", role="h1")
    fits.size, cut.size = (700, 100), (100, 100)
    window.add(fits, cut)
    assert not fits.cut
    assert cut.cut
    assert cut_texts(cut) == ["Choisissez un poste"]


def test_overlapping_texts_are_found(window: Stage) -> None:
    place = Widget()
    one, other = Txt("Bonjour"), Txt("Amina")
    for words, x in ((one, 0), (other, 30)):
        words.size, words.pos = (200, 60), (x, 100)
        place.add_widget(words)
    window.add(place)
    assert overlapping_texts(place) == [("Amina", "Bonjour")]
    other.x = 400
    assert overlapping_texts(place) == []


def test_small_targets_are_found(window: Stage, said: Said) -> None:
    go = button(said)
    window.add(go)
    assert small_targets(go.parent) == []
    go.height = 40
    assert len(small_targets(go.parent)) == 1


def test_theme_and_text_step_change_a_living_screen(window: Stage) -> None:
    words = Txt("Bonjour", role="h1")
    words.size = (900, 120)
    window.add(words)
    small = words.natural()[0]
    look.dress(theme="dark", step=3)
    window.frames()
    assert words.natural()[0] > small * 1.15
    assert tuple(words._colour.rgba) == look.theme.rgba("ink") == (1, 1, 1, 1)


def test_chips_go_from_right_to_left_in_arabic(window: Stage) -> None:
    first, second = Chip(text="العمل", icon="reasonJob"), Chip(text="الطباعة", icon="reasonPrint")
    flow = Flow(first, second)
    flow.size, flow.pos = (960, 200), (60, 800)
    window.add(flow)
    assert first.x < second.x
    look.dress(language="ar")
    window.frames()
    assert first.right == pytest.approx(1020, abs=1)
    assert second.right < first.x


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_qr_code_can_be_read_from_the_screen_in_both_themes(window: Stage, theme: str, tmp_path: Path) -> None:
    made = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_M)
    made.add_data("VST:RECEIPT:0123456789ABCDEF")
    matrix = made.get_matrix()
    code = QrCode(matrix)
    code.size, code.pos = (230, 230), (100, 100)
    window.add(code)
    look.dress(theme=theme)
    side = len(matrix) + 2 * QUIET
    window.frames()
    assert code.drawn_size[0] % side == 0  # whole pixels per module
    picture = Image.open(window.shot(tmp_path / "code.png")).convert("L")
    around = picture.crop((60, 1920 - 370, 370, 1920 - 60))
    assert [found.text for found in zxingcpp.read_barcodes(around)] == ["VST:RECEIPT:0123456789ABCDEF"]


def test_a_dialog_covers_what_is_under_it(window: Stage, said: Said) -> None:
    under = button(said)
    dialog = Dialog()
    dialog.size, dialog.pos = (1080, 1752), (0, 168)
    window.add(under, dialog)
    emit = lambda action, value: said.append((action, value))  # noqa: E731
    question = view.Dialog("Terminer ?", "Vos fichiers seront effacés.", (view.Button("yes", "Oui", value=7),))
    dialog.show(question, emit)
    window.frames()
    window.tap(under)
    assert said == []
    window.tap(find(dialog, "Oui"))
    assert said == [("yes", 7)]
    dialog.show(None, emit)
    window.frames()
    window.tap(under)
    assert said[-1] == ("go", None)


def test_a_countdown_in_a_dialog_does_not_rebuild_its_buttons(window: Stage, said: Said) -> None:
    dialog = Dialog()
    dialog.size, dialog.pos = (1080, 1752), (0, 168)
    window.add(dialog)
    buttons = (view.Button("stay", "Oui, je continue"),)
    for second in (20, 19):
        dialog.show(view.Dialog("Toujours là ?", "", buttons, view.Ring(second / 20, str(second))), lambda *_: None)
        window.frames()
        said.append(("widget", dialog.buttons[0]))
    assert said[0] == said[1]
    assert "19" in texts(dialog)


def test_the_arch_of_the_contrast_theme_is_an_outline(window: Stage) -> None:
    arch = Arch()
    arch.size = (540, 600)
    window.add(arch)
    assert (arch.fill, arch.border_width) == ("archFill", 0)
    look.dress(theme="dark")
    window.frames()
    assert arch.border_width > 0
    assert look.theme.rgba("archFill") == look.theme.rgba("canvas")


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_workstation_of_the_board_has_room_for_its_number(window: Stage, step: int) -> None:
    tile = BoardTile(number="12", icon="occupant", top_text="42 min", line="jusqu’à 17 h 40", fraction=0.5)
    tile.size, tile.pos = (304, 152), (60, 300)
    window.add(tile)
    look.dress(step=step)
    window.frames()
    assert cut_texts(tile) == []
    assert overlapping_texts(tile) == []


@pytest.mark.parametrize(("name", "size_class", "height"), [("help", 2, 124), ("warning", 3, 163), ("warning", 1, 112)])
def test_a_banner_asks_for_the_room_that_its_words_need(
    window: Stage, name: str, size_class: int, height: float
) -> None:
    banner = Banner(look=name, size_class=size_class, title="Plus de papier", line="Notez le code. " * 3)
    banner.arrange()
    assert banner.natural(960)[1] == pytest.approx(height, abs=2)
    banner.size, banner.pos = banner.natural(960), (60, 300)
    window.add(banner)
    assert cut_texts(banner) == []
    assert overlapping_texts(banner) == []


@pytest.mark.parametrize("diameter", [580, 348, 300])
@pytest.mark.parametrize("step", [1, 3])
def test_the_words_of_a_ring_stay_apart_and_inside(window: Stage, diameter: int, step: int) -> None:
    ring = TimeRing(fraction=0.5, value="1 h 45", above="Il vous reste", below="aujourd’hui")
    ring.size, ring.pos = (diameter, diameter), (200, 600)
    window.add(ring)
    look.dress(step=step)
    window.frames()
    assert overlapping_texts(ring) == []
    reach = diameter / 2 - ring.stroke
    for words in (ring.head, ring.middle, ring.foot):
        assert words.natural()[0] / 2 < (reach**2 - (words.center_y - ring.center_y) ** 2) ** 0.5


def test_a_button_says_how_wide_it_must_be(window: Stage) -> None:
    go = PushButton(text="Tout effacer", icon="erase")
    narrow = go.natural()[0]
    go.size, go.pos = go.natural(), (60, 300)
    window.add(go)
    assert cut_texts(go) == []
    assert len(go.words.lines(go.words.width)) == 1
    look.dress(step=3)
    assert go.natural()[0] > narrow


def test_a_plain_notice_has_the_outline_of_the_door_that_waits(window: Stage) -> None:
    assert (Arch(kind="soft", tone="primary").border, Arch(kind="soft", tone="warning").border) == ("ink", "warning")


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("step", [1, 2, 3])
@pytest.mark.parametrize(("width", "height"), [(1080, 1920), (1280, 800)])
def test_a_dialog_fits_at_every_text_step_with_readable_letters(
    window: Stage, width: int, height: int, step: int, language: str
) -> None:
    window.resize(width, height)
    look.dress(step=step, language=language)
    bar = 168 if height > width else 128
    dialog = Dialog()
    dialog.size, dialog.pos = (width, height - bar), (0, bar)
    window.add(dialog)
    buttons = (view.Button("stay", "Oui, je continue", "stillThere"), view.Button("end", "Non, j’ai fini"))
    ring = view.Ring(0.6, "12", below="secondes")
    question = view.Dialog("Toujours là ?", "L’écran se ferme pour protéger vos informations.", buttons, ring)
    dialog.show(question, lambda *_: None)
    window.frames()
    assert cut_texts(dialog) == []
    assert overlapping_texts(dialog) == []
    assert small_targets(dialog, 84) == []
    assert dialog.plate.y >= dialog.y
    assert dialog.plate.top <= dialog.top
    assert min(words.pixels for words in walk(dialog) if isinstance(words, Txt) and words.text) >= 26


def test_arabic_keeps_its_marks_over_their_own_letters(window: Stage) -> None:
    assert shape("قدّم", rtl=True) == "\ufee1\ufeaa\u0651\ufed7"
    assert shape("مُحَمَّد", rtl=True).endswith("\u064e\ufee3\u064f")
    # No letter of our face may push its mark aside: the word is as wide with it as without.
    for marked, bare in (("مرحبًا", "مرحبا"), ("تُغلق", "تغلق"), ("أهلًا", "أهلا"), ("بيّن", "بين")):
        assert Txt(marked, role="h1").natural()[0] == pytest.approx(Txt(bare, role="h1").natural()[0], abs=3)
