"""Scanners in keyboard mode, up to the decoder: layouts checked against libxkbcommon, keys against the
kernel's own header."""

from __future__ import annotations

import ctypes
import ctypes.util
import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.readers.keyboard import ALT, HID_KEYS, KeyDecoder
from devices.readers.layouts import KEYS, LAYOUTS, character
from devices.simulated.tag_reader import ENTER, SHIFT, keys_of

CARD = "VST1:0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
ALPHABET = CARD[5:]
XKB_NAMES = {"us": ("us", ""), "fr": ("fr", ""), "afnor": ("fr", "afnor"), "be": ("be", ""), "ch": ("ch", "fr")}
XKB_OFFSET = 8
KERNEL_KEYS = Path("/usr/include/linux/input-event-codes.h")


def typed(keys: list[tuple[int, bool]], layout: str = "us", pace: float = 0.002, **settings: Any) -> list[str]:
    """What a decoder makes of keys, and of the silence after them."""
    decoder, out, now = KeyDecoder(layout, **settings), [], 1.0
    for code, pressed in keys:
        now += pace
        out += decoder.key(code, pressed, now)
    return out + decoder.idle_elapsed(now + 1.0)


def scan(text: str, layout: str = "us") -> list[tuple[int, bool]]:
    return [*keys_of(text, layout), (ENTER, True), (ENTER, False)]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_card_comes_through_every_layout(layout: str) -> None:
    assert typed(scan(CARD, layout), layout) == [CARD]


def test_without_enter_silence_ends_a_code() -> None:
    assert typed(keys_of(CARD, "us")) == [CARD]


def test_two_codes_in_a_row() -> None:
    assert typed(scan("VST1:A") + scan("VST1:B")) == ["VST1:A", "VST1:B"]


def test_a_shift_that_never_came_up_does_not_change_the_next_code() -> None:
    decoder = KeyDecoder(idle=0.1)
    decoder.key(SHIFT, True, 1.0)
    out = [text for code, down in scan("vst1:a") for text in decoder.key(code, down, 2.0)]
    assert out == ["vst1:a"]


def test_space_with_shift_is_a_space() -> None:
    keys = [*keys_of("1234A", "us"), (SHIFT, True), (57, True), (57, False), (SHIFT, False), *keys_of("B", "us")]
    assert typed(keys) == ["1234A B"]


def test_alt_and_a_number_on_the_keypad() -> None:
    digits = {str(n): key for n, key in enumerate((82, 79, 80, 81, 75, 76, 77, 71, 72, 73))}
    keys: list[tuple[int, bool]] = []
    for char in "VST1:a":
        presses = [(digits[d], down) for d in f"{ord(char):04}" for down in (True, False)]
        keys += [(ALT, True), *presses, (ALT, False)]
    assert typed(keys) == ["VST1:a"]


def test_what_a_card_cannot_hold_is_unreadable_and_not_left_out() -> None:
    assert typed([*keys_of("1234", "fr"), (3, True), (3, False)], "fr") == [""]


def test_commands_type_nothing() -> None:
    assert typed([(29, True), (46, True), (46, False), (29, False), *scan("VST1:A")]) == ["VST1:A"]


def test_a_line_of_a_million_keys_is_one_unreadable_frame() -> None:
    key = keys_of("x", "us")
    assert typed(key * 100_000, pace=0.0) == [""]


def test_what_was_lost_is_dropped_until_silence() -> None:
    decoder = KeyDecoder()
    decoder.keys_lost()
    assert [t for code, down in scan("VST1:A") for t in decoder.key(code, down, 0.05)] == []
    assert [t for code, down in scan("VST1:B") for t in decoder.key(code, down, 1.0)] == ["VST1:B"]


def test_an_unknown_layout_is_refused_at_once() -> None:
    with pytest.raises(KeyError):
        KeyDecoder("klingon")


def test_the_scancodes_of_a_window_are_the_same_keys() -> None:
    """The numbers of the USB standard as SDL and Kivy give them, worked out by hand for one card."""
    usages = {"A": 4, "Z": 29, "1": 30, "0": 39, " ": 44, "-": 45, ".": 55, "/": 56}
    text = "A1Z0 -./"
    keys: list[tuple[int, bool]] = []
    for char in text:
        shift = [(225, True)] if char.isalpha() else []
        keys += [*shift, (usages[char], True), (usages[char], False), *[(code, False) for code, _ in shift]]
    keys += [(40, True), (40, False)]
    assert typed([(HID_KEYS[usage], down) for usage, down in keys]) == [text]


# ------------------------------------------------------------------------------------- independent tables


@pytest.fixture(scope="module")
def xkb() -> Callable[[str, int, int], str]:
    """What libxkbcommon says a key types: (layout, kernel key, level) → character, "" for none."""
    name = ctypes.util.find_library("xkbcommon")
    if name is None:
        pytest.skip("libxkbcommon is not installed")
    library = ctypes.CDLL(name)

    class Names(ctypes.Structure):
        _fields_ = [(field, ctypes.c_char_p) for field in ("rules", "model", "layout", "variant", "options")]

    library.xkb_context_new.restype = ctypes.c_void_p
    library.xkb_keymap_new_from_names.restype = ctypes.c_void_p
    library.xkb_keymap_new_from_names.argtypes = [ctypes.c_void_p, ctypes.POINTER(Names), ctypes.c_int]
    symbols = ctypes.POINTER(ctypes.c_uint32)
    by_level = library.xkb_keymap_key_get_syms_by_level
    by_level.argtypes = [ctypes.c_void_p, *[ctypes.c_uint32] * 3, ctypes.POINTER(symbols)]
    library.xkb_keysym_to_utf32.restype = ctypes.c_uint32
    context = library.xkb_context_new(0)
    keymaps = {}
    for layout, (which, variant) in XKB_NAMES.items():
        names = Names(b"evdev", b"pc105", which.encode(), variant.encode(), b"")
        keymaps[layout] = library.xkb_keymap_new_from_names(context, ctypes.byref(names), 0)
        if not keymaps[layout]:
            pytest.skip("the keyboard tables of X are not installed (xkb-data)")

    def look(layout: str, key: int, level: int) -> str:
        found = symbols()
        if by_level(keymaps[layout], key + XKB_OFFSET, 0, level, ctypes.byref(found)) != 1:
            return ""
        return chr(library.xkb_keysym_to_utf32(found[0]))

    return look


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_tables_are_those_of_libxkbcommon(layout: str, xkb: Callable[[str, int, int], str]) -> None:
    rows = LAYOUTS[layout]
    differing = {
        (key, level, ours, theirs)
        for key in KEYS
        for level in range(4)
        if (ours := rows[level].get(key, "") if level < len(rows) else "")
        != (theirs := char if (char := xkb(layout, key, level)).isascii() and char.isprintable() else "")
    }
    assert differing == set()
    assert all(any(char in row.values() for row in rows) or char == " " for char in ALPHABET)


def test_the_keys_are_those_of_the_kernel() -> None:
    if not KERNEL_KEYS.exists():
        pytest.skip("the kernel's names of keys are not installed (libc6-dev)")
    codes = {
        words[1]: int(words[2])
        for line in KERNEL_KEYS.read_text(encoding="utf-8").splitlines()
        if len(words := line.split()) >= 3 and words[1].startswith("KEY_") and words[2].isdecimal()
    }
    names = {"A": "KEY_A", "Q": "KEY_Q", "Z": "KEY_Z", "M": "KEY_M", "1": "KEY_1", "0": "KEY_0", "-": "KEY_MINUS"}
    for char, name in names.items():
        assert character("us", codes[name], shift=char.isalpha(), altgr=False) == char
    assert codes["KEY_ENTER"] == ENTER
    assert codes["KEY_LEFTSHIFT"] == SHIFT


events = st.lists(st.tuples(st.integers(0, 255), st.booleans(), st.sampled_from([0.0, 0.01, 0.2])), max_size=80)


@given(layout=st.sampled_from(sorted(LAYOUTS)), events=events)
def test_no_keys_raise_and_the_next_card_is_read(layout: str, events: list[tuple[int, bool, float]]) -> None:
    decoder, now = KeyDecoder(layout, max_length=40), 1.0
    for code, pressed, pause in events:
        now += pause
        for text in decoder.key(code, pressed, now):
            assert text.isascii()
    assert decoder.idle_elapsed(now + 1.0) is not None
    read = [t for code, down in scan("VST1:CARD", layout) for t in decoder.key(code, down, now + 2.0)]
    assert read == ["VST1:CARD"]


@given(st.text(ALPHABET, min_size=1, max_size=35), st.sampled_from(sorted(LAYOUTS)))
def test_every_card_can_be_typed_with_every_layout(payload: str, layout: str) -> None:
    assert typed(scan("VST1:" + payload, layout), layout) == ["VST1:" + payload]


def test_every_key_of_a_table_stands_once() -> None:
    assert len(set(KEYS)) == len(KEYS)
    assert all(len(list(group)) == 1 for _, group in itertools.groupby(sorted(KEYS)))
