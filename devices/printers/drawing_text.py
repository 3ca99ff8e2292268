"""Letters as masks: one weight at one size, from the font files of a folder.

Letters are drawn four times too big without kerning or hinting tables, then reduced: positions are exact to a
quarter of a pixel and the result is the same on every machine, with or without a shaping library. Any thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

from devices.printers.drawing_script import has_rtl, is_rtl, spelled, visual, wrap

Weight = Literal["Regular", "SemiBold", "ExtraBold"]
Icons = Literal["Phosphor", "Phosphor-Bold", "Phosphor-Fill"]

#: Times too big at which letters and curves are drawn before they are reduced.
OVERSAMPLE = 4
#: The Latin faces: height above the baseline and full line, in em.
ASCENT_EM = 0.984
NATURAL_LINE_EM = 1.3
#: Arabic letters go deeper: their lines are that much higher.
ARABIC_LINE = 1.15

_PROBE_PX = 24
_NO_GLYPH = "\U0010ffff"


@lru_cache(maxsize=128)
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    """Open one font file at `size` px. OSError when it is missing or damaged."""
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=8192)
def _has_glyph(path: Path, char: str) -> bool:
    """Tell whether the face has a picture of its own for `char`."""
    if len(char) != 1:
        return False
    font = _font(path, _PROBE_PX)
    seen, missing = font.getmask(char), font.getmask(_NO_GLYPH)
    return (seen.size, bytes(seen)) != (missing.size, bytes(missing))


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line in one face: its letters in drawing order, `start` and `width` in px."""

    path: Path
    text: str
    start: float
    width: float


class Lettering:
    """One weight at one size in px, for a language that says which face comes first and which side starts.

    `fonts` holds the font files; `tabular` gives every figure the same width. Raises OSError at the first use
    when a file is missing.
    """

    def __init__(self, fonts: Path, weight: Weight, size: int, language: str = "fr", *, tabular: bool = False) -> None:
        self.size = size
        self.language = language
        self._fonts = fonts
        self._weight = weight
        latin, arabic = fonts / f"Vestibule-{weight}.ttf", fonts / f"VestibuleArabic-{weight}.ttf"
        self._faces: tuple[Path, ...] = (arabic, latin) if is_rtl(language) else (latin, arabic)
        if tabular:
            self._faces = (fonts / f"VestibuleChiffres-{weight}.ttf", *self._faces)

    def resized(self, size: int) -> Lettering:
        """Return the same letters, without tabular figures, at another size."""
        return Lettering(self._fonts, self._weight, size, self.language)

    def line_height(self, text: str, line_em: float = NATURAL_LINE_EM) -> int:
        """Height in px of a line of `text`, more when it holds Arabic."""
        return round(self.size * line_em * (ARABIC_LINE if has_rtl(text) else 1))

    def baseline(self, line_px: int) -> int:
        """Distance in px from the top of a line of `line_px` to its baseline."""
        return round((line_px - self.size * NATURAL_LINE_EM) / 2 + self.size * ASCENT_EM)

    def width(self, line: str) -> float:
        """Width in px of one line as it will be drawn."""
        return sum(run.width for run in self.runs(line))

    def wrap(self, text: str, width: float) -> list[str]:
        """Cut `text` into lines no wider than `width` px."""
        return wrap(text, width, self.width)

    def fits(self, text: str, width: float) -> bool:
        """Tell whether `text` stays on as many lines as it has paragraphs within `width` px."""
        return all(self.width(line) <= width for line in self.wrap(text, float("inf")))

    def mask(self, line: str) -> tuple[Image.Image, int]:
        """Return the grey mask of one line and the row of its baseline; column 0 is where the line starts."""
        runs = self.runs(line)
        width = self.width(line) * OVERSAMPLE
        # Room for what stands out of the line: a deep tail, a stacked accent, the foot of the last letter.
        above, below = round(1.4 * self.size), round(0.9 * self.size)
        columns = int(width / OVERSAMPLE) + round(self.size) + 1
        big = Image.new("L", (columns * OVERSAMPLE, (above + below) * OVERSAMPLE), 0)
        draw = ImageDraw.Draw(big)
        for run in runs:
            at = (round(run.start * OVERSAMPLE), above * OVERSAMPLE)
            draw.text(at, run.text, fill=255, font=self._opened(run.path), anchor="ls")
        return big.reduce(OVERSAMPLE), above

    def runs(self, line: str) -> list[Run]:
        """Split one line, in drawing order, into pieces that a single face can draw."""
        pieces: list[tuple[Path, str]] = []
        for char in visual(line, self.language):
            for drawn in spelled(char, self._drawable):
                face = next((path for path in self._faces if _has_glyph(path, drawn)), self._faces[0])
                if pieces and (pieces[-1][0] == face or drawn == " "):
                    pieces[-1] = (pieces[-1][0], pieces[-1][1] + drawn)
                else:
                    pieces.append((face, drawn))
        runs, start = [], 0.0
        for face, text in pieces:
            length = self._opened(face).getlength(text)
            runs.append(Run(face, text, start / OVERSAMPLE, length / OVERSAMPLE))
            start += length
        return runs

    def _opened(self, face: Path) -> ImageFont.FreeTypeFont:
        return _font(face, round(self.size * OVERSAMPLE))

    def _drawable(self, char: str) -> bool:
        return any(_has_glyph(path, char) for path in self._faces)


def fitted(text: str, width: float, largest: Lettering, smallest: int) -> Lettering:
    """Return `largest`, made smaller down to `smallest` px until `text` stays unbroken within `width` px."""
    lettering = largest
    while not lettering.fits(text, width) and lettering.size > smallest:
        lettering = lettering.resized(max(smallest, lettering.size - 2))
    return lettering


@dataclass(frozen=True, slots=True)
class Icon:
    """One pictogram: `size` is its em square in px."""

    fonts: Path
    family: Icons
    code: int
    size: int

    @property
    def path(self) -> Path:
        """The file of its font."""
        return self.fonts / f"{self.family}.ttf"

    def ink_size(self) -> tuple[int, int]:
        """Width and height in px of its ink. Raises OSError when the font is missing."""
        return icon_mask(self).size

    def ink_offset(self) -> tuple[float, float]:
        """From the start of its baseline to the top left corner of its ink, in px. Raises OSError."""
        left, top, _, _ = _font(self.path, self.size * OVERSAMPLE).getbbox(chr(self.code), anchor="ls")
        return left / OVERSAMPLE, top / OVERSAMPLE


@lru_cache(maxsize=16)
def icon_mask(icon: Icon) -> Image.Image:
    """Return the grey mask of a pictogram, cut to its ink; not to be painted on. Raises OSError."""
    font, size = _font(icon.path, icon.size * OVERSAMPLE), icon.size
    big = Image.new("L", (size * OVERSAMPLE * 2, size * OVERSAMPLE * 2), 0)
    ImageDraw.Draw(big).text((size * 2, size * OVERSAMPLE * 3 // 2), chr(icon.code), fill=255, font=font, anchor="ls")
    small = big.reduce(OVERSAMPLE)
    return small.crop(small.getbbox())
