"""The waiting list and the reservations of today, and what can be done for somebody at the desk."""

from __future__ import annotations

from typing import Any

from kiosk.places.states_queue import QueueState
from kiosk.places.states_staff import Counter
from kiosk.places.view import Button
from screens.composition import LYING_END, Composition, Pool, breadth, height
from screens.look import LARGEST_STEP, look
from screens.staff.board_pieces import CounterCard, stack_where_needed
from screens.staff.queue_panel import Step
from screens.widgets.banner import NARROW, Banner
from screens.widgets.card import Card, Panel
from screens.widgets.icon import Icon
from screens.widgets.push_button import PushButton
from screens.widgets.queue_row import QueueRow
from screens.widgets.row import Row
from screens.widgets.surface import Flat
from screens.widgets.txt import Txt

_TOUCH, _TURNER = 768.0, 84.0
#: dp where the band of the actions begins, and that of a step.
_BAND, _STEP = 1572.0, 700.0
_LIST_GAP, _LINE_EM = 20.0, 1.25
#: dp that both page turners take beside a title, and that the sentence of an empty list takes.
_TURNERS, _NOBODY = 484.0, 60.0
#: dp between which the lists of a lying screen stand.
_LYING_TOP, _LYING_LISTS = 120.0, 660.0
#: dp: the sides of a lying screen, what is read and done on the left, the lists on the right.
_LEFT, _RIGHT = (32.0, 300.0), (352.0, 896.0)


class Section:
    """A list with its title; when it is empty, a sentence."""

    def __init__(self) -> None:
        self.title, self.nobody = Txt(role="label"), Txt(role="body", tone="ink2")
        self.rows = Pool(QueueRow)


class Figure(Row):
    """A counter in one line, where there is no room for a card of its own."""

    def __init__(self, **kwargs: Any) -> None:
        self.icon, self.words = Icon(tone="primary", glyph_size=32), Txt(role="staff")
        super().__init__(self.icon, self.words, **{"gap": 14, "middle": True, **kwargs})

    def take(self, counter: Counter) -> None:
        """Show a counter of the state."""
        self.icon.name, self.words.text = counter.icon, f"**{counter.value}** {counter.label}"


class Queue(Composition):
    """Lists above the actions; an action opens a step in their place."""

    def make(self) -> None:
        self.title, self.line = Txt(role="h1", valign="top"), Txt(role="body", tone="ink2", valign="top")
        self.counters = Pool(CounterCard)
        self.figures_card, self.figures = Card(), Pool(Figure)
        self.banner = Banner(size_class=2)
        self.tickets, self.reservations = Section(), Section()
        self.previous, self.next = PushButton(role="label", icon_size=32), PushButton(role="label", icon_size=32)
        self.next.icon_after = True
        self.ground, self.edge = Panel(), Flat(fill="ink")
        self.actions = Pool(lambda: PushButton(role="label", icon_size=36, gap=14))
        self.step = Step(self)

    def fill(self, state: QueueState) -> None:
        self.title.text, self.line.text = state.title, state.line
        for card, counter in zip(self.counters.take(len(state.counters)), state.counters, strict=True):
            card.take(counter)
        for figure, counter in zip(self.figures.take(len(state.counters)), state.counters, strict=True):
            figure.take(counter)
        if state.banner is not None:
            self.banner.show(state.banner)
        for section, title, rows, nobody in (
            (self.tickets, state.tickets_title, state.tickets, state.no_tickets),
            (self.reservations, state.reservations_title, state.reservations, state.no_reservations),
        ):
            section.title.text, section.nobody.text = title, "" if rows else nobody
            for widget, row in zip(section.rows.take(len(rows)), rows, strict=True):
                widget.show(row, self.emit)
        for button, wanted in self._turners(state):
            button.show(wanted, self.emit)
        for widget, action in zip(self.actions.take(len(state.actions)), state.actions, strict=True):
            widget.show(action, self.emit)
        if state.panel is not None:
            self.step.show(state.panel)

    def _turners(self, state: QueueState) -> list[tuple[PushButton, Button]]:
        pairs = ((self.previous, state.previous), (self.next, state.next))
        return [(button, wanted) for button, wanted in pairs if wanted is not None]

    def upright(self, state: QueueState) -> None:
        panel = state.panel
        y = self.pile([(self.title, 0), (self.line, 8)], 60, 144, 960) + 20
        limit = (_STEP if panel else _TOUCH) - 36
        if state.banner is not None:
            high = min(max(124.0, self._banner_height(960)), limit - y)
            limit -= high
            self.put(self.banner, 60, limit, 960, high)
            limit -= 24
        self._counters(60, y, 960, limit - y)
        top = _STEP if panel else _BAND
        self.put(self.ground, 0, top, 1080, 1752 - top, bleed=True)
        self.put(self.edge, 0, top, 1080, 4, bleed=True)
        if panel is not None:
            self.step.upright(panel, _STEP)
            return
        self._lists(state, 60, _TOUCH, 960, _BAND - 16)
        self._actions(60, _BAND + 28, 960, 128)

    def lie(self, state: QueueState) -> None:
        if state.panel is not None:
            self.step.lie(state.panel)
            return
        x, wide = _LEFT
        y = LYING_END + 12
        for button in reversed(list(self.actions)):
            high = 94.0 if look.step == LARGEST_STEP else 84.0
            y -= high + 12
            button.icon = "" if look.step > 1 else button.icon
            self.put(button, x, y, wide, high)
        top = self._lying_banner(state, y - 12)
        if top is not None:
            pitch = min(52.0, (y - 32 - 124) / max(1, len(self.figures)))
            self._figures(x, 124, wide, pitch)
        self._lists(state, _RIGHT[0], top or _LYING_TOP, _RIGHT[1], _LYING_LISTS)

    def _lying_banner(self, state: QueueState, limit: float) -> float | None:
        """Place the banner of a lying screen: above the lists, or beside them in the place of the figures.

        Where the lists begin then; None when they begin at the top and the figures have no place.
        """
        if state.banner is None:
            return _LYING_TOP
        self.banner.size_class, self.banner.icon_style = 1, "bold"
        (x, wide), (right, room) = _LEFT, _RIGHT
        self.banner.line = state.banner.line
        high = self._banner_height(room)
        heads, rows = self._needs(state, room)
        if _LYING_TOP + high + 16 + sum(heads) + sum(rows) <= _LYING_LISTS:
            self.put(self.banner, right, _LYING_TOP + 4, room, high)
            return _LYING_TOP + high + 16
        self.banner.size_class, self.banner.line = NARROW, ""  # where there is little room, what happened says enough
        high = self._banner_height(wide)
        if 124 + high > limit:
            return _LYING_TOP
        self.put(self.banner, x, 124, wide, high)
        return None

    def _figures(self, x: float, y: float, wide: float, pitch: float) -> None:
        """The counters one under another on one card; none when they would be too close."""
        if not len(self.figures) or pitch < look.type.size("staff") * _LINE_EM:
            return
        self.put(self.figures_card, x, y, wide, pitch * len(self.figures) + 20)
        for index, figure in enumerate(self.figures):
            self.put(figure, x + 24, y + 10 + index * pitch, wide - 36, pitch)

    def _counters(self, x: float, y: float, wide: float, high: float) -> None:
        """Two by two where there is room, so that they are read from the desk; otherwise in one row."""
        across = 2 if high >= 248 else 4
        rows = max(1, -(-len(self.counters) // across))
        each, tall = (wide - 16 * (across - 1)) / across, min(200.0, (high - 16 * (rows - 1)) / rows)
        stack_where_needed(self.counters, each)
        for index, card in enumerate(self.counters):
            big = tall > 150
            card.value.role, card.picture.glyph_size = ("h1", 56) if big else ("h2", 44)
            self.put(card, x + index % across * (each + 16), y + index // across * (tall + 16), each, tall)

    def _sections(self) -> list[Section]:
        return [section for section in (self.tickets, self.reservations) if section.title.text]

    def _needs(self, state: QueueState, wide: float) -> tuple[list[float], list[float]]:
        """Least heights in dp: of each list's title with what else it needs, and of each row."""
        sections = self._sections()
        rows = [row for section in sections for row in section.rows]
        for row in rows:
            row.column = max(126.0, *(breadth(each.lead) + 28 for each in rows))
        heads = [max(56.0, height(section.title, wide - _TURNERS)) + _LIST_GAP for section in sections]
        if heads and self._turners(state):
            heads[0] = max(heads[0], _TURNER + 8 + _LIST_GAP)
        for index, section in enumerate(sections):
            heads[index] += _NOBODY if section.nobody.text else 0
        return heads, [float(row.natural(wide * look.dp)[1] / look.dp) for row in rows]

    def _lists(self, state: QueueState, x: float, y: float, wide: float, limit: float) -> None:
        """Both lists, their rows as far apart as there is room for."""
        heads, least = self._needs(state, wide)
        turners = self._turners(state)
        more = min(16.0, max(0.0, (limit + _LIST_GAP - y - sum(heads) - sum(least)) / max(1, len(least))))
        left = x + wide - _TURNERS + 24
        for button, _ in turners:
            self.put(button, left if button is self.previous else left + 236, y, 224, _TURNER)
        for section, head in zip(self._sections(), heads, strict=True):
            title = head - _LIST_GAP - (_NOBODY if section.nobody.text else 0)
            self.put(section.title, x, y, wide - _TURNERS if turners else wide, title)
            y += title
            for row in section.rows:
                high = least.pop(0) + more
                self.put(row, x, y, wide, high)
                y += high
            if section.nobody.text:
                self.put(section.nobody, x, y, wide, _NOBODY)
                y += _NOBODY
            y += _LIST_GAP

    def _actions(self, x: float, y: float, wide: float, high: float) -> None:
        count = max(1, len(self.actions))
        each = (wide - 16 * (count - 1)) / count
        for index, button in enumerate(self.actions):
            self.put(button, x + index * (each + 16), y, each, high)

    def _banner_height(self, wide: float) -> float:
        self.banner.arrange()
        return float(self.banner.natural(wide * look.dp)[1] / look.dp)
