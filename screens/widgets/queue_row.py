"""A row of the staff's lists: a rule above, a pictogram, a label or an hour, a state, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kivy.properties import NumericProperty

from kiosk.places.states_queue import QueueRow as QueueRowState
from screens.look import LARGEST_STEP, look
from screens.widgets.card import Rule
from screens.widgets.drawn import Drawn
from screens.widgets.icon import Icon
from screens.widgets.push_button import PushButton
from screens.widgets.txt import Txt

_BUTTON, _GAP = 84.0, 12.0
#: dp that a button keeps free beside its words, and the least it is wide.
_PADS, _NARROWEST = 44.0, 132.0
_GLYPH = 36.0


class QueueRow(Drawn):
    """At least 92 dp high. `column` is the width in dp of the label, the same in every row of a list."""

    arranged_by = ("column",)

    column = NumericProperty(0)

    def __init__(self, **kwargs: Any) -> None:
        self.rule, self.picture = Rule(), Icon(tone="primary", glyph_size=_GLYPH)
        self.lead = Txt(role="h3", weight="ExtraBold", wrap=False)
        self.words = Txt(role="small")
        self.buttons: list[PushButton] = []
        self.shown = 0
        super().__init__(**kwargs)
        for child in (self.rule, self.picture, self.lead, self.words):
            self.adopt(child)

    def show(self, row: QueueRowState, emit: Callable[[str, object], None]) -> None:
        """Take everything from a row of the state."""
        self.picture.name, self.lead.text, self.words.text = row.icon, row.lead, row.text
        while len(self.buttons) < len(row.buttons):
            self.buttons.append(PushButton(role="label", icon_size=32, gap=12))
        self.shown = len(row.buttons)
        for index, widget in enumerate(self.buttons):
            if index < self.shown:
                widget.show(row.buttons[index], emit)
            if index < self.shown and widget.parent is None:
                self.adopt(widget)
            elif index >= self.shown and widget.parent is self:
                self.remove_widget(widget)
        self.rearrange()

    def natural(self, width: float) -> tuple[float, float]:
        """Width and height in pixels at a width in pixels."""
        room = width / self.dp - self._start() - self._breadth()
        words = self.words.natural(max(1.0, room) * self.dp)[1] / self.dp
        return width, max(_BUTTON + 8, words + 10) * self.dp

    def _start(self) -> float:
        """dp before the state: the label, and the pictogram where there is room for it."""
        return float(self.column + (0 if self._plain else _GLYPH + 24))

    @property
    def _plain(self) -> bool:
        """At large text the pictogram goes; the words say the same (guide §4)."""
        return bool(look.step == LARGEST_STEP)

    def _breadth(self) -> float:
        """dp of the buttons with the gap before each."""
        return sum(self._width(widget) + _GAP for widget in self.buttons[: self.shown])

    def _width(self, button: PushButton) -> float:
        button.arrange()
        return max(_NARROWEST, float(button.row.natural()[0] / button.dp) + _PADS)

    def arrange(self) -> None:
        self.put(self.rule, 0, 0, self.wide, 2)
        self.put(self.lead, 0, 2, self.column, self.high - 2)
        self.picture.opacity = 0 if self._plain else 1
        self.put(self.picture, self.column, 2, _GLYPH, self.high - 2)
        right = self.wide
        for widget in reversed(self.buttons[: self.shown]):
            side = self._width(widget)
            right -= side
            self.put(widget, right, (self.high + 2 - _BUTTON) / 2, side, _BUTTON)
            right -= _GAP
        self.put(self.words, self._start(), 2, max(1.0, right - self._start()), self.high - 2)
