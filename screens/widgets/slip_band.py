"""The band below a card that tells of its slip: offered, being printed, or to be taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiosk.places.states import ReceiptCard
from screens.widgets.card import Card
from screens.widgets.icon import Icon
from screens.widgets.progress_bar import ProgressBar
from screens.widgets.push_button import PushButton
from screens.widgets.txt import Txt

#: dp: start of the pictogram, its side, start of the words; on a wide band and on one under `_NARROW`.
_WIDE, _SMALL = (48.0, 92.0, 176.0), (24.0, 56.0, 100.0)
_NARROW = 700.0
_BUTTON, _BAR, _GAP = 96.0, 16.0, 20.0
#: Part of the words' room that the button may take.
_SHARE = 0.56


class SlipBand(Card):
    """Takes a `ReceiptCard` of the kinds "offer", "printing" and "take". 176 dp high, 116 on a lying screen."""

    def __init__(self, **kwargs: Any) -> None:
        self.picture = Icon(name="receipt", tone="primary", style="regular")
        self.title, self.bar = Txt(role="h3"), ProgressBar()
        self.button = PushButton(role="label", icon_size=36, gap=14)
        self.printing = self.offered = False
        super().__init__(**{"passive": True, **kwargs})
        self.adopt(self.picture)
        self.adopt(self.title)

    def show(self, slip: ReceiptCard, emit: Callable[[str, object], None]) -> None:
        """Take everything from the state of a slip."""
        self.printing, self.offered = slip.kind == "printing", slip.button is not None
        self.title.text, self.bar.fraction = slip.title, slip.fraction
        if slip.button is not None:
            self.button.show(slip.button, emit)
        for part, wanted in ((self.bar, self.printing), (self.button, self.offered)):
            if wanted and part.parent is None:
                self.adopt(part)
            elif not wanted and part.parent is self:
                self.remove_widget(part)
        self.rearrange()

    def arrange(self) -> None:
        start, side, left = _SMALL if self.wide < _NARROW else _WIDE
        self.title.role = "label" if self.wide < _NARROW else "h3"
        self.picture.glyph_size = side
        self.put(self.picture, start, 0, side, self.high)
        right = self.wide - start
        if self.offered:
            right = self._offer(left, right)
        room = right - left
        title = self.title.natural(room * self.dp)[1] / self.dp
        if not self.printing:
            self.put(self.title, left, (self.high - title) / 2, room, title)
            return
        gap = min(22.0, (self.high - title - _BAR) / 3)
        top = (self.high - title - gap - _BAR) / 2
        self.put(self.title, left, top, room, title)
        self.put(self.bar, left, top + title + gap, room, _BAR)

    def _offer(self, left: float, right: float) -> float:
        """Put the button at the end; the whole band when there is no room for a question beside it."""
        self.button.arrange()
        wanted = float(self.button.natural()[0] / self.dp)
        share = min((right - left) * _SHARE, wanted)
        words = right - left - share - _GAP
        fits = self.title.natural(words * self.dp)
        if fits[1] > (self.high - 8) * self.dp or fits[0] > words * self.dp:
            self.title.text, share = "", right - left
        self.put(self.button, right - share, (self.high - _BUTTON) / 2, share, _BUTTON)
        return float(right - share - _GAP)
