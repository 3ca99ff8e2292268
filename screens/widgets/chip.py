"""A choice of few words in a pill; touching the chosen one again removes the choice."""

from __future__ import annotations

from typing import Any

from kivy.properties import BooleanProperty, StringProperty

from screens.theme import TOKENS
from screens.widgets.icon import Icon
from screens.widgets.row import Row
from screens.widgets.touchable import Touchable
from screens.widgets.txt import Txt

_SIZES = TOKENS["component"]["chip"]


class Chip(Touchable):
    """`text`, `icon`, `chosen`. `natural()` gives its size; height 84 dp, more at large text."""

    arranged_by = ("text", "icon", "chosen")

    text = StringProperty("")
    icon = StringProperty("")
    chosen = BooleanProperty(False)

    def __init__(self, **kwargs: Any) -> None:
        self.words = Txt(role="label", wrap=False)
        self.picture = Icon(glyph_size=_SIZES["icon"])
        self.row = Row(gap=12, align="center", middle=True)
        super().__init__(**{"radius": _SIZES["radius"], **kwargs})
        self.adopt(self.row)

    def natural(self, _width: float | None = None) -> tuple[float, float]:
        """Width and height in pixels."""
        self._fill()
        return self.row.natural()[0] + 2 * _SIZES["padX"] * self.dp + 4, _SIZES["height"] * self.dp

    def _fill(self) -> None:
        self.words.text = self.text
        usable = "full" if not self.enabled else self.icon
        self.picture.name = "chosen" if self.chosen else usable
        self.picture.style = "fill" if self.chosen else "bold"
        self.row.fill_with([self.picture, self.words] if self.picture.name else [self.words])

    def dress(self) -> None:
        self.fill, self.border, tone = "surface", "lineStrong", "ink"
        if self.chosen:
            self.fill, self.border, tone = "primary", "", "onPrimary"
        if self.pressed:
            self.fill, self.border, tone = "primarySoft", "primary", "onPrimarySoft"
        if not self.enabled:
            self.fill, self.border, tone = "disabledFill", "", "onDisabled"
        self.border_width = _SIZES["border"] if self.border else 0
        self.words.tone = self.picture.tone = tone

    def arrange(self) -> None:
        self._fill()
        self.put(self.row, 0, 0, self.wide, self.high)
