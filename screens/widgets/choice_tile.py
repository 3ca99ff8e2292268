"""Choices that fill the width or a third of it."""

from __future__ import annotations

from typing import Any

from kivy.properties import BooleanProperty, StringProperty

from screens.theme import TOKENS
from screens.widgets.icon import Icon
from screens.widgets.row import Row
from screens.widgets.touchable import Touchable
from screens.widgets.txt import Txt

_SIZES = TOKENS["component"]["choiceTile"]
_STROKE = TOKENS["stroke"]
#: dp: least height of an option, and the room around its words.
_OPTION_HEIGHT, _PAD = 112, 16


class ChoiceTile(Touchable):
    """A way to go: pictogram, title, one line, chevron. Acts at once. `filled` marks the recommended one.

    188 dp high when filled, 152 otherwise.
    """

    arranged_by = ("title", "line", "icon", "filled")

    title = StringProperty("")
    line = StringProperty("")
    icon = StringProperty("")
    filled = BooleanProperty(False)

    def __init__(self, **kwargs: Any) -> None:
        self.picture = Icon(glyph_size=_SIZES["iconBox"], style="regular")
        self.head = Txt(role="h2", valign="bottom")
        self.foot = Txt(role="small", valign="top")
        self.chevron = Icon(name="chevron", glyph_size=44)
        super().__init__(**{"radius": _SIZES["radius"], **kwargs})
        for child in (self.picture, self.head, self.foot, self.chevron):
            self.adopt(child)

    @property
    def leading(self) -> bool:
        return bool(self.filled)

    def dress(self) -> None:
        fill, border, tone, soft = "surface", "lineStrong", "ink", "ink2"
        if self.filled:
            fill, border, tone, soft = "primary", "", "onPrimary", "onPrimary"
        if self.pressed:
            fill, border = ("primaryPressed", "") if self.filled else ("primarySoft", "primary")
        if not self.enabled:
            fill, border, tone, soft = "disabledFill", "", "onDisabled", "onDisabled"
        self.fill, self.border = fill, border
        self.border_width = _STROKE["control"] if border else 0
        self.picture.tone = self.head.tone = self.chevron.tone = tone
        self.foot.tone = soft

    def arrange(self) -> None:
        self.picture.name = self.icon
        self.head.text, self.foot.text = self.title, self.line
        left, room = 164.0, self.wide - 164 - 112
        self.put(self.picture, 44, 0, 84, self.high)
        self.put(self.chevron, self.wide - 90, 0, 44, self.high)
        head = self.head.natural(room * self.dp)[1] / self.dp
        foot = self.foot.natural(room * self.dp)[1] / self.dp
        gap = 8 if self.line else 0
        top = (self.high - head - gap - foot) / 2
        self.put(self.head, left, top, room, head)
        self.put(self.foot, left, top + head + gap, room, foot)


class OptionTile(Touchable):
    """A choice among a few, title over one line, centred. `soft` marks the chosen one with a tint and a border."""

    arranged_by = ("title", "line", "chosen", "soft", "role")

    title = StringProperty("")
    line = StringProperty("")
    chosen = BooleanProperty(False)
    soft = BooleanProperty(False)
    role = StringProperty("h3")

    def __init__(self, **kwargs: Any) -> None:
        self.head = Txt(align="center", wrap=False)
        self.tick = Icon(name="chosen", style="fill")
        self.row = Row(gap=12, align="center", middle=True)
        self.foot = Txt(role="small", align="center")
        super().__init__(**{"radius": TOKENS["radius"]["button"], **kwargs})
        self.adopt(self.row)
        self.adopt(self.foot)

    def natural(self, _width: float | None = None) -> tuple[float, float]:
        """Width and height in pixels that title and line ask for, each on one line."""
        self.arrange()
        width = max(self.row.natural()[0], self.foot.natural()[0]) + 2 * _PAD * self.dp
        lines = self.head.line_height + (self.foot.line_height + 6 * self.dp if self.line else 0.0)
        return width, max(lines + 2 * _PAD * self.dp, _OPTION_HEIGHT * self.dp)

    def dress(self) -> None:
        fill, border, width, tone, soft = "surface", "lineStrong", _STROKE["control"], "ink", "ink2"
        if self.chosen and self.soft:
            fill, border, width, tone, soft = "primarySoft", "primary", _STROKE["selected"], *["onPrimarySoft"] * 2
        elif self.chosen:
            fill, border, width, tone, soft = "primary", "", 0, "onPrimary", "onPrimary"
        if self.pressed:
            fill, border, width, tone, soft = "primarySoft", "primary", _STROKE["control"], *["onPrimarySoft"] * 2
        if not self.enabled:
            fill, border, width, tone, soft = "disabledFill", "", 0, "onDisabled", "onDisabled"
        self.fill, self.border, self.border_width = fill, border, width
        self.head.tone = self.tick.tone = tone
        self.foot.tone = soft

    def arrange(self) -> None:
        self.head.text, self.foot.text, self.head.role = self.title, self.line, self.role
        self.tick.glyph_size = min(34.0, self.head.pixels / self.dp)
        self.row.fill_with([self.tick, self.head] if self.chosen else [self.head])
        head = self.head.line_height / self.dp
        foot = self.foot.natural((self.wide - 16) * self.dp)[1] / self.dp
        gap = 6 if self.line else 0
        top = (self.high - head - gap - foot) / 2
        self.put(self.row, 8, top, self.wide - 16, head)
        self.put(self.foot, 8, top + head + gap, self.wide - 16, foot)
