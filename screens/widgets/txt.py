"""Text. Wraps at its width, never cuts, follows theme, text step and direction, draws any of our scripts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from kivy.core.text import Label as Typesetter
from kivy.graphics import Color, Rectangle
from kivy.properties import BooleanProperty, NumericProperty, OptionProperty, StringProperty
from kivy.uix.widget import Widget

from screens.look import look
from screens.text import Run, mark, runs, wrap
from screens.theme import ROLES
from screens.widgets.drawn import Scaled
from screens.widgets.plate import sharp

_ASCENT_EM = {"Vestibule": 0.984, "VestibuleArabic": 1.374, "VestibuleChiffres": 0.984}
#: Where Latin sits in its line box: the box is centred on ascent and descent, as on the web.
_LATIN_MIDDLE = (0.984 - 0.316) / 2
UNDERLINE = 3
_REDRAWN_BY = (
    "text", "role", "align", "valign", "sp", "weight", "tabular", "wrap", "underline", "dp", "pos", "size",
)  # fmt: skip


@lru_cache(maxsize=8192)
def _width(family: str, size: int, text: str) -> float:
    return float(Typesetter(font_name=family, font_size=size).get_extents(text)[0])


@lru_cache(maxsize=8192)
def _runs(line: str, weight: str, rtl: bool, tabular: bool) -> tuple[Run, ...]:
    return tuple(runs(line, weight, rtl=rtl, tabular=tabular))


class Txt(Scaled, Widget):
    """A paragraph. `**words**` are drawn one weight stronger; a newline breaks the line.

    `role` names a row of the type scale and `tone` a colour token; `sp` and `weight` override the role.
    `align` is `start`, `center` or `end` and turns around in a right-to-left language.
    """

    text = StringProperty("")
    role = OptionProperty("body", options=list(ROLES))
    tone = StringProperty("ink")
    align = OptionProperty("start", options=["start", "center", "end"])
    valign = OptionProperty("middle", options=["top", "middle", "bottom"])
    #: Size in sp that replaces the role's, 0 for the role's own; it does not grow with the text step.
    sp = NumericProperty(0)
    #: `Regular`, `SemiBold`, `ExtraBold`, or empty for the role's own.
    weight = StringProperty("")
    #: Figures of equal width, for text that changes every second.
    tabular = BooleanProperty(False)
    wrap = BooleanProperty(True)
    underline = BooleanProperty(False)

    def __init__(self, text: str = "", **kwargs: Any) -> None:
        self._redraw = self.before_frame(self._draw)
        self._colour: Any = None
        self._drawn: tuple[Any, ...] = ()
        self._pictures: dict[tuple[Run, int], Any] = {}
        super().__init__(text=text, **kwargs)
        for name in _REDRAWN_BY:
            self.fbind(name, self._redraw)
        self.fbind("tone", self._tint)
        look.bind(type=self._redraw, theme=self._tint)
        self._redraw()

    def renew(self) -> None:
        self._redraw()

    @property
    def pixels(self) -> int:
        """Font size in pixels."""
        size = float(self.sp or look.type.size(self.role))
        return max(1, round(size * float(self.dp)))

    @property
    def line_height(self) -> float:
        """Distance between two lines, in pixels."""
        return ROLES[self.role].line_em * self.pixels

    def lines(self, width: float | None = None) -> list[str]:
        """The text as it wraps at `width` pixels; None wraps nowhere."""
        return wrap(mark(self.text), width if self.wrap else None, self._measure) if self.text else []

    def natural(self, width: float | None = None) -> tuple[float, float]:
        """Width and height in pixels that the text needs when wrapped at `width` pixels."""
        lines = self.lines(width)
        return max(map(self._measure, lines), default=0.0), len(lines) * self.line_height

    @property
    def cut(self) -> bool:
        """Whether the text needs more room than it has; must never be true on a finished screen."""
        width, height = self.natural(self.width)
        return bool(self.text) and (width > self.width + 1 or height > self.height + 1)

    def _runs(self, line: str) -> tuple[Run, ...]:
        return _runs(line, self.weight or ROLES[self.role].weight, bool(look.rtl), bool(self.tabular))

    def _measure(self, line: str) -> float:
        return sum(_width(run.family, self.pixels, run.text) for run in self._runs(line))

    def _tint(self, *_: Any) -> None:
        if self._colour is not None:
            self._colour.rgba = look.theme.rgba(self.tone)

    def _draw(self) -> None:
        """Rebuild the glyph pictures; only called when a property that shows has changed."""
        state = (
            self.text, self.role, self.align, self.valign, self.pixels, self.weight, self.tabular, self.wrap,
            self.underline, tuple(self.pos), tuple(self.size), look.rtl,
        )  # fmt: skip
        if state == self._drawn:
            return
        self._drawn = state
        self.canvas.clear()
        # What only moves keeps its letters.
        former, self._pictures = self._pictures, {}
        lines = self.lines(self.width)
        spare = self.height - len(lines) * self.line_height
        top = self.top - spare * {"top": 0.0, "middle": 0.5, "bottom": 1.0}[self.valign]
        with self.canvas:
            self._colour = Color(*look.theme.rgba(self.tone))
            for index, line in enumerate(lines):
                self._draw_line(line, top - index * self.line_height, former)

    def _letters(self, run: Run, former: Mapping[tuple[Run, int], Any]) -> Any:
        """The texture of a run at our size, the one drawn before if there is one."""
        key = (run, self.pixels)
        texture = former.get(key)
        if texture is None:
            sheet = Typesetter(text=run.text, font_name=run.family, font_size=self.pixels)
            sheet.refresh()
            texture = sharp(sheet.texture)
        self._pictures[key] = texture
        return texture

    def _draw_line(self, line: str, top: float, former: Mapping[tuple[Run, int], Any]) -> None:
        pieces = self._runs(line)
        spare = self.width - sum(_width(run.family, self.pixels, run.text) for run in pieces)
        sides = {"start": 1.0 if look.rtl else 0.0, "center": 0.5, "end": 0.0 if look.rtl else 1.0}
        left = self.x + spare * sides[self.align]
        baseline = top - self.line_height / 2 - _LATIN_MIDDLE * self.pixels
        start = left
        for run in pieces:
            if run.text.strip():
                texture = self._letters(run, former)
                above = _ASCENT_EM[run.family.split("-")[0]] * self.pixels
                # Whole pixels keep the glyphs as sharp as they were drawn.
                Rectangle(
                    texture=texture,
                    size=texture.size,
                    pos=(round(left), round(baseline + above) - texture.height),
                )
            left += _width(run.family, self.pixels, run.text)
        if self.underline:
            Rectangle(pos=(start, baseline - 9 * self.dp), size=(left - start, max(1.0, UNDERLINE * self.dp)))
