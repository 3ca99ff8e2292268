"""A device at a glance: its name, how it is with an icon, and one line more. Touching it looks closer."""

from __future__ import annotations

from typing import Any

from kivy.properties import BooleanProperty, NumericProperty, StringProperty

from screens.composition import extent
from screens.theme import TOKENS
from screens.widgets.icon import Icon
from screens.widgets.touchable import Touchable
from screens.widgets.txt import Txt

_STROKE = TOKENS["stroke"]
#: tone of the state: colour of its words at rest; chosen: (fill, border, words)
_TONES = {
    "success": ("success", ("successSoft", "success", "success")),
    "warning": ("warning", ("warningSoft", "warning", "warning")),
    "danger": ("danger", ("dangerSoft", "danger", "danger")),
    "primary": ("ink2", ("primarySoft", "primary", "onPrimarySoft")),
}
_PAD, _HEAD_ICON, _MARK = 32.0, 54.0, 30.0
#: dp at most between the name and the state, and between the state and the line.
_GAPS = (18.0, 8.0)
#: dp that stay free, half of it at each edge beside the least margin; else the line is left out.
_AIR = 12.0
#: dp from which on a tile has room for its pictogram, however long its name.
_WIDE = 400.0


class DeviceTile(Touchable):
    """`tone` is "success", "warning", "danger" or "primary". Where there is little height the line goes first, then the
    pictogram beside the name."""

    arranged_by = ("title", "icon", "status", "short", "status_icon", "line", "tone", "chosen", "pad")

    title = StringProperty("")
    icon = StringProperty("")
    status = StringProperty("")
    #: What is said where `status` does not fit.
    short = StringProperty("")
    status_icon = StringProperty("")
    line = StringProperty("")
    tone = StringProperty("success")
    chosen = BooleanProperty(False)
    pad = NumericProperty(_PAD)

    def __init__(self, **kwargs: Any) -> None:
        self.picture = Icon(glyph_size=_HEAD_ICON, style="regular")
        self.head = Txt(role="h3", weight="SemiBold")
        self.mark = Icon(glyph_size=_MARK, style="fill")
        self.words = Txt(role="small", weight="SemiBold")
        self.foot = Txt(role="staff", weight="Regular")
        super().__init__(**{"radius": TOKENS["radius"]["button"], **kwargs})
        for child in (self.picture, self.head, self.mark, self.words):
            self.adopt(child)

    def dress(self) -> None:
        tone, (fill, border, words) = _TONES[self.tone]
        if not self.chosen:
            fill, border, words = "surface", "lineStrong", tone
        if self.pressed:
            fill, border, words = "primarySoft", "primary", "onPrimarySoft"
        self.fill, self.border = fill, border
        self.border_width = _STROKE["selected"] if self.chosen else 2
        self.words.tone = self.mark.tone = words
        self.picture.tone = self.head.tone = self.foot.tone = "ink" if not self.pressed else "onPrimarySoft"

    def arrange(self) -> None:
        self.picture.name, self.head.text = self.icon, self.title
        self.mark.name, self.words.text, self.foot.text = self.status_icon, self.status, self.line
        wide = self.wide - 2 * self.pad
        self.words.role = "small" if self.wide > _WIDE else "staff"
        left = self.pad + _HEAD_ICON + (24 if self.wide > _WIDE else 14)
        if self.wide <= _WIDE and self.head.natural()[0] / self.dp > self.wide - left - self.pad / 2:
            self.picture.name, left = "", self.pad  # words say more than a pictogram
        head = self._high(self.head, self.wide - left - self.pad / 2)
        start = self.pad + _MARK + (14 if self.wide > _WIDE else 8)
        words = self._high(self.words, self.wide - start - self.pad / 2)
        if self.short and (head + words > self.high - 16 or not self._holds(self.status, self.wide - start)):
            self.words.text = self.short
            words = self._high(self.words, self.wide - start - self.pad / 2)
        if head + words > self.high - 16:  # the word says it without its icon
            self.mark.name, start = "", self.pad
            words = self._high(self.words, self.wide - start - self.pad / 2)
        foot = self._high(self.foot, wide)
        room = self.high - 16
        with_foot = bool(self.line) and head + words + foot + _AIR <= room
        self._keep(self.foot, wanted=with_foot)
        parts = [head, words, foot] if with_foot else [head, words]
        share = min(1.0, max(0.0, (room - sum(parts) - _AIR) / sum(_GAPS)))
        after_head, after_words = (gap * share for gap in _GAPS)
        y = (self.high - sum(parts) - after_head - (after_words if with_foot else 0)) / 2
        self.put(self.picture, self.pad, y, _HEAD_ICON, head)
        self.put(self.head, left, y, self.wide - left - self.pad / 2, head)
        y += head + after_head
        self.put(self.mark, self.pad + (_HEAD_ICON - _MARK) / 2 - 10, y, _MARK, words)
        self.put(self.words, start, y, self.wide - start - self.pad / 2, words)
        if with_foot:
            self.put(self.foot, self.pad, y + words + after_words, wide, foot)

    def _holds(self, sentence: str, room: float) -> bool:
        """Whether the longest word of it fits a line."""
        words = sentence.split()
        return all(extent(word, self.words.role, weight="SemiBold")[0] <= room - self.pad / 2 for word in words)

    def _high(self, text: Txt, wide: float) -> float:
        return float(text.natural(wide * self.dp)[1] / self.dp) if text.text else 0.0

    def _keep(self, child: Any, *, wanted: bool) -> None:
        if wanted and child.parent is None:
            self.adopt(child)
        elif not wanted and child.parent is not None:
            self.remove_widget(child)
