"""A workstation: on the visitor's floor plan, and on the staff board."""

from __future__ import annotations

from typing import Any

from kivy.properties import BooleanProperty, NumericProperty, OptionProperty, StringProperty

from screens.theme import TOKENS
from screens.widgets.icon import Icon
from screens.widgets.progress_bar import ProgressBar
from screens.widgets.row import Row
from screens.widgets.tag import Disc
from screens.widgets.touchable import Touchable
from screens.widgets.txt import Txt

_STATION = TOKENS["component"]["stationTile"]
_BOARD = TOKENS["component"]["boardTile"]
_STROKE = TOKENS["stroke"]
#: kind: (fill, border, border width, text)
_KINDS = {
    "free": ("surface", "primary", _STROKE["control"], "ink"),
    "chosen": ("primary", "", 0, "onPrimary"),
    "busy": ("sand", "line", _STROKE["hair"], "ink"),
    "out": ("sand", "line", _STROKE["hair"], "ink"),
}


class StationTile(Touchable):
    """`kind` is `free`, `chosen`, `busy` or `out`; `feature` a pictogram; `recommended` puts a star on the corner;
    `askable` lets a busy one answer.

    150 × 124 dp.
    """

    arranged_by = ("number", "label", "icon", "feature", "kind", "recommended", "askable")

    number = StringProperty("")
    label = StringProperty("")
    icon = StringProperty("")
    feature = StringProperty("")
    kind = OptionProperty("free", options=list(_KINDS))
    recommended = BooleanProperty(False)
    askable = BooleanProperty(False)

    def __init__(self, **kwargs: Any) -> None:
        self.figure = Txt(role="h1", sp=_STATION["number"], weight="ExtraBold", wrap=False, tabular=True)
        self.picture = Icon(glyph_size=_STATION["icon"])
        self.words = Txt(role="label", sp=_STATION["label"], wrap=False)
        self.row = Row(gap=8, middle=True)
        self.mark = Icon(glyph_size=_STATION["feature"])
        self.star = Disc(look="star", icon="recommended", icon_style="fill")
        super().__init__(**{"radius": _STATION["radius"], **kwargs})
        for child in (self.figure, self.row, self.mark):
            self.adopt(child)
        self.row.fill_with([self.picture, self.words])

    def dress(self) -> None:
        self.fill, self.border, self.border_width, tone = _KINDS[self.kind]
        if self.pressed:
            self.fill, self.border, self.border_width = "primarySoft", "primary", _STROKE["control"]
            tone = "onPrimarySoft"
        taken = self.kind in {"busy", "out"}
        self.inert = taken and not self.askable
        self.figure.weight = "SemiBold" if taken else "ExtraBold"
        for part in (self.figure, self.picture, self.words, self.mark):
            part.tone = tone

    def arrange(self) -> None:
        self.figure.text, self.words.text = self.number, self.label
        self.picture.name, self.mark.name = self.icon, self.feature
        self.picture.style = "fill" if self.kind == "chosen" else "bold"
        self.put(self.figure, 20, 8, 80, 56)
        start = 20.0
        self.row.fill_with([self.picture, self.words])
        if self.row.natural()[0] > (self.wide - 24) * self.dp:  # a long word stands alone
            start = 10.0
            self.row.fill_with([self.words])
        self.put(self.row, start, 72, self.wide - start - 4, 46)
        aside, down = (72, 26) if self.recommended else (50, 14)  # clear of the star and of two digits
        self.put(self.mark, self.wide - aside, down, 40, 40)
        if self.recommended and self.star.parent is None:
            self.adopt(self.star)
        elif not self.recommended and self.star.parent is not None:
            self.remove_widget(self.star)
        self.put(self.star, self.wide - 40, -12, 52, 52)


#: look: (fill, border, border width, bar track, bar)
_LOOKS = {
    "free": ("surface", "lineStrong", _STROKE["hair"], "sandDeep", "primary"),
    "busy": ("surface", "lineStrong", _STROKE["hair"], "sandDeep", "primary"),
    "warning": ("warningSoft", "warning", _STROKE["control"], "sandDeep", "warning"),
    "help": ("sun", "onSun", _STROKE["control"], "helpTrack", "onSun"),
    "held": ("primarySoft", "primary", _STROKE["control"], "sandDeep", "primary"),
    "out": ("sand", "lineStrong", _STROKE["hair"], "sandDeep", "primary"),
}


#: dp from the top of a tile of the board to its line, and how close a lower tile may bring it; else it goes.
_FOOT, _FOOT_LEAST = 72.0, 56.0


class BoardTile(Touchable):
    """A workstation for staff: number, pictogram and time left, a line, a bar. `fraction` below 0 hides the bar.

    304 × 152 dp; a lower one brings the line closer to the number, or leaves it out.
    """

    arranged_by = ("number", "icon", "top_text", "line", "look", "fraction", "selected")

    number = StringProperty("")
    icon = StringProperty("")
    top_text = StringProperty("")
    line = StringProperty("")
    look = OptionProperty("free", options=list(_LOOKS))
    fraction = NumericProperty(-1)
    selected = BooleanProperty(False)

    def __init__(self, **kwargs: Any) -> None:
        self.figure = Txt(role="h2", weight="ExtraBold", wrap=False)
        self.picture = Icon(glyph_size=30)
        self.words = Txt(role="label", wrap=False)
        self.row = Row(gap=10, align="end", middle=True)
        self.foot = Txt(role="staff")
        self.bar = ProgressBar()
        super().__init__(**{"radius": _BOARD["radius"], **kwargs})
        for child in (self.figure, self.row, self.foot, self.bar):
            self.adopt(child)
        self.row.fill_with([self.picture, self.words])

    def dress(self) -> None:
        self.fill, self.border, self.border_width, self.bar.track, self.bar.tone = _LOOKS[self.look]
        tone = "onSun" if self.look == "help" else "ink"
        if self.pressed:
            self.fill, self.border, self.border_width, tone = "primarySoft", "primary", _STROKE["control"], "ink"
        if self.selected:
            self.border, self.border_width = tone, _STROKE["selected"]
        for part in (self.figure, self.picture, self.words, self.foot):
            part.tone = tone

    def arrange(self) -> None:
        self.figure.text, self.words.text, self.foot.text = self.number, self.top_text, self.line
        self.picture.name = self.icon
        self.bar.opacity = 0 if self.fraction < 0 else 1
        self.bar.fraction = max(0.0, self.fraction)
        line = self.foot.line_height / self.dp
        low = self.high < _FOOT + line + 12
        top = self.high - line - 6 if low else _FOOT
        if top < _FOOT_LEAST:
            self.foot.text = ""
        self.put(self.figure, 24, 0 if low else 6, 90, 70)
        self.words.role = "label"
        for start, role, shown in ((96, "label", True), (84, "small", True), (84, "small", False)):
            self.words.role = role
            self.row.fill_with([self.picture, self.words] if shown else [self.words])
            if self.row.natural()[0] <= (self.wide - start - 20) * self.dp:
                break
        self.put(self.row, start, 10 if low else 16, self.wide - start - 20, 48)
        self.put(self.foot, 24, top, self.wide - 48, line if low else 40)
        self.put(self.bar, 24, 120, self.wide - 48, _BOARD["bar"])
