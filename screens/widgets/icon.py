"""One pictogram, drawn as a glyph, centred in its box."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from kivy.core.text import Label as Typesetter
from kivy.graphics import Color, PopMatrix, PushMatrix, Rectangle, Rotate
from kivy.properties import NumericProperty, OptionProperty, StringProperty
from kivy.uix.widget import Widget

from screens.icons import FAMILIES, FLIPPED, glyph
from screens.look import look
from screens.widgets.drawn import Scaled
from screens.widgets.plate import sharp


class Icon(Scaled, Widget):
    """`name` is a meaning from the design tokens; `glyph_size` is in dp, 0 fills the box.

    `style` is the drawing weight: `bold`, `regular` (for 68 dp and more) or `fill`. `turn` rotates it, in degrees.
    """

    name = StringProperty("")
    glyph_size = NumericProperty(0)
    tone = StringProperty("ink")
    style = OptionProperty("bold", options=list(FAMILIES))
    turn = NumericProperty(0)

    def __init__(self, name: str = "", **kwargs: Any) -> None:
        self._redraw = self.before_frame(self._draw)
        self._colour: Any = None
        self._rotation: Any = None
        self._drawn: tuple[Any, ...] = ()
        super().__init__(name=name, **kwargs)
        for changed in ("name", "glyph_size", "style", "dp", "pos", "size"):
            self.fbind(changed, self._redraw)
        self.fbind("tone", self._tint)
        self.fbind("turn", self._rotate)
        look.bind(type=self._redraw, theme=self._tint)
        self._redraw()

    def renew(self) -> None:
        self._redraw()

    def natural(self, _width: float | None = None) -> tuple[float, float]:
        """Width and height in pixels."""
        side = self.glyph_size * self.dp or min(self.size)
        return side, side

    def _tint(self, *_: Any) -> None:
        if self._colour is not None:
            self._colour.rgba = look.theme.rgba(self.tone)

    def _rotate(self, *_: Any) -> None:
        if self._rotation is not None:
            self._rotation.angle = self.turn

    def _draw(self) -> None:
        text = glyph(self.name, rtl=look.rtl)
        side = round(self.glyph_size * self.dp or min(self.size))
        turned = look.rtl and self.name in FLIPPED
        state = (text, side, self.style, turned, tuple(self.pos), tuple(self.size))
        if state == self._drawn:
            return
        self._drawn = state
        self.canvas.clear()
        if not text or side < 1:
            return
        texture = _picture(text, FAMILIES[self.style], side, turned=bool(self.turn))
        with self.canvas:
            PushMatrix()
            self._rotation = Rotate(angle=self.turn, origin=self.center)
            self._colour = Color(*look.theme.rgba(self.tone))
            Rectangle(
                texture=texture,
                size=texture.size,
                pos=(round(self.center_x - texture.width / 2), round(self.center_y - texture.height / 2)),
                tex_coords=_mirrored(texture.tex_coords) if turned else texture.tex_coords,
            )
            PopMatrix()


@lru_cache(maxsize=256)
def _picture(text: str, family: str, side: int, *, turned: bool) -> Any:
    """The texture of a glyph; the same pictogram is on many screens."""
    sheet = Typesetter(text=text, font_name=family, font_size=side)
    sheet.refresh()
    return sheet.texture if turned else sharp(sheet.texture)


def _mirrored(corners: Sequence[float]) -> tuple[float, ...]:
    """Texture coordinates with left and right exchanged: u, v from bottom left, counterclockwise."""
    return (*corners[2:4], *corners[0:2], *corners[6:8], *corners[4:6])
