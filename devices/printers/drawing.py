"""The shapes of the house on paper: the arch, the mark, frames, dashes and QR codes. Any thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import qrcode
from PIL import Image, ImageDraw
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError

from devices.printers.drawing_text import OVERSAMPLE, Lettering

Colour = int | tuple[int, int, int]

#: White modules that a reader needs around a QR code.
QUIET_MODULES = 4


def _smooth(size: tuple[int, int], paint: Callable[[ImageDraw.ImageDraw, int], None]) -> Image.Image:
    """Return the grey mask of what `paint(draw, scale)` paints in a picture `scale` times too big."""
    big = Image.new("L", (size[0] * OVERSAMPLE, size[1] * OVERSAMPLE), 0)
    paint(ImageDraw.Draw(big), OVERSAMPLE)
    return big.reduce(OVERSAMPLE)


def stamp(image: Image.Image, mask: Image.Image, at: tuple[int, int], colour: Colour) -> None:
    """Paint `colour` through a grey mask whose top left corner goes to `at`."""
    image.paste(colour, (at[0], at[1], at[0] + mask.width, at[1] + mask.height), mask)


def write(image: Image.Image, line: str, lettering: Lettering, at: tuple[int, int], colour: Colour) -> None:
    """Write one line whose baseline starts at `at`."""
    mask, baseline = lettering.mask(line)
    stamp(image, mask, (at[0], at[1] - baseline), colour)


def paragraph_mask(lines: Sequence[str], lettering: Lettering, width: int) -> Image.Image:
    """Return the grey mask of lines set close together, cut above and below to their ink."""
    pitch = lettering.line_height("".join(lines), 1.1)
    page = Image.new("L", (width, pitch * (len(lines) + 2)), 0)
    for index, line in enumerate(lines):
        write(page, line, lettering, (0, pitch * (index + 1)), 255)
    box = page.getbbox() or (0, 0, width, 1)
    return page.crop((0, box[1], width, box[3]))


def arch_mask(width: int, height: int, stroke: int = 0) -> Image.Image:
    """Return the arch: a half circle on two straight sides, open at the foot.

    `stroke` 0 fills it, else it is an outline of that many px inside `width`.
    """

    def paint(draw: ImageDraw.ImageDraw, scale: int) -> None:
        def shape(inset: int, fill: int) -> None:
            left, top, right = inset * scale, inset * scale, (width - inset) * scale - 1
            draw.ellipse((left, top, right, top + right - left), fill=fill)
            if height * scale > top + (right - left) // 2:
                draw.rectangle((left, top + (right - left) // 2, right, height * scale), fill=fill)

        shape(0, 255)
        if stroke:
            shape(stroke, 0)

    return _smooth((width, height), paint)


def frame_mask(width: int, height: int, stroke: int, radius: int) -> Image.Image:
    """Return the outline of a box with round corners."""

    def paint(draw: ImageDraw.ImageDraw, scale: int) -> None:
        box = (0, 0, width * scale - 1, height * scale - 1)
        draw.rounded_rectangle(box, radius * scale, outline=255, width=stroke * scale)

    return _smooth((width, height), paint)


def person_mask(width: int, height: int) -> Image.Image:
    """Return a person: a disc above an arch (no photograph, no face)."""
    disc = round(width * 0.56)

    def paint(draw: ImageDraw.ImageDraw, scale: int) -> None:
        left = (width - disc) * scale // 2
        draw.ellipse((left, 0, left + disc * scale - 1, disc * scale - 1), fill=255)

    mask = _smooth((width, height), paint)
    body = height - round(disc * 1.14)
    if body > 0:
        mask.paste(arch_mask(width, body), (0, height - body))
    return mask


def dashes(image: Image.Image, span: tuple[int, int], y: int, height: int, rhythm: tuple[float, float]) -> None:
    """Paint a dashed black line from `span[0]` to `span[1]`; `rhythm` is a dash and a gap, in px."""
    dash, gap = rhythm
    draw = ImageDraw.Draw(image)
    x = float(span[0])
    while round(x) < span[1]:
        draw.rectangle((round(x), y, min(round(x + dash), span[1]) - 1, y + height - 1), fill=0)
        x += dash + gap


def qr_modules(data: str) -> list[list[bool]]:
    """Return the modules of the smallest QR code of level M for `data`, without quiet zone; True is dark.

    Raises ValueError when `data` does not fit in the largest code.
    """
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(data)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError) as error:
        raise ValueError("too much data for a QR code") from error
    return [[bool(module) for module in row] for row in code.get_matrix()]


def qr_image(modules: list[list[bool]], module_px: int) -> Image.Image:
    """Return a code as a "1" picture, `module_px` whole pixels to a module, without quiet zone."""
    side = len(modules)
    small = Image.new("1", (side, side), 255)
    small.putdata([0 if dark else 255 for row in modules for dark in row])
    return small.resize((side * module_px, side * module_px), Image.Resampling.NEAREST)
