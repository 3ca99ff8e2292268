"""Words and pictograms side by side, sharing a baseline, in reading order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kivy.properties import BooleanProperty, NumericProperty, OptionProperty

from screens.look import look
from screens.widgets.drawn import Drawn
from screens.widgets.txt import Txt


class Space(Drawn):
    """An empty stretch of a row, `length` dp wide besides the gaps around it."""

    length = NumericProperty(0)

    def natural(self, _width: float | None = None) -> tuple[float, float]:
        """Width and height in pixels."""
        return self.length * self.dp, 0.0


class Row(Drawn):
    """Lays out `Txt`, `Icon` and anything with `natural()` on one line, `gap` dp apart.

    Texts of different sizes stand on the same baseline. The last text wraps when the row is too narrow.
    """

    arranged_by = ("gap", "align", "middle")

    gap = NumericProperty(20)
    align = OptionProperty("start", options=["start", "center", "end"])
    #: Centre every item on its own instead of sharing a baseline.
    middle = BooleanProperty(False)

    def __init__(self, *items: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fill_with(items)

    def fill_with(self, items: Iterable[Any]) -> None:
        """Show these items, in reading order, in place of the former ones."""
        wanted = list(items)
        if wanted != self.children[::-1]:
            self.clear_widgets()
            for item in wanted:
                self.adopt(item)
                if isinstance(item, Txt):
                    item.bind(text=self.rearrange, role=self.rearrange)  # once, however often it comes back
        self.rearrange()

    def natural(self, _width: float | None = None) -> tuple[float, float]:
        """Width and height in pixels on one line."""
        sizes = [item.natural() for item in self.children]
        # One spare pixel each, as in `arrange`: widths are rounded when drawn.
        spare = len(sizes)
        gaps = self.gap * self.dp * max(0, len(sizes) - 1)
        return sum(width for width, _ in sizes) + spare + gaps, max((height for _, height in sizes), default=0.0)

    def arrange(self) -> None:
        items = self.children[::-1]
        if not items:
            return
        gap = self.gap * self.dp
        widths = [item.natural()[0] + 1 for item in items]
        spare = self.width - sum(widths) - gap * (len(items) - 1)
        texts = [index for index, item in enumerate(items) if isinstance(item, Txt)]
        if spare < 0 and texts:
            # Only words can give way: the last text wraps, the rest keeps its width.
            widest = max(texts, key=lambda index: widths[index])
            room = max(1.0, widths[widest] + spare)
            widths[widest] = min(room, items[widest].natural(room)[0] + 1)
            spare = self.width - sum(widths) - gap * (len(items) - 1)
        share = {"start": 0.0, "center": 0.5, "end": 1.0}[self.align]
        left = spare * share
        tallest = max((items[index].pixels for index in texts), default=0)
        for item, width in zip(items, widths, strict=True):
            x = self.width - left - width if look.rtl else left
            # A smaller text sinks so that its baseline meets the largest one's: a third of the size difference.
            sink = 0.0 if self.middle or not isinstance(item, Txt) else (tallest - item.pixels) * 0.334
            item.size = (width, self.height)
            item.pos = (self.x + x, self.y - sink)
            left += width + gap
