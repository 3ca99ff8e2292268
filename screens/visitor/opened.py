"""05, 18: the door is open. The number, until when, where it is, the code, and the receipt."""

from __future__ import annotations

import qrcode

from kiosk.places.states import OpenedState, ReceiptCard
from screens.composition import (
    LYING_BAR,
    READ,
    TOUCH,
    Composition,
    breadth,
    breadth_of_words,
    fit,
    grown,
    height,
    title_size,
)
from screens.look import look
from screens.visitor.actions import ACTIONS_HIGH, ACTIONS_Y, needed
from screens.widgets.arch import Arch
from screens.widgets.banner import Banner
from screens.widgets.card import Card, Rule
from screens.widgets.icon import Icon
from screens.widgets.progress_bar import ProgressBar
from screens.widgets.push_button import PushButton
from screens.widgets.qr_code import QrCode
from screens.widgets.row import Row
from screens.widgets.txt import Txt

_CODE_SP = 133
_LARGE = 3
_SMALL_HIGH = 112.0


class Opened(Composition):
    """Everything that a visitor needs to walk to the workstation."""

    def make(self) -> None:
        self.arch, self.threshold = Arch(), Rule(kind="threshold")
        self.station_word = Txt(role="h1", weight="SemiBold", tone="onArch", align="center")
        self.number = Txt(role="giant", tone="onArch", align="center", wrap=False)
        self.until_icon, self.until = Icon(name="clock", tone="onArch"), Txt(role="h3", tone="onArch")
        self.until_row = Row(self.until_icon, self.until, gap=14, align="center", middle=True)
        self.title = Txt(role="h1", align="center", valign="top")
        self.way_icon, self.way = Icon(name="directions", tone="ink2"), Txt(role="lead", tone="ink2")
        self.way_row = Row(self.way_icon, self.way, gap=16, align="center", middle=True)
        self.code_card = Card()
        self.code_icon = Icon(name="unlockCode", tone="primary", glyph_size=40)
        self.code_label = Txt(role="label")
        self.code_row = Row(self.code_icon, self.code_label, gap=10, middle=True)
        self.code = Txt(role="giant", tabular=True, sp=_CODE_SP, wrap=False)
        self.code_hint = Txt(role="small", tone="ink2")
        self.qr, self.qr_caption = QrCode(), Txt(role="small", align="center")
        self.shown_qr = ""
        self.receipt_card = Card(passive=True)
        self.receipt_icon = Icon(name="receipt", tone="primary", style="regular", glyph_size=92)
        self.receipt_title, self.bar = Txt(role="h3"), ProgressBar()
        self.banner = Banner(size_class=3, stroke=4, icon="printer")
        self.receipt_buttons = [PushButton(role="label", icon_size=36, gap=14) for _ in range(2)]
        self.go = PushButton(icon_after=True)

    def fill(self, state: OpenedState) -> None:
        self.station_word.text, self.number.text, self.until.text = state.station_word, state.number, state.until
        self.title.text, self.way.text = state.title, state.directions
        self.code_label.text, self.code.text, self.code_hint.text = state.code_label, state.code, state.code_hint
        self.qr_caption.text = state.qr_caption
        if state.qr != self.shown_qr:
            self.shown_qr = state.qr
            self.qr.matrix = matrix(state.qr)
        self.go.show(state.go, self.emit)
        card = state.receipt
        if card is not None:
            self.receipt_title.text, self.bar.fraction = card.title, card.fraction
            self.banner.title, self.banner.line, self.banner.look = card.title, card.line, "warning"
            for widget, button in zip(self.receipt_buttons, (card.button, card.second), strict=True):
                if button is not None:
                    widget.show(button, self.emit)

    def upright(self, state: OpenedState) -> None:
        self._door(270, 156, 540, 600)
        self.put(self.threshold, 60, 756, 960, 6)
        y = self.pile([(self.title, 0)], 60, 792, 960) + 12
        icon = look.type.size("lead")
        self.way_icon.glyph_size = icon + 4
        high = height(self.way, 960 - icon - 20)
        self.put(self.way_row, 60, y, 960, high)
        y += high
        problem = state.receipt if state.receipt is not None and state.receipt.kind == "problem" else None
        if problem is not None:
            y = max(1000.0, y + 24)
            y = self._problem(problem, 60, y, 960, 236) + 28
            self._code(60, y, 960, min(284.0, 1548 - y))
        else:
            self._code(60, 1000, 960, 330)
            self._receipt(state.receipt, 60, 1362, 960, 176)
        self.put(self.go, 60, ACTIONS_Y, 960, ACTIONS_HIGH)

    def lie(self, state: OpenedState) -> None:
        x, wide = TOUCH
        self._door(x, 24, wide, LYING_BAR - 24)
        self.go.role = "label"
        self.put(self.go, x + 44, 536, wide - 88, 104)
        x, wide = READ
        self.title.sp = title_size("h1")
        self.title.align = self.way_row.align = "start"
        y = 112.0
        asks = state.receipt is not None and state.receipt.second is not None
        if look.step < (_LARGE - 1 if asks else _LARGE):  # at large text the code needs the room
            y = self.pile([(self.title, 0)], x, y, wide) + 8
        self.way_icon.glyph_size = look.type.size("lead")
        self.way.role = "lead" if look.step == 1 else "body"
        high = height(self.way, wide - 56)
        self.put(self.way_row, x, y, wide, high)
        y += high + 14
        card = state.receipt
        below = 0.0 if card is None else 116.0
        if card is not None and card.kind == "problem":
            # Buttons, when there are any, take the place of the code: the question comes first.
            end = self._problem(card, x, y, wide, 132)
            self._code(x, end + 12, wide, 660 - end - 12)
            return
        self._code(x, y, wide, 656 - y - (below + 12 if below else 0))
        self._receipt(card, x, 656 - below, wide, below)

    def _door(self, x: float, y: float, wide: float, high: float) -> None:
        """The arch with the number in it."""
        self.put(self.arch, x, y, wide, high)
        ratio = 0.72 if self.lying else 1.0
        self.station_word.sp = title_size("h1") if self.lying else 0
        self.number.sp = 240 if self.lying else 0
        self.until_icon.glyph_size = look.type.size("h3") + 4
        middle = (109.0, 303.0, 495.0) if not self.lying else (130.0, 282.0, 440.0)
        for widget, at, tall in ((self.station_word, middle[0], 110), (self.number, middle[1], 330)):
            self.put(widget, x, y + at - tall * ratio / 2, wide, tall * ratio)
        row = max(80.0, height(self.until, wide - 40 - look.type.size("h3") - 20))
        self.put(self.until_row, x + 20, y + middle[2] - row / 2, wide - 40, row)

    def _code(self, x: float, y: float, wide: float, high: float) -> None:
        """The code to type, and the same as a QR code to photograph."""
        self.put(self.code_card, x, y, wide, high)
        lying = self.lying
        pad = 24.0 if lying else 50.0
        modules = len(self.qr.matrix) + 8
        self.code.sp = _CODE_SP if not lying else 100
        side = min(high * (0.7 if high > 280 else 0.72), wide - 2 * pad - 16 - breadth(self.code))
        quiet = max(4, int(side / modules + 0.01)) * modules
        caption = look.type.size("small") * 1.25
        tight = caption + quiet > high - 16
        self.put(
            self.qr,
            x + wide - pad - quiet,
            y + (16 if tight else max(6.0, high * 0.094)),
            quiet + 1,
            quiet + 1,
        )
        side = breadth(self.qr_caption) + 4
        if not tight and side <= quiet + 2 * pad - 16:
            foot = y + max(6.0, high * 0.094) + quiet
            self.put(self.qr_caption, x + wide - pad - quiet / 2 - side / 2, foot + 2, side, caption)
        room = wide - 2 * pad - quiet - 16
        fit(self.code_label, room - 52, high / 2, [look.type.size(role) for role in ("label", "small")])
        beside = 52.0 if breadth_of_words(self.code_label) <= room - 52 else 0.0
        self.code_row.fill_with([self.code_icon, self.code_label] if beside else [self.code_label])
        rows: list[tuple[Txt | Row, float]] = [(self.code_row, max(44.0, height(self.code_label, room - beside)))]
        rows += [(self.code, self.code.sp * 0.96)]
        rows += [(self.code_hint, height(self.code_hint, room))]
        spare = high - sum(tall for _, tall in rows) - (16 if lying else 24)
        if spare < 0 or look.step == _LARGE:
            rows.pop()
            spare = high - sum(tall for _, tall in rows) - 24
        gap = max(0.0, min(16.5, spare / (len(rows) + 1)))
        top = y + (high - sum(tall for _, tall in rows) - gap * (len(rows) - 1)) / 2
        for widget, tall in rows:
            self.put(widget, x + pad, top, room, tall)
            top += tall + gap

    def _problem(self, card: ReceiptCard, x: float, y: float, wide: float, least: float) -> float:
        """The banner of a receipt that did not come, with its buttons when there is a choice. Returns its end."""
        self.banner.size_class = 1 if self.lying else 3
        buttons = [button for button in (card.button, card.second) if button is not None]
        if self.lying and look.step > 1:
            self.banner.line = ""  # the code below needs the room more
        self.banner.arrange()
        tall = max(0.0 if buttons else least, self.banner.natural(wide * look.dp)[1] / look.dp)
        self.put(self.banner, x, y, wide, tall)
        y += tall
        shown = self.receipt_buttons[: len(buttons)]
        each = (wide - 24 * (len(shown) - 1)) / max(1, len(shown))
        for index, widget in enumerate(shown):
            self.put(widget, x + index * (each + 24), y + 16, each, 84 if self.lying else _SMALL_HIGH)
        return y + (16 + (84 if self.lying else _SMALL_HIGH) if shown else 0)

    def _receipt(self, card: ReceiptCard | None, x: float, y: float, wide: float, high: float) -> None:
        """The receipt that is offered, is being printed, or is to be taken."""
        if card is None:
            return
        small = self.lying
        self.put(self.receipt_card, x, y, wide, high)
        left = x + (100.0 if small else 176.0)
        self.receipt_icon.glyph_size = 56 if small else 92
        self.put(self.receipt_icon, x + (24 if small else 48), y, 56 if small else 92, high)
        right = x + wide - (24 if small else 48)
        button = self.receipt_buttons[0]
        self.receipt_title.role = "label" if small else "h3"
        printing = card.kind == "printing"
        if card.button is not None and small and look.step > 1:
            self.put(button, left, y + (high - 96) / 2, right - left, 96)
            return
        if card.button is not None:
            share = min((right - left) * 0.52, max(needed(button), grown(180)))
            self.put(button, right - share, y + (high - 96) / 2, share, 96)
            right -= share + 20
        title = height(self.receipt_title, right - left)
        stack = title + (16 + 20 if printing else 0)
        top = y + (high - stack) / 2
        self.put(self.receipt_title, left, top - (4 if printing else 0), right - left, title)
        if printing:
            self.put(self.bar, left, top + title + 22 - (0 if not small else 8), right - left, 16)


def matrix(content: str) -> list[list[bool]]:
    """The modules of a QR code, without quiet zone; level M as on the receipt."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(content)
    return [list(row) for row in code.get_matrix()]
