"""The push button: primary, secondary, quiet or danger; with a pictogram before or after its words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kivy.properties import BooleanProperty, NumericProperty, OptionProperty, StringProperty

from kiosk.places.view import Button
from screens.motion import Spinner
from screens.theme import TOKENS
from screens.widgets.icon import Icon
from screens.widgets.row import Row
from screens.widgets.touchable import Touchable
from screens.widgets.txt import Txt

_SIZES = TOKENS["component"]["button"]
#: dp of the lowest button (guide §5).
_LEAST_HEIGHT = 96
#: Roles that words may fall back to when they have no room, from large to small.
_SMALLER = ("button", "label", "small")
#: kind: (fill, border, text) at rest, then (fill, border) pressed.
_DRESS = {
    "primary": (("primary", "", "onPrimary"), ("primaryPressed", "")),
    "secondary": (("surface", "lineStrong", "ink"), ("primarySoft", "primary")),
    "quiet": (("", "", "ink"), ("sand", "")),
    "danger": (("surface", "danger", "danger"), ("dangerSoft", "danger")),
    "danger-filled": (("dangerFill", "", "onDangerFill"), ("danger", "")),
    "key": (("sandDeep", "", "ink"), ("primarySoft", "")),
    "arch": (("archButton", "onArch", "ink"), ("primarySoft", "primary")),
}


class PushButton(Touchable):
    """`text`, `icon` (a pictogram name), `kind`. Height 128, 112 or 96 dp is given by whoever places it."""

    arranged_by = ("text", "icon", "icon_after", "kind", "role", "busy_text", "busy")

    text = StringProperty("")
    icon = StringProperty("")
    icon_after = BooleanProperty(False)
    kind = OptionProperty("primary", options=list(_DRESS))
    role = StringProperty("button")
    icon_size = NumericProperty(_SIZES["icon"])
    gap = NumericProperty(_SIZES["iconGap"])
    busy_text = StringProperty("Un instant")

    def __init__(self, **kwargs: Any) -> None:
        self.row = Row(align="center", middle=True)
        self.words = Txt(wrap=True)
        self.picture = Icon()
        self.spinner = Spinner(self, self.picture)
        super().__init__(**{"radius": _SIZES["radius"], **kwargs})
        self.adopt(self.row)

    def show(self, button: Button | None, emit: Callable[[str, object], None]) -> None:
        """Take everything from a button of the view state; None hides this one."""
        self.opacity, self.inert = (0, True) if button is None else (1, False)
        if button is None:
            self.act = None
            return
        self.text, self.icon, self.kind = button.label, button.icon, str(button.style)
        self.enabled, self.reason = not button.disabled_reason, button.disabled_reason
        self.busy = button.busy
        self.means(emit, button.action, button.value)

    @property
    def leading(self) -> bool:
        return bool(self.kind == "primary")

    def natural(self, _width: float | None = None) -> tuple[float, float]:
        """Width and height in pixels that the words ask for on one line, with the padding; height at least 96 dp."""
        self._fill(self.role, icon=True)
        width, height = self.row.natural()
        self.arrange()
        return width + 2 * _SIZES["padX"] * self.dp, max(height, _LEAST_HEIGHT * self.dp)

    def dress(self) -> None:
        rest, down = _DRESS[self.kind]
        fill, border, tone = rest
        if self.pressed:
            fill, border = down
        if self.focused and not fill:
            fill = "canvas"  # the ring is drawn under the shape
        if not self.enabled:
            fill, border, tone = "disabledFill", "", "onDisabled"
        self.fill, self.border = fill, border
        self.border_width = TOKENS["stroke"]["control"] if border else 0
        self.words.tone = self.picture.tone = tone
        self.words.underline = self.kind == "quiet"

    def arrange(self) -> None:
        pad = min(_SIZES["padX"], self.wide * 0.04) if not self.busy else 6
        room = self.wide - 2 * pad
        smaller = _SMALLER[_SMALLER.index(self.role) + 1 :] if self.role in _SMALLER else ()
        # What does not fit gives up its pictogram first, then its size.
        for role, icon in ((self.role, True), (self.role, False), *((role, False) for role in smaller)):
            self._fill(role, icon=icon)
            if self._fits(room):
                break
        self.spinner.turn(wanted=self.busy)
        self.put(self.row, pad, 0, room, self.high)

    def _fill(self, role: str, *, icon: bool) -> None:
        self.words.text = self.busy_text if self.busy else self.text
        self.words.role = role
        self.picture.name = "busySpinner" if self.busy else self.icon if icon else ""
        self.picture.glyph_size = self.icon_size
        items = [self.words, self.picture] if self.icon_after and not self.busy else [self.picture, self.words]
        self.row.gap = self.gap
        self.row.fill_with([item for item in items if item is not self.picture or item.name])

    def _fits(self, room: float) -> bool:
        """Whether the words, wrapped beside the pictogram, have room in `room` dp."""
        beside = self.picture.natural()[0] + self.gap * self.dp + 1 if self.picture.name else 0.0
        left = room * self.dp - beside
        wide, high = self.words.natural(left)
        return bool(wide <= left and high <= self.height)
