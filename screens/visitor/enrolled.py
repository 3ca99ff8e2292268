"""The end of 08: the door is open. The number, the code that is the card for today, and the slip."""

from __future__ import annotations

from kiosk.places.states_enrol import EnrolledState
from screens.composition import LYING_END, READ, TOUCH, Composition, extent, grown, height, title_size
from screens.look import LARGEST_STEP, look
from screens.visitor.actions import ACTIONS_HIGH, ACTIONS_Y, LYING_HIGH
from screens.visitor.opened import matrix
from screens.visitor.slip import SlipPart
from screens.widgets.arch import Arch
from screens.widgets.card import Card, Rule
from screens.widgets.push_button import PushButton
from screens.widgets.qr_code import QrCode
from screens.widgets.txt import Txt

_NUMBER_SP, _LYING_NUMBER_SP = 112, 84
_BAND, _LYING_BAND = 176.0, 116.0
_SLIP_END = 1532.0


class Enrolled(Composition):
    """What somebody needs who has no card yet."""

    def make(self) -> None:
        self.arch, self.threshold = Arch(), Rule(kind="threshold")
        self.number_word = Txt(role="h2", tone="onArch", align="center")
        self.number = Txt(role="giant", tone="onArch", align="center", wrap=False, sp=_NUMBER_SP)
        self.title = Txt(role="h1", align="center", valign="top")
        self.line = Txt(role="lead", tone="ink2", align="center", valign="top")
        self.card, self.qr = Card(), QrCode()
        self.hint = Txt(role="h3")
        self.caption = Txt(role="small", tone="ink2")
        self.slip = SlipPart(self)
        self.go = PushButton(icon_after=True)
        self.shown_qr = ""

    def fill(self, state: EnrolledState) -> None:
        self.number_word.text, self.number.text = state.number_word, state.number
        self.title.text, self.line.text = state.title, state.line
        self.hint.text, self.caption.text = state.hint, state.qr_caption
        if state.qr != self.shown_qr:
            self.shown_qr = state.qr
            self.qr.matrix = matrix(state.qr)
        self.slip.fill(state.slip, icons=not (self.lying and look.step == LARGEST_STEP))
        self.go.show(state.go, self.emit)

    def upright(self, state: EnrolledState) -> None:
        self._door(270, 156, 540, 600)
        self.put(self.threshold, 60, 756, 960, 6)
        y = max(1000.0, self.pile([(self.title, 0), (self.line, 14)], 60, 800, 960) + 24)
        tall = self.slip.height(960, _BAND)
        end = _SLIP_END - tall - (24 if tall else 0)
        self._code(60, y, 960, min(330.0, end - y))
        self.slip.put(60, _SLIP_END - tall, 960, tall)
        self.put(self.go, 60, ACTIONS_Y, 960, ACTIONS_HIGH)

    def lie(self, state: EnrolledState) -> None:
        x, wide = TOUCH
        floor = LYING_END - LYING_HIGH - 24
        self._door(x + 88, 32, wide - 176, floor - 32)
        self.put(self.threshold, x, floor - 3, wide, 6)
        self.go.role = "label"
        self.put(self.go, x, LYING_END - LYING_HIGH, wide, LYING_HIGH)
        x, wide = READ
        self.title.sp = title_size("h1")
        self.title.align = self.line.align = "start"
        self.line.role = "lead" if look.step == 1 else "body"
        y = self.pile([(self.title, 0), (self.line, 8)], x, 116, wide) + 12
        tall = self.slip.height(wide, _LYING_BAND)
        self._code(x, y, wide, min(300.0, 656 - tall - (12 if tall else 0) - y))
        self.slip.put(x, 656 - tall, wide, tall)

    def _door(self, x: float, y: float, wide: float, high: float) -> None:
        """The arch with the number in it."""
        self.put(self.arch, x, y, wide, high)
        self.number_word.role = "h3" if self.lying else "h2"
        self.number.sp = _LYING_NUMBER_SP if self.lying else _NUMBER_SP
        tall = self.number.line_height / look.dp
        word = height(self.number_word, wide - 60)
        self.put(self.number_word, x + 30, y + high * 0.42 - word, wide - 60, word)
        self.put(self.number, x + 10, y + high * 0.56 - tall / 2, wide - 20, tall)

    def _code(self, x: float, y: float, wide: float, high: float) -> None:
        """The code to photograph, and what it is good for."""
        self.put(self.card, x, y, wide, high)
        pad = 12.0 if self.lying else 24.0
        side = min(high - 2 * pad, 300.0)
        self.put(self.qr, x + pad, y + pad, side, high - 2 * pad)
        left = x + pad + side + (16 if self.lying else 36)
        room = x + wide - left - pad
        for role in ("h3", "label", "small"):
            self.hint.role = role
            if extent(self.hint.text, role, room)[0] <= room and height(self.hint, room) <= high - 2 * pad:
                break
        hint = height(self.hint, room)
        under = height(self.caption, room) + grown(10)
        if hint + under > high - 2 * pad or look.step == LARGEST_STEP:
            under = 0.0
        top = y + (high - hint - under) / 2
        self.put(self.hint, left, top, room, hint)
        if under:
            self.put(self.caption, left, top + hint + grown(10), room, under - grown(10))
