"""What a finger types and writes: the pad of the PIN, and the one of the signature."""

from __future__ import annotations

import pytest

from screens.widgets.pin_pad import PinPad
from screens.widgets.signature_pad import SignaturePad
from tests.touch.harness import Stage


def test_the_pin_pad_types_digits_quickly_and_says_nothing_when_blocked(window: Stage) -> None:
    typed: list[str] = []
    pad = PinPad(key=typed.append)
    pad.size, pad.pos = (912, 632), (84, 400)
    window.add(pad)
    for name in ("1", "1", "0", "erase", "clear"):
        window.advance(0.15)
        window.strokes([[pad.keys[name].center]])
    assert typed == ["1", "1", "0", "erase", "clear"]
    pad.blocked = True
    window.frames()
    window.tap(pad.keys["5"])
    assert typed[-1] == "clear"


def test_pin_keys_do_not_light_up(window: Stage) -> None:
    from kivy.tests.common import UnitTestTouch

    pad = PinPad()
    pad.size, pad.pos = (912, 632), (84, 400)
    window.add(pad)
    touch = UnitTestTouch(*pad.keys["5"].center)
    touch.touch_down()
    window.frames(1)
    assert pad.keys["5"].fill == pad.keys["6"].fill
    touch.touch_up()
    window.frames(1)


def signature_pad(window: Stage) -> SignaturePad:
    pad = SignaturePad(caption="Votre signature")
    pad.size, pad.pos = (960, 440), (60, 300)
    window.add(pad)
    return pad


def test_a_signature_needs_twelve_points_and_some_length(window: Stage) -> None:
    pad = signature_pad(window)
    window.strokes([[(200 + n, 500) for n in range(20)]])
    assert not pad.ready  # 20 points, 19 dp
    window.strokes([[(200, 600), (700, 600)]])
    assert pad.ready
    pad.clear()
    assert not pad.ready
    assert pad.strokes() == ()


def test_strokes_are_normalised_and_timed(window: Stage) -> None:
    pad = signature_pad(window)
    window.strokes([[(60, 740), (540, 520), (5000, 300)], [(300, 400), (310, 400)]])
    first, second = pad.strokes()
    assert first[0][:2] == pytest.approx((0, 0), abs=0.01)
    assert first[1][:2] == pytest.approx((0.5, 0.5), abs=0.01)
    assert first[2][:2] == (1.0, 1.0)  # a finger that leaves the pad draws along its edge
    moments = [point[2] for stroke in (first, second) for point in stroke]
    assert moments[0] == 0
    assert moments == sorted(moments)
    assert moments[-1] > 0


def test_a_stroke_begun_elsewhere_is_not_a_signature(window: Stage) -> None:
    pad = signature_pad(window)
    window.strokes([[(500, 1500), (500, 500), (700, 500)]])
    assert pad.strokes() == ()


def test_a_signature_survives_a_change_of_window(window: Stage) -> None:
    pad = signature_pad(window)
    window.strokes([[(200, 500), (700, 600)]])
    before = pad.strokes()
    pad.size, pad.pos = (480, 220), (10, 10)
    window.frames()
    assert pad.strokes() == before
