"""28: the sentences of a screen, the one that is heard on yellow; back and forth between them."""

from __future__ import annotations

from kiosk.places.states_bar import ReadingState
from screens.composition import READ, TOUCH, Composition, Pool, height, title_size
from screens.look import LARGEST_STEP, look
from screens.visitor.actions import actions
from screens.widgets.icon import Icon
from screens.widgets.progress_bar import ProgressBar
from screens.widgets.push_button import PushButton
from screens.widgets.reading_line import ReadingLine
from screens.widgets.surface import Surface
from screens.widgets.txt import Txt

_TURN_Y, _TURN_HIGH = 1180.0, 128.0
_BLEED = 24.0


class Reading(Composition):
    """The title is the first sentence; the others follow as lines."""

    def make(self) -> None:
        self.mark = Surface(radius=24, fill="sun")
        self.title = Txt(role="h1", valign="top")
        self.headphones, self.hint = Icon(name="headphones", tone="ink2"), Txt(role="lead", tone="ink2")
        self.lines = Pool(ReadingLine)
        self.previous = PushButton(icon_size=42)
        self.next = PushButton(icon_size=42, icon_after=True)
        self.progress = Txt(role="label", weight="SemiBold")
        self.voice = Txt(role="label", weight="Regular", tone="ink2", align="end")
        self.bar = ProgressBar()
        self.back, self.main = PushButton(), PushButton(icon_after=True)

    def fill(self, state: ReadingState) -> None:
        self.title.text, self.title.tone = state.title.text, "onSun" if state.title.spoken else "ink"
        self.hint.text = state.hint
        for line, sentence in zip(self.lines.take(len(state.lines)), state.lines, strict=True):
            line.text, line.icon, line.spoken = sentence.text, sentence.icon, sentence.spoken
        self.previous.show(state.previous, self.emit)
        self.next.show(state.next, self.emit)
        self.progress.text, self.voice.text, self.bar.fraction = state.progress, state.voice, state.fraction
        self.back.show(state.back, self.emit)
        self.main.show(state.main, self.emit)

    def upright(self, state: ReadingState) -> None:
        y = self._head(state, 60, 150, 960)
        self._lines(60 - _BLEED, max(y + 24, 381.0), 960 + 2 * _BLEED, 69, 0)
        self.put(self.previous, 60, _TURN_Y, 468, _TURN_HIGH)
        self.put(self.next, 552, _TURN_Y, 468, _TURN_HIGH)
        self._progress(60, 1354, 960, 18)
        actions(self, self.back, self.main if state.main is not None else None)

    def lie(self, state: ReadingState) -> None:
        x, wide = READ
        self.title.sp = title_size("h1")
        self.hint.role, self.hint.weight = "label", "Regular"
        y = self._head(state, x, 112, wide)
        for line in self.lines:
            line.role = "label"
        self._lines(x - 12, y + 8, wide + 24, 26, 4)
        x, wide = TOUCH
        for button in (self.previous, self.next):
            button.role, button.icon_size = "label", 36
        high = 112 if look.step < LARGEST_STEP else 128
        self.put(self.previous, x, 176, (wide - 16) / 2, high)
        self.put(self.next, x + (wide + 16) / 2, 176, (wide - 16) / 2, high)
        self._progress(x, 344, wide, 16)
        actions(self, self.back, self.main if state.main is not None else None)

    def _head(self, state: ReadingState, x: float, y: float, wide: float) -> float:
        """The title, on yellow while it is read, and the hint. Returns where they end."""
        high = height(self.title, wide)
        bleed = _BLEED if not self.lying else 12.0
        if state.title.spoken:
            self.put(self.mark, x - bleed, y - 10, wide + 2 * bleed, high + 20)
        self.put(self.title, x, y, wide, high)
        y += high + (20 if not self.lying else 10)
        if state.hint:
            side = 40.0 if not self.lying else 34.0
            high = height(self.hint, wide - side - 16)
            self.headphones.glyph_size = side
            self.put(self.headphones, x, y, side, min(high, self.hint.line_height / look.dp))
            self.put(self.hint, x + side + 16, y, wide - side - 16, high)
            y += high
        return y

    def _lines(self, x: float, y: float, wide: float, pad: float, gap: float) -> None:
        for line in self.lines:
            line.words.role, line.words.text = line.role, line.text
            high = height(line.words, line.room(wide)) + pad
            self.put(line, x, y, wide, high)
            y += high + gap

    def _progress(self, x: float, y: float, wide: float, thick: float) -> None:
        """Where the voice is, and which voice it is: side by side, or one above the other."""
        number, voice = self.progress.natural()[0] / look.dp, self.voice.natural()[0] / look.dp
        line = self.progress.line_height / look.dp
        beside = number + voice + 24 <= wide
        self.voice.align = "end" if beside else "start"
        self.put(self.progress, x, y, number + 4 if beside else wide, line)
        if beside:
            self.put(self.voice, x + wide - voice - 4, y, voice + 4, line)
        else:
            self.put(self.voice, x, y + line, wide, line)
            y += line
        self.put(self.bar, x, y + line + 20, wide, thick)
