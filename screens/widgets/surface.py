"""A flat rounded shape with an optional border: the ground of cards, buttons, tiles and pills."""

from __future__ import annotations

from kivy.properties import ListProperty, NumericProperty, StringProperty

from screens.rules import load
from screens.widgets.drawn import Drawn

load(__name__)


class Flat(Drawn):
    """A plain rectangle with sharp edges: bands, veils, lines. `fill` is a colour token."""

    fill = StringProperty("surface")


class Surface(Drawn):
    """`fill` and `border` are colour tokens (empty: none), `border_width` and `radius` are dp."""

    fill = StringProperty("surface")
    border = StringProperty("")
    border_width = NumericProperty(0)
    radius = NumericProperty(28)
    #: Ring of the keyboard focus, drawn around the shape; empty for none.
    ring_inner = StringProperty("")
    ring_outer = StringProperty("")
    #: Pixels of each corner, top left first; follows `radius` unless a subclass shapes it otherwise.
    corners = ListProperty([0, 0, 0, 0])
    inner_corners = ListProperty([0, 0, 0, 0])
    inner_pos = ListProperty([0, 0])
    inner_size = ListProperty([0, 0])

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        for name in ("radius", "border_width", "dp", "pos", "size"):
            self.fbind(name, self._shape)
        self._shape()

    def _shape(self, *_: object) -> None:
        edge = self.border_width * self.dp
        self.inner_pos = [self.x + edge, self.y + edge]
        self.inner_size = [max(0.0, self.width - 2 * edge), max(0.0, self.height - 2 * edge)]
        radius = min(self.radius * self.dp, self.width / 2, self.height / 2)
        self.corners = [radius] * 4
        self.inner_corners = [max(0.0, radius - edge)] * 4
