"""The product in its window, run as `vestibule run` runs it, obeying like the bare window. A process of its own.

The folder holds a store with people (`tests.bench.people`). The orders `scan`, `plan`, `take` and `leave` are the main
job, one visitor after the other: a card is presented, a workstation is wanted, it is taken, the visitor goes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from itertools import cycle
from pathlib import Path
from time import monotonic, perf_counter, sleep
from typing import TYPE_CHECKING, Any

from tests.bench.site import codes_of, settings

if TYPE_CHECKING:  # the measured program imports what `vestibule run` does, when it does
    from kiosk.bootstrap import House
    from kiosk.clock import Clock

SIZE = (1080, 1920)
PATIENCE = 10.0
WORDS = ("text", "title", "number", "label")


class Visit:
    """What a visitor does, seen from outside the window. Its methods are the orders; their answers milliseconds."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._simulated = ExitStack()
        self._house: Any = None
        self.scan_with: Callable[[str], object] = lambda _code: None

    def begin(self) -> None:
        """The window is there; listen to orders."""
        from tests.bench.window_driver import Glass, serve

        self._codes = cycle(codes_of(self._folder))
        self.glass = Glass()
        orders: dict[str, Callable[[], Any]] = {
            name: getattr(self, name) for name in ("ready", "whole", "scan", "plan", "take", "leave", "ask", "back")
        }
        serve({**orders, "screen": lambda: self.glass.screen})

    def make_house(self, clock: Clock) -> House:
        """The house behind the window, with a simulated scanner."""
        from devices.registry import PrinterOptions, ReaderOptions
        from devices.simulated.scanner import SimulatedScanner
        from kiosk.bootstrap import build, build_devices

        site = settings()
        # The same twelve workstations serve visitor after visitor, and none of them may rest between two.
        site = replace(site, limits=replace(site.limits, session_gap=0))
        scanner = self._simulated.enter_context(SimulatedScanner(self._folder / "devices"))
        self.scan_with = scanner.scan
        devices = partial(build_devices, reader=ReaderOptions(scanner.url), printer=PrinterOptions(), usb_paths=())
        self._house = build(site, self._folder, clock=clock, make_devices=devices)
        return self._house

    def ready(self) -> float:
        """When the first screen was drawn (CLOCK_MONOTONIC)."""
        self.glass.until(lambda: self._shows("idle"), 0.0)
        return monotonic()

    def whole(self) -> float:
        """When the reader listens, too."""
        from kiosk.events import DeviceState

        end = monotonic() + PATIENCE
        while monotonic() < end:
            if self._house is not None:
                reader = self._house.front.desk.devices.get("reader")
                if reader is not None and reader.state is DeviceState.READY:
                    return monotonic()
            sleep(0.002)
        raise TimeoutError("the reader does not listen")

    def scan(self) -> float:
        """Present a card; greeted."""
        began = perf_counter()
        self.scan_with(next(self._codes))
        return (self.glass.until(lambda: self._shows("welcome"), began) - began) * 1000

    def plan(self) -> float:
        """Ask for a workstation: the floor plan."""
        return self._tap(self._house.front.desk.words.t("Use a workstation"), "choose")

    def take(self) -> float:
        """Take the one that is recommended: the open session."""
        state: Any = self._house.front.view().state
        return self._tap(state.confirm.label, "opened")

    def leave(self) -> float:
        """Go; the session is ended afterwards, so that the room does not fill."""
        spent = self._tap(self._house.front.desk.words.t("I am going"), "idle")
        self._on_screen_thread(self._end_sessions)
        return spent

    def ask(self) -> float:
        """Touch the resting screen: what to do without a card."""
        return self._tap(self._house.front.desk.words.t("I have no card"), "notice")

    def back(self) -> float:
        """From there to the resting screen."""
        return self._tap(self._house.front.desk.words.t("Leave"), "idle")

    def _shows(self, place: str) -> bool:
        router = self._router()
        return router is not None and router.showing == place

    def _tap(self, words: str, place: str) -> float:
        from screens.focus import controls

        for control in controls(self._router()):
            if any(getattr(control, name, None) == words for name in WORDS):
                x, y = control.to_window(*control.center)
                return self.glass.tap(x, y, lambda: self._shows(place))
        raise LookupError(words)

    def _end_sessions(self) -> None:
        reception = self._house.reception
        for session in reception.room.sessions:
            reception.end(session, reception.new_request())

    def _on_screen_thread(self, act: Callable[[], None]) -> None:
        from kivy.clock import Clock

        Clock.schedule_once(lambda _dt: act())
        self._house.inbox.wake()

    @staticmethod
    def _router() -> Any:
        from kivy.core.window import Window

        from screens.router import Router

        return next((child for child in Window.children if isinstance(child, Router)), None)


def main(folder: Path) -> None:
    """Open the kiosk and obey until the process is ended. Imports what `vestibule run` imports, in its order."""
    from kiosk.clock import SystemClock
    from kiosk.commands.shared import settings_of
    from kiosk.commands.window import run_window
    from kiosk.demo.shifted import ShiftedClock
    from tests.bench.site import START

    visit = Visit(folder)
    clock = ShiftedClock(SystemClock(), START)
    first = settings_of(None, calendars=False)
    run_window(first, partial(visit.make_house, clock), clock=clock, size=SIZE, ready=visit.begin)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
