"""15b: the copy is on the stick, and was read again."""

from __future__ import annotations

from kiosk.places.states_staff import ExportDoneState
from screens.composition import LYING_END, READ, TOUCH, Composition, breadth, height, title_size
from screens.look import look
from screens.visitor.actions import LYING_HIGH, actions
from screens.widgets.arch import Arch
from screens.widgets.banner import Banner
from screens.widgets.card import Card, Rule
from screens.widgets.icon import Icon
from screens.widgets.push_button import PushButton
from screens.widgets.row import Row
from screens.widgets.tag import Tag
from screens.widgets.txt import Txt

_PAD = 50.0


class File:
    """A file: what kind, its name, its size."""

    def __init__(self) -> None:
        self.icon = Icon(tone="primary", glyph_size=52, style="regular")
        self.name = Txt(role="body", weight="SemiBold")
        self.size, self.rule = Txt(role="body", tone="ink2", align="end", wrap=False), Rule()


class ExportDone(Composition):
    """The filled arch says: you may take the stick."""

    def make(self) -> None:
        self.arch, self.threshold = Arch(), Rule(kind="threshold")
        self.icon = Icon(style="regular", tone="onArch")
        self.done = Txt(role="h3", tone="onArch")
        self.done_icon = Icon(name="free", tone="onArch", glyph_size=44)
        self.done_row = Row(self.done_icon, self.done, gap=14, align="center", middle=True)
        self.title = Txt(role="h1", align="center", valign="top")
        self.line = Txt(role="lead", tone="ink2", align="center", valign="top")
        self.card, self.card_title = Card(), Txt(role="label")
        self.badge = Tag(look="success", icon="free", role="small")
        self.badge.words.weight = "SemiBold"
        self.rule = Rule()
        self.files: list[File] = []
        self.banner = Banner()
        self.redo, self.release = PushButton(), PushButton()

    def fill(self, state: ExportDoneState) -> None:
        self.icon.name, self.done.text = state.arch_icon, state.arch_text
        self.title.text, self.line.text = state.title, state.line
        self.card_title.text, self.badge.text = state.card_title, state.badge
        while len(self.files) < len(state.files):
            self.files.append(File())
        for file, row in zip(self.files, state.files, strict=False):
            file.icon.name, file.name.text, file.size.text = row.icon, row.name, row.size
        if state.banner is not None:
            self.banner.show(state.banner)
        self.redo.show(state.redo, self.emit)
        self.release.show(state.release, self.emit)

    def upright(self, state: ExportDoneState) -> None:
        self._door(330, 200, 420, 556, 200)
        self.put(self.threshold, 60, 756, 960, 6)
        y = self.pile([(self.title, 0), (self.line, 15)], 60, 804, 960)
        end = self._card(state, 60, max(1000.0, y + 30), 960, 112)
        if state.banner is not None:
            self.put(self.banner, 60, end + 16, 960, min(112.0, 1556 - end - 16))
        actions(self, self.redo, self.release, least=330)

    def lie(self, state: ExportDoneState) -> None:
        x, wide = READ
        self.title.sp = title_size("h1")
        self.title.align = self.line.align = "start"
        self.line.role = "body"
        pitch = min(78.0, (LYING_END - 330) / max(1, len(state.files)))
        large = look.step > 1  # the files need the room more than the dates
        y = self.pile([(self.title, 0)] if large else [(self.title, 0), (self.line, 10)], x, 128, wide)
        end = self._card(state, x, y + (12 if large else 24), wide, pitch)
        if state.banner is not None:
            self.put(self.banner, x, end + 12, wide, 112)
        x, wide = TOUCH
        floor = LYING_END - LYING_HIGH - 24
        self._door(x + 108, 128, wide - 216, floor - 128, 150)
        self.put(self.threshold, x, floor - 3, wide, 6)
        actions(self, self.redo, self.release)

    def _door(self, x: float, y: float, wide: float, high: float, glyph: float) -> None:
        self.put(self.arch, x, y, wide, high)
        self.icon.glyph_size = glyph
        self.put(self.icon, x, y + high * 0.47 - glyph / 2, wide, glyph)
        self.done_icon.glyph_size = look.type.size("h3") + 4
        self.put(self.done_row, x + 10, y + high * (0.738 if not self.lying else 0.8) - 40, wide - 20, 80)

    def _card(self, state: ExportDoneState, x: float, y: float, wide: float, pitch: float) -> float:
        """The files on the stick. Returns where the card ends."""
        pad = 24.0 if self.lying else _PAD
        files = self.files[: len(state.files)]
        for file in files:
            file.name.role = file.size.role = "staff" if self.lying else "body"
        badge = breadth(self.badge) if not self.lying or look.step == 1 else 0.0
        room = wide - 2 * pad - badge - 16
        head = max(48.0, height(self.card_title, room))
        high = 38 + head + 12 + pitch * len(files) + (16 if not self.lying else 4)
        self.put(self.card, x, y, wide, high)
        top = y + (38 if not self.lying else 20)
        self.put(self.card_title, x + pad, top - 2, room, head)
        if badge:
            self.put(self.badge, x + wide - pad - badge, top, badge, 48)
        top += head + 12
        self.put(self.rule, x + pad, top, wide - 2 * pad, 2)
        for index, file in enumerate(files):
            size = breadth(file.size) + 2
            self.put(file.icon, x + pad, top, 52, pitch)
            self.put(file.name, x + pad + 78, top + 1, wide - 2 * pad - 78 - size - 12, pitch)
            self.put(file.size, x + wide - pad - size, top + 1, size, pitch)
            top += pitch
            if index + 1 < len(files):
                self.put(file.rule, x + pad, top, wide - 2 * pad, 2)
        return y + high
