"""An answer as a face in a door, with its word."""

from __future__ import annotations

from typing import Any

from kivy.properties import StringProperty

from screens.theme import TOKENS
from screens.widgets.icon import Icon
from screens.widgets.touchable import Touchable
from screens.widgets.txt import Txt

_STROKE = 4
_FOOT = TOKENS["radius"]["archFoot"]


class FaceTile(Touchable):
    """`icon` and `text`. 304 × 420 dp upright; the face takes half of the smaller side."""

    arranged_by = ("icon", "text", "role")

    icon = StringProperty("")
    text = StringProperty("")
    role = StringProperty("h2")

    def __init__(self, **kwargs: Any) -> None:
        self.picture, self.words = Icon(style="regular"), Txt(align="center", weight="SemiBold")
        super().__init__(**kwargs)
        self.adopt(self.picture)
        self.adopt(self.words)

    def dress(self) -> None:
        self.fill, self.border, tone = "surface", "lineStrong", "ink"
        if self.pressed:
            self.fill, self.border, tone = "primarySoft", "primary", "onPrimarySoft"
        self.border_width = _STROKE
        self.picture.tone = self.words.tone = tone

    def arrange(self) -> None:
        self.picture.name, self.words.text, self.words.role = self.icon, self.text, self.role
        side = self.wide * 0.59
        words = self.words.natural((self.wide - 24) * self.dp)[1] / self.dp
        free = max(0.0, self.high - side - words)
        self.picture.glyph_size = side
        self.put(self.picture, (self.wide - side) / 2, free * 0.51, side, side)
        self.put(self.words, 12, free * 0.66 + side, self.wide - 24, words)

    def _shape(self, *_: Any) -> None:
        edge = self.border_width * self.dp
        half, foot = min(self.width / 2, self.height), min(_FOOT * self.dp, self.width / 4)
        inner, inner_foot = max(0.0, half - edge), max(0.0, foot - edge)
        self.inner_pos = [self.x + edge, self.y + edge]
        self.inner_size = [max(0.0, self.width - 2 * edge), max(0.0, self.height - 2 * edge)]
        self.corners = [half, half, foot, foot]
        self.inner_corners = [inner, inner, inner_foot, inner_foot]
