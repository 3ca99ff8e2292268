"""A receipt as a one-bit picture: the form every thermal printer prints right (no code page, any script).

Measures are those of the 576 px slip (80 mm paper at 203 dpi); a narrower paper scales them down, never the
letters below 24 px (3 mm), the size that can still be read. Nothing is ever cut: text wraps. Any thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import singledispatchmethod
from pathlib import Path

from PIL import Image, ImageDraw

from devices.printers import drawing
from devices.printers.drawing_script import is_rtl
from devices.printers.drawing_text import Lettering, Weight, fitted, icon_mask
from kiosk.receipts import ArchNumber, Block, Heading, Notice, Qr, Receipt, Rule, Text

REFERENCE_WIDTH = 576
SMALLEST_TEXT = 24
MARGIN = 32
FOOT = 57  # the margin and 24 px of feed before the cut
#: Ink covers a pixel from this share on; a little under a half, since heat is lost at the edge of a dot.
INK_SHARE = 0.47
#: Below this size in px a module of a QR code is too small for a phone held by hand (0.5 mm).
SMALLEST_MODULE = 4
HAND_PALM = 0xE57E
#: Height of a figure in em.
FIGURE_EM = 0.668


@dataclass(frozen=True, slots=True)
class _Style:
    """How a size of `Text` is set, in px of the reference slip; `space` is white left above and below."""

    px: int
    line_em: float
    space: int
    bold: Weight


_STYLES = {
    "small": _Style(24, 1.3, 24, "SemiBold"),
    "body": _Style(28, 1.3, 2, "SemiBold"),
    "title": _Style(30, 1.3, 6, "SemiBold"),
    "big": _Style(58, 1.1, 9, "ExtraBold"),
    "code": _Style(124, 1.0, 6, "ExtraBold"),
}


@dataclass(frozen=True, slots=True)
class _Piece:
    """One measured block: its height, the white it wants above and below in px, and how to paint it.

    `paint(page, y)` may put ink a little out of the height: accents and tails are never cut.
    """

    height: int
    above: int
    below: int
    paint: Callable[[Image.Image, int], None]


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of text and its height in px."""

    text: str
    face: Lettering
    height: int


def is_code(text: str) -> bool:
    """Tell whether a big text is a code to type, such as "48 17", which is set larger than words."""
    return bool(text.strip()) and len(text) <= 8 and all(char.isdecimal() or char.isspace() for char in text)


class _Slip:
    """Draws the blocks of one receipt at one width."""

    def __init__(self, width: int, fonts: Path, language: str) -> None:
        self._width = width
        self._fonts = fonts
        self._language = language
        self._rtl = is_rtl(language)
        self._margin = self._px(MARGIN)

    def stack(self, blocks: Sequence[Block]) -> Image.Image:
        """Draw the blocks one under the other; of two neighbours the larger white wins."""
        pieces = [self.measure(block) for block in blocks]
        y = self._margin
        places = []
        for index, piece in enumerate(pieces):
            if index and not _same_paragraph(blocks[index - 1], blocks[index]):
                y += max(pieces[index - 1].below, piece.above)
            places.append(y)
            y += piece.height
        page = Image.new("L", (self._width, y + self._px(FOOT)), 255)
        for place, piece in zip(places, pieces, strict=True):
            piece.paint(page, place)
        return page

    @singledispatchmethod
    def measure(self, block: Block) -> _Piece:
        """Return the block ready to paint."""
        raise TypeError(f"no drawing for {type(block).__name__}")

    @measure.register
    def _(self, block: Heading) -> _Piece:
        mark = drawing.arch_mask(self._px(52), self._px(56), self._px(14))
        x = self._px(112)
        room = self._width - x - self._margin
        lines = self._lines(self._lettering("ExtraBold", 32), block.title, room, 1.09)
        if block.subtitle:
            lines += self._lines(self._lettering("Regular", 28), block.subtitle, room, 1.23)
        top = self._px(6)

        def paint(page: Image.Image, y: int) -> None:
            drawing.stamp(page, mark, (self._mirrored(self._px(38), mark.width), y + top), 0)
            self._write(page, lines, y - self._px(2), x)

        height = max(sum(line.height for line in lines), top + mark.height)
        return _Piece(height, 0, self._px(33), paint)

    @measure.register
    def _(self, block: ArchNumber) -> _Piece:
        arch, stroke = self._px(336), self._px(9)
        room = (arch * 0.68, arch * 0.8)
        label = fitted(block.label, room[0], self._lettering("SemiBold", 44), self._type(30))
        number = fitted(block.number, room[1], self._lettering("ExtraBold", 270), self._type(64))
        labels = self._lines(label, block.label, room[0], 1.0)
        numbers = self._lines(number, block.number, room[1], 1.0)
        # One line of each fits in the arch of the design; every other line makes the arch higher.
        label_extra = sum(line.height for line in labels[1:])
        height = self._px(381) + label_extra + sum(line.height for line in numbers[1:])
        outline = drawing.arch_mask(arch, height - stroke, stroke)

        def paint(page: Image.Image, y: int) -> None:
            drawing.stamp(page, outline, ((self._width - arch) // 2, y), 0)
            threshold = (self._margin, y + height - stroke, self._width - self._margin - 1, y + height - 1)
            ImageDraw.Draw(page).rectangle(threshold, fill=0)
            first = labels[0]
            self._write(page, labels, y + self._px(90) - first.face.baseline(first.height))
            # Smaller figures stay centred on the height of the largest ones.
            middle = y + self._px(229) + label_extra
            first = numbers[0]
            baseline = middle + round(first.face.size * FIGURE_EM / 2)
            self._write(page, numbers, baseline - first.face.baseline(first.height))

        return _Piece(height, self._px(32), self._px(25), paint)

    @measure.register
    def _(self, block: Text) -> _Piece:
        code = block.size == "code" or (block.size == "big" and is_code(block.text))
        style = _STYLES["code"] if code else _STYLES.get(block.size, _STYLES["body"])
        weight: Weight = style.bold if block.bold else "Regular"
        face = self._lettering(weight, style.px, tabular=code)
        text = block.text.replace(" ", "\u00a0") if code else block.text
        lines = self._lines(face, text, self._width - 2 * self._margin, style.line_em)

        def paint(page: Image.Image, y: int) -> None:
            self._write(page, lines, y, None if block.centred else self._margin)

        space = self._px(style.space)
        return _Piece(sum(line.height for line in lines), space, space, paint)

    @measure.register
    def _(self, block: Qr) -> _Piece:
        modules = drawing.qr_modules(block.data)
        side = len(modules)
        module = max(SMALLEST_MODULE, min(self._px(10), self._px(330) // side))
        module = min(module, self._width // (side + 2 * drawing.QUIET_MODULES))
        if module < 1:
            raise ValueError("the QR code is wider than the paper")
        code = drawing.qr_image(modules, module).convert("L")
        quiet = drawing.QUIET_MODULES * module

        def paint(page: Image.Image, y: int) -> None:
            page.paste(code, ((self._width - code.width) // 2, y + quiet))

        return _Piece(code.height + 2 * quiet, self._px(4), self._px(2), paint)

    @measure.register
    def _(self, block: Rule) -> _Piece:
        height = self._px(4)

        def paint(page: Image.Image, y: int) -> None:
            gap = 10 * self._width / REFERENCE_WIDTH
            drawing.dashes(page, (self._margin, self._width - self._margin), y, height, (self._px(12), gap))

        return _Piece(height, self._px(34), self._px(35), paint)

    @measure.register
    def _(self, block: Notice) -> _Piece:
        hand = icon_mask(self._fonts, "Phosphor-Bold", HAND_PALM, self._px(48))
        x = self._px(124)
        room = self._width - x - self._margin - self._px(16)
        face = self._lettering("SemiBold", 28)
        lines = [line for text in block.lines for line in self._lines(face, text, room, 1.27)]
        text_px = sum(line.height for line in lines)
        height = max(text_px, hand.height) + 2 * self._px(21)
        frame = drawing.frame_mask(self._width - 2 * self._margin, height, self._px(4), self._px(18))

        def paint(page: Image.Image, y: int) -> None:
            drawing.stamp(page, frame, (self._margin, y), 0)
            at = (self._mirrored(self._px(65), hand.width), y + (height - hand.height) // 2)
            drawing.stamp(page, hand, at, 0)
            self._write(page, lines, y + (height - text_px) // 2, x)

        return _Piece(height, self._px(27), self._px(27), paint)

    def _px(self, reference: float) -> int:
        return max(1, round(reference * self._width / REFERENCE_WIDTH))

    def _type(self, reference: int) -> int:
        return max(SMALLEST_TEXT, self._px(reference))

    def _lettering(self, weight: Weight, reference: int, tabular: bool = False) -> Lettering:
        return Lettering(self._fonts, weight, self._type(reference), self._language, tabular=tabular)

    def _lines(self, face: Lettering, text: str, room: float, line_em: float) -> list[_Line]:
        return [_Line(line, face, face.line_height(line, line_em)) for line in face.wrap(text, room)]

    def _mirrored(self, x: int, width: int) -> int:
        """Return where a piece of `width` goes: `x` from the side where the language starts."""
        return self._width - x - width if self._rtl else x

    def _write(self, page: Image.Image, lines: Sequence[_Line], y: int, x: int | None = None) -> None:
        """Write lines from `y` down, `x` px from the side where the language starts; None centres them."""
        for line in lines:
            width = line.face.width(line.text)
            left = round((self._width - width) / 2) if x is None else self._mirrored(x, round(width))
            drawing.write(page, line.text, line.face, (left, y + line.face.baseline(line.height)), 0)
            y += line.height


def _same_paragraph(upper: Block, lower: Block) -> bool:
    return isinstance(upper, Text) and isinstance(lower, Text) and upper.size == lower.size


def render(receipt: Receipt, width: int, fonts: Path) -> Image.Image:
    """Return `receipt` as a picture of mode "1", `width` px wide (576 for 80 mm paper, 384 for 58 mm).

    `fonts` is the folder of the font files. Raises OSError when a font is missing, ValueError when a QR code
    does not fit on the paper.
    """
    page = _Slip(width, fonts, receipt.language).stack(receipt.blocks)
    limit = 255 * (1 - INK_SHARE)
    return page.point([255 if grey > limit else 0 for grey in range(256)], mode="1")
