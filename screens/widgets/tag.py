"""Small marks that are read, not touched: the pill with a pictogram, the disc with a number or a pictogram."""

from __future__ import annotations

from typing import Any

from kivy.properties import NumericProperty, OptionProperty, StringProperty

from screens.motion import Spinner
from screens.widgets.icon import Icon
from screens.widgets.row import Row
from screens.widgets.surface import Surface
from screens.widgets.txt import Txt

#: look: (fill, text)
_LOOKS = {
    "sun": ("sun", "onSun"),
    "success": ("successSoft", "success"),
    "warning": ("warningSoft", "warning"),
    "danger": ("dangerSoft", "danger"),
    "primary": ("primarySoft", "onPrimarySoft"),
    "passive": ("sand", "ink"),
    "plain": ("", "ink"),
}


class Tag(Surface):
    """A pill around a pictogram and a few words. `natural()` gives its size; `look` its colours."""

    arranged_by = ("text", "icon", "look", "role")

    text = StringProperty("")
    icon = StringProperty("")
    icon_style = StringProperty("bold")
    look = OptionProperty("passive", options=list(_LOOKS))
    role = StringProperty("label")
    pad = NumericProperty(18)

    def __init__(self, **kwargs: Any) -> None:
        self.words = Txt(wrap=False)
        self.picture = Icon(glyph_size=28)
        self.row = Row(gap=10, align="center", middle=True)
        super().__init__(**{"radius": 48, **kwargs})
        self.adopt(self.row)

    def natural(self, _width: float | None = None) -> tuple[float, float]:
        """Width and height in pixels."""
        self._fill()
        width, _ = self.row.natural()
        return width + 2 * self.pad * self.dp + 3, max(50.0, self.words.pixels / self.dp * 1.7) * self.dp

    def _fill(self) -> None:
        self.words.text, self.words.role = self.text, self.role
        self.picture.name, self.picture.style = self.icon, self.icon_style
        self.row.fill_with([self.picture, self.words] if self.icon else [self.words])

    def arrange(self) -> None:
        self._fill()
        self.fill, tone = _LOOKS[self.look]
        self.words.tone = self.picture.tone = tone
        self.put(self.row, 0, 0, self.wide, self.high)


#: look: (fill, border, text)
_DISCS = {
    "soft": ("primarySoft", "", "onPrimarySoft"),
    "done": ("successSoft", "", "success"),
    "current": ("primary", "", "onPrimary"),
    "todo": ("surface", "lineStrong", "ink"),
    "failed": ("dangerSoft", "", "danger"),
    "star": ("sun", "canvas", "onSun"),
}


class Disc(Surface):
    """A circle with a number (`text`) or a pictogram (`icon`): steps, numbered advice, the star."""

    arranged_by = ("text", "icon", "look")

    text = StringProperty("")
    icon = StringProperty("")
    icon_style = StringProperty("bold")
    look = OptionProperty("soft", options=list(_DISCS))
    glyph_ratio = NumericProperty(0.55)

    def __init__(self, **kwargs: Any) -> None:
        self.words = Txt(role="label", weight="ExtraBold", align="center", wrap=False)
        self.picture = Icon()
        self.spinner = Spinner(self, self.picture)
        super().__init__(**{"radius": 999, **kwargs})
        self.adopt(self.words)
        self.adopt(self.picture)

    def arrange(self) -> None:
        self.fill, self.border, tone = _DISCS[self.look]
        self.border_width = 3 if self.border else 0
        self.words.tone = self.picture.tone = tone
        self.words.text, self.picture.name = self.text, self.icon
        self.spinner.turn(wanted=self.icon == "busySpinner")
        self.picture.style = self.icon_style
        self.picture.glyph_size = self.high * self.glyph_ratio
        self.put(self.words, 0, 0, self.wide, self.high)
        self.put(self.picture, 0, 0, self.wide, self.high)
