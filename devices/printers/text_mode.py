"""A receipt as text, for slow serial lines.

At 9600 baud the 90 KB of a picture take a minute and a half; text takes a second, a QR code in it some more.

The character set is forced (`ESC t n` once) instead of chosen letter by letter, because the page numbers of cheap
printers differ. What the character set cannot write, such as Arabic, is no text job: see `can_write`.
"""

from __future__ import annotations

import textwrap
import unicodedata
from functools import singledispatchmethod
from typing import Any

from PIL import Image

from devices.printers import escpos_library
from devices.printers.escpos_job import LEAVE_CHINESE, add_picture, end_slip, finished
from devices.printers.plain_text import words_of
from kiosk.receipts import ArchNumber, Block, Heading, Notice, Qr, Receipt, Rule, Text

DOTS_PER_COLUMN = 12
"""Font A of every ESC/POS printer."""
LARGEST_MODULE = 6
"""Dots of a module of a QR code: its picture is most of what goes over the slow line."""

PAGE_NUMBERS = {
    "cp437": 0, "cp850": 2, "cp860": 3, "cp863": 4, "cp865": 5, "cp1252": 16, "cp852": 18, "cp858": 19,
    "iso8859-15": 40,
}  # fmt: skip
"""`ESC t n` of Epson's table; a printer that counts differently is configured as "CP858=13"."""

_LIKE = str.maketrans(
    {
        "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "…": "...",
        "œ": "oe", "Œ": "OE", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "→": ">", "•": "-", "€": "EUR",
        "ł": "l", "Ł": "L", "ı": "i", "ø": "o", "Ø": "O",
    }
)  # fmt: skip


class CodePage:
    """A character set of a printer, from a setting: `CP858`, or `CP858=13` when this printer calls it 13.

    Raises ValueError when Python does not know the set, or nobody says its number.
    """

    def __init__(self, setting: str) -> None:
        name, _, number = setting.partition("=")
        self._codec = name.strip().lower().replace("_", "-").replace("iso-8859", "iso8859")
        if not number and self._codec not in PAGE_NUMBERS:
            raise ValueError(f"{setting!r}: add the number that the printer gives it, for example {name}=19")
        self.number = int(number) if number else PAGE_NUMBERS[self._codec]
        if not 0 <= self.number <= 255:
            raise ValueError(f"{setting!r}: the number must be 0 to 255")
        try:
            "a".encode(self._codec)
        except LookupError:
            raise ValueError(f"{setting!r} is not a character set") from None

    def encode(self, text: str) -> bytes:
        """The bytes of a text: typography made plain where needed, control characters dropped, "?" at last."""
        return b"".join(self._letter(c) for c in text if unicodedata.category(c)[0] != "C")

    def can_write(self, text: str) -> bool:
        """Whether all letters of `text` can be written, if need be without their accents."""
        return b"?" not in self.encode(text.replace("?", ""))

    def _letter(self, letter: str) -> bytes:
        plain = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
        for candidate in (letter, letter.translate(_LIKE), plain):
            try:
                if candidate:
                    return candidate.encode(self._codec)
            except UnicodeEncodeError:
                continue
        return b"?"


def can_write(receipt: Receipt, page: CodePage) -> bool:
    """Whether a receipt can be printed as text."""
    return all(page.can_write(line) for block in receipt.blocks for line in words_of(block))


def text_job(receipt: Receipt, width: int, page: CodePage, *, cutter: bool = True) -> bytes:
    """The job of a receipt as text on paper `width` dots wide, with or without a `cutter`. Raises UnprintableError."""
    return _TextSlip(width, page, cutter).job(receipt)


class _TextSlip:
    def __init__(self, width: int, page: CodePage, cutter: bool) -> None:
        self._width = width
        self._columns = width // DOTS_PER_COLUMN
        self._page = page
        self._cutter = cutter
        self._paper: Any = escpos_library.paper()

    def job(self, receipt: Receipt) -> bytes:
        self._paper.hw("INIT")
        self._paper._raw(LEAVE_CHINESE + b"\x1bt" + bytes([self._page.number]))
        for part in receipt.parts():
            for block in part.blocks:
                self._add(block)
            end_slip(self._paper, self._cutter)
        return finished(self._paper)

    def _line(self, text: str, *, size: int = 0, bold: bool = False, centred: bool = False) -> None:
        """Lines of text; `size` 0 normal, 1 twice as high, 2 twice as high and wide, 3 four times."""
        wide, high = ((1, 1), (1, 2), (2, 2), (4, 4))[size]
        style = b"\x1ba" + bytes([centred]) + b"\x1bE" + bytes([bold])
        style += b"\x1d!" + bytes([(wide - 1) << 4 | (high - 1)])
        for line in textwrap.wrap(text, self._columns // wide) or [""]:
            self._paper._raw(style + self._page.encode(line) + b"\n")

    @singledispatchmethod
    def _add(self, block: Block) -> None:
        raise TypeError(f"unknown block {type(block).__name__}")

    @_add.register
    def _(self, block: Heading) -> None:
        self._line(block.title, size=1, bold=True, centred=True)
        if block.subtitle:
            self._line(block.subtitle, centred=True)
        self._line("")

    @_add.register
    def _(self, block: ArchNumber) -> None:
        self._line(block.label, size=1, centred=True)
        self._line(block.number, size=3, bold=True, centred=True)
        self._line("")

    @_add.register
    def _(self, block: Text) -> None:
        size = {"title": 1, "big": 2, "code": 3}.get(block.size, 0)
        self._line(block.text, size=size, bold=block.bold, centred=block.centred)

    @_add.register
    def _(self, block: Rule) -> None:
        self._line("-" * self._columns)

    @_add.register
    def _(self, block: Notice) -> None:
        self._line("")
        for line in block.lines:
            self._line(line, bold=True, centred=True)
        self._line("")

    @_add.register
    def _(self, block: Qr) -> None:
        from devices.printers import drawing  # only a printer in text mode needs it

        modules = drawing.qr_modules(block.data)
        side = len(modules) + 2 * drawing.QUIET_MODULES
        module = max(1, min(LARGEST_MODULE, self._width // side))
        centred = Image.new("1", (self._width, side * module), 255)
        quiet = drawing.QUIET_MODULES * module
        centred.paste(drawing.qr_image(modules, module), ((self._width - side * module) // 2 + quiet, quiet))
        self._paper._raw(b"\x1ba\x00")
        add_picture(self._paper, centred, self._width)
