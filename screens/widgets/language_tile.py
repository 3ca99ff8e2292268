"""A language by its own name; the chosen one has a tint, a border and a tick."""

from __future__ import annotations

from typing import Any

from kivy.properties import BooleanProperty, StringProperty

from screens.look import look
from screens.theme import TOKENS
from screens.widgets.icon import Icon
from screens.widgets.touchable import Touchable
from screens.widgets.txt import Txt

_STROKE = TOKENS["stroke"]
#: dp: at the ends of the words, the tick, and what is between both; the same on a narrow tile.
_WIDE, _NARROW = (40.0, 44.0, 16.0), (20.0, 32.0, 8.0)
NARROW = 400.0
"""dp of width under which a tile keeps its pads small."""


class LanguageTile(Touchable):
    """`name` stands where its own script begins; `rtl` says that this is the right."""

    arranged_by = ("name", "rtl", "chosen", "role")

    name = StringProperty("")
    rtl = BooleanProperty(False)
    chosen = BooleanProperty(False)
    role = StringProperty("h2")

    def __init__(self, **kwargs: Any) -> None:
        self.words = Txt(weight="SemiBold")
        self.tick = Icon(name="chosen", style="fill", tone="primary")
        super().__init__(**{"radius": TOKENS["radius"]["button"], **kwargs})
        self.adopt(self.words)
        self.adopt(self.tick)

    def dress(self) -> None:
        fill, border, width, tone = "surface", "lineStrong", _STROKE["control"], "ink"
        if self.chosen:
            fill, border, width, tone = "primarySoft", "primary", _STROKE["selected"], "onPrimarySoft"
        if self.pressed:
            fill, border, tone = "primarySoft", "primary", "onPrimarySoft"
        self.fill, self.border, self.border_width, self.words.tone = fill, border, width, tone

    def arrange(self) -> None:
        self.words.text, self.words.role = self.name, self.role
        self.words.align = "start" if self.rtl == look.rtl else "end"
        self.tick.opacity = 1 if self.chosen else 0
        pad, tick, gap = _NARROW if self.wide < NARROW else _WIDE
        at_start = self.chosen and self.words.align == "end"
        self.put(self.words, pad + (tick + gap if at_start else 0), 0, self.room(self.wide), self.high)
        self.put(self.tick, pad if at_start else self.wide - pad - tick, 0, tick, self.high)
        self.tick.glyph_size = tick

    def room(self, wide: float) -> float:
        """dp for the name on a tile of `wide` dp."""
        pad, tick, gap = _NARROW if wide < NARROW else _WIDE
        return wide - 2 * pad - (tick + gap if self.chosen else 0)
