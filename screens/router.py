"""Puts the right screen inside the frame: header, bottom bar, toast and dialog. Decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kivy.base import EventLoop
from kivy.clock import Clock
from kivy.uix.widget import Widget

from kiosk.places.view import Dialog as DialogState
from kiosk.places.view import Frame, View
from kiosk.places.view import Toast as ToastState
from kiosk.preview import SmallPicture
from screens.geometry import HEADER_END
from screens.look import look
from screens.motion import Entrance
from screens.screen import Place
from screens.theme import TOKENS
from screens.widgets.bottom_bar import BottomBar, bar_height
from screens.widgets.dialog import Dialog
from screens.widgets.drawn import wake
from screens.widgets.header import Header
from screens.widgets.toast import Toast

TOAST_SECONDS: float = TOKENS["component"]["toast"]["seconds"]
#: Seconds during which a new screen takes no finger: the second half of a double tap was meant for the former one.
SETTLE: float = TOKENS["touch"]["debounce"]
TOAST_GAP = 24


class UnknownPlaceError(LookupError):
    """The view names a place that has no screen."""


class Router(Widget):
    """The root of the window. `places` maps each place name to its screen class."""

    def __init__(self, places: Mapping[str, type[Place]], emit: Callable[[str, object], None], **kwargs: Any) -> None:
        self._classes = places
        self._screens: dict[str, Place] = {}
        self._emit = emit
        self._view: View | None = None
        self._switched = float("-inf")
        self.place: Place | None = None
        self._entrance = Entrance()
        self.header, self.bar, self.dialog, self.toast = Header(), BottomBar(), Dialog(), Toast()
        self._own_toast: Any = None
        super().__init__(**{"size_hint": (None, None), **kwargs})
        for part in (self.header, self.dialog, self.bar, self.toast):
            self.add_widget(part)
        look.bind(geometry=self._fit, theme=self._clear_with, on_reason=self._explain)
        self._clear_with()
        self._fit()

    def on_parent(self, *_: Any) -> None:
        """On the window again after a mistake: draw what has changed meanwhile."""
        wake(self)

    def screen(self, name: str) -> Place:
        """The screen of a place, made on first use. Raises UnknownPlaceError."""
        if name not in self._screens:
            if name not in self._classes:
                raise UnknownPlaceError(name)
            self._screens[name] = self._classes[name](self.emit)
        return self._screens[name]

    @property
    def showing(self) -> str:
        """Name of the place on the screen; empty before the first view."""
        return self._view.place if self._view else ""

    def emit(self, action: str, value: object = None) -> None:
        """What a control says when it is touched."""
        self._clear_own_toast()
        self._emit(action, value)

    def show(self, view: View) -> None:
        """Draw a view. Only what differs from the former one is touched."""
        former, self._view = self._view, view
        frame = view.frame
        look.dress(theme=str(frame.theme), step=frame.text_step, language=frame.language)
        look.motion, look.preview = frame.motion, frame.preview
        screen = self.screen(view.place)
        if screen is not self.place:
            self._switch(screen)
        if former is None or former.place != view.place or former.state != view.state:
            screen.present(view.state)
        self._show_frame(frame, view.dialog)

    def picture(self, picture: SmallPicture | None) -> None:
        """Show what the camera sees on the screen that has a place for it; None forgets it."""
        camera = getattr(self.place, "camera", None)
        if camera is not None:
            camera.take(picture)

    def _switch(self, screen: Place) -> None:
        self.picture(None)
        self._entrance.end()
        if self.place is not None:
            self.remove_widget(self.place)
            self.place.leave()
            if look.motion:
                self._entrance.begin(screen)
        self.place = screen
        # Below header, dialog, bar and toast.
        self.add_widget(screen, index=len(self.children))
        self._switched = Clock.get_time()

    def _show_frame(self, frame: Frame, dialog: DialogState | None) -> None:
        self.header.show(frame)
        self.bar.show(frame, self.emit)
        self.dialog.show(dialog, self.emit)
        if frame.toast is not None:
            self._clear_own_toast()
            self.toast.show(frame.toast, self.emit)
        elif self._own_toast is None:
            self.toast.show(None, self.emit)

    def _explain(self, _look: Any, reason: str) -> None:
        """A control that cannot be used was touched: say why for a few seconds."""
        if not reason:
            return
        self._clear_own_toast()
        self.toast.show(ToastState("info", reason), self.emit)
        self._own_toast = Clock.schedule_once(lambda _dt: self._clear_own_toast(), TOAST_SECONDS)

    def _clear_own_toast(self) -> None:
        if self._own_toast is not None:
            self._own_toast.cancel()
            self._own_toast = None
            self.toast.show(self._view.frame.toast if self._view else None, self.emit)

    def on_touch_down(self, touch: Any) -> bool:
        other = "button" in touch.profile and touch.button != "left"  # the other buttons of a mouse do nothing
        if other or Clock.get_time() - self._switched < SETTLE:
            return True
        return bool(super().on_touch_down(touch))

    @staticmethod
    def _clear_with(*_: Any) -> None:
        """The ground of every screen is what the window is cleared with: a rectangle over it would cost its pixels."""
        EventLoop.window.clearcolor = look.theme.rgba("canvas")

    def _fit(self, *_: Any) -> None:
        geometry = look.geometry
        width, height, dp = geometry.width, geometry.height, geometry.dp
        bar = bar_height(geometry.landscape) * dp
        self.size = (width, height)
        self.header.size, self.header.pos = (width, HEADER_END * dp), (0, height - HEADER_END * dp)
        self.bar.size, self.bar.pos = (width, bar), (0, 0)
        self.dialog.size, self.dialog.pos = (width, height - bar), (0, bar)
        margin = (48 if geometry.landscape else 60) * dp + geometry.side_margin
        self.toast.size, self.toast.pos = (width - 2 * margin, 260 * dp), (margin, bar + TOAST_GAP * dp)
