"""The member card to print: two faces of a CR80 card at 300 dpi, and sheets of ten for a plain printer.

A face shows an initial and a number, never a name (docs/rules.md §9); without an initial the card is
pseudonymous and shows a plain figure. Words come already translated. Any thread.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PIL import Image, ImageChops

from devices.printers import drawing
from devices.printers.drawing_script import clean, has_rtl, is_rtl
from devices.printers.drawing_sheet import write_sheets
from devices.printers.drawing_text import Icon, Lettering, Weight, fitted, icon_mask

DPI = 300
#: 85.6 × 54 mm.
SIZE = (1011, 638)
#: 3 mm inside the edge: nothing but plain colour goes further out.
SAFE = 36

SUN = (0xF9, 0xCC, 0x49)
INK = (0x10, 0x26, 0x2D)
PRIMARY = (0x0A, 0x4A, 0x57)
WHITE = (0xFF, 0xFF, 0xFF)
Colour = tuple[int, int, int]

CLOCK, PHONE, CARD, ARROW_UP = 0xE19A, 0xE3B8, 0xE2C8, 0xE52E

#: The QR code takes this square: 41 modules (version 6) of 10 px, 0.85 mm each.
QR_SIDE = 410
#: A module is never under 0.8 mm, so that a worn card still reads.
SMALLEST_MODULE = 10
PANEL = 384
_TEXT_X = PANEL + drawing.QUIET_MODULES * SMALLEST_MODULE
_QR_ROOM = QR_SIDE + 2 * drawing.QUIET_MODULES * SMALLEST_MODULE
_PANEL_LINE = 220
#: Height left to the ink of the title.
_TITLE_PX = 32
#: Baseline of the number.
_FOOT = 600
#: Top of the dark band of the back.
_BAND = 530


@dataclass(frozen=True, slots=True)
class CardFace:
    """What one card says, in words already translated into `language` (an IETF tag).

    `initial` is "" on a pseudonymous card. `number` is printed as given ("000 214"). `qr` is the payload of the
    code. `hours` are lines; `phone` "" leaves its line out.
    """

    site: str
    site_line: str
    initial: str
    number: str
    qr: str
    hours: tuple[str, ...]
    phone: str
    reader_side: str
    number_label: str
    welcome: str
    lines: tuple[str, ...]
    lost: str
    language: str = "fr"


class _Canvas:
    """One face being drawn; x counts from the side where the language starts."""

    def __init__(self, face: CardFace, fonts: Path) -> None:
        self.image = Image.new("RGB", SIZE, WHITE)
        self.fonts = fonts
        self._language = face.language
        self._rtl = is_rtl(face.language)

    def lettering(self, weight: Weight, size: int) -> Lettering:
        return Lettering(self.fonts, weight, size, self._language)

    def write(self, line: str, letters: Lettering, x: int, baseline: int, colour: Colour = INK) -> None:
        left = SIZE[0] - x - round(letters.width(line)) if self._rtl else x
        drawing.write(self.image, line, letters, (left, baseline), colour)

    def write_centred(self, lines: Sequence[str], letters: Lettering, middle: float, first: int, *, pitch: int) -> None:
        for index, line in enumerate(lines):
            x = round(middle - letters.width(line) / 2)
            drawing.write(self.image, line, letters, (x, first + index * pitch), INK)

    def icon(self, code: int, x: int, middle: int, colour: Colour = INK) -> None:
        mask = icon_mask(Icon(self.fonts, "Phosphor-Bold", code, 44))
        left = SIZE[0] - x - mask.width if self._rtl else x
        drawing.stamp(self.image, mask, (left, middle - mask.height // 2), colour)


def front(face: CardFace, fonts: Path) -> Image.Image:
    """Return the reading side, 1011 × 638 px; its geometry is the same in every language.

    Raises ValueError when `face.qr` needs more than the 41 modules that a card has room for, OSError when a
    font file is missing.
    """
    canvas = _Canvas(face, fonts)
    _draw_panel(canvas, face)
    shift = _draw_title(canvas, face)
    top = SAFE + _TITLE_PX + drawing.QUIET_MODULES * SMALLEST_MODULE + shift
    _draw_code(canvas, face, top)
    _draw_reader_side(canvas, face, top)
    label = canvas.lettering("Regular", 24 if shift else 30)
    number = fitted(face.number, 400, canvas.lettering("ExtraBold", 42 if shift else 62), 24)
    # Arabic tails stay in the safe zone too.
    foot = _FOOT - label.size * 2 // 5 if has_rtl(face.number_label) else _FOOT
    drawing.write(canvas.image, face.number_label, label, (_TEXT_X, foot), INK)
    drawing.write(canvas.image, face.number, number, (_TEXT_X + round(label.width(face.number_label)) + 18, _FOOT), INK)
    return canvas.image


def _draw_panel(canvas: _Canvas, face: CardFace) -> None:
    canvas.image.paste(SUN, (0, 0, PANEL, SIZE[1]))
    letters = fitted(face.site_line, 2 * _PANEL_LINE, canvas.lettering("SemiBold", 32), 22)
    lines = letters.wrap(face.site_line, _PANEL_LINE)
    while len(lines) > 3 and letters.size > 14:
        letters = letters.resized(letters.size - 2)
        lines = letters.wrap(face.site_line, _PANEL_LINE)
    canvas.write_centred(lines, letters, PANEL / 2, 78 if len(lines) < 3 else 62, pitch=round(letters.size * 1.19))
    arch = drawing.arch_mask(252, SIZE[1] - 196)
    left = (PANEL - arch.width) // 2
    drawing.stamp(canvas.image, arch, (left, 196), PRIMARY)
    if face.initial:
        letter = fitted(face.initial, 200, canvas.lettering("ExtraBold", 212), 60)
        x = round((PANEL - letter.width(face.initial)) / 2)
        drawing.write(canvas.image, face.initial, letter, (x, 503), WHITE)
    else:
        person = drawing.person_mask(118, 176)
        drawing.stamp(canvas.image, person, ((PANEL - person.width) // 2, 503 - person.height), WHITE)


def _draw_title(canvas: _Canvas, face: CardFace) -> int:
    """Write the name of the site; return how many px a second line pushes the code down."""
    room = SIZE[0] - SAFE - _TEXT_X
    # One line if it can be read, else two, between the safe zone and the quiet zone by their real ink.
    for size, count in [*((px, 1) for px in range(32, 23, -2)), *((px, 2) for px in range(22, 9, -1))]:
        letters = canvas.lettering("SemiBold", size)
        lines = letters.wrap(face.site, room)
        shift = 12 * (count - 1)
        mask = drawing.paragraph_mask(lines, letters, room)
        if len(lines) <= count and mask.height <= _TITLE_PX + shift:
            break
    top = SAFE + (_TITLE_PX + shift - mask.height) // 2
    drawing.stamp(canvas.image, mask, (_TEXT_X, top), INK)
    return shift


def _draw_code(canvas: _Canvas, face: CardFace, top: int) -> None:
    modules = drawing.qr_modules(face.qr)
    # A smaller code gets larger modules, within the same square and the same quiet zone.
    module = min(QR_SIDE // len(modules), _QR_ROOM // (len(modules) + 2 * drawing.QUIET_MODULES))
    if module < SMALLEST_MODULE:
        raise ValueError(f"a card has room for 41 modules, this code has {len(modules)}")
    dark = ImageChops.invert(drawing.qr_image(modules, module).convert("L"))
    offset = (QR_SIDE - dark.width) // 2
    drawing.stamp(canvas.image, dark, (_TEXT_X + offset, top + offset), INK)


def _draw_reader_side(canvas: _Canvas, face: CardFace, top: int) -> None:
    """Draw the arrow to the edge that goes to the reader, with its words, right of the quiet zone."""
    left = _TEXT_X + QR_SIDE + drawing.QUIET_MODULES * SMALLEST_MODULE
    room = SIZE[0] - SAFE - left
    letters = canvas.lettering("SemiBold", 25)
    words = " ".join(clean(face.reader_side)).split(" ")
    while letters.size > 12 and any(letters.width(word) > room for word in words):
        letters = letters.resized(letters.size - 1)
    arrow = icon_mask(Icon(canvas.fonts, "Phosphor-Fill", ARROW_UP, 64))
    drawing.stamp(canvas.image, arrow, (left + (room - arrow.width) // 2, top + 113), INK)
    lines = letters.wrap(face.reader_side, room)
    canvas.write_centred(lines, letters, left + room / 2, top + 209, pitch=round(letters.size * 1.2))


def back(face: CardFace, fonts: Path) -> Image.Image:
    """Return the other side, 1011 × 638 px: welcome, hours, telephone, and what to do with a lost card.

    Raises OSError when a font file is missing.
    """
    for scale in (1.0, 0.9, 0.8, 0.7, 0.6, 0.5):  # more hours than usual: smaller letters, nothing cut
        canvas = _Canvas(face, fonts)
        if _draw_back(canvas, face, scale) <= _BAND - 40:
            break
    canvas.image.paste(INK, (0, _BAND, SIZE[0], SIZE[1]))
    canvas.icon(CARD, 63, _BAND + 54, WHITE)
    letters = fitted(face.lost, SIZE[0] - 125 - SAFE, canvas.lettering("SemiBold", 32), 14)
    canvas.write(face.lost, letters, 124, _BAND + (58 if has_rtl(face.lost) else 65), WHITE)
    return canvas.image


def _draw_back(canvas: _Canvas, face: CardFace, scale: float) -> int:
    """Write the text above the band with letters at `scale`; return the lowest baseline in px."""

    def px(reference: float) -> int:
        return round(reference * scale)

    room = SIZE[0] - 60 - SAFE
    title = fitted(face.welcome, room, canvas.lettering("ExtraBold", px(52)), 20)
    lowest = y = px(102)
    canvas.write(face.welcome, title, 60, y)
    y += px(69)
    text = canvas.lettering("Regular", px(36))
    for line in (part for words in face.lines for part in text.wrap(words, room)):
        canvas.write(line, text, 60, y)
        lowest = y
        y += px(49)
    small = canvas.lettering("Regular", px(34))
    y += px(64)
    for icon, paragraphs in ((CLOCK, face.hours), (PHONE, (face.phone,) if face.phone else ())):
        lines = [part for line in paragraphs for part in small.wrap(line, room - 66)]
        if not lines:
            continue
        canvas.icon(icon, 63, y - px(12) + px(44) * (len(lines) - 1) // 2)
        for line in lines:
            canvas.write(line, small, 126, y)
            lowest = y
            y += px(44)
        y += px(24)
    return lowest


def save_png(face: CardFace, folder: Path, fonts: Path) -> tuple[Path, Path]:
    """Write `card-<number>-front.png` and `card-<number>-back.png` in `folder`; return both paths.

    The name of a file holds the number of the card only. Raises ValueError without a digit or letter in the
    number or when the code is too large, OSError when a file cannot be written.
    """
    number = re.sub(r"[^0-9A-Za-z]", "", face.number)
    if not number:
        raise ValueError("a card needs a number")
    paths = []
    for side, image in (("front", front(face, fonts)), ("back", back(face, fonts))):
        path = folder / f"card-{number}-{side}.png"
        image.save(path, dpi=(DPI, DPI), optimize=True)
        paths.append(path)
    return paths[0], paths[1]


def save_sheet(faces: Sequence[CardFace], path: Path, fonts: Path, made_at: datetime) -> None:
    """Write a PDF of A4 sheets of ten cards, fronts then mirrored backs, to print at 100 % on both sides.

    `made_at` goes into the file; the same arguments give the same bytes. Raises ValueError without a face or
    when a code is too large, OSError when a file is missing or cannot be written.
    """
    write_sheets([(front(face, fonts), back(face, fonts)) for face in faces], path, made_at)
