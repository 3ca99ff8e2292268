"""A scanner in keyboard mode, read from the Linux kernel and kept from everybody else.

The scanner is grabbed (EVIOCGRAB), so that what it types reaches neither a window nor a console; the keys arrive as
places on the keyboard, whatever the layout. The few bytes of the kernel's interface are read with the standard library
(`input_event` of `linux/input.h`): no compiler is needed on the kiosk.
"""

from __future__ import annotations

import errno
import fcntl
import math
import os
import select
import stat
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

from devices.advice import DriverError, Unfit
from devices.link import Link
from devices.readers.delivery import Delivery
from devices.readers.keyboard import KeyDecoder
from kiosk.events import DeviceState

EVENT = struct.Struct("@llHHi")
"""Seconds, microseconds, type, code, value."""
EV_SYN, EV_KEY = 0, 1
SYN_DROPPED = 3
"""The kernel's own buffer ran over: keys are missing."""
RELEASED, PRESSED = 0, 1
EVIOCGRAB = 0x40044590
"""_IOW('E', 0x90, int)"""
READ_EVENTS = 64
REST_SECONDS = 1.0

Event = tuple[float, int, int, int]
"""When (seconds, by the kernel), type, code, value."""


class EventStream:
    """Cuts the bytes of an event device into events; half an event waits for the rest. Pure."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> Iterator[Event]:
        data = self._rest + data
        whole = len(data) - len(data) % EVENT.size
        self._rest = data[whole:]
        for seconds, micros, kind, code, value in EVENT.iter_unpack(data[:whole]):
            yield seconds + micros / 1e6, kind, code, value


class WedgeReader:
    """A device for the supervisor. `path` is the event device, best under /dev/input/by-id; a named pipe of recorded
    events works as well. `layout` is the one that the scanner is set to; see `devices.readers.keyboard`."""

    def __init__(
        self,
        path: str,
        *,
        name: str = "reader",
        layout: str = "us",
        idle_flush_ms: int = 100,
        max_length: int = 4096,
        read: Callable[[int, int], bytes] = os.read,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path = path
        self._name = name
        self._idle = idle_flush_ms / 1000
        self._decoder = KeyDecoder(layout, self._idle, max_length)
        self._delivery = Delivery(name, path)
        self._read = read
        self._monotonic = monotonic

    @property
    def name(self) -> str:
        return self._name

    @property
    def target(self) -> str:
        return self._path

    def serve(self, link: Link) -> None:
        """Grab the scanner and deliver its codes until the house closes. Raises OSError or Unfit when it is lost."""
        device = _open(self._path)
        try:
            _grab(device)
            link.opened()
            link.report(DeviceState.READY)
            stream = EventStream()
            while link.going_on():
                rest = self._idle if self._decoder.waits else REST_SECONDS
                ready = select.select([device], [], [], rest)[0]
                texts = self._typed(self._events(device, stream)) if ready else self._decoder.idle_elapsed(math.inf)
                self._delivery.take(texts, self._monotonic(), link)
        finally:
            self._decoder.reset()
            os.close(device)  # lets the grab go as well

    def interrupt(self) -> None:
        """Nothing: `serve` looks once a second."""

    def _events(self, device: int, stream: EventStream) -> list[Event]:
        try:
            data = self._read(device, EVENT.size * READ_EVENTS)
        except BlockingIOError:
            return []
        if not isinstance(data, bytes):
            raise DriverError(f"read returned a {type(data).__name__}")
        if not data:
            raise OSError(errno.ENODEV, "the scanner is gone")
        return list(stream.feed(data))

    def _typed(self, events: list[Event]) -> list[str]:
        """The codes that events complete. Their own times count: a kiosk that was busy must not cut a code in two."""
        texts: list[str] = []
        for when, kind, code, value in events:
            if kind == EV_KEY and value in (RELEASED, PRESSED):  # 2 repeats a key that is held
                texts += self._decoder.key(code, value == PRESSED, when)
            elif kind == EV_SYN and code == SYN_DROPPED:
                self._decoder.keys_lost()
        return texts


def _open(path: str) -> int:
    try:
        return os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except PermissionError as error:
        raise Unfit("no-input-permission") from error


def _grab(device: int) -> None:
    """Keep the device from everybody else. Raises Unfit when it is no event device, or is kept by somebody."""
    mode = os.fstat(device).st_mode
    if stat.S_ISFIFO(mode):
        return  # a pipe has no other readers to be kept away
    try:
        fcntl.ioctl(device, EVIOCGRAB, 1)
    except OSError as error:
        with suppress(KeyError):
            raise Unfit({errno.EBUSY: "keyboard-taken", errno.ENODEV: "missing"}[error.errno or 0]) from error
        raise Unfit("not-keyboard") from error
