"""Keys by the names of the site file, and what each does. Which keys there are is `config.vocabulary.KEYS`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol


class Act(StrEnum):
    """What a key of a keypad does."""

    NEXT = "next"
    PREVIOUS = "previous"
    ACTIVATE = "activate"
    BACK = "back"
    HELP = "help"


class Keypad(Protocol):
    """Which keys do what (`config.settings.KeypadSettings`); `pause_ms` during which the same key counts once,
    `scan_ms` after which the focus moves by itself (0: never)."""

    @property
    def next(self) -> tuple[str, ...]: ...
    @property
    def previous(self) -> tuple[str, ...]: ...
    @property
    def activate(self) -> tuple[str, ...]: ...
    @property
    def back(self) -> tuple[str, ...]: ...
    @property
    def help(self) -> tuple[str, ...]: ...
    @property
    def pause_ms(self) -> int: ...
    @property
    def scan_ms(self) -> int: ...


class Keyboard:
    """The keys of a plain keyboard, where no keypad is named."""

    next: tuple[str, ...] = ("tab",)
    previous: tuple[str, ...] = ("shift+tab",)
    activate: tuple[str, ...] = ("enter", "numpadenter", "space")
    back: tuple[str, ...] = ()
    help: tuple[str, ...] = ()
    pause_ms: int = 300
    scan_ms: int = 0


#: SDL numbers keys without a character from here on, by their place in the USB table; Kivy knows F13 to F15 by other
#: numbers, which are those of keys that print the screen.
_SDL = 1 << 30
_USB_F13 = 104
_NUMPAD = 256

CODES: Mapping[str, int] = {
    "tab": 9, "enter": 13, "space": 32, "backspace": 8, "delete": 127,
    "left": 276, "right": 275, "up": 273, "down": 274,
    "home": 278, "end": 279, "pageup": 280, "pagedown": 281, "insert": 277,
    **{f"numpad{digit}": _NUMPAD + digit for digit in range(10)},
    "numpadpoint": 266, "numpaddivide": 267, "numpadmultiply": 268, "numpadminus": 269, "numpadplus": 270,
    "numpadenter": 271,
    **{f"f{number}": _SDL + _USB_F13 + number - 13 for number in range(13, 25)},
}  # fmt: skip
"""The number by which Kivy names each key; "shift+tab" is no key of its own."""

_NAMES = {code: name for name, code in CODES.items()}
#: With one of these a key is a command of some desktop, and none of ours.
_COMMANDS = frozenset({"ctrl", "alt", "alt-gr", "meta", "super"})


def name_of(code: int, modifiers: list[str]) -> str:
    """The name of a key that was pressed; "" for one that does nothing here."""
    if _COMMANDS & set(modifiers):
        return ""
    name = _NAMES.get(code, "")
    return f"shift+{name}" if name == "tab" and "shift" in modifiers else name


def act_of(keypad: Keypad, name: str) -> Act | None:
    """What a key does; None when nothing."""
    return next((act for act in Act if name and name in getattr(keypad, act.value)), None)
