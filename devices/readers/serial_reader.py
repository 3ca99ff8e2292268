"""A QR or barcode reader on anything that pyserial can open: a tty, `socket://`, `rfc2217://`, `loop://`, `spy://`."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol, cast

import serial

from devices.advice import DriverError, advise
from devices.link import Link
from devices.readers.framing import Framer
from devices.readers.presence import Presence, Verdict
from kiosk.events import CardPresented, DeviceState

READ_SIZE = 4096
REST_SECONDS = 1.0
"""How long a port is waited for at a time while no frame has begun: nobody needs to look ten times a second."""
CALM_SECONDS = 5.0
"""A reader that flooded is well again after this long without."""


class Port(Protocol):
    """The part of pyserial that a reader uses."""

    @property
    def in_waiting(self) -> int: ...
    def read(self, size: int) -> bytes: ...
    def close(self) -> None: ...


class OpenPort(Protocol):
    """Opens a port: as `serial.serial_for_url`."""

    def __call__(self, url: str, *, baudrate: int, timeout: float, exclusive: bool) -> Port: ...


def open_serial(url: str, *, baudrate: int, timeout: float, exclusive: bool) -> Port:
    """Open a port for reading. Raises OSError, ValueError or termios.error."""
    # exclusive keeps a second program from stealing half of the bytes; what is no tty ignores it
    return cast(Port, serial.serial_for_url(url, baudrate=baudrate, timeout=timeout, exclusive=exclusive))


class SerialReader:
    """Listens; never writes to the scanner. A device for the supervisor.

    `url` is a device path or a pyserial URL, `idle_flush_ms` the silence that ends a scan, `max_length` the longest
    scan in bytes. The port is open only while `serve` runs.
    """

    def __init__(
        self,
        url: str,
        *,
        name: str = "reader",
        baud: int = 9600,
        idle_flush_ms: int = 100,
        max_length: int = 4096,
        open_port: OpenPort = open_serial,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._url = url
        self._name = name
        self._baud = baud
        self._idle = idle_flush_ms / 1000
        self._framer = Framer(self._idle, max_length)
        self._presence = Presence()
        self._open_port = open_port
        self._monotonic = monotonic
        self._port: Port | None = None
        self._flooded_at: float | None = None

    @property
    def name(self) -> str:
        return self._name

    @property
    def target(self) -> str:
        return self._url

    def serve(self, link: Link) -> None:
        """Open the port and deliver scans until the house closes. Raises what the port raises when it is lost."""
        port = self._open_port(self._url, baudrate=self._baud, timeout=self._idle, exclusive=True)
        self._port = port
        try:
            link.opened()
            link.report(DeviceState.READY)
            while link.going_on():
                self._be_patient(port)
                self._take(self._read(port, link), link)
        finally:
            self._port = None
            self._framer.reset()
            # a port that is gone may fail once more while closing (termios.error is not an OSError)
            with suppress(Exception):
                port.close()

    def interrupt(self) -> None:
        # only native ports can be woken; the others come back after one idle time
        cancel = getattr(self._port, "cancel_read", None)
        if cancel is not None:
            with suppress(Exception):
                cancel()

    def _be_patient(self, port: Any) -> None:
        """Wait for silence only once a frame has begun. A port that cannot be woken is asked often all the same."""
        if not hasattr(port, "cancel_read"):
            return
        rest = self._idle if self._framer.waits else REST_SECONDS
        if port.timeout != rest:
            port.timeout = rest

    def _read(self, port: Port, link: Link) -> bytes:
        """Block for the first byte (the time-out of the port at most), then take what has arrived with it."""
        began = self._monotonic()
        data = _checked(port.read(1))
        if not data:
            if self._monotonic() - began < self._idle / 2:
                link.wait(self._idle)  # a driver that does not block would turn this loop into a heater
            return b""
        waiting = port.in_waiting
        if not isinstance(waiting, int):
            raise DriverError(f"in_waiting is a {type(waiting).__name__}")
        return data + _checked(port.read(min(waiting, READ_SIZE))) if waiting > 0 else data

    def _take(self, data: bytes, link: Link) -> None:
        now = self._monotonic()
        for text in self._framer.data_received(data, now):
            verdict = self._presence.judge(text, now)
            if verdict is Verdict.TOO_MANY:
                self._flooded_at = now
                link.report(DeviceState.DEGRADED, advise("flood", self._url))
            elif verdict is Verdict.NEW:
                link.alive(frames=1)
                link.put(CardPresented(text, self._name))
        if self._flooded_at is not None and now - self._flooded_at > CALM_SECONDS:
            self._flooded_at = None
            link.report(DeviceState.READY)


def _checked(data: object) -> bytes:
    """What a driver read, if it is what it should be."""
    if isinstance(data, bytes | bytearray):
        return bytes(data)
    raise DriverError(f"read returned a {type(data).__name__}")
