"""The window of a kiosk: the resting screen first, the house behind it in the next moment (docs/decisions/0017)."""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.clock import Clock, SystemClock

if TYPE_CHECKING:
    from config.settings import Settings
    from kiosk.bootstrap import House
    from kiosk.places.view import View

PORTRAIT = (1080, 1920)


def run_window(
    settings: Settings,
    make_house: Callable[[], House],
    *,
    clock: Clock | None = None,
    size: tuple[int, int] | None = None,
    entered: Callable[[House], None] = lambda _house: None,
    ready: Callable[[], None] = lambda: None,
) -> bool:
    """Show the kiosk until it is told to stop. True when it gave up after repeated mistakes.

    `settings` are those that the first frame shows, with or without their calendars. `make_house` is called on this
    thread after the first frame, or for the first finger, and `entered` when its own view is on the screen. `clock` is
    what the first frame shows. `size` in pixels, None for the full screen; `ready` is called when there is a window,
    before its first frame.
    Raises what `make_house` raises, when the window is closed.
    """
    gc.disable()  # nothing that is made now is garbage; screens.app looks for it again when all screens are there
    from screens.environment import WindowSettings, prepare

    width, height = size or PORTRAIT
    prepare(
        WindowSettings(
            width=width,
            height=height,
            fullscreen=size is None,
            show_cursor=size is not None,
            multisampling=settings.screen.multisampling,
        )
    )

    import sdnotify

    from kiosk.places.opening import first_view
    from screens.app import KioskApp
    from screens.places import MAIN_WAY, Places

    notify = sdnotify.SystemdNotifier().notify

    def enter() -> House:
        house = make_house()
        house.inbox.wake = app.wake
        house.front.desk.lying = app.lying
        app.equip(house.devices.keys, house.devices.preview)
        house.start()
        app.wake()  # for what the devices said before
        return house

    def announce() -> None:
        if (house := front.enter()) is not None:
            entered(house)
            notify("READY=1")

    def give_up() -> None:
        app.stop()

    front = LateFront(first_view(settings, clock or SystemClock()), enter, give_up, notify)
    app = KioskApp(
        front,
        Places(),
        afterwards=(front.enter, announce),
        ahead=MAIN_WAY,
        keypad=settings.keypad,
        low_reach=settings.screen.low_reach,
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: app.stop())
    ready()
    try:
        app.run()
    finally:
        front.close()
    if front.failure is not None:
        raise front.failure
    return app.gave_up


class LateFront:
    """The front of a house that is entered when the first frame stands, or when somebody touches it: until then its
    resting screen. Tells systemd once a second that the screen thread and the store's thread are alive. Screen thread.

    `failure` is why the house could not be entered; the window closes then.
    """

    def __init__(
        self, first: View, enter: Callable[[], House], give_up: Callable[[], None], notify: Callable[[str], None]
    ) -> None:
        self._first, self._enter, self._give_up, self._notify = first, enter, give_up, notify
        self._house: House | None = None
        self.failure: Exception | None = None

    def enter(self) -> House | None:
        """The house, entered at the first call; None when that failed."""
        if self._house is None and self.failure is None:
            try:
                self._house = self._enter()
            except Exception as problem:  # said by who opened the window, where a person can read it
                self.failure = problem
                self._give_up()
        return self._house

    def close(self) -> None:
        """Close the house, if it was entered."""
        if self._house is not None:
            self._house.close()

    @property
    def changed(self) -> int:
        return -1 if self._house is None else self._house.front.changed

    def view(self) -> View:
        return self._first if self._house is None else self._house.front.view()

    def touch(self, action: str, value: object | None = None) -> None:
        if house := self.enter():
            house.front.touch(action, value)

    def alive(self) -> None:
        if house := self.enter():
            house.front.alive()

    def pump(self) -> None:
        if self._house is not None:
            self._house.front.pump()

    def tick(self) -> None:
        if self._house is None:
            return
        self._house.front.tick()
        if self._house.store.is_alive:
            self._notify("WATCHDOG=1")
