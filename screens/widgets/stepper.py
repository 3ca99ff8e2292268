"""The steps of a way: which are done, which is now, which are to come. Read, never touched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kivy.properties import BooleanProperty, ListProperty

from kiosk.places.states_enrol import EnrolStep
from screens.theme import TOKENS
from screens.widgets.drawn import Drawn
from screens.widgets.icon import Icon
from screens.widgets.surface import Flat, Surface
from screens.widgets.txt import Txt

_SIZES = TOKENS["component"]["stepper"]
_CONTROL = TOKENS["stroke"]["control"]
#: dp: between a dot and its label, around a line, the shortest line that is worth drawing.
_AFTER_DOT, _AROUND, _LEAST = 16.0, 18.0, 24.0
#: kind: (fill, border, text)
_DOTS = {
    "done": ("primary", "", "onPrimary"),
    "current": ("primary", "", "onPrimary"),
    "todo": ("surface", "lineStrong", "ink"),
}


class Dot(Surface):
    """A step's circle: a check when it is done, else its number."""

    def __init__(self, **kwargs: Any) -> None:
        self.words = Txt(role="label", weight="ExtraBold", align="center", wrap=False)
        self.picture = Icon()
        super().__init__(**{"radius": 999, **kwargs})
        self.adopt(self.words)
        self.adopt(self.picture)

    def show(self, number: int, kind: str) -> None:
        self.fill, self.border, tone = _DOTS[kind]
        self.border_width = _CONTROL if self.border else 0
        self.words.tone = self.picture.tone = tone
        self.words.text = "" if kind == "done" else str(number)
        self.picture.name = "accept" if kind == "done" else ""
        self.rearrange()

    def arrange(self) -> None:
        self.picture.glyph_size = self.high * 0.55
        self.words.sp = 0 if self.words.line_height < self.height else 28
        self.put(self.words, 0, 0, self.wide, self.high)
        self.put(self.picture, 0, 0, self.wide, self.high)


class Stepper(Drawn):
    """Dots of 60 dp with their labels and lines between them. Where not all labels fit, the present step alone has
    its own; the numbers stay."""

    arranged_by = ("steps", "compact")

    steps = ListProperty([])
    #: No label but that of the present step.
    compact = BooleanProperty(False)

    def __init__(self, steps: Sequence[EnrolStep] = (), **kwargs: Any) -> None:
        self.dots: list[Dot] = []
        self.labels: list[Txt] = []
        self.lines: list[Flat] = []
        self._dots: list[Dot] = []
        self._labels: list[Txt] = []
        self._lines: list[Flat] = []
        super().__init__(**kwargs)
        self.steps = list(steps)

    def arrange(self) -> None:
        steps: list[EnrolStep] = list(self.steps)
        if not steps:
            return
        self._make(len(steps))
        for index, step in enumerate(steps):
            self.dots[index].show(index + 1, step.kind)
            self.labels[index].weight = "ExtraBold" if step.kind == "current" else "Regular"
        side = min(float(_SIZES["dot"]), self.high)
        for full in (not self.compact, False):
            shown = [step.label if full or step.kind == "current" else "" for step in steps]
            widths = []
            for label, text in zip(self.labels, shown, strict=True):
                label.text = text
                widths.append(side + (_AFTER_DOT + label.natural()[0] / self.dp + 2 if text else 0))
            line = (self.wide - sum(widths)) / max(1, len(steps) - 1) - 2 * _AROUND
            if line >= _LEAST:
                break
        line = min(line, 110.0) if len(steps) < 3 else line
        x = 0.0
        for index, wide in enumerate(widths):
            self.put(self.dots[index], x, (self.high - side) / 2, side, side)
            self.put(self.labels[index], x + side + _AFTER_DOT, 0, max(1.0, wide - side - _AFTER_DOT), self.high)
            x += wide + _AROUND
            if index < len(self.lines):
                rule = self.lines[index]
                rule.fill = "primary" if steps[index].kind == "done" else "lineStrong"
                thick = float(_SIZES["line"])
                self.put(rule, x, (self.high - thick) / 2, max(1.0, line), thick)
                x += line + _AROUND

    def _make(self, count: int) -> None:
        """Have that many on the sheet; what was made is kept, since new ones would watch the look for ever."""
        while len(self._dots) < count:
            self._dots.append(Dot())
            self._labels.append(Txt(role="label", wrap=False))
            self._lines.append(Flat(fill="lineStrong"))
        if len(self.dots) == count:
            return
        self.clear_widgets()
        self.dots, self.labels = self._dots[:count], self._labels[:count]
        self.lines = self._lines[: count - 1]
        for part in (*self.dots, *self.labels, *self.lines):
            self.adopt(part)
