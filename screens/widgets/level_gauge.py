"""How loud: so many upright bars, the first of them filled."""

from __future__ import annotations

from typing import Any

from kivy.properties import ObjectProperty

from screens.widgets.drawn import Drawn
from screens.widgets.surface import Surface


class LevelGauge(Drawn):
    """`level` is (how much, of how many)."""

    arranged_by = ("level",)

    level = ObjectProperty((0, 0))

    def __init__(self, **kwargs: Any) -> None:
        self.bars: list[Surface] = []
        super().__init__(**kwargs)

    def arrange(self) -> None:
        filled, count = self.level
        while len(self.bars) < count:
            self.bars.append(self.adopt(Surface(radius=8, border="onBar", border_width=3)))
        each = self.wide / max(1, count)
        for index, bar in enumerate(self.bars):
            bar.fill = "onBar" if index < filled else ""
            self.put(bar, index * each + (each - 16) / 2, 0, 16, self.high)
