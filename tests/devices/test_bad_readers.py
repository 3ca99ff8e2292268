"""Drivers that break their promises: the core hears of a state, never of an exception."""

from __future__ import annotations

import itertools
import termios
import threading
from typing import Any

import pytest

from devices.link import Link
from devices.readers.presence import MOST_PER_SECOND
from devices.readers.serial_reader import SerialReader
from devices.simulated.scanner import SimulatedScanner
from kiosk.clock import SystemClock
from kiosk.events import CardPresented, DeviceChanged, DeviceState


class Port:
    """A driver that is well-behaved until a test says otherwise: it reads nothing, like a quiet scanner."""

    in_waiting: Any = 0

    def __init__(self) -> None:
        self.closed = 0

    def read(self, size: int) -> Any:
        return b""

    def write(self, data: bytes) -> int:
        return len(data)

    def close(self) -> None:
        self.closed += 1


class Raises(Port):
    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error = error

    def read(self, size: int) -> Any:
        raise self.error


class Returns(Port):
    def __init__(self, value: object) -> None:
        super().__init__()
        self.value = value

    def read(self, size: int) -> Any:
        return self.value


class WaitsFor(Port):
    def __init__(self, value: object) -> None:
        super().__init__()
        self.in_waiting = value

    def read(self, size: int) -> Any:
        return b"x"


class ClosesBadly(Port):
    def read(self, size: int) -> Any:
        raise OSError(5, "I/O")

    def close(self) -> None:
        raise termios.error(5, "I/O")


BAD = [
    (Raises(OSError(5, "I/O")), "lost"),
    (Raises(termios.error(5, "I/O")), "lost"),
    (Raises(RuntimeError("inside the driver")), "driver-fault"),
    (Raises(UnicodeDecodeError("utf-8", b"\xc3", 0, 1, "end")), "driver-fault"),
    (Returns(None), "driver-fault"),
    (Returns("VST1:TEXT"), "driver-fault"),
    (Returns(["V"]), "driver-fault"),
    (Returns(65), "driver-fault"),
    (WaitsFor(None), "driver-fault"),
    (WaitsFor("3"), "driver-fault"),
    (ClosesBadly(), "lost"),
]


@pytest.mark.parametrize(("port", "code"), BAD, ids=lambda value: value if isinstance(value, str) else "")
def test_a_bad_driver_is_a_state_and_the_others_go_on(
    port: Port, code: str, scanner: SimulatedScanner, ear: Any, watch: Any
) -> None:
    bad = SerialReader("/dev/bad", name="bad", open_port=lambda url, **settings: port)
    supervisor = watch(bad, SerialReader(scanner.url))
    advice = ear.wait(object, lambda e: getattr(e, "code", "") == code and e.device == "bad")
    assert advice.state is DeviceState.SEARCHING
    if not any(getattr(e, "device", "") == "reader" and e.state is DeviceState.READY for e in ear.all(object)):
        ear.wait(object, lambda e: getattr(e, "device", "") == "reader" and e.state is DeviceState.READY)
    scanner.scan("VST1:GOOD")
    assert ear.wait(CardPresented) == CardPresented("VST1:GOOD", "reader")
    assert supervisor.health()["bad"].errors >= 1


def test_a_driver_that_cannot_open(ear: Any, watch: Any) -> None:
    def opened(url: str, **settings: Any) -> Any:
        raise RuntimeError("no library")

    watch(SerialReader("/dev/bad", open_port=opened))
    ear.state(DeviceState.SEARCHING, "driver-fault")


def test_a_port_is_closed_however_it_was_lost(ear: Any, watch: Any) -> None:
    port = Raises(OSError(5, "I/O"))
    watch(SerialReader("/dev/bad", open_port=lambda url, **settings: port))
    ear.state(DeviceState.SEARCHING, "lost")
    assert port.closed >= 1


def test_half_a_scan_is_forgotten_when_the_reader_disappears(ear: Any, watch: Any) -> None:
    class Scripted(Port):
        def __init__(self, *script: bytes) -> None:
            super().__init__()
            self.script = list(script)

        def read(self, size: int) -> Any:
            if self.script:
                return self.script.pop(0)
            raise OSError(5, "I/O")

    ports = [Scripted(b"VST1:HALF"), Scripted(b"VST1:WHOLE\r")]

    def opened(url: str, **settings: Any) -> Any:
        return ports.pop(0) if ports else Scripted()

    watch(SerialReader("/dev/bad", open_port=opened, monotonic=lambda: 7.0))
    assert ear.wait(CardPresented).text == "VST1:WHOLE"


def test_a_silent_driver_that_does_not_block_is_not_asked_without_end(ear: Any) -> None:
    class Stop(threading.Event):
        """Remembers that somebody waited, and ends the house after the third time."""

        waits = 0

        def wait(self, timeout: float | None = None) -> bool:
            self.waits += 1
            if self.waits == 3:
                self.set()
            return self.is_set()


    class Counting(Port):
        reads = 0

        def read(self, size: int) -> Any:
            self.reads += 1
            return b""

    port, stop = Counting(), Stop()
    SerialReader("/dev/bad", open_port=lambda url, **settings: port).serve(
        Link("reader", ear.put, SystemClock(), stop)
    )
    assert port.reads == 3


def test_a_reader_that_floods_is_held_back(ear: Any) -> None:

    stop = threading.Event()
    numbers = itertools.count()

    class Flood(Port):
        in_waiting = 4096

        def read(self, size: int) -> Any:
            number = next(numbers)
            if number >= 2000:
                stop.set()
            return b"" if size == 1 and number >= 2000 else f"VST1:{number}\r".encode()

    SerialReader("/dev/bad", open_port=lambda url, **settings: Flood(), monotonic=lambda: 7.0).serve(
        Link("reader", ear.put, SystemClock(), stop)
    )
    assert len(ear.all(CardPresented)) == MOST_PER_SECOND


def test_a_flood_is_told_once_and_its_end_too(ear: Any) -> None:

    stop = threading.Event()
    now = [0.0]
    script = [b"".join(b"VST1:%d\r" % n for n in range(100)), b"VST1:CALM\r", b"VST1:CALMER\r"]

    class Scripted(Port):
        def read(self, size: int) -> Any:
            now[0] += 10.0
            if script:
                return script.pop(0)
            stop.set()
            return b""

    SerialReader("/dev/bad", open_port=lambda url, **settings: Scripted(), monotonic=lambda: now[0]).serve(
        Link("reader", ear.put, SystemClock(), stop)
    )
    states = [(e.state, e.code) for e in ear.all(DeviceChanged)]
    assert states == [(DeviceState.READY, ""), (DeviceState.DEGRADED, "flood"), (DeviceState.READY, "")]
