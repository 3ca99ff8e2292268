"""10a to 10d and every other notice: a door, a fact, three steps, a way out."""

from __future__ import annotations

from kiosk.places.states import NoticeRow, NoticeState
from screens.composition import LYING_END, READ, TOUCH, Composition, grown, height, title_size
from screens.look import LARGEST_STEP, look
from screens.visitor.actions import LYING_HIGH, actions
from screens.widgets.arch import Arch
from screens.widgets.camera_preview import CameraPreview
from screens.widgets.card import Card, Rule
from screens.widgets.icon import Icon
from screens.widgets.push_button import PushButton
from screens.widgets.tag import Disc
from screens.widgets.txt import Txt

#: look: (kind and tone of the arch, colour of what it holds).
_LOOKS = {
    "warning": ("soft", "warning", "warning"),
    "info": ("soft", "primary", "onPrimarySoft"),
    "welcome": ("filled", "warning", "onArch"),
}
_PAD = 50.0


class Step:
    """A line of the card: a disc with a number or a pictogram, a sentence, and a line below."""

    def __init__(self) -> None:
        self.disc, self.words, self.rule = Disc(), Txt(role="lead"), Rule()
        self.disc.words.role = "lead"

    def show(self, row: NoticeRow) -> None:
        self.disc.text, self.disc.icon = ("", row.mark) if row.is_icon else (row.mark, "")
        self.words.text = row.text


class Notice(Composition):
    """Something is said, and nothing is asked."""

    def make(self) -> None:
        self.arch, self.threshold = Arch(), Rule(kind="threshold")
        self.icon = Icon(style="regular")
        self.camera = CameraPreview()
        self.small = Txt(role="h3", align="center")
        self.middle = Txt(role="h2", weight="Regular", align="center")
        self.big = Txt(role="giant", sp=133, align="center", wrap=False)
        self.title = Txt(role="h1", align="center", valign="top")
        self.line = Txt(role="lead", tone="ink2", align="center", valign="top")
        self.card = Card()
        self.card_title = Txt(role="label", tone="ink2")
        self.steps: list[Step] = []
        self.back, self.main = PushButton(), PushButton()

    def fill(self, state: NoticeState) -> None:
        self.arch.kind, self.arch.tone, tone = _LOOKS[state.look]
        self.icon.name = "" if state.arch else state.icon
        parts = state.arch or ("", "", "")
        for text, words in zip((self.small, self.middle, self.big), parts, strict=True):
            text.text, text.tone = words, tone
        self.icon.tone = tone
        self.title.text, self.line.text, self.card_title.text = state.title, state.line, state.card_title
        while len(self.steps) < len(state.rows):
            self.steps.append(Step())
        for step, row in zip(self.steps, state.rows, strict=False):
            step.show(row)
        self.back.show(state.back, self.emit)
        if state.main is not None:
            self.main.show(state.main, self.emit)

    def upright(self, state: NoticeState) -> None:
        self._door(300, 180, 480, 579, 250)
        self.put(self.threshold, 60, 756, 960, 6)
        y = self.pile([(self.title, 0), (self.line, 17)], 60, 804, 960)
        self._card(state, 60, max(1048.0 if state.rows else y, y + 36), 960, 1536)
        self._actions(state)

    def lie(self, state: NoticeState) -> None:
        x, wide = READ
        self.title.sp = title_size("h1")
        self.title.align = self.line.align = "start"
        self.line.role = "lead" if look.step == 1 else "body"
        top = 116.0 if state.rows else 250.0
        y = self.pile([(self.title, 0)], x, top, wide)
        if look.step < LARGEST_STEP or not state.rows:  # at large text the steps need the room
            y = self.pile([(self.line, 10)], x, y, wide)
        self._card(state, x, max(y + 16, 280.0 if look.step == 1 else y + 16), wide, 660)
        x, wide = TOUCH
        floor = LYING_END - LYING_HIGH - 24
        self._door(x + 88, 32, wide - 176, floor - 32, 190)
        self.put(self.threshold, x, floor - 3, wide, 6)
        self._actions(state)

    def _actions(self, state: NoticeState) -> None:
        actions(self, self.back, None if state.main is None else self.main, least=300)

    def _door(self, x: float, y: float, wide: float, high: float, glyph: float) -> None:
        """The arch, with a pictogram or three lines of words."""
        self.put(self.arch, x, y, wide, high)
        middle = y + high * 0.53
        if self.icon.name:
            self.icon.glyph_size = glyph
            if look.preview:
                across = wide * 0.7
                left, top = x + (wide - across) / 2, middle - across * 0.375
                self.put(self.camera, left, top, across, across * 0.75, mirror=False)
            else:
                self.put(self.icon, x, middle - glyph / 2, wide, glyph)
            return
        self.big.sp = 108.0 if self.lying else 133.0
        pieces = (self.small, self.middle, self.big)
        extra = grown(20) - 20
        for text, at, tall in zip(pieces, (-98 - extra, -47 - extra / 2, 50), (60, 72, 130), strict=True):
            self.put(text, x + 10, middle + at - tall / 2, wide - 20, tall)

    def _card(self, state: NoticeState, x: float, y: float, wide: float, limit: float) -> None:
        """The steps on a card that is as high as they need."""
        rows = self.steps[: len(state.rows)]
        if not rows:
            return
        lying = self.lying
        pad, disc = (24.0, 48.0) if lying else (_PAD, 64.0)
        left = pad + disc + (18 if lying else 30)
        room = wide - left - pad
        for step in rows:
            step.words.role = "small" if lying else "lead"
            step.words.weight = "Regular"
            step.disc.words.role = "label" if lying else "lead"
        heights = [height(step.words, room) for step in rows]
        title = height(self.card_title, wide - 2 * pad)
        spare = limit - y - (title + sum(max(disc, tall) for tall in heights))
        gap = min(24.0, max(4.0, (spare - 40) / (2 * len(rows) + 1)))
        head = min(grown(40), max(14.0, gap * 1.6))
        tall = [max(disc, each) + 2 * gap for each in heights]
        total = head + title + gap * 5 / 6 + sum(tall)
        self.put(self.card, x, y, wide, max(total + 8, 0 if lying else min(460.0, limit - y)))
        self.put(self.card_title, x + pad, y + head, wide - 2 * pad, title)
        top = y + head + title + gap / 2 + gap / 3
        for index, (step, high) in enumerate(zip(rows, tall, strict=True)):
            self.put(step.disc, x + pad, top + (high - disc) / 2 - gap / 8, disc, disc)
            self.put(step.words, x + left, top - gap / 5, room, high)
            if index + 1 < len(rows):
                self.put(step.rule, x + pad, top + high, wide - 2 * pad, 2)
            top += high
