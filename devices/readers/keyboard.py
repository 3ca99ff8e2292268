"""From keys that a scanner in keyboard mode presses to the text it means. Pure: keys and time come in, texts go out.

Works on places of keys, never on characters, so that the keyboard layout of the kiosk does not matter; the layout that
the *scanner* is set to does (docs/devices.md, "Scanners in keyboard mode"). Keys come from the kernel
(`devices.readers.wedge_reader`) or, as a second way, from a window: `HID_KEYS` translates the scancodes that SDL and
Kivy give, which are the numbers of the USB standard.
"""

from __future__ import annotations

from collections.abc import Mapping

from devices.readers.framing import MAX_TEXT, UNREADABLE, text_of
from devices.readers.layouts import UNWRITABLE, character, keypad_digit

ENDS = frozenset({28, 96, 15})
"""Enter, Enter of the keypad, Tab: what a scanner puts behind a code."""
SHIFTS = frozenset({42, 54})
ALT, ALTGR = 56, 100
COMMANDS = frozenset({29, 97, 125, 126})
"""Control and system keys: what is pressed with them types nothing."""

HID_KEYS: Mapping[int, int] = {
    **dict(zip(range(4, 30), (30, 48, 46, 32, 18, 33, 34, 35, 23, 36, 37, 38, 50, 49, 24, 25, 16, 19, 31, 20, 22, 47,
                              17, 45, 21, 44), strict=True)),
    **dict(zip(range(30, 40), range(2, 12), strict=True)),
    **dict(zip(range(40, 57), (28, 1, 14, 15, 57, 12, 13, 26, 27, 43, 43, 39, 40, 41, 51, 52, 53), strict=True)),
    **dict(zip(range(84, 100), (98, 55, 74, 78, 96, 79, 80, 81, 75, 76, 77, 71, 72, 73, 82, 83), strict=True)),
    57: 58, 100: 86,
    **dict(zip(range(224, 232), (29, 42, 56, 125, 97, 54, 100, 126), strict=True)),
}  # fmt: skip
"""The kernel's key of each USB usage (SDL scancode) that matters here."""


class KeyDecoder:
    """Collects the keys of one scanner. Belongs to the reader's thread; times in seconds, any origin.

    `layout` is the one that the scanner is set to, `idle` the silence that ends a code without Enter, `max_length` the
    longest code in characters: what is longer is one unreadable frame, and dropped until silence.
    """

    def __init__(self, layout: str = "us", idle: float = 0.1, max_length: int = 4096) -> None:
        character(layout, ALT, shift=False, altgr=False)  # an unknown layout is refused now
        self._layout = layout
        self._idle = idle
        self._max_length = max_length
        self._text: list[str] = []
        self._held: set[int] = set()
        self._by_number = ""
        self._dropping = False
        self._last = 0.0

    def key(self, code: int, pressed: bool, now: float) -> list[str]:
        """A key of the kernel's numbering went down or up at `now`. The texts that this completes."""
        texts = self.idle_elapsed(now)
        self._last = now
        if code == ALT and not pressed:
            self._type_by_number()
        if not pressed:
            self._held.discard(code)
        elif code in ENDS:
            self._end(texts)
        elif code in SHIFTS or code in COMMANDS or code in (ALT, ALTGR):
            self._held.add(code)
        else:
            self._type(code)
        if len(self._text) > self._max_length:
            self._text.clear()
            self._dropping = True
            texts.append(UNREADABLE)
        return texts

    def idle_elapsed(self, now: float) -> list[str]:
        """The code that silence has ended by `now`, if any."""
        texts: list[str] = []
        if now - self._last >= self._idle and self.waits:
            self._end(texts)
            self._dropping = False
            self._held.clear()  # a key that got lost while held must not change the next code
        return texts

    @property
    def waits(self) -> bool:
        """Whether silence would end something."""
        return bool(self._text or self._held or self._dropping)

    def reset(self) -> None:
        """Forget half a code: the device is gone."""
        self._text.clear()
        self._held.clear()
        self._by_number = ""
        self._dropping = False

    def keys_lost(self) -> None:
        """Some keys never arrived: drop what comes until silence."""
        self.reset()
        self._dropping = True

    def _type(self, code: int) -> None:
        if self._dropping or self._held & COMMANDS:
            return
        if ALT in self._held:
            self._by_number = (self._by_number + keypad_digit(code))[:4]
            return
        self._text.append(
            character(self._layout, code, shift=bool(self._held & SHIFTS), altgr=ALTGR in self._held)
        )

    def _type_by_number(self) -> None:
        """Alt and the number of a character on the keypad, which some scanners use to be sure."""
        number, self._by_number = self._by_number, ""
        if number and not self._dropping:
            self._text.append(chr(int(number)) if int(number) < 127 else UNWRITABLE)

    def _end(self, texts: list[str]) -> None:
        typed = "".join(self._text)
        self._text.clear()
        if self._dropping or not typed:
            return
        text = text_of(typed.encode("ascii")) if len(typed) <= MAX_TEXT else UNREADABLE
        if text is not None:
            texts.append(text)
