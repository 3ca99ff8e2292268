"""Lines of text ready to draw: wrapping, then joining of Arabic letters, then right-to-left order. Pure Python.

The order is the point: letters must be joined after the wrap, because a joined and reversed line that is cut
afterwards would put its first words on its last line.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from unicodedata import combining

#: Patterns are compiled at their first use: that of a large set takes longer than drawing a screen.
_ARABIC = "[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]"
_FIRST_ARABIC = "\u0600"
#: What the tabular cut cannot draw: it is Latin only.
_BEYOND_LATIN = "[^\u0000-\u024f\u2000-\u20ff]"
_LAST_LATIN = "\u024f"

#: An alef and the lam after it stand the other way round in visual order, where the font would join them to a lam-alef.
_ALEF_LAM = "([\ufedf\ufee0])([\ufe82\ufe84\ufe88\ufe8e])"


@cache
def _reshaper() -> Any:
    """Joins letters, and keeps the marks above and below them: without its shadda a word may be another word.

    Made for the first Arabic word. It looks for a whole library of fonts, 5 MB of memory, to find out which letters a
    font file has: we tell it nothing of our fonts, so the library is out of its sight."""
    hidden = "fontTools" not in sys.modules
    if hidden:
        sys.modules["fontTools"] = None  # type: ignore[assignment]
    try:
        from arabic_reshaper import ArabicReshaper
    finally:
        if hidden:
            del sys.modules["fontTools"]
    return ArabicReshaper(configuration={"delete_harakat": False})


def has_arabic(text: str) -> bool:
    """Whether any letter of it is Arabic. Asked for every text that is drawn: the highest letter is looked at first."""
    return max(text, default="") >= _FIRST_ARABIC and re.search(_ARABIC, text) is not None


def family(text: str, weight: str, *, tabular: bool = False) -> str:
    """Name of the registered font that can draw `text` in `weight` (`Regular`, `SemiBold`, `ExtraBold`)."""
    if has_arabic(text):
        return f"VestibuleArabic-{weight}"
    plain = tabular and (max(text, default="") <= _LAST_LATIN or re.search(_BEYOND_LATIN, text) is None)
    return f"VestibuleChiffres-{weight}" if plain else f"Vestibule-{weight}"


@lru_cache(maxsize=2048)
def shape(line: str, rtl: bool = False) -> str:
    """One line as the font must receive it, in visual order. Text without Arabic is returned unchanged.

    `rtl` is the direction of the whole paragraph; a line of Arabic inside a French screen keeps its own.
    """
    if not has_arabic(line):
        return line
    from bidi.algorithm import get_display

    joined = _reshaper().reshape(line)
    first = next((letter for letter in line if letter.isalpha()), "")
    visual = str(get_display(joined, base_dir="R" if rtl or has_arabic(first) else "L"))
    return _marks_after_letters(re.sub(_ALEF_LAM, "\\1\u200c\\2", visual))


def _marks_after_letters(visual: str) -> str:
    """Put each mark behind its own letter again: the reversal has left it behind the letter's neighbour (UAX 9, L3)."""
    found: list[str] = []
    marks: list[str] = []
    for letter in visual:
        if combining(letter):
            marks.append(letter)
        else:
            found += [letter, *reversed(marks)]
            marks = []
    return "".join(found + marks)


def wrap(text: str, width: float | None, measure: Callable[[str], float]) -> list[str]:
    """Break `text` at plain spaces so that each line measures at most `width`; None means no limit.

    A word that is too wide alone stays whole: the caller sees it, nothing is cut. Non-breaking spaces hold.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and width is not None and measure(longer) > width:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines


STRONG = "\x02"
_STRONGER = {"Regular": "SemiBold", "SemiBold": "ExtraBold", "ExtraBold": "ExtraBold"}


@dataclass(frozen=True)
class Run:
    """A piece of one line drawn with one font: its family and its text in visual order."""

    family: str
    text: str


def mark(text: str) -> str:
    """Turn `**strong**` into a mark on each word, so that a wrap in the middle keeps the weight."""
    text = text.replace("\u202f", "\u00a0")  # the faces have no narrow no-break space
    parts = text.split("**")
    for index in range(1, len(parts), 2):
        parts[index] = " ".join(STRONG + word if word else word for word in parts[index].split(" "))
    return "".join(parts)


def runs(line: str, weight: str, *, rtl: bool = False, tabular: bool = False) -> list[Run]:
    """Cut one wrapped line into runs, ordered from left to right. `line` may hold `mark`s."""
    pieces: list[tuple[bool, bool, str]] = []
    for word in line.split(" "):
        plain, _, strong = word.partition(STRONG)
        for is_strong, part in ((False, plain), (True, strong)):
            if not part and not (is_strong is False and not strong):
                continue
            arabic = has_arabic(part) if not rtl else has_arabic(line)
            glue = "" if is_strong and plain else " "
            if pieces and pieces[-1][:2] == (is_strong, arabic):
                pieces[-1] = (is_strong, arabic, pieces[-1][2] + glue + part)
            else:
                if pieces and glue:
                    pieces[-1] = (*pieces[-1][:2], pieces[-1][2] + glue)
                pieces.append((is_strong, arabic, part))
    found = []
    for is_strong, arabic, part in pieces:
        face = family(line if arabic and rtl else part, _STRONGER[weight] if is_strong else weight, tabular=tabular)
        body = part.rstrip(" ")
        glue = " " * (len(part) - len(body))
        found.append(Run(face, glue + shape(body, rtl) if rtl else shape(body) + glue))
    return found[::-1] if rtl else found
