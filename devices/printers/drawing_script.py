"""Text made ready to draw: what may be printed, in which order, cut into lines of a real width.

Glyphs are placed one after the other from left to right, so Arabic is joined and reordered here, after the
line is cut. Pure functions; any thread.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

import arabic_reshaper
from bidi.algorithm import get_display

#: Primary language subtags written from right to left.
RTL_LANGUAGES = frozenset({"ar", "ckb", "fa", "he", "ps", "ur"})

#: Spaces that must not break a line keep that property; every other blank becomes a plain space.
_NO_BREAK = {"\u00a0", "\u202f", "\u2007"}
_HYPHENS = {"\u2010": "-", "\u2011": "-"}
#: Keeps two Arabic letters apart (Persian needs it); dropped once the letters have their shape.
_NON_JOINER = "\u200c"

#: Groups of digits that make one number, code or reference ("48 17", "1014-087", "14/10").
_NUMBER = re.compile(r"[0-9A-Za-z]*[0-9](?:[ \u00a0/-][0-9]+)+")
_EMBEDDING = re.compile("[\u202a\u202c]")


def is_rtl(language: str) -> bool:
    """Tell whether an IETF tag names a language written from right to left."""
    return language.replace("_", "-").split("-")[0].lower() in RTL_LANGUAGES


def has_rtl(text: str) -> bool:
    """Tell whether a character of `text` is written from right to left."""
    return any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text)


def clean(text: str) -> list[str]:
    """Return the paragraphs of `text`, composed, without control characters, blanks made regular."""
    paragraphs = []
    for line in re.split(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", unicodedata.normalize("NFC", text)):
        kept = []
        for char in line:
            category = unicodedata.category(char)
            if char in _NO_BREAK:
                kept.append("\u00a0")
            elif category == "Zs" or char == "\t":
                kept.append(" ")
            elif char == _NON_JOINER or not category.startswith("C"):
                kept.append(_HYPHENS.get(char, char))
        paragraphs.append("".join(kept).strip(" "))
    return paragraphs


def spelled(char: str, has_glyph: Callable[[str], bool]) -> str:
    """Return `char` in glyphs that exist: itself, its simpler form, nothing for a mark, else "?"."""
    if has_glyph(char):
        return char
    if unicodedata.category(char)[0] in {"C", "M"}:
        return ""
    parts = [part for part in unicodedata.decomposition(char).split() if not part.startswith("<")]
    if parts:
        simpler = [chr(int(part, 16)) for part in parts]
        letters = [part for part in simpler if not unicodedata.combining(part)]
        return "".join(spelled(part, has_glyph) for part in letters)
    return "?"


@lru_cache(maxsize=1)
def _reshaper() -> arabic_reshaper.ArabicReshaper:
    # Long ligatures exist in few fonts; lam-alef, which every font has, is the only compulsory one.
    return arabic_reshaper.ArabicReshaper(
        {
            "delete_harakat": True,
            "support_ligatures": True,
            "support_zwj": False,  # a joiner before lam-alef makes it fail
            "ARABIC LIGATURE ALLAH": False,
        }
    )


def _has_direction(char: str) -> bool:
    return not unicodedata.category(char).startswith("C") and unicodedata.bidirectional(char) not in {"", "B"}


def visual(line: str, language: str) -> str:
    """Return one line joined and in drawing order.

    A code keeps its order from left to right in every language: "48 17" must never read "17 48".
    """
    if not has_rtl(line):
        return line
    # The library stops on characters without a direction; none of them has ink.
    joined = "".join(char for char in _reshaper().reshape(line) if _has_direction(char))
    joined = _NUMBER.sub("\u202a\\g<0>\u202c", joined)
    ordered = str(get_display(joined, base_dir="R" if is_rtl(language) else "L"))
    return _EMBEDDING.sub("", ordered)


def _first_part(word: str, width: float, measure: Callable[[str], float]) -> int:
    """Return how many characters of `word` fit in `width`, at least one."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(word[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    while low > 1 and low < len(word) and unicodedata.combining(word[low]):
        low -= 1  # an accent stays with its letter
    return low


def wrap(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Cut `text` into lines no wider than `width` by `measure`; an oversize word goes on the next line.

    Nothing is lost. Line ends of the text are kept; a text without ink gives one empty line.
    """
    lines: list[str] = []
    for paragraph in clean(text):
        current = ""
        for word in paragraph.split(" "):
            wider = f"{current} {word}" if current else word
            if measure(wider) <= width:
                current = wider
                continue
            if current:
                lines.append(current)
            rest = word
            while measure(rest) > width and len(rest) > 1:
                cut = _first_part(rest, width, measure)
                if cut == len(rest):
                    break
                lines.append(rest[:cut])
                rest = rest[cut:]
            current = rest
        lines.append(current)
    return lines
