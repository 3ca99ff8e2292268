"""A slip on a screen that has more to say: the band that tells of it, or why it did not come and what to do."""

from __future__ import annotations

from kiosk.places.states import ReceiptCard
from screens.composition import Composition
from screens.look import look
from screens.widgets.banner import Banner
from screens.widgets.push_button import PushButton
from screens.widgets.slip_band import SlipBand

_BUTTON, _ABOVE, _BETWEEN = 96.0, 12.0, 24.0


class SlipPart:
    """Stands on a sheet: `fill` it, ask for its `height`, then `put` it. All sizes are in dp."""

    def __init__(self, sheet: Composition) -> None:
        self._sheet = sheet
        self._slip: ReceiptCard | None = None
        self.band, self.banner = SlipBand(), Banner(size_class=2, stroke=4, icon="printer")
        self.buttons = [PushButton(role="label", icon_size=36, gap=14) for _ in range(2)]

    def fill(self, slip: ReceiptCard | None, *, icons: bool = True) -> None:
        """Take a slip, None where nothing is printed; without `icons` the words of the buttons have the room."""
        self._slip = slip
        if slip is not None and slip.kind == "problem":
            self.banner.title, self.banner.line, self.banner.look = slip.title, slip.line, "warning"
            for widget, button in zip(self.buttons, (slip.button, slip.second), strict=True):
                if button is not None:
                    widget.show(button, self._sheet.emit)
                    if not icons:
                        widget.icon = ""
        elif slip is not None:
            self.band.show(slip, self._sheet.emit)

    def height(self, wide: float, band: float, *, least: float = 0.0) -> float:
        """What it needs: nothing, the height of a band, or a banner of at `least` this height with its buttons."""
        if self._slip is None:
            return 0.0
        if self._slip.kind != "problem":
            return band
        lying = self._sheet.lying
        self.banner.size_class = 1 if lying else 2
        self.banner.line = "" if lying and look.step > 1 else self._slip.line
        self.banner.arrange()
        tall = float(self.banner.natural(wide * look.dp)[1] / look.dp)
        return max(least, tall) + self._below()

    def put(self, x: float, y: float, wide: float, high: float) -> None:
        """Place what the slip needs; the buttons stand below the banner, side by side."""
        if self._slip is None:
            return
        if self._slip.kind != "problem":
            self._sheet.put(self.band, x, y, wide, high)
            return
        self._sheet.put(self.banner, x, y, wide, high - self._below())
        shown = self._shown()
        each = (wide - _BETWEEN * (len(shown) - 1)) / max(1, len(shown))
        for index, widget in enumerate(shown):
            self._sheet.put(widget, x + index * (each + _BETWEEN), y + high - _BUTTON, each, _BUTTON)

    def _below(self) -> float:
        """Room of the buttons below the banner."""
        return _ABOVE + _BUTTON if self._shown() else 0.0

    def _shown(self) -> list[PushButton]:
        if self._slip is None:
            return []
        return self.buttons[: sum(button is not None for button in (self._slip.button, self._slip.second))]
