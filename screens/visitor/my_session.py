"""07: the time left, more of it when nobody waits, the receipt, and the end."""

from __future__ import annotations

from kiosk.places.states import MySessionState
from screens.composition import LYING_END, READ, TOUCH, Composition, height, title_size
from screens.look import look
from screens.visitor.actions import ACTIONS_HIGH, ACTIONS_Y, LYING_HIGH
from screens.visitor.durations import Durations
from screens.widgets.card import Rule
from screens.widgets.icon import Icon
from screens.widgets.push_button import PushButton
from screens.widgets.row import Row
from screens.widgets.time_ring import TimeRing
from screens.widgets.txt import Txt


class MySession(Composition):
    """A running session, seen by its visitor."""

    def make(self) -> None:
        self.ring = TimeRing()
        self.title = Txt(role="h1", align="center", valign="top")
        self.waiting_icon, self.waiting = Icon(name="places", tone="ink2"), Txt(role="lead", tone="ink2")
        self.waiting_row = Row(self.waiting_icon, self.waiting, gap=14, align="center", middle=True)
        self.add_title = Txt(role="h3")
        self.durations = Durations(self, role="h2", soft=True)
        self.add, self.receipt, self.end = PushButton(), PushButton(), PushButton()
        self.rule = Rule()
        self.finish = Txt(role="body", tone="ink2", valign="top")

    def fill(self, state: MySessionState) -> None:
        self.ring.show(state.ring)
        self.title.text, self.waiting.text = state.title, state.waiting
        self.add_title.text = state.add_title if state.durations else ""
        self.finish.text = state.finish
        self.durations.show(state.durations, large=look.step == 3 or self.lying)
        self.durations.role = "label" if self.lying else "h3" if look.step == 3 else "h2"
        if state.add is not None:
            self.add.show(state.add, self.emit)
        self.receipt.show(state.receipt, self.emit)
        self.end.show(state.end, self.emit)

    def upright(self, state: MySessionState) -> None:
        self.put(self.ring, 250, 160, 580, 580)
        y = self.pile([(self.title, 0)], 60, 792, 960) + 15
        self.waiting_icon.glyph_size = look.type.size("lead") + 6
        high = height(self.waiting, 900)
        self.put(self.waiting_row, 60, y, 960, high)
        tall = height(self.add_title, 960)
        if self.add_title.text and y + high <= 1040 - tall / 2:
            self.put(self.add_title, 60, 1034 - tall / 2, 960, tall)
        if state.durations:
            self.durations.place(60, 1078, 960, 136, 24)
        if state.add is not None:
            self.put(self.add, 60, 1246, 960, 128)
        self.put(self.rule, 60, 1420, 960, 2)
        narrow = 480.0 if height(self.finish, 480) <= 104 else 960.0
        tall = height(self.finish, narrow)
        self.put(self.finish, 60, min(1454.0, 1566 - tall), narrow, tall)
        self.put(self.receipt, 60, ACTIONS_Y, 468, ACTIONS_HIGH)
        self.put(self.end, 552, ACTIONS_Y, 468, ACTIONS_HIGH)

    def lie(self, state: MySessionState) -> None:
        x, wide = READ
        self.title.sp = title_size("h1")
        self.waiting.role = "body"
        self.waiting_icon.glyph_size = look.type.size("body") + 4
        words = [height(self.title, wide), height(self.waiting, wide - 60)]
        room = 656 - 112 - sum(words) - 28
        if room < 300:  # the ring and the hour say enough
            room += words.pop() + 8
        side = 348.0 if room >= 348 else min(300.0, room)
        self.put(self.ring, x + (wide - side) / 2, 112, side, side)
        y = self.pile([(self.title, 0)], x, 112 + side + 16, wide) + 8
        if len(words) > 1:
            self.put(self.waiting_row, x, y, wide, words[1])
        x, wide = TOUCH
        y = LYING_END - LYING_HIGH
        narrow, down = look.step > 1, 216.0
        if self.add_title.text:
            self.put(self.add_title, x, 24, wide, 60)
            down = self.durations.place(x, 92, wide, 84 if narrow else 104, 12, columns=2 if narrow else 3) + 16
        if state.add is not None:
            self.add.role = "label"
            self.put(self.add, x, down, wide, LYING_HIGH)
            down += LYING_HIGH + 24
        tall = height(self.finish, wide)
        self.put(self.rule, x, down, wide, 2)
        if down + 12 + tall <= y - 8:
            self.put(self.finish, x, down + 12, wide, tall)
        half = (wide - 16) / 2
        for button in (self.receipt, self.end):
            button.role, button.icon_size = "label", 36
        self.put(self.receipt, x, y, half, LYING_HIGH)
        self.put(self.end, x + half + 16, y, half, LYING_HIGH)
