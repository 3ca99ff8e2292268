"""A sentence that is read aloud; while it is heard it stands on yellow, with a loudspeaker at its end."""

from __future__ import annotations

from typing import Any

from kivy.properties import BooleanProperty, StringProperty

from screens.theme import TOKENS
from screens.widgets.arch import Arch
from screens.widgets.icon import Icon
from screens.widgets.surface import Surface
from screens.widgets.txt import Txt


class ReadingLine(Surface):
    """`text`, `icon` (none: ""), `spoken`."""

    arranged_by = ("text", "icon", "spoken", "role")

    text = StringProperty("")
    icon = StringProperty("")
    spoken = BooleanProperty(False)
    role = StringProperty("lead")

    def __init__(self, **kwargs: Any) -> None:
        self.door = Arch(kind="tint", tone="primary", standing=False)
        self.picture, self.loud = Icon(), Icon(name="audio", tone="onSun")
        self.words = Txt(weight="SemiBold")
        super().__init__(**{"radius": TOKENS["radius"]["button"], "fill": "", **kwargs})
        for child in (self.door, self.picture, self.words, self.loud):
            self.adopt(child)

    @property
    def door_side(self) -> float:
        """dp of the small door around the pictogram."""
        return 72.0 if self.wide > 700 else 48.0

    def room(self, wide: float) -> float:
        """dp for the words on a line that is so wide."""
        big = wide > 700
        side = 0.0 if not self.icon else (100.0 if big else 64.0)
        return wide - (48 if big else 24) - side - (72 if big else 48)

    def arrange(self) -> None:
        self.fill = "sun" if self.spoken else ""
        self.words.text, self.words.role = self.text, self.role
        self.words.tone = "onSun" if self.spoken else "ink"
        self.picture.name, self.picture.tone = self.icon, "sun" if self.spoken else "onPrimarySoft"
        self.loud.opacity = 1 if self.spoken else 0
        self.door.opacity = 1 if self.icon else 0
        big = self.wide > 700
        start, side = (24.0 if big else 12.0), self.door_side
        self.put(self.door, start, (self.high - side) / 2, side, side)
        self.door.fill = "onSun" if self.spoken else "primarySoft"
        self.picture.glyph_size = side * 0.58
        self.put(self.picture, start, (self.high - side) / 2, side, side)
        before = (100.0 if big else 64.0) if self.icon else 0.0
        self.put(self.words, start + before, 0, self.room(self.wide), self.high)
        loud = 50.0 if big else 34.0
        self.loud.glyph_size = loud
        self.put(self.loud, self.wide - start - loud, 0, loud, self.high)
