"""The bytes of one job: initialise, the slip, feed, partial cut, and the question that is answered when all is done.

Built complete before the printer is touched; what cannot be drawn is found out before anything was sent.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PIL import Image, ImageChops

from devices.printers import escpos_library
from devices.printers.status import ASK_WHEN_DONE
from kiosk.receipts import Receipt

Renderer = Callable[[Receipt, int], Image.Image]
"""Draws a receipt as a one-bit picture of a width in dots (black on white)."""

BAND_BYTES = 8000
"""Size of a band of picture: less than the white that resynchronises a printer after a broken-off job."""
LEAVE_CHINESE = b"\x1c."
"""FS .: many 58 mm printers start in a two-byte character mode that swallows accents."""

_REAL_TIME = (b"\x10\x04", b"\x10\x05", b"\x10\x14")
"""DLE EOT, DLE ENQ, DLE DC4: a printer obeys these wherever they stand, even inside a picture."""


class UnprintableError(ValueError):
    """A renderer returned something that cannot be printed."""


def raster_job(receipt: Receipt, width: int, render: Renderer) -> bytes:
    """The job of a receipt as a picture `width` dots wide. Raises UnprintableError, or what the renderer raises."""
    paper = escpos_library.paper(width)
    paper.hw("INIT")
    add_picture(paper, render(receipt, width), width)
    return finished(paper)


def finished(paper: Any) -> bytes:
    """End a job: feed the slip out of the mouth, cut it but for one point, ask for the word that it is done."""
    paper.cut(mode="PART")
    return bytes(paper.output) + ASK_WHEN_DONE


def add_picture(paper: Any, picture: object, width: int) -> None:
    """Put a one-bit picture on the paper, at most `width` dots wide, in bands. Raises UnprintableError."""
    clean = harmless(checked(picture, width))
    rows = max(1, BAND_BYTES // (clean.width // 8))
    paper.image(clean, fragment_height=rows, center=False)


def checked(picture: object, width: int) -> Image.Image:
    """The picture, one bit per dot and filled up with white to whole bytes. Raises UnprintableError."""
    if not isinstance(picture, Image.Image):
        raise UnprintableError(f"the renderer returned a {type(picture).__name__}")
    if not 0 < picture.width <= width or picture.height <= 0:
        raise UnprintableError(f"{picture.width} × {picture.height} dots do not fit on {width}")
    dots = picture if picture.mode == "1" else picture.convert("L").convert("1", dither=Image.Dither.NONE)
    full = Image.new("1", ((dots.width + 7) // 8 * 8, dots.height), 255)
    full.paste(dots, (0, 0))
    return full


def harmless(picture: Image.Image) -> Image.Image:
    """The picture without byte pairs that a printer would obey as real-time commands (open the drawer, switch off).

    Such a pair begins with a lone dot (0x10); that dot is made two dots wide (0x18), which nobody can see.
    """
    ink = bytearray(ImageChops.invert(picture).tobytes())
    changed = False
    for command in _REAL_TIME:
        at = ink.find(command)
        while at >= 0:
            ink[at] |= 0x08
            changed = True
            at = ink.find(command, at)
    if not changed:
        return picture
    return ImageChops.invert(Image.frombytes("1", picture.size, bytes(ink)))
