"""The on-screen keyboard and its pad of digits. It keeps nothing: every key leaves at once as an action."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kivy.properties import BooleanProperty, StringProperty

from kiosk.places.states_enrol import Keyboard as KeyboardState
from kiosk.places.view import Button
from screens.look import look
from screens.theme import TOKENS
from screens.widgets.drawn import Drawn
from screens.widgets.push_button import PushButton
from screens.widgets.touchable import Touchable
from screens.widgets.txt import Txt

_SIZES = TOKENS["component"]["keyboard"]
_STROKE = TOKENS["stroke"]["hair"]
_GAP, _ROW_GAP = _SIZES["gap"], _SIZES["rowGap"]
#: Seconds that a key shows at least that it was touched.
_SHOWN = TOKENS["motion"]["press"]
#: Seconds: a person types the same letter twice faster than they tap a button twice.
_DEBOUNCE = 0.12
_COLUMNS, _FUNCTIONS = 10, 2
#: dp of the outer keys of the last row, upright.
_PAGE, _CLEAR = 150.0, 225.0
#: The pad of digits: three columns, four rows.
_PAD_COLUMNS, _PAD_ROWS = 3, 4


class Key(Touchable):
    """One letter; `soft` is the ground of the first row."""

    arranged_by = ("text", "soft", "role")

    text = StringProperty("")
    soft = BooleanProperty(False)
    role = StringProperty("h3")

    def __init__(self, **kwargs: Any) -> None:
        self.words = Txt(align="center", wrap=False)
        super().__init__(**{"radius": _SIZES["radius"], **kwargs})
        self.debounce, self.min_state_time = _DEBOUNCE, _SHOWN
        self.adopt(self.words)

    def show(self, button: Button, emit: Callable[[str, object], None]) -> None:
        """Take the letter and what it says when it is touched."""
        self.text = button.label
        self.means(emit, button.action, button.value)

    def dress(self) -> None:
        self.fill = "primary" if self.pressed else "sand" if self.soft else "surface"
        self.border = "primary" if self.pressed else "lineStrong"
        self.border_width = _STROKE
        self.words.tone = "onPrimary" if self.pressed else "ink"

    def arrange(self) -> None:
        self.words.text, self.words.role = self.text, self.role
        self.put(self.words, 0, 0, self.wide, self.high)


def _function_key() -> PushButton:
    key = PushButton(kind="key", role="label", icon_size=40, gap=12, radius=_SIZES["radius"])
    key.debounce, key.min_state_time = _DEBOUNCE, _SHOWN
    return key


class Keyboard(Drawn):
    """960 × 608 dp upright: five rows. On a lying screen four rows over the whole width, with the functions at the end
    of each. A pad has three columns. Keys stand alike in every direction of writing, as on a desk."""

    def __init__(self, **kwargs: Any) -> None:
        self.state: KeyboardState | None = None
        self.keys: list[Key] = []
        self._rows: list[list[Key]] = []
        self.erase, self.clear, self.page = (_function_key() for _ in range(3))
        self.space = Key(role="label")
        super().__init__(**kwargs)

    def show(self, state: KeyboardState, emit: Callable[[str, object], None]) -> None:
        """Take the keys of a state; nothing is done for those that are there already."""
        if state == self.state:
            return
        self.state = state
        self.clear_widgets()
        count = sum(map(len, state.rows))
        while len(self.keys) < count:
            self.keys.append(Key())
        spare = iter(self.keys)
        self._rows = []
        for index, row in enumerate(state.rows):
            self._rows.append([])
            for button in row:
                key = next(spare)
                key.soft = index == 0 and state.space is not None
                key.show(button, emit)
                self._rows[-1].append(self.adopt(key))
        for widget, button in self._functions():
            widget.show(button, emit)
            widget.kind = "key"
            self.adopt(widget)
        if state.space is not None:
            self.adopt(self.space).show(state.space, emit)
        self.rearrange()

    def _functions(self) -> list[tuple[PushButton, Button]]:
        assert self.state is not None
        pairs = [(self.erase, self.state.erase), (self.clear, self.state.clear), (self.page, self.state.page)]
        return [(widget, button) for widget, button in pairs if button is not None]

    def arrange(self) -> None:
        if self.state is None:
            return
        for widget, button in self._functions():
            low = look.geometry.landscape and look.step > 1  # two lines in a row of 72 dp
            widget.role = "bar" if low else "h3" if button is self.state.page and look.step == 1 else "label"
            widget.icon = button.icon if look.step == 1 else ""
        if self.state.space is None:
            self._pad()
        elif look.geometry.landscape:
            self._lying()
        else:
            self._upright()

    def _upright(self) -> None:
        rows = len(self._rows) + 1
        wide = (self.wide - (_COLUMNS - 1) * _GAP) / _COLUMNS
        high = (self.high - (rows - 1) * _ROW_GAP) / rows
        end = self._letters(wide, high)
        y = (rows - 2) * (high + _ROW_GAP)
        self.put(self.erase, end, y, self.wide - end, high, mirror=False)
        y += high + _ROW_GAP
        self.put(self.page, 0, y, _PAGE, high, mirror=False)
        self.put(self.space, _PAGE + _GAP, y, self.wide - _PAGE - _CLEAR - 2 * _GAP, high, mirror=False)
        self.put(self.clear, self.wide - _CLEAR, y, _CLEAR, high, mirror=False)

    def _lying(self) -> None:
        columns, rows = _COLUMNS + _FUNCTIONS, len(self._rows)
        wide = (self.wide - (columns - 1) * _GAP) / columns
        high = (self.high - (rows - 1) * _GAP) / rows
        end = self._letters(wide, high, _GAP)
        start = _COLUMNS * (wide + _GAP)
        for row, widget in enumerate((self.erase, self.clear, self.page)):
            self.put(widget, start, row * (high + _GAP), self.wide - start, high, mirror=False)
        self.put(self.space, end, (rows - 1) * (high + _GAP), self.wide - end, high, mirror=False)

    def _letters(self, wide: float, high: float, between: float = _ROW_GAP) -> float:
        """Place the letters; where the last row ends."""
        for row, keys in enumerate(self._rows):
            for column, key in enumerate(keys):
                key.role = "h3"
                self.put(key, column * (wide + _GAP), row * (high + between), wide, high, mirror=False)
        return float(len(self._rows[-1]) * (wide + _GAP))

    def _pad(self) -> None:
        gap = 2 * _ROW_GAP if not look.geometry.landscape else _ROW_GAP
        wide = (self.wide - (_PAD_COLUMNS - 1) * gap) / _PAD_COLUMNS
        high = (self.high - (_PAD_ROWS - 1) * gap) / _PAD_ROWS
        for row, keys in enumerate(self._rows):
            first = 1 if len(keys) == 1 else 0  # the nought stands in the middle
            for column, key in enumerate(keys, start=first):
                key.role = "h2"
                self.put(key, column * (wide + gap), row * (high + gap), wide, high, mirror=False)
        y = (_PAD_ROWS - 1) * (high + gap)
        self.put(self.clear, 0, y, wide, high, mirror=False)
        self.put(self.erase, 2 * (wide + gap), y, wide, high, mirror=False)
