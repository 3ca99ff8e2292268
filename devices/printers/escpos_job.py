"""The bytes of one job: initialise, the slip, feed, partial cut, and the question that is answered when all is done.

Built complete before the printer is touched; what cannot be drawn is found out before anything was sent.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

from PIL import Image, ImageChops

from devices.printers import escpos_library
from devices.printers.status import ASK_WHEN_DONE
from kiosk.receipts import Receipt

Renderer = Callable[[Receipt, int], Image.Image]
"""Draws a receipt as a one-bit picture of a width in dots (black on white)."""

PICTURE = b"\x1dv0\x00"
"""GS v 0: a picture, one dot to a dot; its width in bytes and its height in rows follow, then the rows."""
BAND_BYTES = 8000
"""Size of a band of picture: less than the white that resynchronises a printer after a broken-off job."""
FEED = b"\x1bd\x06"
"""ESC d: six lines."""
LEAVE_CHINESE = b"\x1c."
"""FS .: many 58 mm printers start in a two-byte character mode that swallows accents."""

_REAL_TIME = (b"\x10\x04", b"\x10\x05", b"\x10\x14")
"""DLE EOT, DLE ENQ, DLE DC4: a printer obeys these wherever they stand, even inside a picture."""


class UnprintableError(ValueError):
    """A renderer returned something that cannot be printed."""


def raster_job(receipt: Receipt, width: int, render: Renderer, *, cutter: bool = True) -> bytes:
    """The job of a receipt as a picture `width` dots wide; see `end_slip` for `cutter`.

    Raises UnprintableError, or what the renderer raises.
    """
    paper = escpos_library.paper()
    paper.hw("INIT")
    for part in receipt.parts():
        add_picture(paper, render(part, width), width)
        end_slip(paper, cutter)
    return finished(paper)


def end_slip(paper: Any, cutter: bool) -> None:
    """Feed the slip out of the mouth and cut it but for one point; without a `cutter` it is torn off by hand."""
    if cutter:
        paper.cut(mode="PART")
    else:
        paper._raw(FEED)


def finished(paper: Any) -> bytes:
    """End a job: ask for the word that it is done."""
    return bytes(paper.output) + ASK_WHEN_DONE


def add_picture(paper: Any, picture: object, width: int) -> None:
    """Put a one-bit picture on the paper, at most `width` dots wide, in bands. Raises UnprintableError."""
    # the library would take three times as long: it turns each band into colours and back
    dots = harmless(checked(picture, width))
    across = dots.width // 8
    ink = ImageChops.invert(dots).tobytes()
    band = max(1, BAND_BYTES // across)
    for top in range(0, dots.height, band):
        rows = min(band, dots.height - top)
        paper._raw(PICTURE + struct.pack("<HH", across, rows) + ink[top * across : (top + rows) * across])


def checked(picture: object, width: int) -> Image.Image:
    """The picture, one bit per dot and filled up with white to whole bytes. Raises UnprintableError."""
    if not isinstance(picture, Image.Image):
        raise UnprintableError(f"the renderer returned a {type(picture).__name__}")
    if not 0 < picture.width <= width or picture.height <= 0:
        raise UnprintableError(f"{picture.width} × {picture.height} dots do not fit on {width}")
    # by way of grey in any case: Pillow lets a white dot be any number but 0, and not all of it then agrees
    dots = picture.convert("L").convert("1", dither=Image.Dither.NONE)
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
