"""Which arrow points to the reader: it stays where it is in every language, so the arrow never turns around."""

from __future__ import annotations

from screens.look import look

_ARROWS = {"bottom-right": "readerHint", "bottom-left": "readerHintLeft", "bottom": "arrowDown", "right": "next"}


def reader_arrow(position: str) -> str:
    """The pictogram for one of the positions of `site.reader_position`. Raises KeyError for another."""
    name = _ARROWS[position]
    return "back" if name == "next" and look.rtl else name  # drawn as in a mirror there: it points right again
