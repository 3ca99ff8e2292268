"""People: each a circle on an arch."""

from __future__ import annotations

from typing import Any

from screens.look import look
from screens.theme import DARK
from screens.widgets.arch import Arch
from screens.widgets.drawn import Drawn
from screens.widgets.surface import Surface

Person = tuple[tuple[float, float, float], tuple[float, float, float]]
_STROKE = 8


class TwoPeople(Drawn):
    """Somebody who comes, and who asked; any multiple of `sheet`. In the contrast theme two outlines, as every arch
    there."""

    sheet: tuple[float, float] = (278, 292)
    #: (x, y, side) of the head and (x, y, width) of the body, which stands on the ground, on the sheet.
    people: tuple[Person, Person] = (((28, 0, 86), (0, 101, 140)), ((171, 51, 80), (146, 146, 131)))

    def __init__(self, **kwargs: Any) -> None:
        self.bodies = [Arch(), Arch()]
        self.heads = [Surface(radius=999), Surface(radius=999)]
        super().__init__(**kwargs)
        for body, head in zip(self.bodies, self.heads, strict=True):
            self.adopt(head)
            self.adopt(body)
        look.bind(theme=self.rearrange)

    def arrange(self) -> None:
        wide, high = self.sheet
        k = min(self.wide / wide, self.high / high)
        left, top = (self.wide - wide * k) / 2, self.high - high * k
        dark = look.theme is DARK
        people = zip(("primary", "sun"), self.people, self.heads, self.bodies, strict=True)
        for tone, (head, body), circle, arch in people:
            for part in (circle, arch):
                part.fill, part.border = ("archFill", tone) if dark else (tone, "")
                part.border_width = _STROKE * k if dark else 0
            x, y, side = head
            self.put(circle, left + x * k, top + y * k, side * k, side * k)
            x, y, wide = body
            self.put(arch, left + x * k, top + y * k, wide * k, (high - y) * k)


class ParentAndChild(TwoPeople):
    """A parent and a child in front."""

    sheet = (296, 412)
    people = (((36, 0, 118), (0, 137, 190)), ((192, 152, 80), (168, 244, 128)))
