"""A field that shows what is typed on the on-screen keyboard. It takes no finger and keeps nothing of its own."""

from __future__ import annotations

from typing import Any

from kivy.properties import BooleanProperty, OptionProperty, StringProperty

from screens.theme import TOKENS
from screens.widgets.icon import Icon
from screens.widgets.surface import Flat, Surface
from screens.widgets.txt import Txt

_STROKE = TOKENS["stroke"]
#: dp: from the edge to the words, width of the caret, side of the pictogram.
_PAD, _CARET, _ICON = 48.0, 6.0, 60.0
_LOW, _NARROW = 120.0, 300.0
#: look: (border, its width); each also has its own thickness or pictogram.
_DRESS = {
    "rest": ("lineStrong", _STROKE["control"]),
    "typing": ("primary", _STROKE["selected"]),
    "error": ("danger", _STROKE["selected"]),
}
#: Roles of the words, the largest that fits; what fits in none shows its end.
_ROLES = ("h1", "h2", "h3", "body")


class TextField(Surface):
    """960 × 160 dp, or 560 × 88 on a lying screen. `masked` adds the crossed eye, an error the exclamation mark."""

    arranged_by = ("text", "look", "masked")

    text = StringProperty("")
    look = OptionProperty("rest", options=list(_DRESS))
    masked = BooleanProperty(False)

    def __init__(self, **kwargs: Any) -> None:
        self.words, self.caret, self.icon = Txt(weight="SemiBold", wrap=False), Flat(fill="primary"), Icon()
        super().__init__(**{"radius": TOKENS["radius"]["card"], **kwargs})
        for child in (self.words, self.caret, self.icon):
            self.adopt(child)

    def arrange(self) -> None:
        self.border, self.border_width = _DRESS[self.look]
        self.fill = "surface"
        small = self.high < _LOW
        pad, side = (24.0, 36.0) if self.wide < _NARROW else (28.0, 44.0) if small else (_PAD, _ICON)
        self.icon.name = "fieldError" if self.look == "error" else "masked" if self.masked else ""
        self.icon.tone, self.icon.style = ("danger", "fill") if self.look == "error" else ("ink", "bold")
        self.icon.glyph_size = side
        caret = 3 * _CARET if self.look == "typing" else 0.0
        room = self.wide - 2 * pad - caret - (side + 8 if self.icon.name else 0)
        self._fit(room, small=small)
        wide = self.words.natural()[0] / self.dp + 2 if self.text else 0.0
        self.put(self.words, pad, 0, max(1.0, wide), self.high)
        tall = min(self.words.pixels / self.dp * 1.25, self.high - 24)
        self.caret.opacity = 1 if self.look == "typing" else 0
        self.put(self.caret, pad + wide, (self.high - tall) / 2, _CARET, tall)
        self.put(self.icon, self.wide - pad - side, (self.high - side) / 2, side, side)

    def _fit(self, room: float, *, small: bool) -> None:
        """The largest size in which the words fit; the end of what fits in none, since that is where one types."""
        self.words.text = self.text
        for role in _ROLES[1:] if small else _ROLES:
            self.words.role = role
            if self.words.natural()[0] / self.dp <= room:
                return
        text = self.text
        while text and self.words.natural()[0] / self.dp > room:
            text = text[1:]
            self.words.text = "…" + text
