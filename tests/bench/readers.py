"""From the bytes at the port, and from a picture of the camera, to the fact in the core; run as a process of its own.

Product and floor take turns, so that what else the machine does meets both alike. The floors are a bare read loop of
pyserial on another wire, and zxing-cpp alone on the same picture. Prints one JSON object: milliseconds by name.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from time import perf_counter, sleep
from typing import Any

import qrcode
import serial
import zxingcpp
from PIL import Image

from devices.readers.camera_reader import HEIGHT, WIDTH, CameraReader, texts_in
from devices.readers.frames import Picture
from devices.readers.serial_reader import SerialReader
from devices.simulated.wire import Wire
from devices.supervisor import Supervisor
from kiosk.clock import SystemClock
from kiosk.events import CardPresented, DeviceChanged, DeviceState
from kiosk.inbox import Inbox

WARM_UP = 10
PAUSE = 0.06
"""Seconds between two measurements: a reader delivers at most 20 codes a second."""
PATIENCE = 10.0
PICTURES = 60
"""Different codes, so that none comes again within the two seconds in which it would count once."""


class Core:
    """The inbox, and whoever stands where the screen thread stands."""

    def __init__(self, device: Any) -> None:
        self.inbox = Inbox()
        self._woken = threading.Event()
        self.inbox.wake = self._woken.set
        self._supervisor = Supervisor(self.inbox.put, SystemClock())
        self._supervisor.add(device)
        self._supervisor.start()

    def hear(self, wanted: Callable[[object], bool]) -> None:
        """Returns as soon as such a fact is there. Raises TimeoutError."""
        while True:
            events = list(self.inbox.drain())
            if any(map(wanted, events)):
                return
            if not self._woken.wait(PATIENCE):
                raise TimeoutError("nothing came through the inbox")
            self._woken.clear()

    def close(self) -> None:
        self._supervisor.stop()


class Port:
    """The product's reader on a wire."""

    def __init__(self, folder: Path) -> None:
        self._wire = Wire(folder / "product")
        self._core = Core(SerialReader(str(self._wire.link)))
        self._core.hear(lambda event: isinstance(event, DeviceChanged) and event.state is DeviceState.READY)

    def scan(self, code: bytes) -> float:
        began = perf_counter()
        self._wire.write(code + b"\r")
        self._core.hear(lambda event: isinstance(event, CardPresented))
        return (perf_counter() - began) * 1000

    def close(self) -> None:
        self._core.close()
        self._wire.unplug()


class BarePort:
    """The least that a read loop is: a thread, pyserial, and a queue to whoever waits."""

    def __init__(self, folder: Path) -> None:
        self._wire = Wire(folder / "floor")
        self._port = serial.Serial(str(self._wire.link), timeout=None)
        self._lines: SimpleQueue[bytes] = SimpleQueue()
        threading.Thread(target=self._loop, daemon=True).start()

    def scan(self, code: bytes) -> float:
        began = perf_counter()
        self._wire.write(code + b"\r")
        try:
            self._lines.get(timeout=PATIENCE)
        except Empty:
            raise TimeoutError("nothing came from the port") from None
        return (perf_counter() - began) * 1000

    def _loop(self) -> None:
        line = b""
        while True:
            try:
                line += self._port.read(self._port.in_waiting or 1)
            except OSError:
                return
            if line.endswith(b"\r"):
                self._lines.put(line)
                line = b""

    def close(self) -> None:
        self._wire.unplug()


class Camera:
    """The product's reader in front of pictures that are handed to it one by one."""

    def __init__(self) -> None:
        self._pictures: SimpleQueue[Picture] = SimpleQueue()
        self._core = Core(CameraReader("/dev/video0", open_source=self._open))

    def look(self, picture: Picture) -> float:
        began = perf_counter()
        self._pictures.put(picture)
        self._core.hear(lambda event: isinstance(event, CardPresented))
        return (perf_counter() - began) * 1000

    @contextmanager
    def _open(self, source: str) -> Iterator[Any]:
        yield self

    def newest(self, seconds: float) -> Picture | None:
        try:
            return self._pictures.get(timeout=seconds)
        except Empty:
            return None

    def close(self) -> None:
        self._core.close()


def bare_look(picture: Picture) -> float:
    """zxing-cpp alone."""
    began = perf_counter()
    found = zxingcpp.read_barcodes(memoryview(picture.grey).cast("B", (picture.height, picture.width)))
    spent = (perf_counter() - began) * 1000
    if not found:
        raise RuntimeError("there was no code in the picture")
    return spent


def picture_of(text: str) -> Picture:
    """A code as a camera sees it: turned a little, on a grey ground."""
    code = qrcode.make(text, box_size=5).get_image().convert("L").rotate(12, expand=True, fillcolor=255)
    frame = Image.new("L", (WIDTH, HEIGHT), 170)
    frame.paste(code, (150, 80))
    return Picture(WIDTH, HEIGHT, frame.tobytes())


def measure(scratch: Path, count: int) -> dict[str, list[float]]:
    """`count` measurements of each kind, in turns."""
    port, floor, camera = Port(scratch), BarePort(scratch), Camera()
    pictures = [picture_of(f"VST1:{number:0126d}") for number in range(PICTURES)]
    assert all(texts_in(picture, zxingcpp) for picture in pictures)
    found: dict[str, list[float]] = {"port": [], "bare port": [], "camera": [], "bare camera": []}
    try:
        for turn in range(-WARM_UP, count):
            code, picture = b"VST1:%0126d" % (turn + WARM_UP), pictures[turn % PICTURES]
            other = pictures[(turn + PICTURES // 2) % PICTURES]  # not the one that was just looked at
            sleep(PAUSE)
            spent = (port.scan(code), floor.scan(code), camera.look(picture), bare_look(other))
            if turn >= 0:
                for name, value in zip(found, spent, strict=True):
                    found[name].append(value)
    finally:
        for end in (port, floor, camera):
            end.close()
    return found


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))))
