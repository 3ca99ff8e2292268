"""A step of an action of the queue: tiles to choose from, a number to type, or a code to photograph, and the way on or
back."""

from __future__ import annotations

from kiosk.places.states_queue import Choice, Digits, QueuePanel
from kiosk.places.view import DurationTile
from screens.composition import LYING_END, READ, TOUCH, Composition, Pool, extent, height, title_size
from screens.look import LARGEST_STEP, look
from screens.visitor.actions import ACTIONS_HIGH, ACTIONS_Y, LYING_HIGH, needed
from screens.visitor.opened import matrix
from screens.widgets.card import Card
from screens.widgets.choice_tile import OptionTile
from screens.widgets.pin_pad import PinPad
from screens.widgets.push_button import PushButton
from screens.widgets.qr_code import QrCode
from screens.widgets.txt import Txt

_TURNER = 84.0
#: dp of the side of a code to photograph, at most: larger reads no better, and everybody in the room would read it.
_CODE = 560.0
_GAP = 16.0
#: More tiles than this stand four in a row.
_THREE_ACROSS, _SQUARE = 9, 4
_TITLES = ("h2", "h3", "label", "small")


class Step:
    """Makes its widgets once and places them on the sheet that it was made for."""

    def __init__(self, sheet: Composition) -> None:
        self._sheet = sheet
        self.title, self.line = Txt(role="h2"), Txt(role="body", tone="ink2", valign="top")
        self.tiles = Pool(lambda: OptionTile(soft=True))
        self.previous, self.next = PushButton(role="label", icon_size=32), PushButton(role="label", icon_size=32)
        self.next.icon_after = True
        self.field = Card(border_width=3)
        self.field.border = "lineStrong"
        self.label, self.typed = Txt(role="small", tone="ink2"), Txt(role="h1", tabular=True, wrap=False)
        self.pad = PinPad(key=self._key)
        self.pad.belongs("queue")
        self.code = QrCode()
        self._content = ""
        self.cancel, self.confirm = PushButton(), PushButton()

    def _key(self, name: str) -> None:
        if name.isdigit():
            self._sheet.emit("queue.digit", name)
        else:
            self._sheet.emit(f"queue.{name}", None)

    def show(self, panel: QueuePanel) -> None:
        """Take everything from the panel of the state."""
        emit = self._sheet.emit
        self.title.text, self.line.text = panel.title, panel.line
        for tile, choice in zip(self.tiles.take(len(panel.choices)), panel.choices, strict=True):
            self._tile(tile, choice)
        if panel.digits is not None:
            self._digits(panel.digits)
        if panel.qr != self._content:
            self.code.matrix, self._content = matrix(panel.qr) if panel.qr else [], panel.qr
        for widget, wanted in (
            (self.previous, panel.previous),
            (self.next, panel.next),
            (self.cancel, panel.cancel),
            (self.confirm, panel.confirm),
        ):
            if wanted is not None:
                widget.show(wanted, emit)

    def _tile(self, tile: OptionTile, choice: Choice | DurationTile) -> None:
        tile.title, tile.line, tile.chosen = choice.title, choice.line, choice.chosen
        if look.step == LARGEST_STEP:
            tile.line = ""
        tile.enabled, tile.reason = not choice.disabled_reason, choice.disabled_reason
        value = choice.minutes if isinstance(choice, DurationTile) else choice.value
        tile.means(self._sheet.emit, choice.action, value)

    def _digits(self, digits: Digits) -> None:
        self.label.text, self.typed.text = digits.error or digits.label, digits.typed
        self.label.tone, self.label.weight = ("danger", "SemiBold") if digits.error else ("ink2", "")
        self.field.border = "danger" if digits.error else "lineStrong"
        self.pad.clear_text, self.pad.erase_text = digits.clear_all, digits.erase

    def upright(self, panel: QueuePanel, top: float) -> None:
        """From `top` dp down to the bar of the upright sheet."""
        sheet = self._sheet
        turning = self._place_turners(panel, 1020, top + 68)
        room = 960 - turning
        y = sheet.pile([(self.title, 0), (self.line, 6)], 60, top + 28, room)
        self._place_actions(panel, 60, ACTIONS_Y, 960, ACTIONS_HIGH)
        y = max(y + 24, top + 68 + _TURNER + 16 if turning else 0)
        if panel.digits is not None:
            y = self._place_field(60, y, 960) + 24
            high = min(632.0, ACTIONS_Y - 28 - y)
            sheet.put(self.pad, 84, ACTIONS_Y - 28 - high, 912, high)
            return
        if panel.qr:
            self._place_code(60, y, 960, ACTIONS_Y - 28 - y)
            return
        self._place_tiles(60, y, 960, ACTIONS_Y - 28 - y, self._across(), 160)

    def lie(self, panel: QueuePanel) -> None:
        """On the lying sheet: what is asked on the left, what is touched on the right."""
        sheet = self._sheet
        x, wide = READ
        self.title.sp = title_size("h1")
        self.line.role = "body" if look.step == 1 else "small"
        y = sheet.pile([(self.title, 0), (self.line, 10)], x, 132, wide) + 20
        self._place_actions(panel, x, LYING_END - LYING_HIGH, wide, LYING_HIGH)
        for button in (self.cancel, self.confirm):
            button.role, button.icon_size = "label", 36
        if panel.digits is not None:
            self._place_field(x, y, wide)
        x, wide = TOUCH
        if panel.digits is not None:
            for name in ("clear", "erase"):
                self.pad.keys[name].icon_size = 32
                self.pad.keys[name].icon = "" if look.step > 1 else self.pad.keys[name].icon
            sheet.put(self.pad, x, 128, wide, LYING_END - 128)
            return
        if panel.qr:
            self._place_code(x, 128, wide, LYING_END - 128)
            return
        turning = self._place_turners(panel, x + wide, LYING_END - _TURNER)
        high = LYING_END - 128 - (_TURNER + 16 if turning else 0)
        self._place_tiles(x, 128, wide, high, min(3, self._across()), 116)

    def _across(self) -> int:
        """Tiles in a row; four lengths make one row, or two of two on a lying screen."""
        count = len(self.tiles)
        if count == _SQUARE:
            return 2 if self._sheet.lying else _SQUARE
        return 3 if count <= _THREE_ACROSS else 4

    def _title_role(self, wide: float) -> str:
        """The largest role in which every title fits a tile of this width in dp, with the tick of a chosen one."""
        tick = 34 + 12
        for role in _TITLES:
            if all(extent(tile.title, role)[0] + (tick if tile.chosen else 0) + 20 <= wide for tile in self.tiles):
                return role
        return _TITLES[-1]

    def _place_turners(self, panel: QueuePanel, right: float, y: float) -> float:
        """The page turners of the tiles, ending at `right`. Returns the width that they take."""
        shown = [(self.previous, panel.previous), (self.next, panel.next)]
        if not any(wanted for _, wanted in shown):
            return 0.0
        for index, (button, wanted) in enumerate(shown):
            if wanted is not None:
                self._sheet.put(button, right - 460 + 236 * index, y, 224, _TURNER)
        return 484.0

    def _place_actions(self, panel: QueuePanel, x: float, y: float, wide: float, high: float) -> None:
        if panel.confirm is None:
            self._sheet.put(self.cancel, x, y, wide, high)
            return
        share = min(wide * 0.42, max(200.0, needed(self.cancel)))
        self._sheet.put(self.cancel, x, y, share, high)
        self._sheet.put(self.confirm, x + share + 24, y, wide - share - 24, high)

    def _place_field(self, x: float, y: float, wide: float) -> float:
        """The number as far as it is typed; its name above, or what is wrong with it. Returns its end."""
        sheet = self._sheet
        inner = wide - 72
        self.typed.sp = title_size("h1") if sheet.lying else 0
        label = height(self.label, inner)
        typed = self.typed.line_height / look.dp
        high = label + typed + 28
        sheet.put(self.field, x, y, wide, high)
        sheet.put(self.label, x + 36, y + 14, inner, label)
        sheet.put(self.typed, x + 36, y + 14 + label, inner, typed)
        return float(y + high)

    def _place_code(self, x: float, y: float, wide: float, high: float) -> None:
        """The code, in the middle of its place."""
        side = min(_CODE, wide, high)
        self._sheet.put(self.code, x + (wide - side) / 2, y + (high - side) / 2, side, side, mirror=False)

    def _place_tiles(self, x: float, y: float, wide: float, high: float, across: int, most: float) -> None:
        rows = max(1, -(-len(self.tiles) // across))
        each = (wide - _GAP * (across - 1)) / across
        tall = min(most, (high - _GAP * (rows - 1)) / rows)
        role = self._title_role(each)
        for index, tile in enumerate(self.tiles):
            tile.role = role
            if tall < 110:
                tile.line = ""
            self._sheet.put(tile, x + index % across * (each + _GAP), y + index // across * (tall + _GAP), each, tall)
