"""A flat rounded shape with an optional border: the ground of cards, buttons, tiles and pills."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kivy.graphics import Color, Rectangle
from kivy.graphics.vertex_instructions import BorderImage
from kivy.properties import ListProperty, NumericProperty, StringProperty

from screens.look import look
from screens.widgets.drawn import Drawn
from screens.widgets.plate import Corners, Plate, blank, picture

#: Pixels of reference dp that the two rings of the focus stand out.
_RING_OUTER, _RING_INNER = 11, 5


class Painted(Drawn):
    """Draws its own ground in `paint`, anew when one of `painted_by` or the theme changes; nothing while unseen."""

    painted_by: tuple[str, ...] = ()

    def __init__(self, **kwargs: Any) -> None:
        self.repaint = self.before_frame(self._paint)
        super().__init__(**kwargs)
        for name in ("pos", "size", "dp", "opacity", *self.painted_by):
            self.fbind(name, self.repaint)
        look.bind(theme=self.repaint)
        self.repaint()

    def renew(self) -> None:
        super().renew()
        self.repaint()

    def _paint(self) -> None:
        self.canvas.before.clear()
        if self.opacity > 0 and self.width >= 1 and self.height >= 1:
            with self.canvas.before:
                self.paint()

    def paint(self) -> None:
        """Add the instructions of the ground. Called with the canvas open, on the screen thread."""


class Flat(Painted):
    """A plain rectangle with sharp edges: bands, veils, lines. `fill` is a colour token."""

    painted_by = ("fill",)

    fill = StringProperty("surface")

    def paint(self) -> None:
        colour = look.theme.rgba(self.fill)
        if colour[3]:
            Color(*colour)
            Rectangle(texture=blank(), pos=self.pos, size=self.size)


class Surface(Painted):
    """`fill` and `border` are colour tokens (empty: none), `border_width` and `radius` are dp."""

    painted_by = (
        "fill", "border", "ring_inner", "ring_outer", "corners", "inner_corners", "inner_pos", "inner_size",
    )  # fmt: skip

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

    def paint(self) -> None:
        theme = look.theme
        for ring, reach in ((self.ring_outer, _RING_OUTER), (self.ring_inner, _RING_INNER)):
            if ring:
                self._paint_ring(theme.rgba(ring), reach)
        left, low = round(self.x), round(self.y)
        right, high = round(self.right), round(self.top)
        edges = (
            max(0, round(self.inner_pos[0] - self.x)),
            max(0, round(self.top - self.inner_pos[1] - self.inner_size[1])),
            max(0, round(self.right - self.inner_pos[0] - self.inner_size[0])),
            max(0, round(self.inner_pos[1] - self.y)),
        )
        room = min((right - left) // 2, high - low)
        plate = Plate(
            _radii(self.corners, room),
            _radii(self.inner_corners, max(0, room - max(edges[0], edges[2]))),
            edges,
            theme.rgba(self.fill),
            theme.rgba(self.border),
        )
        _add(plate, left, low, right - left, high - low)

    def _paint_ring(self, colour: tuple[float, float, float, float], reach: float) -> None:
        out = round(reach * self.dp)
        width, height = round(self.width) + 2 * out, round(self.height) + 2 * out
        inner = _radii(self.corners, max(width, height))
        corners = _radii([corner + reach * self.dp for corner in inner], min(width, height) // 2)
        plate = Plate(corners, (0.0, 0.0, 0.0, 0.0), (0, 0, 0, 0), colour, colour)
        _add(plate, round(self.x) - out, round(self.y) - out, width, height)


def _radii(corners: Iterable[Any], room: float) -> Corners:
    """Radii in pixels, to half a pixel so that equal shapes share a picture; `room` is the most there is place for."""
    radii: Sequence[float] = [float(c[0] if isinstance(c, tuple | list) else c) for c in corners]
    top_left, top_right, bottom_right, bottom_left = (min(round(2 * r) / 2, float(room)) for r in radii)
    return top_left, top_right, bottom_right, bottom_left


def _add(plate: Plate, x: int, y: int, width: int, height: int) -> None:
    if plate.invisible:
        return
    if not any(plate.edges) and not any(plate.outer):
        Color(*plate.fill)
        Rectangle(texture=blank(), pos=(x, y), size=(width, height))
        return
    left, top, right, bottom = plate.margins
    Color(1, 1, 1, 1)
    BorderImage(
        texture=picture(plate),
        pos=(x, y),
        size=(width, height),
        border=(bottom, right, top, left),
        auto_scale="off",
    )
