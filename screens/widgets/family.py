"""A parent and a child in front: each a circle on an arch."""

from __future__ import annotations

from typing import Any

from screens.look import look
from screens.theme import DARK
from screens.widgets.arch import Arch
from screens.widgets.drawn import Drawn
from screens.widgets.surface import Surface

_WIDE, _HIGH = 296, 412
#: (x, y, side) of the head and (x, y, width) of the body, which stands on the ground, on a picture of 296 × 412.
_PARENT = ((36, 0, 118), (0, 137, 190))
_CHILD = ((192, 152, 80), (168, 244, 128))
_STROKE = 8


class ParentAndChild(Drawn):
    """296 × 412 dp or any multiple; in the contrast theme two outlines, as every arch there."""

    def __init__(self, **kwargs: Any) -> None:
        self.bodies = [Arch(), Arch()]
        self.heads = [Surface(radius=999), Surface(radius=999)]
        super().__init__(**kwargs)
        for body, head in zip(self.bodies, self.heads, strict=True):
            self.adopt(head)
            self.adopt(body)
        look.bind(theme=self.rearrange)

    def arrange(self) -> None:
        k = min(self.wide / _WIDE, self.high / _HIGH)
        left, top = (self.wide - _WIDE * k) / 2, self.high - _HIGH * k
        dark = look.theme is DARK
        people = zip(("primary", "sun"), (_PARENT, _CHILD), self.heads, self.bodies, strict=True)
        for tone, (head, body), circle, arch in people:
            for part in (circle, arch):
                part.fill, part.border = ("archFill", tone) if dark else (tone, "")
                part.border_width = _STROKE * k if dark else 0
            x, y, side = head
            self.put(circle, left + x * k, top + y * k, side * k, side * k)
            x, y, wide = body
            self.put(arch, left + x * k, top + y * k, wide * k, (_HIGH - y) * k)
