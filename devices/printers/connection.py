"""Ways to a printer: TCP port 9100, a serial line, the kernel's usblp file, USB. Every wait has an end.

All may raise OSError; TimeoutError (an OSError) when the printer does not take what is sent.
"""

from __future__ import annotations

import os
import re
import select
import socket
import termios
import time
from contextlib import suppress
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, urlsplit

import serial

from devices.printers.usb_connection import UsbAddress, UsbConnection

DEFAULT_PORT = 9100
CONNECT_SECONDS = 2.0
WRITE_SECONDS = 5.0
"""How long a printer may refuse to take the next bytes: it is busy, out of paper or gone."""
READ_SIZE = 256
NOTHING_SECONDS = 0.05
"""usblp may be readable and yet read nothing; that is no end, and no reason to spin."""

_USBLP = re.compile(r"/dev/(usb/)?lp\d+")


class Connection(Protocol):
    """An open way to a printer. Belongs to the print thread."""

    @property
    def keeps(self) -> bool:
        """Whether it stays open between jobs. A network printer serves one peer at a time: let it go."""

    def write(self, data: bytes) -> None:
        """Send all of `data`. Raises OSError; how much arrived is then unknown."""

    def read(self, timeout: float) -> bytes:
        """What has arrived, waiting `timeout` seconds at most; b"" when nothing has. Raises OSError when lost."""

    def close(self) -> None:
        """Let go, without waiting for unsent bytes. Never raises."""


def connect(url: str, *, baud: int = 9600, write_timeout: float = WRITE_SECONDS) -> Connection:
    """Open `tcp://host[:port]`, `serial:///dev/ttyUSB0[?flow=rtscts|xonxoff]`, a tty's path, `/dev/usb/lp0`, or
    `usb://04b8:0202[/SERIAL]`.

    Raises OSError, Unfit or termios.error when it cannot be opened, ValueError when it is no such address.
    """
    parts = urlsplit(url)
    if parts.scheme == "usb":
        return UsbConnection(UsbAddress.of(url), write_timeout)
    if parts.scheme == "tcp":
        if not parts.hostname:
            raise ValueError(f"{url!r} names no host")
        return TcpConnection(parts.hostname, parts.port or DEFAULT_PORT, write_timeout)
    path = parts.path if parts.scheme == "serial" else url
    if "://" in path or not path.startswith("/"):
        raise ValueError(f"{url!r} is not the address of a printer")
    if _USBLP.fullmatch(path):
        return FileConnection(Path(path), write_timeout)
    flow = parse_qs(parts.query).get("flow", ["none"])[0] if parts.scheme == "serial" else "none"
    if flow not in ("none", "rtscts", "xonxoff"):
        raise ValueError(f"{flow!r} is not a flow control; use rtscts or xonxoff")
    return SerialConnection(path, baud, flow, write_timeout)


class TcpConnection:
    """A printer on the network: one connection for one exchange."""

    keeps = False

    def __init__(self, host: str, port: int, write_timeout: float = WRITE_SECONDS) -> None:
        self._socket = socket.create_connection((host, port), timeout=CONNECT_SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._write_timeout = write_timeout

    def write(self, data: bytes) -> None:
        self._socket.settimeout(self._write_timeout)
        self._socket.sendall(data)

    def read(self, timeout: float) -> bytes:
        if not select.select([self._socket], [], [], timeout)[0]:
            return b""
        data = self._socket.recv(READ_SIZE)
        if not data:
            raise ConnectionResetError("the printer closed the connection")
        return data

    def close(self) -> None:
        # answers left unread would turn the close into a reset, and a reset may destroy what was just sent
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_WR)
            while select.select([self._socket], [], [], 0)[0] and self._socket.recv(READ_SIZE):
                pass
        self._socket.close()


class SerialConnection:
    """A printer on a serial line or a USB adapter; opened by ourselves so that no write can block for ever."""

    keeps = True

    def __init__(self, path: str, baud: int, flow: str = "none", write_timeout: float = WRITE_SECONDS) -> None:
        self._port = serial.Serial(
            path,
            baud,
            timeout=0,
            write_timeout=write_timeout,
            exclusive=True,
            rtscts=flow == "rtscts",
            xonxoff=flow == "xonxoff",
        )

    def write(self, data: bytes) -> None:
        try:
            self._port.write(data)
        except serial.SerialTimeoutException as error:
            raise TimeoutError("the printer does not take any more bytes") from error

    def read(self, timeout: float) -> bytes:
        if not select.select([self._port.fileno()], [], [], timeout)[0]:
            return b""
        data: bytes = self._port.read(READ_SIZE)
        if not data:
            raise ConnectionResetError("the printer's port is gone")
        return data

    def close(self) -> None:
        with suppress(OSError, termios.error):
            self._port.reset_output_buffer()  # otherwise closing a tty waits for unsent bytes
        with suppress(OSError, termios.error):
            self._port.close()


class FileConnection:
    """A printer behind the kernel's usblp driver (`/dev/usb/lp0`), which needs no detaching and no reset."""

    keeps = True

    def __init__(self, path: Path, write_timeout: float = WRITE_SECONDS) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        self._write_timeout = write_timeout

    def write(self, data: bytes) -> None:
        deadline = time.monotonic() + self._write_timeout
        rest = memoryview(data)
        while rest:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([], [self._file], [], left)[1]:
                raise TimeoutError("the printer does not take any more bytes")
            with suppress(BlockingIOError):
                rest = rest[os.write(self._file, rest) :]

    def read(self, timeout: float) -> bytes:
        if not select.select([self._file], [], [], timeout)[0]:
            return b""
        with suppress(BlockingIOError):
            if data := os.read(self._file, READ_SIZE):
                return data
        select.select([], [], [], min(timeout, NOTHING_SECONDS))
        return b""

    def close(self) -> None:
        with suppress(OSError):
            os.close(self._file)
