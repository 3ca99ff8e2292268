"""Shows where the card reader is: a yellow arch or tab that touches the edge nearest to it, with an arrow."""

from __future__ import annotations

from typing import Any

from kivy.animation import Animation
from kivy.properties import NumericProperty, OptionProperty, StringProperty

from screens.look import look
from screens.theme import TOKENS
from screens.widgets.icon import Icon
from screens.widgets.surface import Surface
from screens.widgets.txt import Txt

_CUE = TOKENS["motion"]["readerCue"]
POSITIONS = ("bottom-right", "bottom-left", "bottom", "right")
_ARROWS = {"bottom-right": "readerDown", "bottom-left": "readerDown", "bottom": "readerDown", "right": "readerRight"}


class ReaderMarker(Surface):
    """`label` and `position`. 176 × 150 dp at the bottom, 184 × 100 at the right edge.

    The arrow moves only while `beckon` has been called and the look allows movement: an idle kiosk stays still.
    """

    arranged_by = ("label", "position")

    label = StringProperty("")
    position = OptionProperty("bottom-right", options=list(POSITIONS))
    #: dp that the arrow has moved towards the reader.
    travel = NumericProperty(0)

    def __init__(self, **kwargs: Any) -> None:
        self.words = Txt(role="bar", tone="onSun", align="center", wrap=False)
        self.arrow = Icon(style="fill", tone="onSun")
        super().__init__(**{"fill": "sun", **kwargs})
        self.adopt(self.words)
        self.adopt(self.arrow)
        self.fbind("position", self._shape)
        self.fbind("travel", self.rearrange)
        look.bind(moving=lambda *_: self.rest())

    def beckon(self, times: int = 3) -> None:
        """Move the arrow a few times, then stand still."""
        self.rest()
        if not look.moving:
            return
        there = Animation(travel=_CUE["travelDp"], duration=_CUE["period"] / 2, transition="in_out_cubic")
        back = Animation(travel=0, duration=_CUE["period"] / 2, transition="in_out_cubic")
        dance = there + back
        for _ in range(times - 1):
            dance = dance + there + back
        dance.start(self)

    def rest(self) -> None:
        """Stop the arrow."""
        Animation.cancel_all(self, "travel")
        self.travel = 0

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
            self.arrow.glyph_size = 46
            self.put(self.words, 20, 0, self.wide - 84, self.high, mirror=False)
            self.put(self.arrow, self.wide - 62 + self.travel, 0, 46, self.high, mirror=False)
        else:
            self.arrow.glyph_size = 64
            self.put(self.words, 0, 30, self.wide, 44)
            self.put(self.arrow, (self.wide - 64) / 2, 74 + self.travel, 64, 64)
