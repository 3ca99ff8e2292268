"""The bar at the bottom of every screen: help and settings for visitors, tabs for staff."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kivy.properties import BooleanProperty, ObjectProperty, StringProperty

from kiosk.places.view import Bar, BarItem, Frame
from screens.geometry import BAR_HEIGHT, LANDSCAPE, PORTRAIT, WIDE_BAR_HEIGHT
from screens.look import LARGEST_STEP, look
from screens.theme import ROLES, TOKENS
from screens.widgets.drawn import Drawn
from screens.widgets.icon import Icon
from screens.widgets.level_gauge import LevelGauge
from screens.widgets.reader_marker import ReaderMarker
from screens.widgets.surface import Flat, Surface
from screens.widgets.touchable import Touchable
from screens.widgets.txt import Txt

_SIZES = TOKENS["component"]["bottomBar"]
#: Help with its words beside the hand, upright: size in sp at step 1, glyph, where glyph and words start, in dp.
_HELP_SP, _HELP_ICON, _HELP_HAND, _HELP_WORDS = 30, 54, 26, 98
#: The same on a lying screen, where the words stand on one line.
_WIDE_HELP_ICON, _WIDE_HELP_HAND, _WIDE_HELP_WORDS = 44, 28, 88
#: dp free at the end of the words.
_HELP_END = 16
#: Pads of the bar in dp: above and below the items.
_PAD, _WIDE_PAD = (20.0, 16.0), (16.0, 12.0)
#: The same of "stop reading": glyph, where glyph and words start, in dp.
_STOP = (44, 46, 110)
_WIDE_ICON, _RADIUS = 41, 20
_MARKER_WIDTH = 176.0


class BarButton(Touchable):
    """One item: pictogram over a word, or beside it when `lying`; `sun` fills it in yellow, `light` like paper; `badge`
    is a short code; `level` (how much, of how many) stands in place of the pictogram and is not touched."""

    arranged_by = ("text", "icon", "badge", "sun", "light", "level", "lying")

    text = StringProperty("")
    icon = StringProperty("")
    badge = StringProperty("")
    sun = BooleanProperty(False)
    light = BooleanProperty(False)
    level = ObjectProperty(None, allownone=True)
    lying = BooleanProperty(False)

    def __init__(self, **kwargs: Any) -> None:
        self.picture = Icon()
        self.words = Txt(role="bar", align="center")
        self.gauge = LevelGauge()
        self.plate = Surface(radius=8, fill="onBar")
        self.code = Txt(role="bar", sp=24, weight="ExtraBold", tone="bar", align="center", wrap=False)
        super().__init__(**{"radius": _RADIUS, **kwargs})
        for child in (self.picture, self.words):
            self.adopt(child)

    def show(self, item: BarItem, emit: Callable[[str, object], None]) -> None:
        """Take everything from an item of the view."""
        self.text, self.icon, self.badge = item.label, item.icon, item.badge
        self.sun = item.selected or item.action == Bar.HELP
        self.enabled, self.reason = not item.disabled_reason, item.disabled_reason
        self.light, self.level, self.inert = item.look == "light", item.level, item.level is not None
        self.means(emit, item.action)

    def dress(self) -> None:
        fill, tone = ("sun", "onSun") if self.sun else ("onBar", "bar") if self.light else ("", "onBar")
        if self.focused and not fill:
            fill = "bar"  # the ring is drawn under the shape
        if self.pressed:
            fill, tone = ("sunPressed", tone) if self.sun else ("barPressed", "onBar")
        self.fill, self.picture.tone, self.words.tone = fill, tone, tone

    def arrange(self) -> None:
        self.picture.name, self.words.text = self.icon, self.text
        for child in (self.plate, self.code):
            self._keep(child, wanted=bool(self.badge) and not self.lying)
        self._keep(self.picture, wanted=self.level is None)
        self._keep(self.gauge, wanted=self.level is not None)
        if self.lying:
            self._beside()
            return
        wide_bar = look.geometry.landscape
        self.picture.style = "fill" if self.light else "bold"
        self.words.align, self.words.role, self.words.sp = "center", "bar", 0
        self.picture.glyph_size = _WIDE_ICON if wide_bar else _SIZES["icon"]
        # Middles of the pictogram and of the word, from the middle of the button.
        up, down = (18.0, 24.0) if wide_bar else (20.0, 28.0)
        middle = self.high / 2
        self.put(self.picture, 0, middle - up - 25, self.wide, 50)
        if self.level is not None:
            self.gauge.level = self.level
            wide = min(126.0, self.wide - 8)
            self.put(self.gauge, (self.wide - wide) / 2, middle - up - 22, wide, 44)
        self.put(self.words, 0, middle + down - 21, self.wide, 42)
        if self.badge:
            self.code.text = self.badge
            for child in (self.plate, self.code):
                self.put(child, self.wide / 2 + 16, middle - up - (41 if wide_bar else 50), 46, 32)

    def _beside(self) -> None:
        """The words at the side of the pictogram."""
        wide_bar = look.geometry.landscape
        icon, hand, start = _HELP_ICON, _HELP_HAND, _HELP_WORDS
        if self.light:
            icon, hand, start = _STOP
        elif wide_bar:
            icon, hand, start = _WIDE_HELP_ICON, _WIDE_HELP_HAND, _WIDE_HELP_WORDS
        self.words.align, self.words.role = "start", "bar"
        self.words.sp = 0 if wide_bar else _HELP_SP * ROLES["label"].size(look.step) / ROLES["label"].size(1)
        room = self.wide - start - _HELP_END
        if self.light or self.words.natural(room * self.dp)[0] > room * self.dp:
            self.words.sp = 0
        self.picture.style = "fill" if self.light else "bold"
        self.picture.glyph_size = icon
        self.put(self.picture, hand, 0, icon, self.high)
        self.put(self.words, start, 0, room, self.high)

    def _keep(self, child: Any, *, wanted: bool) -> None:
        if wanted and child.parent is None:
            self.adopt(child)
        elif not wanted and child.parent is not None:
            self.remove_widget(child)


class BottomBar(Drawn):
    """As wide as the window and 168 dp high (128 when the screen lies); its items keep to the sheet."""

    def __init__(self, **kwargs: Any) -> None:
        self.ground, self.edge = Flat(fill="bar"), Flat(fill="barLine")
        self.buttons: list[BarButton] = []
        self._spare: list[BarButton] = []
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
            self._spare.append(self.buttons.pop())
            self.remove_widget(self._spare[-1])
        while len(self.buttons) < len(frame.items):
            button = self._spare.pop() if self._spare else BarButton()
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
        pad, below = _WIDE_PAD if lying else _PAD
        high = self.high - pad - below
        start, end = side + (24 if lying else 20), side + sheet - (14 if not self.frame.staff else 20)
        start, end = self._place_marker(lying, side, sheet, start, end)
        buttons = list(self.buttons)
        if buttons and self.frame.items[0].action == Bar.HELP:
            help_button = buttons.pop(0)
            aloud = any(button.light for button in buttons)
            wide = help_button.lying = self.help_wide and not aloud
            width = (384 if lying else _SIZES["help"][0]) if wide else 150 if aloud else 168
            if not wide:
                width = max(width, self._needs(help_button))
            self.put(help_button, start, pad, width, high)
            start += width + (4 if wide else 8)
        if buttons and buttons[0].light:
            stop = buttons.pop(0)
            stop.lying = self.help_wide
            width = 270.0 if stop.lying else 190.0
            self.put(stop, start + 8, pad, width, high)
            start += width + 16
        for button, room in zip(buttons, self._shares(buttons, end - start), strict=True):
            button.lying = False
            self.put(button, start + 3, pad, room - 6, high)
            start += room

    @staticmethod
    def _shares(buttons: list[BarButton], room: float) -> list[float]:
        """dp for each item: the same, unless one needs more for its word."""
        equal = room / max(1, len(buttons))
        needs = [BottomBar._needs(button) for button in buttons]
        if max(needs, default=0.0) <= equal:
            return [equal] * len(buttons)
        spare = (room - sum(needs)) / len(buttons)
        return [need + spare for need in needs]

    @staticmethod
    def _needs(button: BarButton) -> float:
        """dp that an item needs for its word."""
        button.words.role, button.words.sp, button.words.text = "bar", 0, button.text
        return float(button.words.natural()[0] / button.dp + 10)

    def _place_marker(self, lying: bool, side: float, sheet: float, start: float, end: float) -> tuple[float, float]:
        """Put the reader marker where the reader is; answers what is left for the items."""
        if not self.frame.reader:
            if self.marker.parent is not None:
                self.remove_widget(self.marker)
            return start, end
        if self.marker.parent is None:
            self.adopt(self.marker)
        self.marker.arrange()
        at_right = self.frame.reader_position != "bottom-left"
        if self.frame.reader_position == "right":
            tab = max(190.0 if not lying else 0.0, self.marker.tab_width())
            top, below = _WIDE_PAD if lying else _PAD
            # The tab touches the real edge of the screen, not the sheet's.
            self.put(self.marker, self.wide - tab, top, tab, self.high - top - below, mirror=False)
            taken = max(0.0, tab + 8 - side)
        else:
            width, taken = _MARKER_WIDTH, _MARKER_WIDTH + 20
            left = side + sheet - 20 - width if at_right else side + 20
            self.put(self.marker, left, 18, width, self.high - 18, mirror=False)
        # The reader stays where it is in every language; the items turn around.
        if at_right != look.rtl:
            return start, side + sheet - taken
        return side + taken + 12, end


def bar_height(landscape: bool) -> int:
    """Height of the bar in reference dp."""
    return WIDE_BAR_HEIGHT if landscape else BAR_HEIGHT
