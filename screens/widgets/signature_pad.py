"""Where a visitor signs with the finger: keeps strokes, not a picture."""

from __future__ import annotations

from itertools import pairwise
from math import hypot
from typing import Any

from kivy.clock import Clock
from kivy.graphics import Color, SmoothEllipse, SmoothLine
from kivy.properties import BooleanProperty, StringProperty

from screens.look import look
from screens.theme import TOKENS
from screens.widgets.surface import Flat, Surface
from screens.widgets.txt import Txt

_SIZES = TOKENS["component"]["signaturePad"]

#: A round joint as wide as the line would show beyond its softened edge.
_JOINT = 0.86

#: x and y from 0 to 1 of the pad's width and height, origin top left; milliseconds since the first touch.
Point = tuple[float, float, int]
Strokes = tuple[tuple[Point, ...], ...]


class SignaturePad(Surface):
    """960 × 440 dp. `ready` becomes true after 12 points and 120 dp of stroke; `strokes()` gives the result.

    `on_change` is dispatched at the end of each stroke and by `clear`.
    """

    arranged_by = ("caption",)
    __events__ = ("on_change",)

    caption = StringProperty("")
    ready = BooleanProperty(False)
    #: Takes no stroke, for instance while the signature is being written.
    locked = BooleanProperty(False)

    def __init__(self, **kwargs: Any) -> None:
        self._strokes: list[list[Point]] = []
        self._began = 0.0
        self._finger: Any = None
        self._line: Any = None
        self.baseline, self.legend = Flat(fill="lineStrong"), Txt(role="small", tone="ink2")
        super().__init__(**{"radius": _SIZES["radius"], "border": "primary", **kwargs})
        self.border_width = _SIZES["border"]
        self.adopt(self.baseline)
        self.adopt(self.legend)
        look.bind(theme=lambda *_: self._repaint())

    def strokes(self) -> Strokes:
        """The signature so far; one tuple per stroke."""
        return tuple(tuple(stroke) for stroke in self._strokes)

    def clear(self) -> None:
        """Forget everything that was drawn."""
        self._strokes, self._finger, self._line = [], None, None
        self.canvas.after.clear()
        self.ready = False
        self.dispatch("on_change")

    def on_change(self) -> None:
        """Default handler of the event: nothing."""

    def arrange(self) -> None:
        self.legend.text = self.caption
        self.put(self.baseline, 60, self.high * 0.767, self.wide - 120, 3)
        self.put(self.legend, 60, self.high * 0.8, self.wide - 120, 50)
        self._repaint()

    def on_touch_down(self, touch: Any) -> bool:
        if not self.collide_point(*touch.pos) or self._finger is not None or self.locked:
            return bool(self.collide_point(*touch.pos))
        touch.grab(self)
        self._finger = touch
        if not self._strokes:
            self._began = Clock.get_time()
        self._strokes.append([])
        self._start_line()
        self._add(touch)
        return True

    def on_touch_move(self, touch: Any) -> bool:
        if touch is not self._finger or touch.grab_current is not self:
            return False
        self._add(touch)
        return True

    def on_touch_up(self, touch: Any) -> bool:
        if touch is not self._finger or touch.grab_current is not self:
            return False
        touch.ungrab(self)
        self._finger = self._line = None
        self.ready = self._enough()
        self.dispatch("on_change")
        return True

    def _add(self, touch: Any) -> None:
        x = min(1.0, max(0.0, (touch.x - self.x) / self.width))
        y = min(1.0, max(0.0, (self.top - touch.y) / self.height))
        point = (x, y, round((Clock.get_time() - self._began) * 1000))
        stroke = self._strokes[-1]
        if stroke and stroke[-1][:2] == point[:2]:
            return
        stroke.append(point)
        self._draw(point)

    def _enough(self) -> bool:
        points = sum(len(stroke) for stroke in self._strokes)
        length = sum(
            hypot((b[0] - a[0]) * self.wide, (b[1] - a[1]) * self.high)
            for stroke in self._strokes
            for a, b in pairwise(stroke)
        )
        return bool(points >= _SIZES["minPoints"] and length >= _SIZES["minLengthDp"])

    def _start_line(self) -> None:
        with self.canvas.after:
            Color(*look.theme.rgba("ink"))
            self._line = SmoothLine(points=[], width=TOKENS["stroke"]["signature"] / 2 * self.dp)

    def _draw(self, point: Point) -> None:
        side = TOKENS["stroke"]["signature"] * self.dp
        # Drawn clear of the border; kept as the finger went.
        edge = _SIZES["border"] * self.dp + side / 2
        x = min(self.right - edge, max(self.x + edge, self.x + point[0] * self.width))
        y = min(self.top - edge, max(self.y + edge, self.top - point[1] * self.height))
        side *= _JOINT
        self._line.points = [*self._line.points, x, y]
        with self.canvas.after:
            # Round joints: a smooth line has none of its own.
            SmoothEllipse(pos=(x - side / 2, y - side / 2), size=(side, side), segments=24)

    def _repaint(self) -> None:
        self.canvas.after.clear()
        for stroke in self._strokes:
            self._start_line()
            for point in stroke:
                self._draw(point)
