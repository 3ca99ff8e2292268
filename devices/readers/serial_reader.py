"""A reader of codes or tags on anything that pyserial can open: a tty, `socket://`, `rfc2217://`, `loop://`, `spy://`."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol, cast

import serial

from devices.advice import DriverError
from devices.link import Link
from devices.readers.delivery import Delivery, Framing
from devices.readers.framing import Framer
from devices.readers.profiles import PROFILES, Profile, Signal
from devices.readers.ssi import SsiFramer
from kiosk.events import DeviceState

log = logging.getLogger(__name__)

READ_SIZE = 4096
REST_SECONDS = 1.0
"""How long a port is waited for at a time while no frame has begun: nobody needs to look ten times a second."""
WRITE_SECONDS = 0.5
"""How long a scanner may take to accept a few bytes; without this limit pyserial waits for ever."""
TRIGGER_SECONDS = 5.0
"""How often a scanner in trigger mode is asked to read, while nothing is shown to it."""
MOST_WAITING = 8
"""Signals that wait to be sent; older ones are forgotten."""
GENERIC = PROFILES["generic"]


class Port(Protocol):
    """The part of pyserial that a reader uses."""

    @property
    def in_waiting(self) -> int: ...
    def read(self, size: int) -> bytes: ...
    def write(self, data: bytes) -> int | None: ...
    def close(self) -> None: ...


class OpenPort(Protocol):
    """Opens a port: as `serial.serial_for_url`."""

    def __call__(
        self, url: str, *, baudrate: int, timeout: float, write_timeout: float, exclusive: bool
    ) -> Port: ...


def open_serial(url: str, *, baudrate: int, timeout: float, write_timeout: float, exclusive: bool) -> Port:
    """Open a port. Raises OSError, ValueError or termios.error."""
    # exclusive keeps a second program from stealing half of the bytes; what is no tty ignores it
    return cast(
        Port,
        serial.serial_for_url(
            url, baudrate=baudrate, timeout=timeout, write_timeout=write_timeout, exclusive=exclusive
        ),
    )


class SerialReader:
    """Listens; writes to the scanner only what its profile has bytes for. A device for the supervisor.

    `url` is a device path or a pyserial URL, `idle_flush_ms` the silence that ends a scan, `max_length` the longest
    scan in bytes. `framing` cuts the bytes up; None: what the profile sends. `trigger` asks a scanner in trigger mode
    to read all the time. The port is open only while `serve` runs. `signal` may be called from any thread.
    """

    def __init__(
        self,
        url: str,
        *,
        name: str = "reader",
        baud: int = 9600,
        idle_flush_ms: int = 100,
        max_length: int = 4096,
        profile: Profile = GENERIC,
        trigger: bool = False,
        framing: Framing | None = None,
        open_port: OpenPort = open_serial,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._url = url
        self._name = name
        self._baud = baud
        self._idle = idle_flush_ms / 1000
        own = SsiFramer(self._idle, max_length) if profile.packets else Framer(self._idle, max_length)
        self._framer: Framing = framing or own
        self._answers = own.answers if framing is None and isinstance(own, SsiFramer) else bytearray()
        self._delivery = Delivery(name, url)
        self._profile = profile
        self._trigger = profile.trigger if trigger else b""
        self._triggered_at = 0.0
        self._signals: deque[bytes] = deque(maxlen=MOST_WAITING)
        self._listens_only = False
        self._open_port = open_port
        self._monotonic = monotonic
        self._port: Port | None = None

    @property
    def name(self) -> str:
        return self._name

    @property
    def target(self) -> str:
        return self._url

    def serve(self, link: Link) -> None:
        """Open the port and deliver scans until the house closes. Raises what the port raises when it is lost."""
        port = self._open_port(
            self._url, baudrate=self._baud, timeout=self._idle, write_timeout=WRITE_SECONDS, exclusive=True
        )
        self._port = port
        self._listens_only = False
        self._signals.clear()
        try:
            link.opened()
            link.report(DeviceState.READY)
            self._send(port, self._profile.begin)
            self._ask(port)
            while link.going_on():
                self._be_patient(port)
                self._take(self._read(port, link), port, link)
                self._speak(port)
        finally:
            self._port = None
            self._framer.reset()
            # a port that is gone may fail once more while closing (termios.error is not an OSError)
            with suppress(Exception):
                self._send(port, self._profile.release if self._trigger else b"")
            with suppress(Exception):
                port.close()

    @property
    def can_sound(self) -> bool:
        """Whether `signal` does anything."""
        return any(self._profile.of(signal) for signal in Signal)

    def signal(self, signal: Signal) -> None:
        """Let the scanner sound, where its profile can. Returns at once; what cannot be sent is forgotten."""
        data = self._profile.of(signal)
        if data:
            self._signals.append(data)
            self.interrupt()

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
            if self._monotonic() - began < self._idle / 2 and not self._signals:
                link.wait(self._idle)  # a driver that does not block would turn this loop into a heater
            return b""
        waiting = port.in_waiting
        if not isinstance(waiting, int):
            raise DriverError(f"in_waiting is a {type(waiting).__name__}")
        return data + _checked(port.read(min(waiting, READ_SIZE))) if waiting > 0 else data

    def _take(self, data: bytes, port: Port, link: Link) -> None:
        now = self._monotonic()
        texts = self._framer.data_received(data, now)
        if self._answers:
            self._send(port, bytes(self._answers))
            self._answers.clear()
        self._delivery.take(texts, now, link)
        if self._trigger and (texts or now - self._triggered_at >= TRIGGER_SECONDS):
            self._ask(port)

    def _ask(self, port: Port) -> None:
        self._triggered_at = self._monotonic()
        self._send(port, self._trigger)

    def _speak(self, port: Port) -> None:
        while self._signals:
            self._send(port, self._signals.popleft())

    def _send(self, port: Port, data: bytes) -> None:
        """Say something to the scanner. One that takes no bytes is listened to all the same, and spoken to no more.

        Raises what the port raises when it is lost.
        """
        if not data or self._listens_only:
            return
        try:
            port.write(data)
        except serial.SerialTimeoutException:
            self._listens_only = True
            log.warning("%s takes no bytes: it is only listened to from now on", self._name)


def _checked(data: object) -> bytes:
    """What a driver read, if it is what it should be."""
    if isinstance(data, bytes | bytearray):
        return bytes(data)
    raise DriverError(f"read returned a {type(data).__name__}")
