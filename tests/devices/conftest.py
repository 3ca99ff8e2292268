"""What the device tests share: an ear for events, and devices that are stopped whatever happens."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from devices.printers.raster import render as render_raster
from devices.simulated.scanner import SimulatedScanner
from devices.supervisor import Supervisor
from kiosk.clock import SystemClock
from kiosk.events import DeviceChanged, DeviceState, Event
from kiosk.receipts import ArchNumber, Heading, PrintJob, Qr, Receipt, Rule, Text

TIMEOUT = 20.0
FONTS = Path(__file__).parents[2] / "screens" / "fonts"

E = TypeVar("E")


class Ear:
    """Hears what devices put into the inbox."""

    def __init__(self) -> None:
        self._queue: queue.Queue[Event] = queue.Queue()
        self.heard: list[Event] = []
        self.also: Callable[[Event], object] = lambda event: None
        """Called on the device's thread with each event: to change the world at a certain moment."""

    def put(self, event: Event) -> bool:
        self.also(event)
        self._queue.put(event)
        return True

    def wait(
        self, kind: type[E], wanted: Callable[[E], bool] = lambda event: True, timeout: float = TIMEOUT
    ) -> E:
        """The next event of a kind that fits; fails when none comes."""
        deadline = time.monotonic() + timeout
        while (left := deadline - time.monotonic()) > 0:
            try:
                event = self._queue.get(timeout=left)
            except queue.Empty:
                break
            self.heard.append(event)
            if isinstance(event, kind) and wanted(event):
                return event
        pytest.fail(f"no such {kind.__name__}; heard {self.heard}")

    def state(self, state: DeviceState, code: str | None = None) -> DeviceChanged:
        return self.wait(DeviceChanged, lambda e: e.state is state and code in (None, e.code))

    def wait_until(self, true: Callable[[], bool], timeout: float = TIMEOUT) -> None:
        """Wait for something that no event tells; fails when it does not come true."""
        deadline = time.monotonic() + timeout
        pause = threading.Event()
        while not true():
            assert time.monotonic() < deadline, "it never came true"
            pause.wait(0.01)

    def all(self, kind: type[E]) -> list[E]:
        """Everything of a kind that was heard so far, and what waits."""
        while not self._queue.empty():
            self.heard.append(self._queue.get_nowait())
        return [event for event in self.heard if isinstance(event, kind)]


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def watch(ear: Ear) -> Iterator[Callable[..., Supervisor]]:
    """Start devices under a supervisor; afterwards every thread must end in time."""
    started: list[Supervisor] = []

    def start(*devices: Any) -> Supervisor:
        supervisor = Supervisor(ear.put, SystemClock())
        for device in devices:
            supervisor.add(device)
        supervisor.start()
        started.append(supervisor)
        return supervisor

    yield start
    for supervisor in started:
        assert supervisor.stop() == ()


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[SimulatedScanner]:
    with SimulatedScanner(tmp_path / "scanner-box") as scanner:
        yield scanner


@pytest.fixture
def render() -> Callable[[Receipt, int], Any]:
    return lambda receipt, width: render_raster(receipt, width, FONTS)


@pytest.fixture
def job() -> Callable[[str], PrintJob]:
    """A print job whose QR code says its own id."""

    def make(name: str) -> PrintJob:
        blocks = (
            Heading("Médiathèque des Tilleuls", "Espace numérique"),
            ArchNumber("Poste", "7"),
            Text("Votre session se termine à 15 h 42", centred=True),
            Rule(),
            Qr(f"VSR1:{name}"),
        )
        return PrintJob(name, Receipt(blocks))

    return make
