"""A workshop in a list: its hour, what it is and for whom, how many places are left, and a mark for the chosen one."""

from __future__ import annotations

from typing import Any

from kivy.properties import BooleanProperty, StringProperty

from screens.look import LARGEST_STEP, look
from screens.theme import TOKENS
from screens.widgets.icon import Icon
from screens.widgets.row import Row
from screens.widgets.surface import Surface
from screens.widgets.touchable import Touchable
from screens.widgets.txt import Txt

_STROKE = TOKENS["stroke"]
#: dp: padding, start of the title, mark at the end and where it ends, gap before it; wide rows and narrow ones.
_WIDE, _NARROW = (34.0, 240.0, 48.0, 41.0, 34.0), (20.0, 178.0, 40.0, 18.0, 16.0)
_NARROW_BELOW = 700.0


class WorkshopRow(Touchable):
    """`lead` is the hour; `tag` with `tag_icon` stands before the mark. 148 dp high upright. A `full` one is passive,
    without a mark until it is chosen."""

    arranged_by = ("lead", "title", "line", "tag", "tag_icon", "chosen", "full")

    lead = StringProperty("")
    title = StringProperty("")
    line = StringProperty("")
    tag = StringProperty("")
    tag_icon = StringProperty("")
    chosen = BooleanProperty(False)
    full = BooleanProperty(False)

    def __init__(self, **kwargs: Any) -> None:
        self.hour = Txt(role="h2", wrap=False)
        self.head, self.foot = Txt(role="h3", valign="bottom"), Txt(role="small", valign="top")
        self.tag_words = Txt(role="label", wrap=False)
        self.tag_picture = Icon(glyph_size=36)
        self.tag_row = Row(self.tag_picture, self.tag_words, gap=10, align="end", middle=True)
        self.tick, self.circle = Icon(style="fill"), Surface(fill="surface", border="lineStrong", radius=999)
        super().__init__(**{"radius": TOKENS["component"]["listRow"]["radius"], **kwargs})
        for child in (self.hour, self.head, self.foot, self.tag_row, self.circle, self.tick):
            self.adopt(child)

    def dress(self) -> None:
        fill, border, width, tone = "surface", "lineStrong", _STROKE["control"], "ink"
        if self.full:
            fill, border, width = "sand", "line", 2
        if self.chosen:
            fill, border, width, tone = "primarySoft", "primary", _STROKE["selected"], "onPrimarySoft"
        elif self.pressed:
            fill, border, width, tone = "primarySoft", "primary", _STROKE["control"], "onPrimarySoft"
        self.fill, self.border, self.border_width = fill, border, width
        for part in (self.hour, self.head, self.foot, self.tag_words, self.tag_picture):
            part.tone = tone
        self.tick.tone = "primary"
        self.circle.border_width = 4

    def arrange(self) -> None:
        self.hour.text, self.head.text, self.foot.text = self.lead, self.title, self.line
        self.tag_words.text, self.tag_picture.name = self.tag, self.tag_icon
        narrow = self.wide < _NARROW_BELOW
        pad, start, mark, end, gap = _NARROW if narrow else _WIDE
        large = look.step == LARGEST_STEP
        self.hour.role, self.head.role = ("h3", "label") if narrow else ("h2", "h3")
        self.tag_words.role = "small" if narrow else "label"
        self.tag_picture.glyph_size = 28 if narrow else 36
        right = self.wide - end - mark
        self.tick.name, self.tick.glyph_size = ("chosen" if self.chosen else ""), mark + 4
        self.circle.opacity = 0 if self.chosen or self.full else 1
        self.put(self.tick, right - 2, 0, mark + 4, self.high)
        self.put(self.circle, right, (self.high - mark) / 2, mark, mark)
        hour = self.hour.natural()[0] / self.dp + 4
        left = max(start, pad + hour + 24)
        self.put(self.hour, pad, 0, hour, self.high)
        room = right - gap - left
        self.tag_row.fill_with([self.tag_picture, self.tag_words])
        if self.tag_row.natural()[0] > (room - 4) * self.dp:  # long words stand alone
            self.tag_row.fill_with([self.tag_words])
        tag = min(self.tag_row.natural()[0] / self.dp + 4, room)
        beside = room - tag - 20
        if tag > room * 0.55 or (large and narrow) or not self._fits(beside):
            self._stack(left, room, tag)
            return
        self.put(self.tag_row, right - gap - tag, 0, tag, self.high)
        self.tag_row.align = "end"
        self._words(left, beside)

    def _words(self, left: float, room: float) -> None:
        """Title and line in the middle; the line goes first where the room is short."""
        head = self._tall(self.head, room)
        foot = self._tall(self.foot, room) if look.step < LARGEST_STEP else 0.0
        wraps = head > 1.5 * self.head.line_height / self.dp
        long = self.foot.natural(room * self.dp)[0] > room * self.dp
        if long or head + foot > self.high - 8 or (wraps and self.wide < _NARROW_BELOW):
            foot = 0.0
        if not foot:
            self.foot.text = ""
        gap = min(8.0, max(0.0, self.high - head - foot - 16)) if foot else 0.0
        top = (self.high - head - gap - foot) / 2
        self.put(self.head, left, top, room, head)
        self.put(self.foot, left, top + head + gap, room, foot)

    def _fits(self, room: float) -> bool:
        """Whether the title has room beside the places, a little smaller if need be."""
        for role in (self.head.role, "label"):
            self.head.role = role
            wide, high = self.head.natural(room * self.dp)
            if wide <= room * self.dp and high <= (self.high - 8) * self.dp:
                return True
        return False

    def _stack(self, left: float, room: float, tag: float) -> None:
        """Where the room is narrow: the title above the places, without the line."""
        self.foot.text, self.tag_row.align = "", "start"
        self.put(self.foot, left, 0, room, 0)
        shown = self.tag_picture.parent is self.tag_row
        below = max(self._tall(self.tag_words, room), self.tag_picture.glyph_size if shown else 0.0)
        head = self._tall(self.head, room)
        if head + below > self.high - 8:
            self.head.role = "small"
            head = self._tall(self.head, room)
        top = (self.high - head - below) / 2
        self.put(self.head, left, top, room, head)
        self.put(self.tag_row, left, top + head, tag, below)

    def _tall(self, text: Txt, room: float) -> float:
        return float(text.natural(room * self.dp)[1] / self.dp) if text.text else 0.0
