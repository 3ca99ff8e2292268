"""A lasting message: pictogram, a strong line, one plain line with what to do."""

from __future__ import annotations

from typing import Any, NamedTuple

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


class Shape(NamedTuple):
    """Glyph size, middle of the pictogram and start of the text in dp; roles of both texts; drawing weight;
    least room in dp between the texts, above and below them, and after them."""

    icon: float
    middle: float
    text: float
    title: str
    line: str
    style: str
    gap: float = 6
    pad: float = 24
    after: float = 40


NARROW, BIG = 0, 2
_SHAPES = {
    NARROW: Shape(44, 38, 68, "label", "small", "bold", pad=18, after=12),
    1: Shape(_SIZES["icon"], 62, 108, "label", "small", "fill", pad=20),
    BIG: Shape(72, 84, 156, "h3", "body", "bold"),
    3: Shape(105, 100, 192, "h2", "lead", "regular", gap=12),
}
#: The call for help on the staff board.
_BOARD = Shape(60, 66, 124, "h3", "small", "bold", pad=20)


class Banner(Surface):
    """`look` is `primary`, `success`, `warning`, `danger` or `help`. At least 112 dp high.

    `size_class` 0 stands in a narrow column and 1 is the compact one (both label + small), 2 stands alone on its screen
    (h3 + body; on the staff board, whose `look` is `help`, h3 + small), 3 is the largest (h2 + lead), for a printer
    that cannot print.
    `stroke` draws the 4 dp border of a problem that waits for somebody.
    """

    arranged_by = ("title", "line", "icon", "icon_style", "look", "size_class", "stroke")

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
        shape = self.shape
        room = width - (shape.text + shape.after) * self.dp
        words = self.head.natural(room)[1]
        if self.line:
            words += self.foot.natural(room)[1] + shape.gap * self.dp
        height = words + 2 * shape.pad * self.dp
        return width, max(height, _SIZES["minHeight"] * self.dp)

    @property
    def shape(self) -> Shape:
        """Measures and text roles at this size."""
        return _BOARD if self.look == "help" and self.size_class == BIG else _SHAPES[int(self.size_class)]

    def arrange(self) -> None:
        self.fill, border, self.head.tone, self.foot.tone = _LOOKS[self.look]
        self.border, self.border_width = (border, self.stroke) if self.stroke else ("", 0)
        shape = self.shape
        if self.size_class == BIG:
            self.foot.tone = self.head.tone
        self.head.text, self.foot.text = self.title, self.line
        self.head.role, self.foot.role = shape.title, shape.line
        self.picture.name = self.icon or _DEFAULT_ICONS[self.look]
        self.picture.style = self.icon_style or shape.style
        self.picture.tone = self.head.tone
        self.picture.glyph_size = shape.icon
        left = shape.text
        room = max(1.0, self.wide - left - shape.after)
        head = self.head.natural(room * self.dp)[1] / self.dp
        foot = self.foot.natural(room * self.dp)[1] / self.dp
        gap = shape.gap if self.line else 0
        top = (self.high - head - gap - foot) / 2
        self.put(self.picture, shape.middle - shape.icon / 2, 0, shape.icon, self.high)
        self.put(self.head, left, top, room, head)
        self.put(self.foot, left, top + head + gap, room, foot)
