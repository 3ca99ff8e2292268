"""The pieces of the staff board that are read: a counter, and a row of the list."""

from __future__ import annotations

from kiosk.places.states_staff import Counter
from screens.composition import height
from screens.widgets.card import Card, Rule
from screens.widgets.icon import Icon
from screens.widgets.tag import Tag
from screens.widgets.txt import Txt


class Line:
    """A row of the list: a workstation, when it will be free, and how long that is."""

    def __init__(self) -> None:
        self.rule = Rule()
        self.left = Txt(role="h3", weight="ExtraBold", wrap=False)
        self.words = Txt(role="small")
        self.tag = Tag(look="plain", role="small", pad=0)
        self.tag.words.weight = "SemiBold"


class CounterCard(Card):
    """A figure with its pictogram and its word."""

    def __init__(self, **kwargs: object) -> None:
        self.picture = Icon(glyph_size=44, tone="primary")
        self.value = Txt(role="h2", weight="ExtraBold", wrap=False)
        self.label = Txt(role="staff")
        super().__init__(**kwargs)
        for child in (self.picture, self.value, self.label):
            self.adopt(child)

    def take(self, counter: Counter) -> None:
        """Show a counter of the state."""
        self.picture.name, self.value.text, self.label.text = counter.icon, counter.value, counter.label
        self.rearrange()

    def arrange(self) -> None:
        left = 86.0 if self.wide > 180 else 64.0
        self.put(self.picture, left - 60 + (0 if left > 80 else 8), 0, 44, self.high)
        room = self.wide - left - 6
        value, label = self.value.line_height / self.dp, height(self.label, room)
        top = (self.high - value - label) / 2
        self.put(self.value, left, top, room, value)
        self.put(self.label, left, top + value, room, label)
