"""Drivers of readers that work until a test says otherwise: each plays a script, the same for all kinds of readers.

A script is a list of steps. `Card` is a card in front of the reader, `Quiet` is nothing for so many seconds; what
else may be in it is said at each driver. A step is taken once; when the device was lost, what comes after it waits for
the next opening.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from devices.readers.camera_reader import CameraReader
from devices.readers.frames import Picture
from devices.readers.profiles import PROFILES
from devices.readers.serial_reader import SerialReader
from devices.readers.smartcard_reader import SmartcardReader
from devices.readers.tag_framing import TagFramer, tag_frame
from devices.readers.wedge_reader import WedgeReader
from devices.simulated.tag_reader import ENTER, key_events, keys_of
from tests.faults.virtual_time import World

TURN = 0.05
"""Seconds that one read takes."""


@dataclass(frozen=True)
class Card:
    """A card in front of the reader, by its number."""

    number: int


@dataclass(frozen=True)
class Quiet:
    """Nothing, for so many seconds."""

    seconds: float


@dataclass(frozen=True)
class Gone:
    """Pulled out, for so many seconds; `error` is what the driver raises."""

    seconds: float
    error: BaseException


class Script:
    """What a driver does next. `plugged_in` is False while the device is away."""

    def __init__(self, world: World, steps: list[Any]) -> None:
        self.world = world
        self.steps = list(steps)
        self.plugged_in = True
        self.back_at = world.now
        """When the device was plugged in again, or the last trouble was over: from then on a card could be read."""

    def opened(self) -> None:
        """Raises as the system does when there is nothing."""
        if not self.plugged_in:
            raise FileNotFoundError(errno.ENOENT, "No such file or directory")

    def next(self) -> Any:
        """The next step; None when nothing happens now. Raises when the device is gone."""
        self.world.pass_time(TURN)
        if not self.steps:
            return None
        step = self.steps.pop(0)
        if not isinstance(step, Card):
            self.back_at = self.world.now
        if isinstance(step, Quiet):
            if step.seconds > TURN:
                self.steps.insert(0, Quiet(step.seconds - TURN))
            return None
        if isinstance(step, Gone):
            self.plugged_in = False
            self.world.after(step.seconds, self.replug)
            raise step.error
        return step

    def replug(self) -> None:
        self.plugged_in = True
        self.back_at = self.world.now


class SerialDriver:
    """A serial port. Steps: bytes arrive; `Waiting` is what `in_waiting` says next; `Writes` raises at the next write;
    an exception is raised and anything else returned by `read`."""

    @dataclass(frozen=True)
    class Waiting:
        value: object

    @dataclass(frozen=True)
    class Writes:
        seconds: float

    def __init__(self, world: World, steps: list[Any], *, tags: bool = False) -> None:
        self.script = Script(world, steps)
        self._tags = tags
        self._buffer = b""
        self._waiting: object = None
        self._broken: Gone | None = None

    def device(self) -> SerialReader:
        framing = TagFramer() if self._tags else None
        profile = PROFILES["honeywell"]  # one that is written to
        monotonic = self.script.world.monotonic
        return SerialReader(
            "/dev/bad", profile=profile, trigger=True, framing=framing, open_port=self._open, monotonic=monotonic
        )

    def text(self, number: int) -> str:
        return f"UID:{number:010X}" if self._tags else f"VST1:CARD{number}"

    def frame(self, number: int) -> bytes:
        return tag_frame(number.to_bytes(5)) if self._tags else self.text(number).encode() + b"\r"

    def _open(self, url: str, **settings: Any) -> Any:
        self.script.opened()
        self._buffer, self._waiting, self._broken = b"", None, None
        return self

    @property
    def in_waiting(self) -> Any:
        waiting, self._waiting = self._waiting, None
        return len(self._buffer) if waiting is None else waiting

    def read(self, size: int) -> Any:
        if not self._buffer:
            step = self.script.next()
            if isinstance(step, Card):
                step = self.frame(step.number)
            if isinstance(step, self.Waiting):
                self._waiting, step = step.value, b"V"
            if isinstance(step, self.Writes):
                self._broken, step = Gone(step.seconds, OSError(errno.EIO, "I/O")), None
            if isinstance(step, BaseException):
                raise step
            if step is None:
                return b""
            if not isinstance(step, bytes):
                return step
            self._buffer = step
        data, self._buffer = self._buffer[:size], self._buffer[size:]
        return data

    def write(self, data: bytes) -> int:
        if self._broken is not None:
            self.script.steps.insert(0, self._broken)
            self._broken = None
            self.script.next()
        return len(data)

    def close(self) -> None:
        pass


class WedgeDriver:
    """A scanner in keyboard mode. Steps: bytes of the kernel; an exception is raised and anything else returned."""

    def __init__(self, world: World, steps: list[Any], folder: Path) -> None:
        self.script = Script(world, steps)
        self._path = folder / "event5"
        os.mkfifo(self._path)
        self._pipe = os.open(self._path, os.O_RDWR | os.O_NONBLOCK)
        os.write(self._pipe, b"!")  # never read: the device always has something to say

    def device(self) -> WedgeReader:
        return WedgeReader(str(self._path), read=self._read, monotonic=self.script.world.monotonic)

    def text(self, number: int) -> str:
        return f"VST1:CARD{number}"

    def frame(self, number: int) -> bytes:
        return key_events([*keys_of(self.text(number), "us"), (ENTER, True), (ENTER, False)])

    def _read(self, device: int, size: int) -> Any:
        if not self.script.plugged_in:
            raise OSError(errno.ENODEV, "No such device")
        step = self.script.next()
        if isinstance(step, Card):
            return self.frame(step.number)
        if step is None:
            raise BlockingIOError
        if isinstance(step, BaseException):
            raise step
        return step

    def close(self) -> None:
        os.close(self._pipe)


class SmartcardDriver:
    """pyscard. Steps: `Answer` is a card that says something else; `States` is what a status change answers;
    an exception is raised by a status change."""

    SCARD_SCOPE_USER, SCARD_S_SUCCESS, SCARD_E_TIMEOUT, SCARD_E_NO_READERS_AVAILABLE = 0, 0, 0x8010000A, 0x8010002E
    SCARD_E_NO_SERVICE, SCARD_F_INTERNAL_ERROR, SCARD_E_SERVICE_STOPPED = 0x8010001D, 0x80100001, 0x8010001E
    SCARD_STATE_UNAWARE, SCARD_STATE_UNKNOWN, SCARD_STATE_UNAVAILABLE = 0, 4, 8
    SCARD_STATE_PRESENT, SCARD_STATE_MUTE, SCARD_STATE_EMPTY = 0x20, 0x200, 0x10
    SCARD_SHARE_SHARED, SCARD_PROTOCOL_T0, SCARD_PROTOCOL_T1, SCARD_LEAVE_CARD = 2, 1, 2, 0
    READER = "Reader 00 00"

    @dataclass(frozen=True)
    class Answer:
        value: object
        code: int = 0
        seconds: float = 0.0

    @dataclass(frozen=True)
    class States:
        value: object

    def __init__(self, world: World, steps: list[Any]) -> None:
        self.script = Script(world, steps)
        self._answer = self.Answer([])
        self._count = 0

    def device(self) -> SmartcardReader:
        return SmartcardReader(load=lambda: self, monotonic=self.script.world.monotonic)

    def text(self, number: int) -> str:
        return f"UID:{number:08X}"

    def SCardEstablishContext(self, scope: int) -> tuple[int, object]:  # noqa: N802 - as the library calls it
        return self.SCARD_S_SUCCESS, object()

    def SCardReleaseContext(self, context: object) -> int:  # noqa: N802
        return self.SCARD_S_SUCCESS

    def SCardListReaders(self, context: object, groups: object) -> tuple[int, list[str]]:  # noqa: N802
        return (0, [self.READER]) if self.script.plugged_in else (self.SCARD_E_NO_READERS_AVAILABLE, [])

    def SCardGetErrorMessage(self, code: int) -> str:  # noqa: N802
        return "trouble"

    def SCardGetStatusChange(self, context: object, timeout: int, states: object) -> Any:  # noqa: N802
        if not self.script.plugged_in:
            return self.SCARD_S_SUCCESS, [(self.READER, self.SCARD_STATE_UNKNOWN, [])]
        step = self.script.next()
        if step is None:
            return self.SCARD_E_TIMEOUT, []
        if isinstance(step, self.States):
            return self.SCARD_S_SUCCESS, step.value
        if isinstance(step, BaseException):
            raise step
        self._answer = self.Answer([*step.number.to_bytes(4), 0x90, 0]) if isinstance(step, Card) else step
        self._count += 2
        return self.SCARD_S_SUCCESS, [(self.READER, self._count << 16 | self.SCARD_STATE_PRESENT, [])]

    def SCardConnect(self, *how: object) -> tuple[int, object, int]:  # noqa: N802
        return self.SCARD_S_SUCCESS, object(), 1

    def SCardTransmit(self, *how: object) -> tuple[int, Any]:  # noqa: N802
        if self._answer.seconds:
            self.script.world.pass_time(self._answer.seconds)
            self.script.replug()
        return self._answer.code, self._answer.value

    def SCardDisconnect(self, *how: object) -> int:  # noqa: N802
        return self.SCARD_S_SUCCESS


class CameraDriver:
    """A camera, and codes in its pictures. Steps: bytes are what a code says; an exception is raised, and anything else
    is the next picture."""

    def __init__(self, world: World, steps: list[Any]) -> None:
        self.script = Script(world, steps)
        self._code = b""

    def device(self) -> CameraReader:
        return CameraReader(
            "/dev/video0",
            open_source=self._open,
            load=lambda: SimpleNamespace(read_barcodes=self._read_barcodes),
            monotonic=self.script.world.monotonic,
        )

    def text(self, number: int) -> str:
        return f"VST1:CARD{number}"

    @contextmanager
    def _open(self, source: str) -> Iterator[Any]:
        self.script.opened()
        yield self

    def newest(self, seconds: float) -> Any:
        step = self.script.next()
        if isinstance(step, Card):
            step = self.text(step.number).encode()
        if isinstance(step, BaseException):
            raise step
        if isinstance(step, bytes):
            self._code = step
            return Picture(4, 2, b"........")
        return step

    def _read_barcodes(self, dots: object) -> list[Any]:
        code, self._code = self._code, b""
        return [SimpleNamespace(bytes=code)] if code else []
