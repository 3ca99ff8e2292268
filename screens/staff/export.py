"""15a: the weekly export, step by step; nothing is deleted before the copy was read again."""

from __future__ import annotations

from kiosk.places.states_staff import ExportState, ExportStepRow
from screens.composition import LYING_END, READ, TOUCH, Composition, Pool, breadth, height, title_size
from screens.look import LARGEST_STEP, look
from screens.visitor.actions import ACTIONS_HIGH, ACTIONS_Y, LYING_HIGH
from screens.widgets.banner import Banner
from screens.widgets.card import Card, Rule
from screens.widgets.progress_bar import ProgressBar
from screens.widgets.push_button import PushButton
from screens.widgets.tag import Disc
from screens.widgets.txt import Txt

_ICONS = {"done": "free", "current": "busySpinner", "todo": "pending", "failed": "clear"}
_PAD = 50.0


class Step:
    """A step: a disc, a title, a line, and a bar while it runs."""

    def __init__(self) -> None:
        self.disc = Disc()
        self.title, self.line = Txt(role="h3"), Txt(role="body", tone="ink2")
        self.bar, self.percent, self.rule = ProgressBar(), Txt(role="h3", align="end", wrap=False), Rule()

    def show(self, row: ExportStepRow) -> None:
        """Take a step of the state."""
        self.disc.look, self.disc.icon = row.kind, _ICONS[row.kind]
        self.title.text, self.line.text, self.percent.text = row.title, row.line, row.percent
        self.line.tone = "danger" if row.kind == "failed" else "ink2"
        self.bar.fraction = row.fraction or 0.0


class Export(Composition):
    """Steps above, then what to beware of, then one button."""

    def make(self) -> None:
        self.title, self.line = Txt(role="h1", valign="top"), Txt(role="lead", tone="ink2", valign="top")
        self.card = Card()
        self.steps: list[Step] = []
        self.banner = Banner(size_class=2)
        self.previous, self.next = PushButton(role="label", icon_size=36), PushButton(role="label", icon_size=36)
        self.next.icon_after = True
        self.buttons = Pool(PushButton)

    def fill(self, state: ExportState) -> None:
        self.title.text, self.line.text = state.title, state.line
        while len(self.steps) < len(state.steps):
            self.steps.append(Step())
        for step, row in zip(self.steps, state.steps, strict=False):
            step.show(row)
        if state.banner is not None:
            self.banner.show(state.banner)
        for button, wanted in ((self.previous, state.previous), (self.next, state.next)):
            if wanted is not None:
                button.show(wanted, self.emit)
        for widget, action in zip(self.buttons.take(len(state.buttons)), state.buttons, strict=True):
            widget.show(action, self.emit)

    def upright(self, state: ExportState) -> None:
        y = self.pile([(self.title, 0), (self.line, 15)], 60, 168, 960)
        self._steps(state, 60, max(352.0, y + 30), 960, 1330 if state.banner or state.previous else 1530)
        if state.banner is not None:
            self.put(self.banner, 60, 1348, 960, 188)
        lower = state.banner is None
        self._weeks(state, 60, 1424 if lower else 1220, 960, 112)
        self._buttons(60, ACTIONS_Y, 960, ACTIONS_HIGH, 24)

    def lie(self, state: ExportState) -> None:
        x, wide = READ
        self.title.sp = title_size("h1")
        self.line.role = "body"
        y = self.pile([(self.title, 0), (self.line, 10)], x, 132, wide)
        if state.banner is not None:
            self.banner.size_class = 1
            self.put(self.banner, x, y + 30, wide, 132)
        for button in (self.previous, self.next):
            button.icon = "" if look.step == LARGEST_STEP else button.icon
        for button in self.buttons:
            button.role = "label"
        self._weeks(state, x, LYING_END - LYING_HIGH - 16 - 84, wide, 84)
        self._buttons(x, LYING_END - LYING_HIGH, wide, LYING_HIGH, 12)
        x, wide = TOUCH
        self._steps(state, x, 128, wide, LYING_END)

    def _weeks(self, state: ExportState, x: float, y: float, wide: float, high: float) -> None:
        """The week before and the week after, to the left and to the right."""
        half = (wide - 24) / 2
        for button, wanted, left in ((self.previous, state.previous, x), (self.next, state.next, x + half + 24)):
            if wanted is not None:
                self.put(button, left, y, half, high)

    def _buttons(self, x: float, y: float, wide: float, high: float, gap: float) -> None:
        count = max(1, len(self.buttons))
        each = (wide - gap * (count - 1)) / count
        for index, button in enumerate(self.buttons):
            self.put(button, x + index * (each + gap), y, each, high)

    def _steps(self, state: ExportState, x: float, y: float, wide: float, limit: float) -> None:
        """The card with the steps, as high as they need and no further than `limit`."""
        rows = self.steps[: len(state.steps)]
        lying = self.lying
        pad, disc = (24.0, 56.0) if lying else (_PAD, 72.0)
        left = pad + disc + (18 if lying else 34)
        room = wide - left - pad
        for step in rows:
            step.title.role, step.line.role = ("label", "staff") if lying else ("h3", "body")
            step.percent.role = "label" if lying else "h3"
        bars = [row.fraction is not None for row in state.steps]
        inner = [
            height(step.title, room)
            + (0 if lying else 3)
            + height(step.line, room)
            + (67 if bar and not lying else 34 if bar else 0)
            for step, bar in zip(rows, bars, strict=True)
        ]
        spare = limit - y - sum(inner)
        gap = min(76.0, max(6.0, (spare - 2 * pad) / max(1, len(rows))))
        total = sum(inner) + gap * len(rows) + (70 if not lying else 12)
        self.put(self.card, x, y, wide, min(total, limit - y) if spare > 0 else limit - y)
        top = y + (35.0 if not lying else 6)
        for index, (step, tall, bar) in enumerate(zip(rows, inner, bars, strict=True)):
            start = top + gap / 2 + (1 if not lying else 0)
            self._step(step, (x, start, left, room, pad, disc), bar=bar)
            top += tall + gap
            if index + 1 < len(rows):
                self.put(step.rule, x + pad, top, wide - 2 * pad, 2)

    def _step(self, step: Step, at: tuple[float, float, float, float, float, float], *, bar: bool) -> None:
        x, y, left, room, pad, disc = at
        title, line = height(step.title, room), height(step.line, room)
        self.put(step.disc, x + pad, y, disc, disc)
        self.put(step.title, x + left, y - 1, room, title)
        self.put(step.line, x + left, y + title + (2 if not self.lying else 0), room, line)
        if not bar:
            return
        y += title + line + (3 if not self.lying else -8)
        side = max(94.0 if not self.lying else 60.0, breadth(step.percent) + 2)
        self.put(step.bar, x + left, y + 33 if not self.lying else y + 14, room - side - 24, 22)
        self.put(step.percent, x + left + room - side, (y + 44 if not self.lying else y + 25) - 32, side, 64)
