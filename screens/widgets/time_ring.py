"""Time left as a ring that empties, with the words that say the same."""

from __future__ import annotations

from typing import Any

from kivy.properties import ListProperty, NumericProperty, StringProperty

from kiosk.places.view import Ring
from screens.look import look
from screens.rules import load
from screens.theme import TOKENS
from screens.widgets.drawn import Drawn
from screens.widgets.txt import Txt

load(__name__)

#: The four sizes of the design: outer diameter and stroke in dp.
_SIZES: dict[float, float] = {row[0]: row[1] for row in TOKENS["component"]["timeRing"]["sizes"].values()}
#: diameter: size in sp of the value, of the words above, of the words below.
_WORDS = {580.0: (200, 38, 48), 348.0: (76, 26, 26), 300.0: (132, 26, 26), 176.0: (60, 26, 26)}
#: diameter: middles of the words above, of the value and of the words below, in dp from the top.
_MIDDLES = {580.0: (158, 287, 415), 348.0: (113, 172, 234)}


class TimeRing(Drawn):
    """`fraction` of the whole in 0–1, `value` in the middle, words `above` and `below`; `ground` is what is behind.

    Place it as a square of 580, 348, 300 or 176 dp. It turns the same way in every language.
    """

    arranged_by = ("fraction", "value", "above", "below")

    fraction = NumericProperty(1)
    value = StringProperty("")
    above = StringProperty("")
    below = StringProperty("")
    tone = StringProperty("primary")
    ground = StringProperty("canvas")
    stroke = NumericProperty(34)
    #: Pixels: centre of the round cap at the end of the arc.
    tip = ListProperty([0, 0])

    def __init__(self, **kwargs: Any) -> None:
        self.middle = Txt(role="giant", align="center", wrap=False)
        self.head = Txt(role="small", align="center", wrap=False)
        self.foot = Txt(role="small", align="center", wrap=False)
        super().__init__(**kwargs)
        for child in (self.middle, self.head, self.foot):
            self.adopt(child)

    def show(self, ring: Ring) -> None:
        """Take everything from a ring of the view state."""
        self.fraction, self.value, self.tone = ring.fraction, ring.value, str(ring.tone)
        self.above, self.below = ring.above, ring.below

    def arrange(self) -> None:
        from math import cos, radians, sin

        nearest = min(_SIZES, key=lambda size: abs(size - self.wide))
        ratio = self.wide / nearest
        self.stroke = _SIZES[nearest] * ratio
        angle = radians(360 * min(1.0, max(0.0, self.fraction)))
        reach = (self.width - self.stroke * self.dp) / 2
        self.tip = [self.center_x + reach * sin(angle), self.center_y + reach * cos(angle)]
        value, above, below = (size * ratio for size in _WORDS[nearest])
        growth = look.type.size("body") / 30 if nearest > 176 else 1.0
        self.middle.text, self.head.text, self.foot.text = self.value, self.above, self.below
        self.head.sp, self.foot.sp = above * min(growth, 1.2), below * min(growth, 1.2)
        self.foot.weight = "SemiBold" if nearest == 580 else "Regular"
        room = (self.wide - 2 * self.stroke) * 0.92
        self.middle.sp = value
        wide = self.middle.natural()[0] / self.dp
        if wide > room:
            self.middle.sp = value * room / wide
        rows = [(self.head, above * 1.6), (self.middle, self.middle.sp * 1.0), (self.foot, below * 1.5)]
        if self.above and self.below and nearest in _MIDDLES:
            for (text, height), middle in zip(rows, _MIDDLES[nearest], strict=True):
                self.put(text, 0, middle * ratio - height / 2, self.wide, height)
            return
        rows = [(text, height) for text, height in rows if text.text]
        top = (self.high - sum(height for _, height in rows)) / 2
        for text, height in rows:
            self.put(text, 0, top, self.wide, height)
            top += height
        for text in (self.head, self.middle, self.foot):
            if not text.text:
                self.put(text, 0, 0, 1, 1)
