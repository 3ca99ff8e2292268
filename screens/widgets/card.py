"""Grounds that are never touched: the card, the passive panel, the hairline and the threshold."""

from __future__ import annotations

from typing import Any

from kivy.properties import BooleanProperty, OptionProperty

from screens.theme import TOKENS
from screens.widgets.surface import Flat, Surface

_CARD = TOKENS["component"]["card"]
_STROKE = TOKENS["stroke"]


class Card(Surface):
    """White with a thin border; `passive` is the sand ground without border."""

    passive = BooleanProperty(False)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"radius": _CARD["radius"], **kwargs})
        self.fbind("passive", self._dress)
        self._dress()

    def _dress(self, *_: Any) -> None:
        self.fill = "sand" if self.passive else "surface"
        self.border = "" if self.passive else "line"
        self.border_width = 0 if self.passive else _CARD["border"]


class Panel(Flat):
    """A rectangle of one colour, such as the staff panel at the bottom of the board."""


class Rule(Surface):
    """A line: `hair` between two rows (place it 2 dp high) or `threshold`, the floor of an arch (6 dp high)."""

    kind = OptionProperty("hair", options=["hair", "threshold"])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fbind("kind", self._dress)
        self._dress()

    def _dress(self, *_: Any) -> None:
        self.fill = "ink" if self.kind == "threshold" else "line"
        self.radius = _STROKE["threshold"] / 2 if self.kind == "threshold" else 0
