"""A ticket at the top of the screen that everybody sees: its label, and how long it waits or where it is called."""

from __future__ import annotations

from typing import Any

from kivy.properties import StringProperty

from screens.widgets.card import Card
from screens.widgets.txt import Txt

_PAD, _LEAST, _GAP, _LINES = 43.0, 126.0, 24.0, 2


class TicketCard(Card):
    """`label` and `text` side by side, one above the other when the words are too long. 126 dp high or more."""

    arranged_by = ("label", "text")

    label = StringProperty("")
    text = StringProperty("")

    def __init__(self, **kwargs: Any) -> None:
        self.name = Txt(role="h1", wrap=False)
        self.words = Txt(role="body", tone="ink2")
        super().__init__(**kwargs)
        for child in (self.name, self.words):
            self.adopt(child)

    def natural(self, width: float) -> tuple[float, float]:
        """Width and height in pixels at a width in pixels."""
        beside = self._set(width)
        room = width - 2 * _PAD * self.dp
        if beside:
            high = self.words.natural(room - self._name())[1]
        else:
            high = self.name.line_height + self.words.natural(room)[1]
        return width, max(_LEAST * self.dp, high + 24 * self.dp)

    def _name(self) -> float:
        """Pixels that the label takes, with the gap after it."""
        return float(self.name.natural()[0] + _GAP * self.dp)

    def _set(self, width: float) -> bool:
        """Take the texts; whether the words stand beside the label in a card of this width in pixels."""
        self.name.text, self.words.text = self.label, self.text
        self.name.role, self.words.align = "h1", "end"
        room = width - 2 * _PAD * self.dp - self._name()
        wide, high = self.words.natural(max(1.0, room))
        if wide <= room and high <= _LINES * self.words.line_height + 1:
            return True
        self.name.role, self.words.align = "h2", "start"
        return False

    def arrange(self) -> None:
        beside = self._set(self.width)
        self.name.weight = "ExtraBold"
        room = self.wide - 2 * _PAD
        name = self._name() / self.dp
        if beside:
            self.put(self.name, _PAD, 0, name, self.high)
            self.put(self.words, _PAD + name, 0, room - name, self.high)
            return
        head = self.name.line_height / self.dp
        foot = self.words.natural(room * self.dp)[1] / self.dp
        top = (self.high - head - foot) / 2
        self.put(self.name, _PAD, top, room, head)
        self.put(self.words, _PAD, top + head, room, foot)
