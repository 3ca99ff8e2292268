"""A scanner that types into the kiosk's window: codes come through, hands and held keys do not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.readers.addresses import Manners, reader_at
from devices.readers.keyboard import HID_KEYS
from devices.readers.layouts import LAYOUTS
from devices.readers.pace import FEWEST, SCANNER_SECONDS, Held, Pace
from devices.readers.window_reader import CAPACITY, LEAST_IDLE, WindowReader
from devices.registry import READER, PrinterOptions, ReaderOptions, build
from devices.simulated.tag_reader import ENTER, SHIFT, keys_of
from kiosk.clock import SystemClock
from kiosk.events import CardPresented, DeviceState
from kiosk.ports import Keys

CARD = "VST1:6BF 7W$%*+-./:09"
USAGES = {code: usage for usage, code in sorted(HID_KEYS.items(), reverse=True)}
SCANNER, HAND = 0.012, 0.12
"""Seconds between two characters."""


class Fingers:
    """Whoever types: a scanner or a hand, into a window whose clock we hold."""

    def __init__(self, layout: str = "us") -> None:
        self.now = 100.0
        self.layout = layout
        self.reader = WindowReader(layout=layout, monotonic=lambda: self.now)
        self.taken: list[bool] = []
        """For each key that went down, whether it was taken from the keypad."""

    def type(self, text: str, pace: float = SCANNER, *, enter: bool = True) -> None:
        for code, pressed in keys_of(text, self.layout):
            self.now += pace / 4 if code == SHIFT else pace / 2
            self.key(code, pressed=pressed)
        if enter:
            self.now += pace / 2
            self.key(ENTER, pressed=True)
            self.key(ENTER, pressed=False)

    def key(self, code: int, *, pressed: bool) -> None:
        taken = self.reader.key(USAGES[code], pressed=pressed)
        if pressed:
            self.taken.append(taken)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_code_comes_through_whatever_the_scanner_is_set_to(layout: str, ear: Any, watch: Any) -> None:
    fingers = Fingers(layout)
    watch(fingers.reader)
    ear.state(DeviceState.READY)
    fingers.type(CARD)
    assert ear.wait(CardPresented) == CardPresented(CARD, "reader")


def test_silence_ends_a_code_without_enter(ear: Any, watch: Any) -> None:
    fingers = Fingers()
    watch(fingers.reader)
    fingers.type(CARD, enter=False)
    assert ear.wait(CardPresented).text == CARD


def test_what_a_hand_types_is_nobody_s_card(ear: Any, watch: Any) -> None:
    fingers = Fingers()
    watch(fingers.reader)
    fingers.type("12345678", HAND)
    fingers.type("1", HAND)
    fingers.now += 1.0
    fingers.type(CARD)
    assert ear.wait(CardPresented).text == CARD
    assert len(ear.all(CardPresented)) == 1


def test_a_busy_screen_cuts_no_code_in_two(ear: Any, watch: Any) -> None:
    fingers = Fingers()
    watch(fingers.reader)
    fingers.type(CARD[:9], enter=False)
    fingers.now += LEAST_IDLE * 0.8  # nobody read the window meanwhile; then everything comes at once
    fingers.type(CARD[9:], 0.0)
    assert ear.wait(CardPresented).text == CARD


def test_a_key_that_lies_on_the_keyboard_is_no_scanner(ear: Any, watch: Any) -> None:
    fingers = Fingers()
    watch(fingers.reader)
    fingers.key(30, pressed=True)
    fingers.now += 0.2
    for _ in range(100):
        fingers.key(30, pressed=True)
        fingers.now += 0.03
    fingers.key(30, pressed=False)
    fingers.now += 1.0
    fingers.type(CARD)
    assert ear.wait(CardPresented).text == CARD


def test_releases_that_were_lost_spoil_nothing(ear: Any, watch: Any) -> None:
    fingers = Fingers()
    watch(fingers.reader)
    for code, pressed in [*keys_of("1234", "us"), *keys_of("4455", "us"), (ENTER, True)]:
        fingers.now += 0.02
        if pressed:
            fingers.key(code, pressed=True)
    assert ear.wait(CardPresented).text == "12344455"


def test_the_keypad_keeps_its_keys_and_gets_none_of_the_scanner_s() -> None:
    fingers = Fingers()
    for _ in range(3):
        fingers.now += HAND
        fingers.key(15, pressed=True)
        fingers.key(15, pressed=False)
    assert fingers.taken == [False] * 3
    fingers.taken.clear()
    fingers.now += 1.0
    fingers.type("1234")
    assert fingers.taken == [False, True, True, True, True], "the first digit could be anybody's"


def test_shift_and_tab_at_once_are_a_hand_s() -> None:
    fingers = Fingers()
    fingers.now += 1.0
    fingers.key(SHIFT, pressed=True)
    fingers.now += 0.001
    fingers.key(15, pressed=True)
    assert fingers.taken == [False, False]


def test_a_key_that_has_no_place_means_nothing() -> None:
    reader = WindowReader()
    assert not reader.key(0, pressed=True)
    assert not reader.key(99_999, pressed=True)


def test_nobody_reads_and_memory_stays_as_it_is() -> None:
    fingers = Fingers()
    for _ in range(CAPACITY):
        fingers.now += 0.01
        fingers.key(30, pressed=True)
        fingers.key(30, pressed=False)
    assert not fingers.reader.key(USAGES[30], pressed=True)


def test_the_registry_names_who_wants_the_keys(ear: Any, render: Any) -> None:
    def keys(*addresses: str) -> Keys | None:
        first, *also = addresses
        wanted = ReaderOptions(first, also=tuple(also))
        return build(
            ear.put, SystemClock(), reader=wanted, printer=PrinterOptions(), usb_paths=(), render=render
        ).keys

    assert keys("loop://") is None
    assert isinstance(keys("loop://", "keyboard://window"), WindowReader)
    assert reader_at("keyboard://window", READER, Manners()).target == "keyboard://window"


def test_an_unknown_layout_is_refused_at_once() -> None:
    with pytest.raises(KeyError):
        WindowReader(layout="klingon")


@given(st.lists(st.floats(0.0, 0.2), min_size=1, max_size=30))
def test_a_pace_is_an_average(gaps: list[float]) -> None:
    pace, now = Pace(), 5.0
    pace.typed(now)
    for gap in gaps:
        now += gap
        pace.typed(now)
    count = len(gaps) + 1
    mean = sum(gaps) / len(gaps)
    if abs(mean - SCANNER_SECONDS) > 1e-6:
        assert pace.is_scanner() == (count >= FEWEST and mean < SCANNER_SECONDS)


@given(st.lists(st.tuples(st.integers(0, 300), st.booleans(), st.floats(0, 0.5)), max_size=200))
def test_any_keys_are_survived(keys: list[tuple[int, bool, float]]) -> None:
    fingers = Fingers()
    for usage, pressed, gap in keys:
        fingers.now += gap
        fingers.reader.key(usage, pressed=pressed)


def test_a_held_key_counts_once() -> None:
    held = Held()
    assert held.pressed(30, 1.0)
    assert held.pressed(30, 1.1), "a scanner whose release was lost"
    assert not held.pressed(30, 1.3)
    assert not held.pressed(30, 1.33)
    held.released(30)
    assert held.pressed(30, 1.34)
