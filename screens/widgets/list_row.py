"""A choice in a list: number, state and a line of words; the chosen one has a tint, a border and a tick."""

from __future__ import annotations

from typing import Any

from kivy.properties import BooleanProperty, StringProperty

from screens.theme import TOKENS
from screens.widgets.icon import Icon
from screens.widgets.row import Row
from screens.widgets.touchable import Touchable
from screens.widgets.txt import Txt

_STROKE = TOKENS["stroke"]


class ListRow(Touchable):
    """`lead` (a number), `icon` and `title` (a state), `line_icon` and `line`. 148 dp high, 116 at large text."""

    arranged_by = ("lead", "icon", "title", "line_icon", "line", "chosen")

    lead = StringProperty("")
    icon = StringProperty("")
    title = StringProperty("")
    line_icon = StringProperty("")
    line = StringProperty("")
    chosen = BooleanProperty(False)

    def __init__(self, **kwargs: Any) -> None:
        self.number = Txt(role="h2", weight="ExtraBold", wrap=False)
        self.state_icon, self.state_words = Icon(glyph_size=40), Txt(role="label", wrap=False)
        self.line_picture, self.line_words = Icon(glyph_size=44), Txt(role="body")
        self.state_row = Row(gap=14, middle=True)
        self.line_row = Row(gap=12, middle=True)
        self.tick = Icon(glyph_size=52, style="fill")
        super().__init__(**{"radius": TOKENS["component"]["listRow"]["radius"], **kwargs})
        for child in (self.number, self.state_row, self.line_row, self.tick):
            self.adopt(child)

    def dress(self) -> None:
        fill, border, width, tone = "surface", "lineStrong", _STROKE["control"], "ink"
        if self.chosen:
            fill, border, width, tone = "primarySoft", "primary", _STROKE["selected"], "onPrimarySoft"
        if self.pressed:
            fill, border, width, tone = "primarySoft", "primary", _STROKE["control"], "onPrimarySoft"
        if self.inert or not self.enabled:
            fill, border, width, tone = "sand", "", 0, "ink"
        self.fill, self.border, self.border_width = fill, border, width
        for part in (self.number, self.state_icon, self.state_words, self.line_picture, self.line_words):
            part.tone = tone
        self.tick.tone = "primary"

    def arrange(self) -> None:
        self.number.text, self.state_words.text, self.line_words.text = self.lead, self.title, self.line
        self.state_icon.name, self.line_picture.name = self.icon, self.line_icon
        self.state_row.fill_with(([self.state_icon] if self.icon else []) + [self.state_words])
        self.line_row.fill_with(([self.line_picture] if self.line_icon else []) + [self.line_words])
        self.tick.name = "chosen" if self.chosen else ""
        start = 36.0
        if self.lead:
            self.put(self.number, start, 0, 100, self.high)
            start = 148
        state = self.state_row.natural()[0] / self.dp + 2
        self.put(self.state_row, start, 0, state, self.high)
        after = max(start + state + 32, 356) if self.line else start + state + 24
        self.put(self.line_row, after, 0, max(1, self.wide - after - 100), self.high)
        self.put(self.tick, self.wide - 90, 0, 52, self.high)
