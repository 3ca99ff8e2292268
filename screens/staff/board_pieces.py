"""The pieces of the staff board that are read: a counter, and a row of the list."""

from __future__ import annotations

from collections.abc import Iterable

from kivy.properties import BooleanProperty

from kiosk.places.states_staff import Counter
from screens.composition import breadth_of_words, height
from screens.widgets.card import Card, Rule
from screens.widgets.icon import Icon
from screens.widgets.tag import Tag
from screens.widgets.txt import Txt

#: dp left of a word that is under its pictogram, and after every word.
_MARGIN, _AFTER = 18.0, 6.0


class Line:
    """A row of the list: a workstation, when it will be free, and how long that is."""

    def __init__(self) -> None:
        self.rule = Rule()
        self.left = Txt(role="h3", weight="ExtraBold", wrap=False)
        self.words = Txt(role="small")
        self.tag = Tag(look="plain", role="small", pad=0)
        self.tag.words.weight = "SemiBold"


class CounterCard(Card):
    """A figure with its pictogram and its word, beside the pictogram or, when it is `stacked`, under it."""

    arranged_by = ("stacked",)

    stacked = BooleanProperty(False)

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
        left, after = _beside(self.wide), _AFTER
        start, room = (_MARGIN, self.wide - _MARGIN - after) if self.stacked else (left, self.wide - left - after)
        value, label = self.value.line_height / self.dp, height(self.label, room)
        top = (self.high - value - label) / 2
        picture = _MARGIN if self.stacked else left - 60 + (0 if left > 80 else 8)
        self.put(self.picture, picture, top if self.stacked else 0, 44, value if self.stacked else self.high)
        self.put(self.value, left, top, self.wide - left - after, value)
        self.put(self.label, start, top + value, room, label)


def stack_where_needed(cards: Iterable[CounterCard], wide: float) -> None:
    """Cards of one row look alike: when one word is too long for cards `wide` dp wide, it is under in all of them."""
    cards = list(cards)
    room = wide - _beside(wide) - _AFTER
    stacked = any(breadth_of_words(card.label) > room for card in cards)
    for card in cards:
        card.stacked = stacked


def _beside(wide: float) -> float:
    """Where a word starts beside the pictogram of a card, in dp."""
    return 86.0 if wide > 180 else 64.0
