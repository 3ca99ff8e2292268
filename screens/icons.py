"""Pictograms by the name of what they mean in the design tokens, not by how they look. Pure Python."""

from __future__ import annotations

from collections.abc import Mapping

from screens.theme import TOKENS

#: Font family of each drawing weight: `bold` up to 66 dp, `regular` above, `fill` for a chosen state or an alert.
FAMILIES: Mapping[str, str] = {"bold": "Phosphor-Bold", "regular": "Phosphor", "fill": "Phosphor-Fill"}

#: Pictograms beyond the design's own list; the font files hold them too.
_MORE = {
    "arrowDown": "E03E",
    "arrowUp": "E08E",
    "readerLeft": "E51A",
    "readerHintLeft": "E040",
    "undo": "E038",
    "bell": "E0CE",
    "calendarDone": "E712",
    "offline": "E1B6",
    "door": "E61C",
    "doorOpen": "E7E6",
    "settings": "E270",
    "home": "E2C2",
    "keyboard": "E2D8",
    "light": "E472",
    "night": "E330",
    "search": "E30C",
    "power": "E3DA",
    "shield": "E40C",
    "barcode": "E0B8",
    "choose": "E18A",
}
_GLYPHS: Mapping[str, str] = {
    **{name: chr(int(row["code"], 16)) for name, row in TOKENS["icon"]["names"].items()},
    **{name: chr(int(code, 16)) for name, code in _MORE.items()},
}

#: Pictograms that show a direction of reading and turn around in a right-to-left language (guide §9).
MIRRORED: Mapping[str, str] = {
    "back": "next",
    "next": "back",
    "chevron": "previousWeek",
    "previousWeek": "nextWeek",
    "nextWeek": "previousWeek",
}

#: Pictograms that are drawn as in a mirror there, for want of a counterpart in the set.
FLIPPED = frozenset({"quit"})


def glyph(name: str, *, rtl: bool = False) -> str:
    """The one-character text of a pictogram; the empty name gives no text. Raises KeyError when unknown."""
    if not name:
        return ""
    return _GLYPHS[MIRRORED.get(name, name) if rtl else name]


def names() -> frozenset[str]:
    """Every pictogram that can be asked for."""
    return frozenset(_GLYPHS)
