"""The product in its window, run as `vestibule run` runs it, obeying like the bare window. A process of its own.

The folder holds a store with people (`tests.bench.people`). The orders `scan`, `plan`, `take` and `leave` are the main
job, one visitor after the other: a card is presented, a workstation is wanted, it is taken, the visitor goes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import cycle
from pathlib import Path
from time import monotonic, perf_counter
from typing import Any

from devices.registry import PrinterOptions, ReaderOptions
from devices.simulated.scanner import SimulatedScanner
from kiosk.bootstrap import House, build, build_devices
from kiosk.clock import SystemClock
from kiosk.commands.run import run_house
from kiosk.demo.shifted import ShiftedClock
from tests.bench.site import START, codes_of, settings

SIZE = "1080x1920"
WORDS = ("text", "title", "number", "label")


class Visit:
    """What a visitor does, seen from outside the window. Its methods are the orders; their answers milliseconds."""

    def __init__(self, house: House, scanner: SimulatedScanner, codes: Iterator[str]) -> None:
        from tests.bench.window_driver import Glass, serve

        self._house, self._scanner, self._codes = house, scanner, codes
        self._words = house.front.desk.words
        self.glass = Glass()
        orders: dict[str, Callable[[], Any]] = {
            name: getattr(self, name) for name in ("ready", "scan", "plan", "take", "leave", "ask", "back")
        }
        serve({**orders, "screen": lambda: self.glass.screen})

    def ready(self) -> float:
        """When the first screen was drawn and the reader was there (CLOCK_MONOTONIC)."""
        self.glass.until(lambda: self._shows("idle"), 0.0)
        return monotonic()

    def scan(self) -> float:
        """Present a card; greeted."""
        began = perf_counter()
        self._scanner.scan(next(self._codes))
        return (self.glass.until(lambda: self._shows("welcome"), began) - began) * 1000

    def plan(self) -> float:
        """Ask for a workstation: the floor plan."""
        return self._tap(self._words.t("Use a workstation"), "choose")

    def take(self) -> float:
        """Take the one that is recommended: the open session."""
        state: Any = self._house.front.view().state
        return self._tap(state.confirm.label, "opened")

    def leave(self) -> float:
        """Go; the session is ended afterwards, so that the room does not fill."""
        spent = self._tap(self._words.t("I am going"), "idle")
        self._on_screen_thread(self._end_sessions)
        return spent

    def ask(self) -> float:
        """Touch the resting screen: what to do without a card."""
        return self._tap(self._words.t("I have no card"), "notice")

    def back(self) -> float:
        """From there to the resting screen."""
        return self._tap(self._words.t("Leave"), "idle")

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
    """Open the kiosk and obey until the process is ended."""
    with SimulatedScanner(folder / "devices") as scanner:
        site = settings()
        # The same twelve workstations serve visitor after visitor, and none of them may rest between two.
        site = replace(site, limits=replace(site.limits, session_gap=0))
        house = build(
            site,
            folder,
            clock=ShiftedClock(SystemClock(), START),
            make_devices=partial(
                build_devices, reader=ReaderOptions(scanner.url), printer=PrinterOptions(), usb_paths=()
            ),
        )
        codes = cycle(codes_of(folder))

        def ready() -> None:
            Visit(house, scanner, codes)

        run_house(house, SIZE, ready)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
