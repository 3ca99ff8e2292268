"""The digit pad and the row of dots that counts what was typed. Neither ever shows or keeps a digit."""

from __future__ import annotations

from typing import Any

from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty

from screens.theme import TOKENS
from screens.widgets.drawn import Drawn
from screens.widgets.push_button import PushButton
from screens.widgets.surface import Surface

_SIZES = TOKENS["component"]["pinPad"]
_DIGITS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "clear", "0", "erase")
#: Seconds: a person types the same digit twice faster than they tap a button twice.
_KEY_DEBOUNCE = 0.12


class _Key(PushButton):
    def dress(self) -> None:
        # Keys do not light up: who stands behind must not read the code from the screen.
        self.pressed = False
        super().dress()


class PinPad(Drawn):
    """Twelve keys of 288 × 140 dp, three by four with 24 dp between: 912 × 632 dp.

    `key` is called with a digit, `erase` (the last one) or `clear` (all) when a finger leaves a key.
    """

    arranged_by = ("clear_text", "erase_text", "blocked")

    key = ObjectProperty(None, allownone=True)
    clear_text = StringProperty("Tout effacer")
    erase_text = StringProperty("Effacer")
    #: After too many errors: the keys go grey and take nothing.
    blocked = BooleanProperty(False)

    def __init__(self, **kwargs: Any) -> None:
        self.keys: dict[str, PushButton] = {}
        super().__init__(**kwargs)
        for name in _DIGITS:
            digit = name.isdigit()
            button = _Key(kind="secondary" if digit else "key", role="h1" if digit else "label", gap=16)
            button.debounce = _KEY_DEBOUNCE
            if digit:
                button.text, button.words.weight = name, "SemiBold"
                button.words.sp = 64
            else:
                button.icon = "clear" if name == "clear" else "backspace"
            button.act = lambda name=name: self._typed(name)
            self.keys[name] = button
            self.adopt(button)

    def belongs(self, place: str) -> None:
        """Name the intent of each key: `place`.digit with the digit, `place`.erase, `place`.clear."""
        for name, key in self.keys.items():
            key.intent = (f"{place}.digit", name) if name.isdigit() else (f"{place}.{name}", None)

    def _typed(self, name: str) -> None:
        if self.key is not None and not self.blocked:
            self.key(name)

    def arrange(self) -> None:
        self.keys["clear"].text, self.keys["erase"].text = self.clear_text, self.erase_text
        gap = _SIZES["gap"]
        width, height = (self.wide - 2 * gap) / 3, (self.high - 3 * gap) / 4
        for index, name in enumerate(_DIGITS):
            column, row = index % 3, index // 3
            # Digits keep their places in every language, like on a telephone.
            self.put(self.keys[name], column * (width + gap), row * (height + gap), width, height, mirror=False)
            self.keys[name].enabled = not self.blocked


class PinDots(Drawn):
    """`filled` dots out of `total`; 60 dp each, 30 dp apart, centred."""

    arranged_by = ("filled", "total")

    filled = NumericProperty(0)
    total = NumericProperty(_SIZES["digits"])

    def arrange(self) -> None:
        total = int(self.total)
        while len(self.children) > total:
            self.remove_widget(self.children[0])
        while len(self.children) < total:
            self.adopt(Surface(radius=999))
        side, gap = _SIZES["dot"], _SIZES["dotGap"]
        left = (self.wide - total * side - (total - 1) * gap) / 2
        for index, dot in enumerate(self.children[::-1]):
            done = index < self.filled
            dot.fill, dot.border = ("primary", "") if done else ("surface", "lineStrong")
            dot.border_width = 0 if done else TOKENS["stroke"]["control"]
            self.put(dot, left + index * (side + gap), (self.high - side) / 2, side, side)
