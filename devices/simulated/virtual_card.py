"""A contactless card without hardware: held to the virtual reader of vsmartcard (`vpcd`), which pcscd drives like a
real one. The kiosk's reader, pcscd and the driver are the real ones."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from types import TracebackType

PORT = 35963
"""Where the first slot of vpcd listens."""
POWER_OFF, POWER_ON, RESET, SEND_ATR = 0, 1, 2, 4
ATR = bytes.fromhex("3B8F8001804F0CA000000306030001000000006A")
"""A MIFARE Classic of 1 KB, as a PC/SC reader announces it."""
GET_UID = bytes.fromhex("FFCA000000")
UNKNOWN_COMMAND = bytes.fromhex("6D00")


class VirtualCard:
    """A card with a UID that lies on the virtual reader until it is closed. A context manager.

    `answer` is what it says to "get UID"; None: the UID and 90 00. Raises OSError when no vpcd listens.
    """

    def __init__(self, uid: bytes, *, answer: bytes | None = None, port: int = PORT) -> None:
        self._answer = uid + b"\x90\x00" if answer is None else answer
        self.asked = 0
        """How often the UID was asked for."""
        self._read = threading.Event()
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=5.0)
        self._socket.settimeout(None)
        self._thread = threading.Thread(target=self._serve, name="virtual-card", daemon=True)
        self._thread.start()

    def wait_read(self, timeout: float) -> bool:
        """Wait until the UID was asked for, at most `timeout` seconds; whether it was."""
        return self._read.wait(timeout)

    def take_away(self) -> None:
        """Take the card off the reader."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join(2.0)
        self._socket.close()

    def __enter__(self) -> VirtualCard:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.take_away()

    def _serve(self) -> None:
        with suppress(OSError):
            while command := self._receive():
                reply = self._reply(command)
                if reply is not None:
                    self._socket.sendall(len(reply).to_bytes(2, "big") + reply)
                if self.asked:
                    self._read.set()

    def _reply(self, command: bytes) -> bytes | None:
        if len(command) == 1:
            return ATR if command[0] == SEND_ATR else None
        if command == GET_UID:
            self.asked += 1
            return self._answer
        return UNKNOWN_COMMAND

    def _receive(self) -> bytes:
        """The next command; b"" when the reader is gone. Raises OSError."""
        length = int.from_bytes(self._exactly(2), "big")
        return self._exactly(length)

    def _exactly(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            piece = self._socket.recv(count - len(data))
            if not piece:
                return b""
            data += piece
        return data
