"""Sheets of cards for a plain printer: A4, two columns of five, both sides, crop marks and bleed.

Print at 100 %, on both sides, flipped on the long edge. Any thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from fpdf import FPDF
from PIL import Image

PAGE_MM = (210.0, 297.0)
CARD_MM = (85.6, 54.0)
COLUMNS, ROWS = 2, 5
#: Colour goes on outside the edge of the card, so that a cut a little off shows no white.
BLEED_MM = 2.0
_BLEED_PX = 24  # 2.03 mm at 300 dpi
#: Two bleeds side by side: neighbours share no ink.
_GAP_MM = 2 * BLEED_MM
#: Crop marks stay out of the bleed and of the very edge of the paper.
_MARK_EDGE_MM = 0.5
_MARK_MM = 5.0
_MARK_SPACE_MM = 0.3
_ORIGIN_MM = (
    (PAGE_MM[0] - COLUMNS * CARD_MM[0] - (COLUMNS - 1) * _GAP_MM) / 2,
    (PAGE_MM[1] - ROWS * CARD_MM[1] - (ROWS - 1) * _GAP_MM) / 2,
)


def with_bleed(card: Image.Image) -> Image.Image:
    """Return the card with its outermost pixels continued 24 px out on each side."""
    width, height = card.size
    wide = Image.new(card.mode, (width + 2 * _BLEED_PX, height + 2 * _BLEED_PX))
    wide.paste(card, (_BLEED_PX, _BLEED_PX))
    for x, at in ((0, 0), (width - 1, width + _BLEED_PX)):
        column = card.crop((x, 0, x + 1, height)).resize((_BLEED_PX, height), Image.Resampling.NEAREST)
        wide.paste(column, (at, _BLEED_PX))
    for y, at in ((_BLEED_PX, 0), (_BLEED_PX + height - 1, height + _BLEED_PX)):
        row = wide.crop((0, y, wide.width, y + 1)).resize((wide.width, _BLEED_PX), Image.Resampling.NEAREST)
        wide.paste(row, (0, at))
    return wide


def corner(column: int, row: int) -> tuple[float, float]:
    """Return the top left corner of a place in mm from the top left of the page."""
    return (
        _ORIGIN_MM[0] + column * (CARD_MM[0] + _GAP_MM),
        _ORIGIN_MM[1] + row * (CARD_MM[1] + _GAP_MM),
    )


def write_sheets(cards: Sequence[tuple[Image.Image, Image.Image]], path: Path, made_at: datetime) -> None:
    """Write pages of ten (front, back) pictures: fronts, then backs with the columns swapped.

    The same pictures and `made_at` give the same bytes. Raises ValueError without a card, OSError when `path`
    cannot be written.
    """
    if not cards:
        raise ValueError("no card to print")
    pdf = FPDF(orientation="portrait", unit="mm", format=PAGE_MM)
    pdf.set_creation_date(made_at)
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.set_image_filter("FlateDecode")  # lossless: a module of the code keeps its edge
    pdf.set_line_width(0.1)
    places = COLUMNS * ROWS
    for start in range(0, len(cards), places):
        batch = cards[start : start + places]
        for side in (0, 1):
            pdf.add_page()
            for place, card in enumerate(batch):
                column, row = place % COLUMNS, place // COLUMNS
                # Turned over its long edge, the paper brings its right column behind the left one.
                _place(pdf, card[side], COLUMNS - 1 - column if side else column, row)
            _crop_marks(pdf)
    pdf.output(str(path))


def _place(pdf: FPDF, card: Image.Image, column: int, row: int) -> None:
    x, y = corner(column, row)
    across, down = CARD_MM[0] / card.width, CARD_MM[1] / card.height  # mm to a pixel
    wide = with_bleed(card)
    pdf.image(
        wide,
        x=x - _BLEED_PX * across,
        y=y - _BLEED_PX * down,
        w=wide.width * across,
        h=wide.height * down,
    )


def _crop_marks(pdf: FPDF) -> None:
    """Draw the ends of every cut in the margins of the page."""
    out = BLEED_MM + _MARK_SPACE_MM
    left, top = _ORIGIN_MM
    right, bottom = PAGE_MM[0] - left, PAGE_MM[1] - top
    for column in range(COLUMNS):
        for x in (corner(column, 0)[0], corner(column, 0)[0] + CARD_MM[0]):
            pdf.line(x, max(_MARK_EDGE_MM, top - out - _MARK_MM), x, top - out)
            pdf.line(x, bottom + out, x, min(PAGE_MM[1] - _MARK_EDGE_MM, bottom + out + _MARK_MM))
    for row in range(ROWS):
        for y in (corner(0, row)[1], corner(0, row)[1] + CARD_MM[1]):
            pdf.line(left - out - _MARK_MM, y, left - out, y)
            pdf.line(right + out, y, right + out + _MARK_MM, y)
