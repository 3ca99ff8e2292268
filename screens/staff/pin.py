"""13: the code of a member of staff. Digits are counted, never shown."""

from __future__ import annotations

from kiosk.places.states_staff import PinState
from screens.composition import LYING_END, READ, TOUCH, Composition, height, title_size
from screens.look import look
from screens.visitor.actions import ACTIONS_HIGH, ACTIONS_Y, LYING_HIGH
from screens.widgets.arch import Arch
from screens.widgets.icon import Icon
from screens.widgets.pin_pad import PinDots, PinPad
from screens.widgets.push_button import PushButton
from screens.widgets.txt import Txt

_LOCK = 96.0


class Pin(Composition):
    """Every key leaves at once as an action; nothing typed is kept here."""

    def make(self) -> None:
        self.arch, self.lock = Arch(standing=False), Icon(name="privacy", style="regular", tone="onArch")
        self.title = Txt(role="h1", align="center")
        self.dots = PinDots()
        self.line = Txt(role="body", align="center", valign="top")
        self.pad = PinPad(key=self._key)
        self.pad.belongs("pin")
        self.cancel = PushButton()

    def fill(self, state: PinState) -> None:
        self.title.text, self.line.text = state.title, state.line
        self.line.tone = "danger" if state.error else "ink2"
        self.dots.filled, self.dots.total = state.filled, state.digits
        self.pad.clear_text, self.pad.erase_text, self.pad.blocked = state.clear_all, state.erase, state.blocked
        self.cancel.show(state.cancel, self.emit)

    def _key(self, name: str) -> None:
        if name.isdigit():
            self.emit("pin.digit", name)
        else:
            self.emit(f"pin.{name}", None)

    def upright(self, state: PinState) -> None:
        self._door(465, 200)
        tall = height(self.title, 960)
        self.put(self.title, 60, max(398.0, 449 - tall / 2), 960, tall)
        self.put(self.dots, 60, 542 if tall < 100 else 560, 960, 60)
        self.put(self.line, 60, 645 if tall < 100 else 660, 960, height(self.line, 960))
        self.put(self.pad, 84, 844, 912, 632)
        self.put(self.cancel, 60, ACTIONS_Y, 960, ACTIONS_HIGH)

    def lie(self, state: PinState) -> None:
        x, wide = READ
        top = 310.0 if look.step == 1 else 150.0
        if look.step == 1:
            self._door(x + (wide - 150) / 2, 128)
        self.title.sp = title_size("h1")
        tall = height(self.title, wide)
        self.put(self.title, x, top, wide, tall)
        self.put(self.dots, x, top + tall + 20, wide, 60)
        self.put(self.line, x, top + tall + 96, wide, height(self.line, wide))
        x, wide = TOUCH
        for name in ("clear", "erase"):
            self.pad.keys[name].icon_size = 32
            self.pad.keys[name].icon = "" if look.step > 1 else self.pad.keys[name].icon
        self.put(self.pad, x, 128, wide, LYING_END - 128)
        x, wide = READ
        self.cancel.role = "label"
        self.put(self.cancel, x, LYING_END - LYING_HIGH, wide, LYING_HIGH)

    def _door(self, x: float, y: float) -> None:
        self.put(self.arch, x, y, 150, 170)
        self.lock.glyph_size = _LOCK
        self.put(self.lock, x, y + 36, 150, _LOCK)
