"""A short message above the bar, with a way to take the act back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiosk.places import view
from screens.theme import TOKENS
from screens.widgets.drawn import Drawn
from screens.widgets.icon import Icon
from screens.widgets.surface import Surface
from screens.widgets.touchable import Touchable
from screens.widgets.txt import Txt

_SIZES = TOKENS["component"]["toast"]


class Undo(Touchable):
    """The underlined word in a toast."""

    def __init__(self, **kwargs: Any) -> None:
        self.words = Txt(role="label", tone="onBar", underline=True, align="center", wrap=False)
        super().__init__(**{"radius": 16, **kwargs})
        self.adopt(self.words)

    def dress(self) -> None:
        self.fill = "barPressed" if self.pressed else "bar" if self.focused else ""

    def arrange(self) -> None:
        self.put(self.words, 0, 0, self.wide, self.high)


class Toast(Drawn):
    """Fills the box it is placed in with one line of at most `wide` dp; `show(None)` takes it away."""

    def __init__(self, **kwargs: Any) -> None:
        self.plate = Surface(radius=_SIZES["radius"], fill="bar", border="toastLine", border_width=3)
        self.picture = Icon(tone="onBar", glyph_size=42)
        self.words = Txt(role="label", tone="onBar")
        self.undo = Undo()
        self.toast: view.Toast | None = None
        super().__init__(**kwargs)

    def show(self, toast: view.Toast | None, emit: Callable[[str, object], None]) -> None:
        """Show a toast of the view, or none."""
        if toast == self.toast:
            return
        self.toast = toast
        self.clear_widgets()
        if toast is None:
            return
        for child in (self.plate, self.picture, self.words):
            self.adopt(child)
        self.picture.name, self.words.text = toast.icon or "info", toast.text
        if toast.undo is not None:
            self.undo.words.text = toast.undo.label
            self.undo.means(emit, toast.undo.action, toast.undo.value)
            self.adopt(self.undo)
        self.rearrange()

    def collide_point(self, x: float, y: float) -> bool:
        """Only the plate stops a finger, not the empty room beside it."""
        return self.toast is not None and bool(self.plate.collide_point(x, y))

    def arrange(self) -> None:
        if self.toast is None:
            return
        undo = self.undo.words.natural()[0] / self.dp + 40 if self.toast.undo else 0.0
        room = self.wide - 90 - 30 - undo
        words, height = (length / self.dp for length in self.words.natural(room * self.dp))
        width = min(self.wide, 90 + words + 36 + undo)
        high = max(_SIZES["height"], height + 44)
        top = self.high - high
        self.put(self.plate, 0, top, width, high)
        self.put(self.picture, 28, top, 42, high)
        self.put(self.words, 86, top, words + 4, high)
        self.put(self.undo, width - undo - 10, top + 8, undo, high - 16)
