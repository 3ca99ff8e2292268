"""A receipt as a PDF: for office printers, and for keeping. The same layout as on the roll, with letters that can be
copied and searched, and nothing made of dots. Any thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import takewhile
from pathlib import Path

from fpdf import FPDF

from devices.printers.drawing_text import Icon, Lettering
from devices.printers.slip_layout import Piece, SlipLayout
from kiosk.receipts import Receipt

A4 = "A4"
ROLL = "roll"
PAPERS = (A4, ROLL)
"""A sheet of 210 × 297 mm, or one page exactly as large as the slip."""

MM_PER_PX = 25.4 / 203
"""A dot of a thermal printer."""
ROLL_MARGIN_MM = 4.0
"""Beside what a thermal printer can print on its paper: 72 mm of 80, 48 of 58 (a little more)."""
_A4_MM = (210.0, 297.0)
_A4_MARGIN_MM = 12.0
LARGEST_SCALE = 1.6
"""On a sheet a slip is made larger, where it fits: the letters of the roll are the smallest that can be read."""
_KAPPA = 0.5522847498
"""Handle of the Bézier curve that is a quarter of a circle."""


def render_pdf(receipt: Receipt, width: int, fonts: Path, made_at: datetime, *, paper: str = A4) -> bytes:
    """Return `receipt` as a PDF; each part that is cut off begins a page. `width` in px as for `raster.render`.

    On A4 a long receipt goes on over several pages. The same receipt and `made_at` give the same bytes. Raises
    OSError when a font is missing, ValueError for a QR code that does not fit or an unknown paper.
    """
    if paper not in PAPERS:
        raise ValueError(f"{paper!r} is no paper; use {' or '.join(PAPERS)}")
    document = FPDF(unit="mm", format=_A4_MM)
    document.set_creation_date(made_at)
    document.set_auto_page_break(False)
    document.set_margin(0)
    document.set_lang(receipt.language)
    for part in receipt.parts():
        layout = SlipLayout(width, fonts, part.language)
        pieces = layout.pieces(part.blocks)
        if paper == ROLL:
            _on_a_roll(document, layout, pieces, width)
        else:
            _on_sheets(document, layout, pieces, width)
    return bytes(document.output())


def _on_a_roll(document: FPDF, layout: SlipLayout, pieces: Sequence[Piece], width: int) -> None:
    tops, height = layout.stacked(pieces)
    page = (width * MM_PER_PX + 2 * ROLL_MARGIN_MM, height * MM_PER_PX)
    document.add_page(format=page)
    _paint(Sheet(document, MM_PER_PX, (ROLL_MARGIN_MM, 0.0)), pieces, tops)


def _on_sheets(document: FPDF, layout: SlipLayout, pieces: Sequence[Piece], width: int) -> None:
    room = _A4_MM[1] - 2 * _A4_MARGIN_MM
    _, height = layout.stacked(pieces)
    scale = MM_PER_PX * min(LARGEST_SCALE, max(1.0, room / (height * MM_PER_PX)))
    corner = ((_A4_MM[0] - width * scale) / 2, _A4_MARGIN_MM)
    rest = list(pieces)
    while True:
        tops, _ = layout.stacked(rest)
        # at least one piece to a page: what is higher than a sheet would otherwise never be printed
        fitting = [i for i, top in enumerate(tops) if (top + rest[i].height) * scale <= room]
        count = max(1, len(fitting))
        document.add_page()
        _paint(Sheet(document, scale, corner), rest[:count], tops[:count])
        rest = rest[count:]
        if not rest:
            return


def _paint(sheet: Sheet, pieces: Sequence[Piece], tops: Sequence[int]) -> None:
    for piece, top in zip(pieces, tops, strict=True):
        piece.paint(sheet, top)


class Sheet:
    """A page of a PDF as a `devices.printers.canvas.Canvas`; `scale` in mm to a px, `corner` in mm."""

    def __init__(self, document: FPDF, scale: float, corner: tuple[float, float]) -> None:
        self._document = document
        self._scale = scale
        self._corner = corner

    def write(self, line: str, face: Lettering, at: tuple[int, int]) -> None:
        for run in face.runs(line):
            self._letters(run.path, run.text, face.size, (at[0] + run.start, at[1]))

    def arch(self, at: tuple[int, int], size: tuple[int, int], stroke: int) -> None:
        half = stroke / 2
        radius = size[0] / 2 - half
        left, middle, right = at[0] + half, at[0] + size[0] / 2, at[0] + size[0] - half
        top, spring, foot, handle = at[1] + half, at[1] + half + radius, at[1] + size[1], radius * _KAPPA
        with self._document.new_path() as path:
            path.style.auto_close = False
            path.style.fill_color = None
            path.style.stroke_color = "#000"
            path.style.stroke_width = stroke * self._scale
            path.move_to(*self._mm(left, foot)).line_to(*self._mm(left, spring))
            path.curve_to(
                *self._mm(left, spring - handle), *self._mm(middle - handle, top), *self._mm(middle, top)
            )
            path.curve_to(
                *self._mm(middle + handle, top), *self._mm(right, spring - handle), *self._mm(right, spring)
            )
            path.line_to(*self._mm(right, foot))

    def bar(self, at: tuple[int, int], size: tuple[int, int]) -> None:
        self._document.rect(*self._mm(*at), size[0] * self._scale, size[1] * self._scale, style="F")

    def frame(self, at: tuple[int, int], size: tuple[int, int], stroke: int, radius: int) -> None:
        self._document.set_line_width(stroke * self._scale)
        self._document.rect(
            *self._mm(at[0] + stroke / 2, at[1] + stroke / 2),
            (size[0] - stroke) * self._scale,
            (size[1] - stroke) * self._scale,
            style="D",
            round_corners=True,
            corner_radius=(radius - stroke / 2) * self._scale,
        )

    def dashes(self, span: tuple[int, int], y: int, height: int, rhythm: tuple[float, float]) -> None:
        x = float(span[0])
        while x < span[1]:
            box = self._mm(x, y)
            self._document.rect(*box, min(rhythm[0], span[1] - x) * self._scale, height * self._scale, style="F")
            x += sum(rhythm)

    def icon(self, icon: Icon, at: tuple[int, int]) -> None:
        left, top = icon.ink_offset()
        self._letters(icon.path, chr(icon.code), icon.size, (at[0] - left, at[1] - top))

    def code(self, modules: list[list[bool]], module: int, at: tuple[int, int]) -> None:
        """Dark modules side by side are one box: no hair of white between them."""
        for row, line in enumerate(modules):
            column = 0
            while column < len(line):
                dark = len(list(takewhile(bool, line[column:])))
                if dark:
                    box = self._mm(at[0] + column * module, at[1] + row * module)
                    self._document.rect(*box, dark * module * self._scale, module * self._scale, style="F")
                column += max(1, dark)

    def _letters(self, font: Path, text: str, size: float, at: tuple[float, float]) -> None:
        family = font.stem
        if family.lower() not in self._document.fonts:
            self._document.add_font(family, fname=font)
        self._document.set_font(family, size=size * self._scale * self._document.k)
        self._document.text(*self._mm(*at), text)

    def _mm(self, x: float, y: float) -> tuple[float, float]:
        return self._corner[0] + x * self._scale, self._corner[1] + y * self._scale
