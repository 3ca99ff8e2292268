"""From the designer's coordinates to the pixels of this screen. Pure Python, no Kivy.

Designs are drawn in a reference sheet, origin top left, unit "reference dp": 1080 × 1920 upright, 1280 × 800
lying. The sheet grows or shrinks to fit the window; extra width becomes margin, extra height goes above the
line that separates what is read from what is touched, so that controls stay within reach at the bottom.
"""

from __future__ import annotations

from dataclasses import dataclass

from screens.theme import TOKENS

_REFERENCE = TOKENS["reference"]
_LAYOUT = TOKENS["layout"]["portrait"]
_WIDE = TOKENS["layout"]["landscape1280x800"]

PORTRAIT: tuple[int, int] = (_REFERENCE["portrait"][0], _REFERENCE["portrait"][1])
LANDSCAPE: tuple[int, int] = (_REFERENCE["landscapeSmall"][0], _REFERENCE["landscapeSmall"][1])
HEADER_END: int = _LAYOUT["header"][1]
TOUCH_TOP: int = _LAYOUT["touch"][0]
BAR_HEIGHT: int = _LAYOUT["bar"]["height"]
WIDE_BAR_HEIGHT: int = _WIDE["bar"]["height"]
MARGIN: int = _LAYOUT["margin"]
CONTENT: int = PORTRAIT[0] - 2 * MARGIN


@dataclass(frozen=True)
class Box:
    """A rectangle: in pixels, origin bottom left (as Kivy counts), unless said otherwise."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Geometry:
    """One window size in pixels and how the reference sheet lies on it."""

    width: float
    height: float

    @property
    def landscape(self) -> bool:
        return self.width > self.height

    @property
    def reference(self) -> tuple[int, int]:
        return LANDSCAPE if self.landscape else PORTRAIT

    @property
    def dp(self) -> float:
        """Pixels in one reference dp."""
        wide, high = self.reference
        return min(self.width / wide, self.height / high)

    @property
    def side_margin(self) -> float:
        """Pixels left free on each side when the window is wider than the sheet."""
        return (self.width - self.reference[0] * self.dp) / 2

    @property
    def extra_height(self) -> float:
        """Pixels that the window has more than the sheet."""
        return self.height - self.reference[1] * self.dp

    def box(self, x: float, y: float, width: float, height: float, *, mirrored: bool = False) -> Box:
        """Pixels of a rectangle given in reference dp. `mirrored` flips it left to right."""
        dp, wide = self.dp, self.reference[0]
        left = wide - x - width if mirrored else x
        top = y * dp + self._shift(y + height)
        return Box(self.side_margin + left * dp, self.height - top - height * dp, width * dp, height * dp)

    def _shift(self, bottom: float) -> float:
        """Extra pixels above a rectangle that ends at `bottom`: the header stays up, controls stay down."""
        if bottom <= HEADER_END:
            return 0.0
        reading = bottom <= TOUCH_TOP and not self.landscape
        return self.extra_height / 2 if reading else self.extra_height


def within_reach(width: float, height: float) -> tuple[float, float]:
    """The part of a window, from its lower edge, for somebody who does not reach higher: the lying sheet at full
    width (docs/accessibility.md, "Reach"). A lying window stays as it is."""
    return width, min(height, width * LANDSCAPE[1] / LANDSCAPE[0])


@dataclass(frozen=True)
class Column:
    """Where a piece of the upright sheet goes on a lying one: offset in landscape dp and scale."""

    x: float
    y: float
    zoom: float

    def place(self, box: Box, top: float) -> Box:
        """Landscape dp of an upright rectangle (origin top left), `top` being where its zone begins."""
        return Box(
            self.x + (box.x - MARGIN) * self.zoom,
            self.y + (box.y - top) * self.zoom,
            box.width * self.zoom,
            box.height * self.zoom,
        )


#: The two columns of a lying screen (guide §9): read on the left, touch on the right.
READ_COLUMN = Column(x=_WIDE["margin"], y=112, zoom=_WIDE["leftWidth"] / CONTENT)
TOUCH_COLUMN = Column(x=LANDSCAPE[0] - _WIDE["margin"] - _WIDE["archWidth"], y=44, zoom=_WIDE["archWidth"] / CONTENT)
