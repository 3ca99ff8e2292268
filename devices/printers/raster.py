"""A receipt as a one-bit picture: the form every thermal printer prints right (no code page, any script)."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from devices.printers import drawing
from devices.printers.drawing_text import Icon, Lettering, icon_mask
from devices.printers.slip_layout import SlipLayout
from kiosk.receipts import Receipt

#: Ink covers a pixel from this share on; a little under a half, since heat is lost at the edge of a dot.
INK_SHARE = 0.47


def render(receipt: Receipt, width: int, fonts: Path) -> Image.Image:
    """Return `receipt` as a picture of mode "1", `width` px wide (576 for 80 mm paper, 384 for 58 mm).

    Its parts, if it is cut, stand one under the other. `fonts` is the folder of the font files. Raises OSError when a
    font is missing, ValueError when a QR code does not fit on the paper.
    """
    slips = [_drawn(part, width, fonts) for part in receipt.parts()]
    page = slips[0] if len(slips) == 1 else Image.new("L", (width, sum(slip.height for slip in slips)), 255)
    top = 0
    for slip in slips:
        page.paste(slip, (0, top))
        top += slip.height
    limit = 255 * (1 - INK_SHARE)
    return page.point([255 if grey > limit else 0 for grey in range(256)], mode="1")


def render_png(receipt: Receipt, width: int, fonts: Path) -> bytes:
    """`render` as a file, to look at on a screen. Raises as `render` does."""
    made = BytesIO()
    render(receipt, width, fonts).save(made, "PNG")
    return made.getvalue()


def _drawn(receipt: Receipt, width: int, fonts: Path) -> Image.Image:
    layout = SlipLayout(width, fonts, receipt.language)
    pieces = layout.pieces(receipt.blocks)
    tops, height = layout.stacked(pieces)
    page = Image.new("L", (width, height), 255)
    dots = Dots(page)
    for piece, top in zip(pieces, tops, strict=True):
        piece.paint(dots, top)
    return page


class Dots:
    """A grey picture as a `devices.printers.canvas.Canvas`."""

    def __init__(self, page: Image.Image) -> None:
        self._page = page

    def write(self, line: str, face: Lettering, at: tuple[int, int]) -> None:
        drawing.write(self._page, line, face, at, 0)

    def arch(self, at: tuple[int, int], size: tuple[int, int], stroke: int) -> None:
        drawing.stamp(self._page, drawing.arch_mask(*size, stroke), at, 0)

    def bar(self, at: tuple[int, int], size: tuple[int, int]) -> None:
        ImageDraw.Draw(self._page).rectangle((*at, at[0] + size[0] - 1, at[1] + size[1] - 1), fill=0)

    def frame(self, at: tuple[int, int], size: tuple[int, int], stroke: int, radius: int) -> None:
        drawing.stamp(self._page, drawing.frame_mask(*size, stroke, radius), at, 0)

    def dashes(self, span: tuple[int, int], y: int, height: int, rhythm: tuple[float, float]) -> None:
        drawing.dashes(self._page, span, y, height, rhythm)

    def icon(self, icon: Icon, at: tuple[int, int]) -> None:
        drawing.stamp(self._page, icon_mask(icon), at, 0)

    def code(self, modules: list[list[bool]], module: int, at: tuple[int, int]) -> None:
        self._page.paste(drawing.qr_image(modules, module).convert("L"), at)
