"""The bar at the bottom of every screen: help and settings for visitors, tabs for staff."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kivy.properties import BooleanProperty, StringProperty

from kiosk.places.view import Bar, BarItem, Frame
from screens.geometry import BAR_HEIGHT, LANDSCAPE, PORTRAIT, WIDE_BAR_HEIGHT
from screens.look import LARGEST_STEP, look
from screens.theme import TOKENS
from screens.widgets.drawn import Drawn
from screens.widgets.icon import Icon
from screens.widgets.reader_marker import ReaderMarker
from screens.widgets.row import Row
from screens.widgets.surface import Flat, Surface
from screens.widgets.touchable import Touchable
from screens.widgets.txt import Txt

_SIZES = TOKENS["component"]["bottomBar"]


class BarButton(Touchable):
    """One item: pictogram over a word, or beside it when `lying`; `sun` fills it in yellow; `badge` is a short code."""

    arranged_by = ("text", "icon", "badge", "sun", "lying")

    text = StringProperty("")
    icon = StringProperty("")
    badge = StringProperty("")
    sun = BooleanProperty(False)
    lying = BooleanProperty(False)

    def __init__(self, **kwargs: Any) -> None:
        self.picture = Icon()
        self.words = Txt(role="bar", align="center")
        self.plate = Surface(radius=8, fill="onBar")
        self.code = Txt(role="bar", sp=24, weight="ExtraBold", tone="bar", align="center", wrap=False)
        self.row = Row(gap=20, align="center", middle=True)
        super().__init__(**{"radius": TOKENS["radius"]["button"], **kwargs})

    def show(self, item: BarItem, emit: Callable[[str, object], None]) -> None:
        """Take everything from an item of the view."""
        self.text, self.icon, self.badge = item.label, item.icon, item.badge
        self.sun = item.selected or item.action == Bar.HELP
        self.enabled, self.reason = not item.disabled_reason, item.disabled_reason
        self.act = lambda: emit(item.action, None)

    def dress(self) -> None:
        fill, tone = ("sun", "onSun") if self.sun else ("", "onBar")
        if self.pressed:
            fill = "sunPressed" if self.sun else "barPressed"
        self.fill, self.picture.tone, self.words.tone = fill, tone, tone

    def arrange(self) -> None:
        self.clear_widgets()
        self.row.clear_widgets()
        self.picture.name, self.words.text = self.icon, self.text
        self.words.role = "label" if self.lying else "bar"
        self.picture.glyph_size = _SIZES["icon"]
        if self.lying:
            self.words.align = "start"
            self.row.fill_with([self.picture, self.words])
            self.adopt(self.row)
            self.put(self.row, 16, 0, self.wide - 32, self.high)
            return
        self.words.align = "center"
        for child in (self.picture, self.words):
            self.adopt(child)
        top = (self.high - 106) / 2
        self.put(self.picture, 0, top + 8, self.wide, 50)
        self.put(self.words, 0, top + 60, self.wide, 42)
        if self.badge:
            for child in (self.plate, self.code):
                self.adopt(child)
            self.code.text = self.badge
            self.put(self.plate, self.wide / 2 + 16, top - 12 if self.high > 110 else top - 4, 46, 32)
            self.put(self.code, self.wide / 2 + 16, top - 12 if self.high > 110 else top - 4, 46, 32)


class BottomBar(Drawn):
    """As wide as the window and 168 dp high (128 when the screen lies); its items keep to the sheet."""

    def __init__(self, **kwargs: Any) -> None:
        self.ground, self.edge = Flat(fill="bar"), Flat(fill="barLine")
        self.buttons: list[BarButton] = []
        self.marker = ReaderMarker()
        self.frame = Frame()
        super().__init__(**kwargs)
        self.adopt(self.ground)
        self.adopt(self.edge)

    def show(self, frame: Frame, emit: Callable[[str, object], None]) -> None:
        """Show the items of a frame; buttons are kept from one frame to the next."""
        same = frame.items == self.frame.items and self.buttons
        moved = (frame.reader, frame.reader_position) != (self.frame.reader, self.frame.reader_position)
        self.frame = frame
        while len(self.buttons) > len(frame.items):
            self.remove_widget(self.buttons.pop())
        while len(self.buttons) < len(frame.items):
            button = BarButton()
            self.buttons.append(button)
            self.adopt(button)
        if not same:
            for button, item in zip(self.buttons, frame.items, strict=True):
                button.show(item, emit)
        if moved or not same:
            self.marker.label, self.marker.position = frame.reader, frame.reader_position
            self.rearrange()

    @property
    def help_wide(self) -> bool:
        """Whether help has its words beside the hand, which the largest text leaves no room for."""
        return bool(look.step < LARGEST_STEP)

    def arrange(self) -> None:
        lying = look.geometry.landscape
        sheet = LANDSCAPE[0] if lying else PORTRAIT[0]
        side = (self.wide - sheet) / 2
        self.put(self.ground, 0, 0, self.wide, self.high)
        self.put(self.edge, 0, 0, self.wide, 4)
        pad, high = 16.0, self.high - 32
        start, end = side + (24 if lying else 20), side + sheet - (14 if not self.frame.staff else 20)
        start, end = self._place_marker(lying, side, sheet, start, end)
        buttons = list(self.buttons)
        if buttons and self.frame.items[0].action == Bar.HELP:
            help_button = buttons.pop(0)
            help_button.lying = self.help_wide
            width = (384 if lying else _SIZES["help"][0]) if self.help_wide else 168
            self.put(help_button, start, pad, width, high)
            start += width + (4 if self.help_wide else 8)
        for button in buttons:
            button.lying = False
            room = (end - start) / len(buttons)
            self.put(button, start + buttons.index(button) * room + 3, pad, room - 6, high)

    def _place_marker(self, lying: bool, side: float, sheet: float, start: float, end: float) -> tuple[float, float]:
        """Put the reader marker where the reader is; answers what is left for the items."""
        if not self.frame.reader:
            if self.marker.parent is not None:
                self.remove_widget(self.marker)
            return start, end
        if self.marker.parent is None:
            self.adopt(self.marker)
        if self.frame.reader_position == "right":
            tab = 184 if lying else 190
            # The tab touches the real edge of the screen, not the sheet's.
            self.put(self.marker, self.wide - tab, 16, tab, self.high - 32, mirror=False)
            return start, side + sheet - tab - 8
        width, height = 176.0, self.high - 18
        if self.frame.reader_position == "bottom-left":
            self.put(self.marker, side + 20, 18, width, height, mirror=False)
            return start + width + 12, end
        self.put(self.marker, side + sheet - 20 - width, 18, width, height, mirror=False)
        return start, side + sheet - 20 - width


def bar_height(landscape: bool) -> int:
    """Height of the bar in reference dp."""
    return WIDE_BAR_HEIGHT if landscape else BAR_HEIGHT
