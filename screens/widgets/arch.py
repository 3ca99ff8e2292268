"""The arch is the door: filled you may go in, outlined wait, soft not now. Also the small arch of the logo."""

from __future__ import annotations

from typing import Any

from kivy.properties import BooleanProperty, OptionProperty, StringProperty

from screens.look import look
from screens.theme import DARK, TOKENS
from screens.widgets.drawn import Drawn
from screens.widgets.surface import Surface

_FOOT = TOKENS["radius"]["archFoot"]
_THEME_STROKE = 8
_STROKE = 6
_OUTLINE = "archStroke"


class Arch(Surface):
    """`kind` is `filled`, `outlined`, `soft` (tinted and outlined in `tone`) or `tint` (tinted only).

    `standing` (default) puts it on a line: square foot, no stroke below. Otherwise it floats with a round foot.
    """

    kind = OptionProperty("filled", options=["filled", "outlined", "soft", "tint"])
    tone = StringProperty("warning")
    standing = BooleanProperty(True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for name in ("kind", "tone", "standing"):
            self.fbind(name, self._dress)
        self.fbind("width", self._outline)
        look.bind(theme=self._dress)
        self._dress()

    def _dress(self, *_: Any) -> None:
        stroke: float = _STROKE
        if self.kind == "filled":
            self.fill, self.border = "archFill", _OUTLINE
            stroke = self._thick
        elif self.kind == "outlined":
            self.fill, self.border = "surface", "ink"
        else:
            self.fill = f"{self.tone}Soft"
            # A plain notice is no warning: its outline is that of the door that waits.
            outline = "ink" if self.tone == "primary" else self.tone
            self.border = outline if self.kind == "soft" else ""
            stroke = _STROKE if self.kind == "soft" else 0
        self.border_width = stroke
        self._shape()

    @property
    def _thick(self) -> float:
        """dp of the outline of a door that is open: wide doors have a thick one, in the contrast theme alone."""
        return (_THEME_STROKE if self.wide > 300 else 5) if look.theme is DARK else 0

    def _outline(self, *_: Any) -> None:
        """The door became wider; one that somebody painted otherwise (a person, the logo) keeps its outline."""
        if self.border == _OUTLINE:
            self.border_width = self._thick

    def _shape(self, *_: Any) -> None:
        edge = self.border_width * self.dp
        foot = 0.0 if self.standing else min(_FOOT * self.dp, self.width / 4)
        below = 0.0 if self.standing else edge
        half = min(self.width / 2, self.height)
        inner = max(0.0, half - edge)
        inner_foot = max(0.0, foot - edge)
        self.inner_pos = [self.x + edge, self.y + below]
        self.inner_size = [max(0.0, self.width - 2 * edge), max(0.0, self.height - edge - below)]
        self.corners = [(half, half), (half, half), (foot, foot), (foot, foot)]
        self.inner_corners = [(inner, inner), (inner, inner), (inner_foot, inner_foot), (inner_foot, inner_foot)]


class Logo(Drawn):
    """Our mark: an arch with an open door. `fixed` keeps the paper colours, as on a printed card."""

    arranged_by = ("fixed", "staff")

    fixed = BooleanProperty(False)
    staff = BooleanProperty(False)

    def __init__(self, **kwargs: Any) -> None:
        self.wall, self.door = Arch(), Arch()
        super().__init__(**kwargs)
        self.adopt(self.wall)
        self.adopt(self.door)
        look.bind(theme=self.rearrange)

    def arrange(self) -> None:
        for part, fill in ((self.wall, "logo"), (self.door, "logoDoor")):
            part.fill = f"{fill}Fixed" if self.fixed else fill
            part.border, part.border_width = "", 0
        if self.staff:
            self.wall.fill, self.door.fill = "onBar", "sun" if look.theme is not DARK else "bar"
        self.put(self.wall, 0, 0, self.wide, self.high)
        door = self.wide * 0.44
        self.put(self.door, (self.wide - door) / 2, self.high * 0.29, door, self.high * 0.71)
