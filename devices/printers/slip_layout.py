"""Where everything stands on a slip, once for every form it takes: a `Canvas` paints it as dots or as a PDF.

Measures are those of the 576 px slip (80 mm paper at 203 dpi); a narrower paper scales them down, never the
letters below 24 px (3 mm), the size that can still be read. Nothing is ever cut: text wraps. Any thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import singledispatchmethod
from pathlib import Path

from devices.printers import drawing
from devices.printers.canvas import Canvas
from devices.printers.drawing_script import is_rtl
from devices.printers.drawing_text import Icon, Lettering, Weight, fitted
from kiosk.receipts import ArchNumber, Block, Cut, Heading, Notice, Qr, Rule, Text

REFERENCE_WIDTH = 576
SMALLEST_TEXT = 24
MARGIN = 32
FOOT = 57  # the margin and 24 px of feed before the cut
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
class Piece:
    """A measured block, or one line of a text: its height, the white it wants above and below in px, and how to paint
    it. `joined`: it goes on with the paragraph above, whatever white both want.

    `paint(canvas, y)` may put ink a little out of the height: accents and tails are never cut.
    """

    height: int
    above: int
    below: int
    paint: Callable[[Canvas, int], None]
    joined: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of text and its height in px."""

    text: str
    face: Lettering
    height: int


def is_code(text: str) -> bool:
    """Tell whether a big text is a code to type, such as "48 17", which is set larger than words."""
    return bool(text.strip()) and len(text) <= 8 and all(char.isdecimal() or char.isspace() for char in text)


class SlipLayout:
    """Measures the blocks of one receipt for a paper `width` px wide, with the font files of `fonts`.

    Raises OSError when a font is missing, ValueError when a QR code does not fit on the paper.
    """

    def __init__(self, width: int, fonts: Path, language: str) -> None:
        self._width = width
        self._fonts = fonts
        self._language = language
        self._rtl = is_rtl(language)
        self.margin = self._px(MARGIN)
        """White at the head of a slip and on both sides, in px."""
        self.foot = self._px(FOOT)
        """White at its end."""

    def pieces(self, blocks: Sequence[Block]) -> list[Piece]:
        """The blocks from top to bottom, ready to paint."""
        found: list[Piece] = []
        for index, block in enumerate(blocks):
            first, *rest = self._measure(block)
            if index and _same_paragraph(blocks[index - 1], block):
                first = replace(first, joined=True)
            found += [first, *rest]
        return found

    def stacked(self, pieces: Sequence[Piece]) -> tuple[list[int], int]:
        """The top of each piece, one under the other, and the height of the slip; of two neighbours the larger white
        wins."""
        y, tops = self.margin, []
        for index, piece in enumerate(pieces):
            if index and not piece.joined:
                y += max(pieces[index - 1].below, piece.above)
            tops.append(y)
            y += piece.height
        return tops, y + self.foot

    @singledispatchmethod
    def _measure(self, block: Block) -> list[Piece]:
        raise TypeError(f"no drawing for {type(block).__name__}")

    @_measure.register
    def _(self, block: Heading) -> list[Piece]:
        mark = (self._px(52), self._px(56))
        x = self._px(112)
        room = self._width - x - self.margin
        lines = self._lines(self._lettering("ExtraBold", 32), block.title, room, 1.09)
        if block.subtitle:
            lines += self._lines(self._lettering("Regular", 28), block.subtitle, room, 1.23)
        top = self._px(6)

        def paint(canvas: Canvas, y: int) -> None:
            canvas.arch((self._mirrored(self._px(38), mark[0]), y + top), mark, self._px(14))
            self._write(canvas, lines, y - self._px(2), x)

        height = max(sum(line.height for line in lines), top + mark[1])
        return [Piece(height, 0, self._px(33), paint)]

    @_measure.register
    def _(self, block: ArchNumber) -> list[Piece]:
        arch, stroke = self._px(336), self._px(9)
        room = (arch * 0.68, arch * 0.8)
        label = fitted(block.label, room[0], self._lettering("SemiBold", 44), self._type(30))
        number = fitted(block.number, room[1], self._lettering("ExtraBold", 270), self._type(64))
        labels = self._lines(label, block.label, room[0], 1.0)
        numbers = self._lines(number, block.number, room[1], 1.0)
        # One line of each fits in the arch of the design; every other line makes the arch higher.
        label_extra = sum(line.height for line in labels[1:])
        height = self._px(381) + label_extra + sum(line.height for line in numbers[1:])

        def paint(canvas: Canvas, y: int) -> None:
            canvas.arch(((self._width - arch) // 2, y), (arch, height - stroke), stroke)
            canvas.bar((self.margin, y + height - stroke), (self._width - 2 * self.margin, stroke))
            first = labels[0]
            self._write(canvas, labels, y + self._px(90) - first.face.baseline(first.height))
            # Smaller figures stay centred on the height of the largest ones.
            middle = y + self._px(229) + label_extra
            first = numbers[0]
            baseline = middle + round(first.face.size * FIGURE_EM / 2)
            self._write(canvas, numbers, baseline - first.face.baseline(first.height))

        return [Piece(height, self._px(32), self._px(25), paint)]

    @_measure.register
    def _(self, block: Text) -> list[Piece]:
        code = block.size == "code" or (block.size == "big" and is_code(block.text))
        style = _STYLES["code"] if code else _STYLES.get(block.size, _STYLES["body"])
        weight: Weight = style.bold if block.bold else "Regular"
        face = self._lettering(weight, style.px, tabular=code)
        text = block.text.replace(" ", "\u00a0") if code else block.text
        lines = self._lines(face, text, self._width - 2 * self.margin, style.line_em)
        x, space = None if block.centred else self.margin, self._px(style.space)

        def line_piece(index: int, line: _Line) -> Piece:
            def paint(canvas: Canvas, y: int) -> None:
                self._write(canvas, [line], y, x)

            return Piece(line.height, space, space, paint, joined=index > 0)

        return [line_piece(index, line) for index, line in enumerate(lines)]

    @_measure.register
    def _(self, block: Qr) -> list[Piece]:
        modules = drawing.qr_modules(block.data)
        side = len(modules)
        module = max(SMALLEST_MODULE, min(self._px(10), self._px(330) // side))
        module = min(module, self._width // (side + 2 * drawing.QUIET_MODULES))
        if module < 1:
            raise ValueError("the QR code is wider than the paper")
        quiet = drawing.QUIET_MODULES * module

        def paint(canvas: Canvas, y: int) -> None:
            canvas.code(modules, module, ((self._width - side * module) // 2, y + quiet))

        return [Piece(side * module + 2 * quiet, self._px(4), self._px(2), paint)]

    @_measure.register
    def _(self, block: Rule) -> list[Piece]:
        height = self._px(4)

        def paint(canvas: Canvas, y: int) -> None:
            gap = 10 * self._width / REFERENCE_WIDTH
            canvas.dashes((self.margin, self._width - self.margin), y, height, (self._px(12), gap))

        return [Piece(height, self._px(34), self._px(35), paint)]

    @_measure.register
    def _(self, block: Notice) -> list[Piece]:
        hand = Icon(self._fonts, "Phosphor-Bold", HAND_PALM, self._px(48))
        x = self._px(124)
        room = self._width - x - self.margin - self._px(16)
        face = self._lettering("SemiBold", 28)
        lines = [line for text in block.lines for line in self._lines(face, text, room, 1.27)]
        text_px = sum(line.height for line in lines)
        width, high = hand.ink_size()
        height = max(text_px, high) + 2 * self._px(21)

        def paint(canvas: Canvas, y: int) -> None:
            box = (self._width - 2 * self.margin, height)
            canvas.frame((self.margin, y), box, self._px(4), self._px(18))
            canvas.icon(hand, (self._mirrored(self._px(65), width), y + (height - high) // 2))
            self._write(canvas, lines, y + (height - text_px) // 2, x)

        return [Piece(height, self._px(27), self._px(27), paint)]

    @_measure.register
    def _(self, block: Cut) -> list[Piece]:
        raise ValueError("a receipt is cut into its parts before it is laid out")

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

    def _write(self, canvas: Canvas, lines: Sequence[_Line], y: int, x: int | None = None) -> None:
        """Write lines from `y` down, `x` px from the side where the language starts; None centres them."""
        for line in lines:
            width = line.face.width(line.text)
            left = round((self._width - width) / 2) if x is None else self._mirrored(x, round(width))
            canvas.write(line.text, line.face, (left, y + line.face.baseline(line.height)))
            y += line.height


def _same_paragraph(upper: Block, lower: Block) -> bool:
    return isinstance(upper, Text) and isinstance(lower, Text) and upper.size == lower.size
