"""11b: it is noted. The hour in the open door, where to go, what to bring; or the waiting list, in the door that
waits."""

from __future__ import annotations

from kiosk.places.states_workshops import WorkshopRegisteredState
from screens.composition import LYING_END, READ, TOUCH, Composition, Pool, breadth, height, title_size
from screens.look import LARGEST_STEP, look
from screens.visitor.actions import LYING_HIGH, actions
from screens.widgets.arch import Arch
from screens.widgets.card import Card, Rule
from screens.widgets.icon import Icon
from screens.widgets.push_button import PushButton
from screens.widgets.surface import Surface
from screens.widgets.tag import Disc
from screens.widgets.txt import Txt

_HOUR_SP = 72.0


class Line:
    """A line of the card: a disc with a pictogram, a sentence, and a line below."""

    def __init__(self) -> None:
        self.disc, self.words, self.rule = Disc(), Txt(role="lead"), Rule()


class WorkshopRegistered(Composition):
    """Closes by itself; nothing has to be touched."""

    def make(self) -> None:
        self.arch, self.threshold = Arch(), Rule(kind="threshold")
        self.disc, self.mark = Surface(fill="onArch", radius=999), Icon(tone="archFill")
        self.hour = Txt(role="h1", align="center", wrap=False)
        self.day = Txt(role="h3", align="center")
        self.title = Txt(role="h1", align="center", valign="top")
        self.line = Txt(role="lead", tone="ink2", align="center", valign="top")
        self.card, self.lines = Card(), Pool(Line)
        self.slip, self.done = PushButton(), PushButton()

    def fill(self, state: WorkshopRegisteredState) -> None:
        waits = state.waits
        self.arch.kind = "outlined" if waits else "filled"
        self.disc.fill, self.mark.tone = ("ink", "surface") if waits else ("onArch", "archFill")
        self.hour.tone = self.day.tone = "ink" if waits else "onArch"
        self.mark.name = "busy" if waits else "accept"
        self.hour.text, self.day.text, self.title.text, self.line.text = state.hour, state.day, state.title, state.line
        for line, (icon, words) in zip(self.lines.take(len(state.rows)), state.rows, strict=True):
            line.disc.icon, line.words.text = icon, words
        if state.print is not None:
            self.slip.show(state.print, self.emit)
        self.done.show(state.done, self.emit)

    def upright(self, state: WorkshopRegisteredState) -> None:
        self._door(270, 156, 540, 600)
        self.put(self.threshold, 60, 756, 960, 6)
        y = self.pile([(self.title, 0), (self.line, 16)], 60, 803, 960)
        y = max(1016.0, y + 24)
        self._card(60, y, 960, min(440.0, 1540 - y))
        actions(self, None if state.print is None else self.slip, self.done, least=330)

    def lie(self, state: WorkshopRegisteredState) -> None:
        x, wide = TOUCH
        floor = LYING_END - LYING_HIGH - 24
        self._door(x + 88, 32, wide - 176, floor - 32)
        self.put(self.threshold, x, floor - 3, wide, 6)
        actions(self, None if state.print is None else self.slip, self.done)
        x, wide = READ
        self.title.sp = title_size("h1")
        self.title.align = self.line.align = "start"
        self.line.role = "lead" if look.step == 1 else "body"
        y = self.pile([(self.title, 0)], x, 116, wide)
        if look.step < LARGEST_STEP:
            y = self.pile([(self.line, 8)], x, y, wide)
        self._card(x, y + 16, wide, min(330.0, 656 - y - 16))

    def _door(self, x: float, y: float, wide: float, high: float) -> None:
        """The arch with its mark, the hour and the day."""
        self.put(self.arch, x, y, wide, high)
        share = high / 600
        side = 154 * share
        middle = x + wide / 2
        self.put(self.disc, middle - side / 2, y + 0.4183 * high - side / 2, side, side)
        self.mark.glyph_size = side * 0.6
        self.put(self.mark, middle - side / 2, y + 0.4183 * high - side / 2, side, side)
        self.hour.sp = _HOUR_SP * max(share, 0.7)
        if breadth(self.hour) > wide - 60:
            self.hour.sp = int(self.hour.sp * (wide - 60) / breadth(self.hour))
        number, day = self.hour.sp * 1.2, height(self.day, wide - 60)
        self.put(self.hour, x + 20, y + 0.684 * high - number / 2, wide - 40, number)
        self.put(self.day, x + 30, y + 0.684 * high + number / 2 + 2 * share, wide - 60, day)

    def _card(self, x: float, y: float, wide: float, high: float) -> None:
        """Where to go and what to bring; the last line goes where there is no room for it."""
        small = self.lying
        pad, disc = (24.0, 48.0) if small else (49.0, 64.0)
        left = pad + disc + (18 if small else 30)
        room = wide - left - pad
        lines = list(self.lines)
        if not lines:
            return
        for line in lines:
            line.words.role = "body" if small else "lead"
        if small and look.step > 1:
            for line in lines:
                line.words.role = "small"
        least = [max(disc, height(line.words, room)) + 16 for line in lines]
        while len(least) > 1 and sum(least) > high:
            lines.pop()
            least.pop()
        self.put(self.card, x, y, wide, high)
        edge = min(44.0, (high - sum(least)) / 2)
        spare = (high - 2 * edge - sum(least)) / len(least)
        top = y + edge
        for index, (line, tall) in enumerate(zip(lines, least, strict=True)):
            each = tall + spare
            self.put(line.disc, x + pad, top + (each - disc) / 2, disc, disc)
            self.put(line.words, x + left, top, room, each)
            if index + 1 < len(lines):
                self.put(line.rule, x + pad, top + each - 1, wide - 2 * pad, 2)
            top += each
