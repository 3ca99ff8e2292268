"""Puts things of their own width one after the other, on as many lines as needed, in reading order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kivy.properties import NumericProperty

from screens.widgets.drawn import Drawn


class Flow(Drawn):
    """For chips and tags: anything with `natural()`. `gap` and `line_gap` are dp."""

    arranged_by = ("gap", "line_gap")

    gap = NumericProperty(18)
    line_gap = NumericProperty(18)

    def __init__(self, *items: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fill_with(items)

    def fill_with(self, items: Iterable[Any]) -> None:
        """Show these items in place of the former ones."""
        wanted = list(items)
        if wanted != self.children[::-1]:
            self.clear_widgets()
            for item in wanted:
                self.adopt(item)
        self.rearrange()

    def arrange(self) -> None:
        x = y = line = 0.0
        for item in self.children[::-1]:
            width, height = (length / self.dp for length in item.natural())
            if x and x + width > self.wide + 1:
                x, y, line = 0.0, y + line + self.line_gap, 0.0
            self.put(item, x, y, width, height)
            x, line = x + width + self.gap, max(line, height)
