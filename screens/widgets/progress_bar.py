"""How far something is, from left to right in the direction of reading."""

from __future__ import annotations

from typing import Any

from kivy.properties import NumericProperty, StringProperty

from screens.widgets.drawn import Drawn
from screens.widgets.surface import Surface


class ProgressBar(Drawn):
    """`fraction` from 0 to 1; `track` and `tone` are colour tokens. 16 dp high, 22 on staff screens."""

    arranged_by = ("fraction", "track", "tone")

    fraction = NumericProperty(0)
    track = StringProperty("sandDeep")
    tone = StringProperty("primary")

    def __init__(self, **kwargs: Any) -> None:
        self.ground, self.done = Surface(), Surface()
        super().__init__(**kwargs)
        self.adopt(self.ground)
        self.adopt(self.done)

    def arrange(self) -> None:
        self.ground.fill, self.done.fill = self.track, self.tone
        self.ground.radius = self.done.radius = self.high / 2
        share = min(1.0, max(0.0, self.fraction))
        self.put(self.ground, 0, 0, self.wide, self.high)
        self.put(self.done, 0, 0, max(self.high, self.wide * share) if share else 0, self.high)
