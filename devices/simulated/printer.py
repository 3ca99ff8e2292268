"""A receipt printer without hardware: a real ESC/POS peer on TCP or on a pty, with the bad days of a real one."""

from __future__ import annotations

import logging
import select
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Protocol

from devices.simulated.paper import WIDTH, Paper, Slip
from devices.simulated.wire import Wire

log = logging.getLogger(__name__)

HOST = "127.0.0.1"
LOOK_SECONDS = 0.1


class Mood(StrEnum):
    """How the printer is today."""

    OK = "ok"
    NEAR_END = "near-end"
    NO_PAPER = "no-paper"
    COVER_OPEN = "cover-open"
    CUTTER = "cutter"
    """The cutter is stuck."""
    OFFLINE = "offline"
    """Held offline by its button."""
    SILENT = "silent"
    """Prints, but answers nothing, like models without a way back."""
    DEAF = "deaf"
    """Connected, but neither prints nor answers."""


_REAL_TIME = {
    Mood.OK: (0x16, 0x12, 0x12, 0x12),
    Mood.NEAR_END: (0x16, 0x12, 0x12, 0x1E),
    Mood.NO_PAPER: (0x1E, 0x32, 0x12, 0x7E),
    Mood.COVER_OPEN: (0x1E, 0x16, 0x12, 0x12),
    Mood.CUTTER: (0x1E, 0x52, 0x1A, 0x12),
    Mood.OFFLINE: (0x1E, 0x12, 0x12, 0x12),
}
"""Answers to DLE EOT 1–4, as real printers give them (docs/devices.md, "What a printer answers")."""
_PRINTING = (Mood.OK, Mood.NEAR_END, Mood.SILENT)


class _Peer(Protocol):
    def read(self, timeout: float) -> bytes:
        """b"" when nothing came; raises OSError when the kiosk is gone."""

    def write(self, data: bytes) -> None: ...


class SimulatedPrinter:
    """Prints into `folder` (each slip as `slip-0001.bin` and `.png`; None: nowhere) and tells `on_slip`.

    Listens on TCP `port` of this machine (0: any free one), or behind the symbolic link `link` as a serial printer.
    `font` draws the text of slips in text mode. Slips are also kept in `slips`, newest last. `on_slip` is called
    from the printer's thread. A context manager.
    """

    KEPT = 50

    def __init__(
        self,
        folder: Path | None = None,
        *,
        port: int = 0,
        link: Path | None = None,
        width: int = WIDTH,
        font: Path | None = None,
        on_slip: Callable[[Slip], None] | None = None,
    ) -> None:
        self._folder = folder
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        self._on_slip = on_slip
        self._paper = Paper(width, font)
        self._mood = Mood.OK
        self._waiting = bytearray()
        self._tail = b""
        self._vanish_after: int | None = None
        self._closed = threading.Event()
        self._plug = threading.Lock()
        self._port = port
        self._link = link
        self._wire: Wire | None = None
        self._listener: socket.socket | None = None
        self.slips: list[Slip] = []
        self.drawer_kicks = 0
        """Real-time commands DLE DC4 seen anywhere in the stream: none of ours should ever contain one."""
        self.replug()
        self._thread = threading.Thread(target=self._run, name="simulated-printer", daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """The address for the kiosk's printer."""
        return f"serial://{self._link}" if self._link else f"tcp://{HOST}:{self._port}"

    @property
    def mood(self) -> Mood:
        """How the printer is. Setting it back to a printing mood prints what waited, as a real printer does."""
        return self._mood

    @mood.setter
    def mood(self, mood: Mood) -> None:
        self._mood = mood

    def vanish_after(self, count: int) -> None:
        """Pull the plug after `count` further bytes were received."""
        self._vanish_after = count

    def unplug(self) -> None:
        """Pull the plug: connections break, and nothing answers at the address."""
        with self._plug:
            if self._listener is not None:
                with suppress(OSError):  # closing alone lets it listen on until our thread has left its select
                    self._listener.shutdown(socket.SHUT_RDWR)
                self._listener.close()
            if self._wire is not None:
                self._wire.unplug()
            self._listener = self._wire = None

    def replug(self) -> None:
        """Plug in at the same address; what was being printed is forgotten."""
        with self._plug:
            self._paper.forget()
            self._waiting.clear()
            if self._link is not None:
                self._wire = self._wire or Wire(self._link)
            elif self._listener is None:
                self._listener = socket.create_server((HOST, self._port))
                self._port = self._listener.getsockname()[1]

    def close(self) -> None:
        """Take the printer away for good."""
        self._closed.set()
        self._thread.join(2.0)
        self.unplug()

    def __enter__(self) -> SimulatedPrinter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _run(self) -> None:
        while not self._closed.is_set():
            with self._plug:
                listener, wire = self._listener, self._wire
            try:
                if wire is not None:
                    self._talk(wire, lambda wire=wire: self._wire is wire)  # type: ignore[misc]
                elif listener is not None and select.select([listener], [], [], LOOK_SECONDS)[0]:
                    connection, _ = listener.accept()
                    with connection:
                        peer = _TcpPeer(connection)
                        self._talk(peer, lambda listener=listener: self._listener is listener)  # type: ignore[misc]
                else:
                    self._closed.wait(LOOK_SECONDS if listener is None else 0)
            except (OSError, ValueError) as error:  # ValueError: select on a socket that was just closed
                log.debug("simulated printer: the kiosk has gone (%s)", error)

    def _talk(self, peer: _Peer, plugged_in: Callable[[], bool]) -> None:
        while not self._closed.is_set() and plugged_in():
            data = peer.read(LOOK_SECONDS)
            if self._vanish_after is not None and len(data) >= self._vanish_after:
                self._vanish_after = None
                self.unplug()
                return
            if self._vanish_after is not None:
                self._vanish_after -= len(data)
            self._obey_at_once(data, peer)
            self._waiting += data
            if self._mood in _PRINTING and self._waiting:
                received = bytes(self._waiting)
                self._waiting.clear()
                self._print(received, peer)

    def _obey_at_once(self, data: bytes, peer: _Peer) -> None:
        """Real-time commands are caught anywhere in the stream, even inside a picture."""
        stream = self._tail + data
        for at in range(len(stream) - 2):
            command, argument = stream[at : at + 2], stream[at + 2]
            if command == b"\x10\x14":
                self.drawer_kicks += 1
            elif command == b"\x10\x04" and 1 <= argument <= 4 and self._mood in _REAL_TIME:
                peer.write(bytes([_REAL_TIME[self._mood][argument - 1]]))
        self._tail = stream[-2:]

    def _print(self, data: bytes, peer: _Peer) -> None:
        for result in self._paper.feed(data):
            if isinstance(result, Slip):
                self._keep(result)
            elif self._mood is not Mood.SILENT:
                peer.write(b"\x03" if self._mood is Mood.NEAR_END else result)

    def _keep(self, slip: Slip) -> None:
        self.slips.append(slip)
        del self.slips[: -self.KEPT]
        if self._folder is not None:
            name = f"slip-{slip.number:04}"
            (self._folder / f"{name}.bin").write_bytes(slip.data)
            if slip.picture is not None:
                slip.picture.save(self._folder / f"{name}.png")
        if self._on_slip is not None:
            self._on_slip(slip)


class _TcpPeer:
    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def read(self, timeout: float) -> bytes:
        if not select.select([self._connection], [], [], timeout)[0]:
            return b""
        data = self._connection.recv(4096)
        if not data:
            raise ConnectionResetError("closed by the kiosk")
        return data

    def write(self, data: bytes) -> None:
        self._connection.sendall(data)
