"""A receipt printer from the side, in the four moments of a change of paper."""

from __future__ import annotations

from typing import Any

from kivy.properties import OptionProperty

from screens.widgets.drawn import Drawn
from screens.widgets.icon import Icon
from screens.widgets.surface import Surface

MOMENTS = ("open", "out", "in", "close")
SHEET = (520.0, 400.0)
_STROKE = 7.0
_BODY = (70.0, 232.0, 380.0, 150.0)
_TROUGH = (120.0, 214.0, 250.0, 66.0)
_LID_SHUT, _LID_OPEN = (70.0, 168.0, 380.0, 78.0), (394.0, 62.0, 60.0, 196.0)
_ROLL = 132.0
#: moment: left and top of the roll, of the paper that hangs out (x, y, width, height), of the arrow; its pictogram.
_ROLLS = {"out": (178.0, 20.0), "in": (178.0, 130.0), "open": None, "close": None}
_PAPERS = {
    "open": (96.0, 140.0, 70.0, 40.0),
    "out": None,
    "in": (20.0, 246.0, 226.0, 16.0),
    "close": (96.0, 132.0, 70.0, 46.0),
}
_ARROWS = {
    "open": (304.0, 60.0, "cardSide"),
    "out": (66.0, 60.0, "cardSide"),
    "in": (66.0, 60.0, "readerDown"),
    "close": (304.0, 60.0, "readerDown"),
}
_ARROW = 84.0


class PaperPicture(Drawn):
    """`moment` is one of MOMENTS. Any multiple of the sheet; the front of the printer is where reading begins."""

    arranged_by = ("moment",)

    moment = OptionProperty("open", options=list(MOMENTS))

    def __init__(self, **kwargs: Any) -> None:
        self.body, self.lid = Surface(), Surface()
        self.trough = Surface(fill="sandDeep")
        self.roll, self.core = Surface(radius=999), Surface(radius=999, fill="sandDeep")
        self.paper = Surface()
        self.arrow = Icon(style="fill", tone="primary")
        super().__init__(**kwargs)
        for part in (self.paper, self.lid, self.body, self.trough, self.roll, self.core, self.arrow):
            self.adopt(part)

    def arrange(self) -> None:
        k = min(self.wide / SHEET[0], self.high / SHEET[1])
        left, top = (self.wide - SHEET[0] * k) / 2, (self.high - SHEET[1] * k) / 2

        def place(part: Any, x: float, y: float, wide: float, high: float) -> None:
            self.put(part, left + x * k, top + y * k, wide * k, high * k)

        for part in (self.body, self.lid, self.trough, self.roll, self.core, self.paper):
            part.border, part.border_width = "ink", _STROKE * k
        for part in (self.body, self.lid, self.paper):
            part.fill, part.radius = "surface", 26 * k
        self.trough.radius, self.paper.radius, self.roll.fill = 30 * k, 6 * k, "surface"
        shut = self.moment in {"close", "open"}
        place(self.body, *_BODY)
        place(self.lid, *(_LID_SHUT if shut else _LID_OPEN))
        place(self.trough, *(_TROUGH if not shut else (0, 0, 0, 0)))
        roll, paper = _ROLLS[self.moment], _PAPERS[self.moment]
        x, y = roll or (0.0, 0.0)
        place(self.roll, x, y, *((_ROLL, _ROLL) if roll else (0, 0)))
        place(self.core, x + _ROLL / 3, y + _ROLL / 3, *((_ROLL / 3, _ROLL / 3) if roll else (0, 0)))
        place(self.paper, *(paper or (0, 0, 0, 0)))
        x, y, self.arrow.name = _ARROWS[self.moment]
        self.arrow.glyph_size = _ARROW * k
        place(self.arrow, x, y, _ARROW, _ARROW)
