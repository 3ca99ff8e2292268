"""The guided visit: the main job from the card to the weekly file, on real parts, told step by step.

Real bytes on a pty, a real window (without a screen it is rendered offscreen), a finger that signs, a real TCP
printer, a real store, a folder that stands for the stick. Everything happens in a new temporary folder.
"""

from __future__ import annotations

import math
import secrets
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from config import load, sample_path
from devices.registry import PrinterOptions, ReaderOptions
from devices.simulated.printer import SimulatedPrinter
from devices.simulated.scanner import SimulatedScanner
from kiosk.bootstrap import House, build, build_devices
from kiosk.clock import SystemClock, utc
from kiosk.demo.sample import Sample, prepare
from kiosk.demo.shifted import ShiftedClock
from kiosk.places.view import View
from kiosk.rules.pin import is_acceptable

START = utc(2026, 10, 13, 12, 42)
"""A Tuesday, 14:42 at the sample site."""

SIGNATURE = (
    tuple((0.17 + 0.105 * t, 0.80 - 0.66 * t**0.8) for t in (i / 16 for i in range(17))),
    tuple((0.275 + 0.035 * t, 0.14 + 0.66 * t) for t in (i / 16 for i in range(17))),
    tuple((0.205 + 0.10 * t, 0.56 - 0.06 * t) for t in (i / 8 for i in range(9))),
    tuple((0.36 + 0.0055 * i + 0.012 * math.sin(i / 2.1), 0.66 - 0.10 * math.cos(i / 2.1)) for i in range(72)),
)
"""A quick hand: an A and a wave."""

Say = Callable[[str], None]


def guided_visit(out: Path, say: Say, size: tuple[int, int] = (1080, 1920)) -> None:
    """Run the visit; pictures and the receipt go to `out`.

    Raises `screens.finger.NothingHappenedError` when a step does not come.
    """
    from screens.environment import WindowSettings
    from screens.environment import prepare as prepare_window

    prepare_window(WindowSettings(width=size[0], height=size[1], show_cursor=False))
    out.mkdir(parents=True, exist_ok=True)
    settings = load(sample_path())
    clock = ShiftedClock(SystemClock(), START)
    with tempfile.TemporaryDirectory(prefix="vestibule-visit-") as folder:
        sample = prepare(settings, Path(folder), clock)
        with SimulatedScanner(sample.devices) as scanner, SimulatedPrinter(out / "receipt") as printer:
            options = partial(
                build_devices,
                reader=ReaderOptions(scanner.url),
                printer=PrinterOptions(printer.url),
                usb_paths=(sample.stick,),
            )
            with build(settings, sample.folder, clock=clock, make_devices=options) as house:
                _Visit(house, sample, scanner, printer, out, say).walk()


class _Visit:
    def __init__(  # the parts that a visit touches
        self,
        house: House,
        sample: Sample,
        scanner: SimulatedScanner,
        printer: SimulatedPrinter,
        out: Path,
        say: Say,
    ) -> None:
        from screens.app import KioskApp
        from screens.finger import Finger
        from screens.places import Places

        self._house, self._sample = house, sample
        self._scanner, self._printer = scanner, printer
        self._out, self._say, self._step = out, say, 0
        self._app = KioskApp(house.front, Places())
        house.inbox.wake = self._app.wake
        self._app.wake()  # for what the devices said before
        self._app.start()
        house.front.desk.lying = self._app.lying
        self._finger = Finger(self._app)
        self._words = house.front.desk.words

    def walk(self) -> None:
        """The whole visit."""
        try:
            self._visitor()
            self._returning()
            self._mediator()
            self._picture("the kiosk waits for the next visitor")
        finally:
            self._app.close()
        self._say(f"Pictures and the receipt are in {self._out}")

    def _visitor(self) -> None:
        words, tap = self._words, self._finger.tap
        self._finger.until(lambda: {"reader", "printer"} <= set(self._house.front.desk.devices))
        self._picture("the kiosk waits")
        self._present("amina", "charter")
        self._picture("Amina presents her card for the first time: the charter")
        self._finger.sign(SIGNATURE)
        self._picture("she signs with a finger")
        tap(words.t("I accept and sign"))
        self._wait_for("welcome")
        self._picture("she is welcomed")
        tap(words.t("Use a workstation"))
        self._wait_for("choose")
        self._picture("the best workstation is chosen already")
        tap(self._view.state.confirm.label)  # type: ignore[attr-defined]
        self._wait_for("opened")
        self._picture("her session is open")
        tap(words.t("Print my receipt"))
        self._finger.until(lambda: self._view.state.receipt.kind == "take")  # type: ignore[attr-defined]
        self._finger.until(lambda: bool(self._printer.slips))
        self._picture(f"her receipt is printed: {len(self._printer.slips[-1].data)} bytes reached the printer")
        tap(words.t("I am going"))
        self._wait_for("idle")

    def _returning(self) -> None:
        self._present("amina", "my-session")
        self._picture("she presents the card again: her session")
        self._finger.tap(self._words.t("Leave"))
        self._wait_for("idle")

    def _mediator(self) -> None:
        words, tap = self._words, self._finger.tap
        self._present("karim", "pin")
        self._picture("Karim presents the staff card and chooses a code")
        code = _new_pin()
        for _ in range(2):
            for digit in code:
                tap(digit)
        self._wait_for("board")
        number = self._house.reception.room.sessions[0].workstation
        tap(str(number))
        self._picture("the board of workstations")
        tap("+ 30")
        self._finger.until(lambda: self._view.dialog is not None)
        self._picture("why half an hour more?")
        tap(words.t("A procedure to finish"))
        self._finger.until(lambda: self._view.frame.toast is not None)
        self._picture("half an hour more for Amina")
        tap(words.t("Export"))
        self._wait_for("export")
        tap(words.t("Week after"))
        self._picture("the export of this week")
        tap(words.t("Copy to the stick"))
        self._wait_for("export-done")
        self._picture("the week is on the stick")
        for file in sorted(self._sample.stick.rglob("*.*")):
            target = self._out / "export" / file.name
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(file.read_bytes())
        tap(words.t("Close"))
        self._wait_for("idle")

    @property
    def _view(self) -> View:
        return self._house.front.view()

    def _present(self, name: str, place: str) -> None:
        """Write the bytes of a scan to the reader's wire, until it was read."""
        self._finger.pause(2.2)  # the reader takes the same code within 2 s for one scan
        self._scanner.scan(self._sample.codes[name])
        self._wait_for(place)

    def _wait_for(self, place: str) -> None:
        self._finger.until(lambda: self._view.place == place and self._app.router.showing == place)

    def _picture(self, told: str) -> None:
        self._step += 1
        path = self._finger.shot(self._out / f"{self._step:02d}-{self._view.place}.png")
        now = self._house.reception.moment().utc
        self._say(f"{self._words.clock(now)}  {told}  ({path.name})")


def _new_pin() -> str:
    """A random code that is good enough, for the invented colleague."""
    while True:
        digits = f"{secrets.randbelow(1_000_000):06d}"
        if is_acceptable(digits) and len(set(digits)) == len(digits):
            return digits
