"""Shows where the card reader is: a yellow arch or tab that touches the edge nearest to it, with an arrow."""

from __future__ import annotations

from typing import Any

from kivy.properties import OptionProperty, StringProperty

from screens.widgets.icon import Icon
from screens.widgets.surface import Surface
from screens.widgets.txt import Txt

POSITIONS = ("bottom-right", "bottom-left", "bottom", "right")
#: dp of the tab: least width, room before the word, between word and arrow, the arrow, room after it.
_TAB_WIDTH, _TAB_START, _TAB_GAP, _TAB_ARROW, _TAB_END = 184.0, 19.0, 6.0, 46.0, 18.0
_ARROWS = {"bottom-right": "readerDown", "bottom-left": "readerDown", "bottom": "readerDown", "right": "readerRight"}


class ReaderMarker(Surface):
    """`label` and `position`. 176 × 150 dp at the bottom, at least 184 × 100 at the right edge.

    The arrow stands still: a moving one would keep the idle kiosk drawing day and night.
    """

    arranged_by = ("label", "position")

    label = StringProperty("")
    position = OptionProperty("bottom-right", options=list(POSITIONS))

    def __init__(self, **kwargs: Any) -> None:
        self.words = Txt(role="bar", tone="onSun", align="center", wrap=False)
        self.arrow = Icon(style="fill", tone="onSun")
        super().__init__(**{"fill": "sun", **kwargs})
        self.adopt(self.words)
        self.adopt(self.arrow)
        self.fbind("position", self._shape)

    def tab_width(self) -> float:
        """Width in dp of the tab at the right edge, enough for its word at any text size."""
        words = float(self.words.natural()[0] / self.dp)
        return max(_TAB_WIDTH, _TAB_START + words + _TAB_GAP + _TAB_ARROW + _TAB_END + 2)

    def _shape(self, *_: Any) -> None:
        super()._shape()
        if self.position == "right":
            half = min(self.height / 2, self.width)
            self.corners = [(half, half), (0, 0), (0, 0), (half, half)]
        else:
            half = min(self.width / 2, self.height)
            self.corners = [(half, half), (half, half), (0, 0), (0, 0)]
        self.inner_corners = self.corners

    def arrange(self) -> None:
        self.words.text, self.arrow.name = self.label, _ARROWS[self.position]
        if self.position == "right":
            self.arrow.glyph_size = _TAB_ARROW
            end = self.wide - _TAB_END
            self.put(self.words, _TAB_START, 0, end - _TAB_ARROW - _TAB_GAP - _TAB_START, self.high, mirror=False)
            self.put(self.arrow, end - _TAB_ARROW, 0, _TAB_ARROW, self.high, mirror=False)
        else:
            self.arrow.glyph_size = 64
            self.put(self.words, 0, 30, self.wide, 44)
            self.put(self.arrow, (self.wide - 64) / 2, 74, 64, 64)
