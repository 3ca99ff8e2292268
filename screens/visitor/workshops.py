"""11: the workshops of the coming days. The chosen one in the door and beside it, the list to touch below."""

from __future__ import annotations

from kiosk.places.states_workshops import WorkshopsState
from screens.composition import LYING_END, READ, TOUCH, Composition, Pool, breadth, grown, height, title_size
from screens.look import LARGEST_STEP, look
from screens.visitor.actions import LYING_HIGH, actions
from screens.widgets.arch import Arch
from screens.widgets.icon import Icon
from screens.widgets.push_button import PushButton
from screens.widgets.txt import Txt
from screens.widgets.workshop_row import WorkshopRow

_HOUR_SP = 103.0
#: dp: the list upright, where its first title stands, and where its last row ends.
_LIST, _LIST_END = 716.0, 1540.0


class Fact:
    """A pictogram and words beside the door."""

    def __init__(self) -> None:
        self.icon, self.words = Icon(tone="primary"), Txt(role="body", tone="ink2")


class Workshops(Composition):
    """One touch chooses, one registers."""

    def make(self) -> None:
        self.title = Txt(role="h1", valign="top")
        self.arch = Arch(standing=False)
        self.day = Txt(role="label", tone="onArch", align="center")
        self.hour = Txt(role="h1", tone="onArch", align="center", wrap=False)
        self.length = Txt(role="body", tone="onArch", align="center")
        self.name = Txt(role="h2", valign="top")
        self.facts = Pool(Fact)
        self.day_titles, self.rows = Pool(lambda: Txt(role="label")), Pool(WorkshopRow)
        self.previous, self.next = PushButton(role="label", icon_size=36), PushButton(role="label", icon_size=36)
        self.next.icon_after = True
        self.back, self.main = PushButton(), PushButton()

    def fill(self, state: WorkshopsState) -> None:
        self.title.text, self.name.text = state.title, state.name
        self.day.text, self.hour.text, self.length.text = state.day, state.hour, state.length
        for fact, (icon, words) in zip(self.facts.take(len(state.facts)), state.facts, strict=True):
            fact.icon.name, fact.words.text = icon, words
        for title, day in zip(self.day_titles.take(len(state.days)), state.days, strict=True):
            title.text = day.title
        rows = [row for day in state.days for row in day.rows]
        for widget, row in zip(self.rows.take(len(rows)), rows, strict=True):
            widget.lead, widget.title, widget.line = row.hour, row.title, row.line
            widget.tag, widget.tag_icon, widget.chosen, widget.full = row.tag, row.tag_icon, row.chosen, row.full
            widget.means(self.emit, row.action, row.value)
        for button, wanted in ((self.previous, state.previous), (self.next, state.next)):
            if wanted is not None:
                button.show(wanted, self.emit)
        self.back.show(state.back, self.emit)
        self.main.show(state.main, self.emit)

    def upright(self, state: WorkshopsState) -> None:
        y = self.pile([(self.title, 0)], 60, 150, 960)
        top = max(282.0, y + 24)
        high = min(380.0, 676 - top)
        self._door(60, top, 318, high)
        self._about(426, top, 594, high)
        paged = state.next is not None
        end = _LIST_END - (96 + 20 if paged else 50)
        self._list(state, 60, 960, _LIST, end, 148.0 if look.step < LARGEST_STEP else 172.0, 18.0)
        if paged:
            self._turners(60, 1444, 960, 96, 24)
        actions(self, self.back, self.main)

    def lie(self, state: WorkshopsState) -> None:
        x, wide = READ
        self.title.sp = title_size("h1")
        y = self.pile([(self.title, 0)], x, 108, wide) + 16
        high = min(290.0, 656 - y)
        self._door(x, y, 220, high)
        self._about(x + 244, y, wide - 244, 656 - y)
        x, wide = TOUCH
        end = LYING_END - LYING_HIGH - 16
        paged = state.next is not None
        self._list(state, x, wide, 20, end - (84 + 12 if paged else 0), 112.0 if look.step == 1 else 132.0, 12.0)
        if paged:
            self._turners(x, end - 84, wide, 84, 16)
        actions(self, self.back, self.main)

    def _door(self, x: float, y: float, wide: float, high: float) -> None:
        """The day, the hour and how long, in the arch."""
        self.put(self.arch, x, y, wide, high)
        share = high / 380
        self.hour.sp = _HOUR_SP * (share if self.lying else 1.0)
        room = wide - (24 if self.lying else 40)
        if breadth(self.hour) > room:
            self.hour.sp = int(self.hour.sp * room / breadth(self.hour))
        self.length.role = "small" if self.lying else "body"
        self.day.role = "label"
        if height(self.day, room) > 1.5 * self.day.line_height / look.dp or breadth(self.day) > room:
            self.day.role = "small"
        day = height(self.day, room)
        number = self.hour.sp * 1.1
        length = height(self.length, room)
        middle = y + high * (0.56 if self.lying else 0.555)
        self.put(self.day, x + (wide - room) / 2, middle - number / 2 - day + 2, room, day)
        self.put(self.hour, x + 10, middle - number / 2, wide - 20, number)
        if middle + number / 2 + length < y + high - 8:
            self.put(self.length, x + (wide - room) / 2, middle + number / 2 + 4 * share, room, length)

    def _about(self, x: float, y: float, wide: float, high: float) -> None:
        """What the workshop is called, where it is and what it asks for; the last lines go where room is short."""
        self.name.role = "h3" if self.lying else "h2"
        glyph = 34.0 if not self.lying else 28.0
        glyph = grown(glyph)
        for fact in self.facts:
            fact.words.role, fact.icon.glyph_size = ("small" if self.lying else "body"), glyph
        shown, aside, gap, below = list(self.facts), glyph + 18, 15.0, 24.0
        if self.lying:
            gap, below = 10.0, 16.0
        name = height(self.name, wide)
        if name > high * 0.6:
            self.name.role = "label"
            name = height(self.name, wide)
        tall = [max(glyph, height(fact.words, wide - aside)) for fact in shown]
        while shown and name + below + sum(tall) + gap * (len(tall) - 1) > high:
            shown.pop()
            tall.pop()
        total = name + (below + sum(tall) + gap * (len(tall) - 1) if shown else 0)
        top = y + (0.0 if self.lying else (high - total) / 2)
        self.put(self.name, x, top, wide, name)
        top += name + below
        for fact, each in zip(shown, tall, strict=True):
            self.put(fact.icon, x, top, glyph, each)
            self.put(fact.words, x + aside, top, wide - aside, each)
            top += each + gap

    def _list(
        self, state: WorkshopsState, x: float, wide: float, y: float, limit: float, tall: float, gap: float
    ) -> None:
        """Each day under its title; rows become lower where the room asks for it."""
        for title in self.day_titles:
            title.role = "small" if self.lying else "label"
        titles = [max(46.0 if not self.lying else 36.0, height(title, wide)) for title in self.day_titles]
        count = len(self.rows)
        spare = limit - y - sum(titles) - gap * (count + max(0, len(titles) - 1) * 0.7)
        each = min(tall, spare / max(1, count))
        rows = iter(self.rows)
        for index, (title, high, day) in enumerate(zip(self.day_titles, titles, state.days, strict=True)):
            y += gap * 0.3 if index else 0
            self.put(title, x, y, wide, high)
            y += high + (16 if not self.lying else 4)
            for _ in day.rows:
                self.put(next(rows), x, y, wide, each)
                y += each + gap

    def _turners(self, x: float, y: float, wide: float, high: float, gap: float) -> None:
        half = (wide - gap) / 2
        self.put(self.previous, x, y, half, high)
        self.put(self.next, x + half + gap, y, half, high)
