"""Two drawings of the idle screen: the member card to present, and how many workstations are free."""

from __future__ import annotations

from itertools import chain
from typing import Any

from kivy.properties import ListProperty

from screens.look import look
from screens.theme import DARK
from screens.widgets.arch import Logo
from screens.widgets.drawn import Drawn
from screens.widgets.icon import Icon
from screens.widgets.surface import Flat, Surface

_REFERENCE = (328, 206)
#: (x, y, width, height, colour, radius) on a card of 328 × 206.
_WORDS = ((134, 44, 54, 12, "print", 6), (134, 69, 36, 11, "printSoft", 6), (134, 163, 48, 11, "printSoft", 6))
_FINDERS = ((208, 42), (270, 42), (208, 104))
_FINDER = 43
#: (x, y, width, height) of the loose modules.
_MODULES = (
    (259.3, 92, 6.5, 6), (265.5, 97.7, 11.2, 11.2), (287.3, 97.7, 11, 11.2), (276.5, 109, 10.7, 10.7),
    (298, 109, 15.7, 10.7), (261, 119.7, 11, 11), (287.3, 125.7, 10.7, 11), (270, 136.7, 14.3, 11),
    (302.3, 131.7, 11.3, 16),
)  # fmt: skip


class MemberCardPicture(Drawn):
    """The member card, in its paper colours in both themes. 328 × 206 dp or any multiple."""

    def __init__(self, **kwargs: Any) -> None:
        self.plate = Surface(radius=20, fill="paper", border="print", border_width=5)
        self.logo = Logo(fixed=True)
        self.bars = [Surface(fill=row[4], radius=row[5]) for row in _WORDS]
        self.finders = [[Flat(fill=fill) for fill in ("print", "paper", "print")] for _ in _FINDERS]
        self.modules = [Flat(fill="print") for _ in _MODULES]
        super().__init__(**kwargs)
        for child in (self.plate, self.logo, *self.bars, *chain(*self.finders), *self.modules):
            self.adopt(child)

    def arrange(self) -> None:
        k = self.wide / _REFERENCE[0]
        self.plate.radius, self.plate.border_width = 20 * k, 5 * k
        self.put(self.plate, 0, 0, self.wide, self.high)
        self.put(self.logo, 23 * k, 58 * k, 89 * k, 126 * k, mirror=False)
        for bar, (x, y, width, height, _, radius) in zip(self.bars, _WORDS, strict=True):
            bar.radius = radius * k
            self.put(bar, x * k, y * k, width * k, height * k, mirror=False)
        for rings, (x, y) in zip(self.finders, _FINDERS, strict=True):
            for part, inset in zip(rings, (0, 7.3, 15.3), strict=True):
                side = (_FINDER - 2 * inset) * k
                self.put(part, (x + inset) * k, (y + inset) * k, side, side, mirror=False)
        for module, box in zip(self.modules, _MODULES, strict=True):
            left, top, across, down = (length * k for length in box)
            self.put(module, left, top, across, down, mirror=False)


class FreeGrid(Drawn):
    """One small square per workstation, the free ones ticked. `squares` holds a flag each."""

    arranged_by = ("squares",)

    squares = ListProperty([])

    def __init__(self, **kwargs: Any) -> None:
        self.boxes: list[tuple[Surface, Icon]] = []
        super().__init__(**kwargs)
        look.bind(theme=self.rearrange)

    def arrange(self) -> None:
        while len(self.boxes) > len(self.squares):
            for part in self.boxes.pop():
                self.remove_widget(part)
        while len(self.boxes) < len(self.squares):
            pair = (Surface(), Icon(name="free", tone="onPrimary"))
            self.boxes.append(pair)
            for part in pair:
                self.adopt(part)
        columns = max(6, -(-len(self.squares) // 2))
        pitch = self.wide / (columns - 0.17)
        side = pitch * 0.83
        for index, (box, tick) in enumerate(self.boxes):
            free = self.squares[index]
            box.radius = side * 0.23
            box.fill, box.border = ("primary", "") if free else ("surface", "lineStrong")
            if not free and look.theme is not DARK:
                box.fill = "canvas"
            box.border_width = 0 if free else 3
            tick.glyph_size = side * 0.55
            tick.opacity = 1 if free else 0
            x, y = (index % columns) * pitch, (index // columns) * (side + 12)
            self.put(box, x, y, side, side)
            self.put(tick, x, y, side, side)
