"""A lasting message: pictogram, a strong line, one plain line with what to do."""

from __future__ import annotations

from typing import Any

from kivy.properties import NumericProperty, OptionProperty, StringProperty

from kiosk.places import view
from screens.theme import TOKENS
from screens.widgets.icon import Icon
from screens.widgets.surface import Surface
from screens.widgets.txt import Txt

_SIZES = TOKENS["component"]["banner"]
#: look: (fill, border when framed, title, line)
_LOOKS = {
    "primary": ("primarySoft", "primary", "onPrimarySoft", "ink"),
    "success": ("successSoft", "success", "success", "ink"),
    "warning": ("warningSoft", "warning", "warning", "ink"),
    "danger": ("dangerSoft", "danger", "danger", "ink"),
    "help": ("sun", "onSun", "onSun", "onSun"),
}
_DEFAULT_ICONS = {"primary": "info", "success": "success", "warning": "warning", "danger": "danger", "help": "help"}


class Banner(Surface):
    """`look` is `primary`, `success`, `warning`, `danger` or `help`. At least 112 dp high.

    `size_class` 1 is the compact one (label + small), 2 the large one of screens 15 and 18 (h2 + lead).
    `stroke` draws the 4 dp border of a problem that waits for somebody.
    """

    arranged_by = ("title", "line", "icon", "look", "size_class", "stroke")

    title = StringProperty("")
    line = StringProperty("")
    icon = StringProperty("")
    icon_style = StringProperty("")
    look = OptionProperty("primary", options=list(_LOOKS))
    size_class = NumericProperty(1)
    stroke = NumericProperty(0)

    def __init__(self, **kwargs: Any) -> None:
        self.picture = Icon(style="fill")
        self.head = Txt(role="label", valign="bottom")
        self.foot = Txt(role="small", valign="top")
        super().__init__(**{"radius": _SIZES["radius"], **kwargs})
        for child in (self.picture, self.head, self.foot):
            self.adopt(child)

    def show(self, banner: view.Banner) -> None:
        """Take everything from a banner of the view state."""
        self.icon, self.title, self.line, self.look = banner.icon, banner.title, banner.line, str(banner.tone)

    def natural(self, width: float) -> tuple[float, float]:
        """Width and height in pixels at a width in pixels."""
        room = width - (self._left() + 40) * self.dp
        height = self.head.natural(room)[1] + self.foot.natural(room)[1] + (6 + 48) * self.dp
        return width, max(height, _SIZES["minHeight"] * self.dp)

    def _left(self) -> float:
        return 108.0 if self.size_class == 1 else 192.0

    def arrange(self) -> None:
        self.fill, border, self.head.tone, self.foot.tone = _LOOKS[self.look]
        self.border, self.border_width = (border, self.stroke) if self.stroke else ("", 0)
        large = self.size_class != 1
        self.head.text, self.foot.text = self.title, self.line
        self.head.role, self.foot.role = ("h3", "body") if large else ("label", "small")
        self.picture.name = self.icon or _DEFAULT_ICONS[self.look]
        self.picture.style = self.icon_style or ("regular" if large else "fill")
        self.picture.tone = self.head.tone
        self.picture.glyph_size = 96 if large else _SIZES["icon"]
        left = self._left()
        room = max(1.0, self.wide - left - 40)
        head = self.head.natural(room * self.dp)[1] / self.dp
        foot = self.foot.natural(room * self.dp)[1] / self.dp
        gap = 6 if self.line else 0
        top = (self.high - head - gap - foot) / 2
        self.put(self.picture, 36 if not large else 48, 0, self.picture.glyph_size, self.high)
        self.put(self.head, left, top, room, head)
        self.put(self.foot, left, top + head + gap, room, foot)
