"""A question over the screen. Everything but the bar is covered and answers to nothing until a button is touched."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiosk.places import view
from screens.look import look
from screens.theme import TOKENS
from screens.widgets.card import Rule
from screens.widgets.drawn import Drawn
from screens.widgets.family import TwoPeople
from screens.widgets.push_button import PushButton
from screens.widgets.surface import Flat, Surface
from screens.widgets.time_ring import TimeRing
from screens.widgets.txt import Txt

_SIZES = TOKENS["component"]["dialog"]
_RING = 300
#: dp of height of two people, and of both sides of their picture on a lying screen.
_PEOPLE, _LYING_PEOPLE = 294, 196
_PAD = 66
_BUTTON = 128
_BUTTON_GAP = 22
#: dp of a sentence under a ring.
_COLUMN = 620
#: dp of the upright sheet kept free under the box.
_BELOW = 41
#: Buttons beside each other on a lying dialog; more of them make rows of two.
_LYING_ROW = 3
#: Measures of a lying dialog in dp, and how much smaller its title is: the screen leaves 670 dp of height.
_LYING_RING, _LYING_PAD, _LYING_BUTTON, _LYING_TITLE = 176, 48, 96, 0.7


class Dialog(Drawn):
    """Placed over everything above the bar. `show(None)` takes it away."""

    def __init__(self, **kwargs: Any) -> None:
        self.veil = Flat(fill="scrim")
        self.plate = Surface(radius=_SIZES["radius"], fill="canvas", border="ink", border_width=_SIZES["border"])
        self.ring = TimeRing()
        self.people, self.floor = TwoPeople(), Rule(kind="threshold")
        self.title, self.line = Txt(role="h1", align="center"), Txt(role="lead", tone="ink2", align="center")
        self.buttons: list[PushButton] = []
        self._made: list[PushButton] = []
        self.dialog: view.Dialog | None = None
        super().__init__(**kwargs)

    def show(self, dialog: view.Dialog | None, emit: Callable[[str, object], None]) -> None:
        """Show a dialog of the view, or none. A ring that only counts down keeps its buttons untouched."""
        former, self.dialog = self.dialog, dialog
        if dialog is None:
            if former is not None:
                self.clear_widgets()
            return
        if former is None or _pieces(former) != _pieces(dialog):
            self.clear_widgets()
            self.buttons = self._kept(len(dialog.buttons))
            for child in (self.veil, self.plate, self.title, self.line, *self.buttons):
                self.adopt(child)
            if dialog.ring is not None:
                self.adopt(self.ring)
            if dialog.people:
                self.adopt(self.people)
                self.adopt(self.floor)
        for widget, button in zip(self.buttons, dialog.buttons, strict=True):
            widget.show(button, emit)
        self.title.text, self.line.text = dialog.title, dialog.line
        if dialog.ring is not None:
            self.ring.show(dialog.ring)
        self.rearrange()

    def _kept(self, count: int) -> list[PushButton]:
        """That many buttons, kept from one dialog to the next: new ones would watch the look for ever. A finger that
        still rests on one of them meant the former question."""
        while len(self._made) < count:
            self._made.append(PushButton())
        for button in self._made:
            if button.last_touch is not None:
                button.last_touch.ungrab(button)
            button.state, button.focused = "normal", False
        return self._made[:count]

    def on_touch_down(self, touch: Any) -> bool:
        if self.dialog is None or not self.collide_point(*touch.pos):
            return False
        super().on_touch_down(touch)
        return True

    def arrange(self) -> None:
        if self.dialog is None:
            return
        self.put(self.veil, 0, 0, self.wide, self.high)
        lying = look.geometry.landscape
        self.title.align = self.line.align = "start" if lying and self._aside(self.dialog) else "center"
        self.title.sp = round(look.type.size("h1") * _LYING_TITLE) if lying else 0
        self.line.role = "body" if lying else "lead"
        for button in self.buttons:
            button.role = "label" if lying else "button"
        if lying:
            self._lie(self.dialog)
        else:
            self._stand(self.dialog)

    @staticmethod
    def _aside(dialog: view.Dialog) -> float:
        """dp that the picture beside the words takes, its gap included; 0 for none."""
        if dialog.ring:
            return _LYING_RING + 40
        return _LYING_PEOPLE + 40 if dialog.people else 0

    def _stand_people(self, left: float, top: float, wide: float, high: float, floor: float) -> None:
        """Two people on a line that is `floor` dp wide."""
        self.put(self.people, left, top, wide, high - 3)
        self.put(self.floor, left + (wide - floor) / 2, top + high - 3, floor, 6)

    def _words(self, room: float) -> tuple[float, float]:
        """Heights in dp of the title and of the line at a width."""
        line = self.line.natural(room * self.dp)[1] / self.dp if self.line.text else 0.0
        return self.title.natural(room * self.dp)[1] / self.dp, line

    def _stand(self, dialog: view.Dialog) -> None:
        """Upright: everything in one column, in the lower part of the screen."""
        width = _SIZES["width"]
        room = width - 2 * _PAD
        # Beside a ring the eye is on its middle: the sentence stays close to it.
        column = min(room, _COLUMN) if dialog.ring else room
        title, line = self._words(room)[0], self._words(column)[1]
        buttons = len(self.buttons) * (_BUTTON + _BUTTON_GAP) - _BUTTON_GAP
        ring = _RING + 44 if dialog.ring else _PEOPLE + 50 if dialog.people else 0
        height = _PAD + ring + title + 18 + line + 76 + buttons + _PAD
        left = (self.wide - width) / 2
        top = self.high - _BELOW - height
        self.put(self.plate, left, top, width, height)
        y = top + _PAD
        if dialog.ring:
            self.put(self.ring, (self.wide - _RING) / 2, y, _RING, _RING)
        elif dialog.people:
            self._stand_people((self.wide - 420) / 2, y, 420, _PEOPLE, 420)
        y += ring
        self.put(self.title, left + _PAD, y, room, title)
        self.put(self.line, left + (width - column) / 2, y + title + 18, column, max(1.0, line))
        y = top + height - _PAD - buttons
        for button in self.buttons:
            self.put(button, left + _PAD, y, room, _BUTTON)
            y += _BUTTON + _BUTTON_GAP

    def _lie(self, dialog: view.Dialog) -> None:
        """Lying: the ring beside the words, the buttons in one row, or in rows of two."""
        width = _SIZES["width"]
        room = width - 2 * _LYING_PAD
        aside = self._aside(dialog)
        title, line = self._words(room - aside)
        words = title + 14 + line
        head = max(words, _LYING_RING if dialog.ring else _LYING_PEOPLE if dialog.people else 0)
        columns, rows = self._grid()
        block = rows * (_LYING_BUTTON + 12) - 12
        gap = min(44.0, max(16.0, self.high - 2 * _LYING_PAD - head - block - 8))
        height = _LYING_PAD + head + gap + block + _LYING_PAD
        left, top = (self.wide - width) / 2, (self.high - height) / 2
        self.put(self.plate, left, top, width, height)
        x, y = left + _LYING_PAD, top + _LYING_PAD
        if dialog.ring:
            # The small ring has room for the figure alone.
            self.ring.above = self.ring.below = ""
            self.put(self.ring, x, y + (head - _LYING_RING) / 2, _LYING_RING, _LYING_RING)
        elif dialog.people:
            self._stand_people(x, y + (head - _LYING_PEOPLE) / 2, _LYING_PEOPLE, _LYING_PEOPLE, _LYING_PEOPLE)
        y += (head - words) / 2
        self.put(self.title, x + aside, y, room - aside, title)
        self.put(self.line, x + aside, y + title + 14, room - aside, max(1.0, line))
        y = top + height - _LYING_PAD - block
        each = (room + _BUTTON_GAP) / columns - _BUTTON_GAP
        for index, button in enumerate(self.buttons):
            row, column = divmod(index, columns)
            self.put(button, x + column * (each + _BUTTON_GAP), y + row * (_LYING_BUTTON + 12), each, _LYING_BUTTON)

    def _grid(self) -> tuple[int, int]:
        """Columns and rows of the buttons of a lying dialog."""
        count = max(1, len(self.buttons))
        columns = count if count <= _LYING_ROW else 2
        return columns, -(-count // columns)


def _pieces(dialog: view.Dialog) -> tuple[object, ...]:
    """What a dialog is made of: another of the same pieces keeps its widgets."""
    return dialog.buttons, bool(dialog.ring), dialog.people
