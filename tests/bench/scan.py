"""From the bytes of a scan on the port to the durable decision, without a screen; run as a process of its own.

An empty store, a store with a long past and the floor take turns, so that what else the machine does meets all alike.
Prints one JSON object: milliseconds by name.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from time import perf_counter, sleep

from devices.registry import PrinterOptions, ReaderOptions
from devices.simulated.scanner import SimulatedScanner
from kiosk.bootstrap import build, build_devices
from kiosk.clock import SystemClock
from kiosk.demo.shifted import ShiftedClock
from kiosk.events import DeviceState
from kiosk.places.view import Bar
from kiosk.places.welcome import Welcome
from tests.bench.floor import Floor
from tests.bench.history import store_with
from tests.bench.people import sit_down
from tests.bench.site import START, codes_of, settings

SEATED = 5
WARM_UP = 20
PAUSE = 0.018
"""Seconds between two measurements: with three of them in a turn, a reader stays under its 20 codes a second."""
PATIENCE = 10.0


class Kiosk:
    """The product without its screen: whoever measures stands where the screen thread stands."""

    def __init__(self, folder: Path) -> None:
        site = settings()
        self._codes: Sequence[str] = codes_of(folder)
        self._next = 0
        self._woken = threading.Event()
        self._scanner = SimulatedScanner(folder / "devices")
        self._house = build(
            site,
            folder,
            clock=ShiftedClock(SystemClock(), START),
            make_devices=partial(
                build_devices, reader=ReaderOptions(self._scanner.url), printer=PrinterOptions(), usb_paths=()
            ),
        )
        self._house.inbox.wake = self._woken.set
        self._house.start()
        sit_down(self._house, self._codes[-SEATED:])
        self._until_ready()

    def scan(self) -> float:
        """Somebody presents a card; then the place is left. Returns milliseconds to the durable decision."""
        front, woken = self._house.front, self._woken
        code = self._codes[self._next % (len(self._codes) - SEATED)]
        self._next += 1
        before = front.changed
        began = perf_counter()
        self._scanner.scan(code)
        while front.changed == before:
            self._wait()
            front.pump()
        spent = perf_counter() - began
        if not isinstance(front.place, Welcome):
            raise RuntimeError(f"the scan led to {front.place.name}")
        front.touch(Bar.QUIT)
        woken.clear()
        return spent * 1000

    def close(self) -> None:
        """Take everything down."""
        self._house.close()
        self._scanner.close()

    def _until_ready(self) -> None:
        devices = self._house.front.desk.devices
        while "reader" not in devices or devices["reader"].state is not DeviceState.READY:
            self._wait()
            self._house.front.pump()

    def _wait(self) -> None:
        if not self._woken.wait(PATIENCE):
            raise TimeoutError("nothing came through the inbox")
        self._woken.clear()


def measure(cache: Path, scratch: Path, sessions: int, count: int) -> dict[str, list[float]]:
    """`count` measurements of each kind, in turns, on copies of the stores in `scratch`."""
    kiosks = []
    for past in (0, sessions):
        folder = scratch / f"past-{past}"
        shutil.copytree(store_with(past, cache), folder)
        os.sync()  # or the first commit would wait for the copy
        kiosks.append(Kiosk(folder))
    empty, old = kiosks
    floor = Floor(scratch)
    found: dict[str, list[float]] = {"empty": [], "old": [], "floor": []}
    try:
        for turn in range(-WARM_UP, count):
            for name, act in (("empty", empty.scan), ("floor", floor.decide), ("old", old.scan)):
                sleep(PAUSE)
                spent = act()
                if turn >= 0:
                    found[name].append(spent)
    finally:
        floor.close()
        for kiosk in kiosks:
            kiosk.close()
    return found


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))))
