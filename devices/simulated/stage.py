"""Directions for simulated devices while a kiosk runs: another process says what each is to do, they do it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType

from devices.simulated.printer import Mood, SimulatedPrinter
from devices.simulated.scanner import SimulatedScanner
from devices.simulated.stick import SimulatedStick, StickMood
from devices.simulated.wire import Wire

log = logging.getLogger(__name__)

FLOOD = b"0123456789" * 1000 + b"\r"
"""More than any code has: what follows is dropped as well, until the scanner is silent for a moment."""
NOISE = bytes(range(0x80, 0x100)) + b"\r"
HALF = b"VST1:HALF"
"""A code that breaks off: no suffix."""
PLUG = ("unplug", "plug")
DIRECTIONS: Mapping[str, tuple[str, ...]] = {
    "scanner": (*PLUG, "half", "noise", "flood"),
    "tags": (*PLUG, "half", "noise", "flood"),
    "printer": (*PLUG, *Mood),
    "stick": tuple(StickMood),
}
"""What each device can be told."""


class Stage:
    """Takes lines such as `printer no-paper` at the symbolic link `<folder>/stage`. A context manager.

    `done` hears of each that was obeyed, as device and direction, on the stage's thread; what is not understood, or
    cannot be done now, is logged. Raises OSError when the folder cannot be used.
    """

    def __init__(
        self,
        folder: Path,
        *,
        scanner: SimulatedScanner,
        tags: SimulatedScanner,
        printer: SimulatedPrinter,
        stick: SimulatedStick,
        done: Callable[[str, str], None],
    ) -> None:
        self._scanners = {"scanner": scanner, "tags": tags}
        self._printer = printer
        self._stick = stick
        self._done = done
        self._closed = threading.Event()
        self._wire = Wire(folder / "stage")
        self._thread = threading.Thread(target=self._listen, name="stage", daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        """Where another process writes lines, as with `devices.simulated.scanner.show_bytes`."""
        return str(self._wire.link)

    def direct(self, device: str, direction: str) -> None:
        """Make a device do it. Raises ValueError for what `DIRECTIONS` does not name, OSError when it cannot now."""
        if direction not in DIRECTIONS.get(device, ()):
            raise ValueError(f"no direction: {device} {direction}")
        if device == "stick":
            self._stick.mood = StickMood(direction)
        elif device == "printer" and direction not in PLUG:
            self._printer.mood = Mood(direction)
        else:
            twin = self._printer if device == "printer" else self._scanners[device]
            if direction == "unplug":
                twin.unplug()
            elif direction == "plug":
                twin.replug()
            elif isinstance(twin, SimulatedScanner):
                twin.send({"half": HALF, "noise": NOISE, "flood": FLOOD}[direction])

    def close(self) -> None:
        """Take no more directions."""
        self._closed.set()
        self._thread.join(2.0)
        self._wire.unplug()

    def __enter__(self) -> Stage:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _listen(self) -> None:
        waiting = b""
        while not self._closed.is_set():
            *lines, waiting = (waiting + self._wire.read(0.2)).split(b"\n")
            for line in lines:
                self._obey(*line.decode("ascii", "replace").partition(" ")[::2])

    def _obey(self, device: str, direction: str) -> None:
        try:
            self.direct(device, direction)
        except (OSError, ValueError) as error:
            log.warning("the stage: %s", error)
        else:
            self._done(device, direction)
