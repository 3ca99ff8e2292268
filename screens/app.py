"""The window and its life: one collaborator in front, one loop, and a way back from any mistake.

from screens.environment import WindowSettings, prepare
prepare(WindowSettings(fullscreen=True))      # before the next line, which imports Kivy
from screens.app import KioskApp
app = KioskApp(front, places)
inbox.wake = app.wake                         # device threads call it after each put
app.run()                                     # returns when `stop` was called
"""

from __future__ import annotations

import gc
import logging
import traceback
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from kivy.base import EventLoop, runTouchApp, stopTouchApp
from kivy.clock import Clock
from kivy.core.window import Window

from kiosk.places.view import Bar, View
from kiosk.ports import Keys
from kiosk.preview import Preview
from screens.failsafe import Failsafe
from screens.focus import Focus
from screens.geometry import within_reach
from screens.keypad import Keypad
from screens.look import look
from screens.loop import Loop
from screens.memory import give_back
from screens.preview import PreviewWatch
from screens.router import Router
from screens.screen import Place

log = logging.getLogger(__name__)

#: Seconds the failsafe screen stays before the kiosk tries to go on.
FAILSAFE_SECONDS = 3.0
#: Mistakes in a row, without one good minute between, after which only a fresh process can help.
LAST_MISTAKE = 5
GOOD_MINUTE = 60.0


class Front(Protocol):
    """What the core offers to the screens. Every method is called on the screen thread."""

    @property
    def changed(self) -> object:
        """Differs from its former value when `view` would."""

    def view(self) -> View:
        """Everything to draw now."""

    def touch(self, action: str, value: object | None = None) -> None:
        """A control was used."""

    def alive(self) -> None:
        """A finger touched the panel, wherever: somebody is there."""

    def tick(self) -> None:
        """One second has passed."""

    def pump(self) -> None:
        """Take what devices have put into the inbox."""


class KioskApp:
    """Shows `front`. `gave_up` is true when `run` returned because of repeated mistakes: exit with an error."""

    def __init__(
        self,
        front: Front,
        places: Mapping[str, type[Place]],
        *,
        afterwards: Iterable[Callable[[], object]] = (),
        ahead: Iterable[str] = (),
        keypad: Keypad | None = None,
        low_reach: bool = False,
    ) -> None:
        """`afterwards` is done on the screen thread when the first frame is on the screen, one step in a frame; then
        the screens of `ahead` are built, before a visitor needs them."""
        self.front = front
        self._afterwards, self._ahead = iter(afterwards), iter(ahead)
        self._keys: Keys | None = None
        self._low_reach = low_reach
        self.gave_up = False
        self._seen: object = None
        self._mistakes = 0
        self._last_mistake = float("-inf")
        self._failsafe: Failsafe | None = None
        self._ticking: Any = None
        EventLoop.ensure_window()
        self._fit(Window, Window.size)
        Window.bind(size=self._fit, on_request_close=lambda *_, **__: True)
        look.bind(theme=lambda *_: self._paint_ground())
        self._paint_ground()
        self.router = Router(places, self._touched)
        self.router.bind(on_touch_down=self._alive)
        self.focus = Focus(self.router, self._touched, keypad)
        self.preview = PreviewWatch(None, self.router.picture)
        self.loop = Loop(self.pump, self.failed)

    @property
    def lying(self) -> bool:
        """Whether the window is wider than high."""
        return bool(look.geometry.landscape)

    def equip(self, keys: Keys | None, preview: Preview | None) -> None:
        """Take what the devices have for the window, when they are there: who hears every key before the keypad does,
        and what a camera sees. None: there is none."""
        self._keys = keys
        self.preview = PreviewWatch(preview, self.router.picture)

    # For device threads and signal handlers.

    def wake(self) -> None:
        """Devices have put something into the inbox. Any thread."""
        self.loop.wake()

    def stop(self) -> None:
        """Leave `run` soon. Any thread."""
        self.loop.stop()

    # Life.

    def start(self) -> None:
        """Show the first view, without running the loop; what that frame does not need comes in those that follow."""
        Window.bind(on_key_down=self._key, on_key_up=self._key_up)
        runTouchApp(self.router, embedded=True)
        self._ticking = Clock.schedule_interval(lambda _dt: self.tick(), 1)
        self.refresh()
        Window.bind(on_flip=self._shown)

    def _shown(self, *_: Any) -> None:
        """The first frame is on the screen."""
        Window.unbind(on_flip=self._shown)
        Clock.schedule_once(self._go_on)

    def _go_on(self, _dt: float) -> None:
        if (step := next(self._afterwards, None)) is not None:
            self._guard(step)
        elif (name := next(self._ahead, None)) is not None:
            self.router.screen(name)
        else:
            self._rest_from_starting()
            return
        Clock.schedule_once(self._go_on)

    @staticmethod
    def _rest_from_starting() -> None:
        gc.enable()  # kiosk.commands.window starts without looking for garbage
        gc.collect()
        gc.freeze()  # what lives as long as the kiosk is not looked through again while somebody waits
        give_back()

    def run(self) -> None:
        """Start, then turn until stopped."""
        self.start()
        try:
            self.loop.run()
        finally:
            self.close()

    def close(self) -> None:
        """Stop the tick and close the window."""
        if self._ticking is not None:
            self._ticking.cancel()
        self.preview.watch(wanted=False)
        Window.unbind(on_key_down=self._key, on_key_up=self._key_up)
        stopTouchApp()

    # What happens.

    def refresh(self) -> None:
        """Draw the view if it changed."""
        if self._failsafe is None and (changed := self.front.changed) != self._seen:
            view = self.front.view()
            self.router.show(view)
            self._seen = changed
            self.focus.settle(in_use=view.frame.keypad)
            self.preview.watch(wanted=view.frame.preview)

    def pump(self) -> None:
        """Take the inbox, then draw."""
        self._guard(self.front.pump)

    def tick(self) -> None:
        """Tell the core that a second has passed, then draw."""
        self._guard(self.front.tick)

    def _alive(self, *_: Any) -> bool:
        """A stroke of the signature is no action, yet its hand is still there; the touch goes on its way."""
        self.focus.let_go()
        self.front.alive()
        return False

    def _touched(self, action: str, value: object) -> None:
        self._guard(lambda: self.front.touch(action, value))

    def _guard(self, act: Callable[[], object]) -> None:
        try:
            act()
            self.refresh()
        except Exception as problem:  # whatever it is, the public must not see it
            self.failed(problem)

    def _key(self, _window: Any, key: int, code: int, _text: str | None, modifiers: list[str]) -> bool:
        """The keys of the keypad move and use the focus; every other key is swallowed, F1, Escape and F4 included."""
        if self._keys is None or not self._keys.key(code, pressed=True):
            self._guard(lambda: self.focus.key(key, modifiers))
        return True

    def _key_up(self, _window: Any, key: int, code: int = 0, *_: Any) -> bool:
        if self._keys is not None:
            self._keys.key(code, pressed=False)
        self.focus.key_up(key)
        return True

    def _fit(self, _window: Any, size: tuple[float, float]) -> None:
        look.fit(*(within_reach(*size) if self._low_reach else size))

    def _paint_ground(self) -> None:
        Window.clearcolor = look.theme.rgba("canvas")

    # When something goes wrong.

    def failed(self, problem: Exception) -> None:
        """Show the failsafe screen, then go back to idle; give up after repeated mistakes."""
        # The message of an exception may quote what a visitor typed: only its type and its path are written.
        path = " < ".join(
            f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}"
            for frame in reversed(traceback.extract_tb(problem.__traceback__)[-6:])
        )
        log.error("unexpected %s at %s", type(problem).__name__, path)
        now = Clock.get_time()
        self._mistakes = self._mistakes + 1 if now - self._last_mistake < GOOD_MINUTE else 1
        self._last_mistake = now
        if self._mistakes >= LAST_MISTAKE:
            self.gave_up = True
            self.stop()
        if self._failsafe is None:
            self._failsafe = Failsafe(lambda *_: None)
            self.router.dialog.show(None, self.router.emit)
            Window.remove_widget(self.router)
            Window.add_widget(self._failsafe)
        Clock.schedule_once(lambda _dt: self._recover(), FAILSAFE_SECONDS)

    def _recover(self) -> None:
        if self._failsafe is None:
            return
        Window.remove_widget(self._failsafe)
        self._failsafe, self._seen = None, None
        if self.router.parent is None:
            Window.add_widget(self.router)
        self._guard(lambda: self.front.touch(Bar.QUIT, None))
