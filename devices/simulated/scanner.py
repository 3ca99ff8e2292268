"""A card reader without hardware: sends the bytes of a real scanner over a real serial wire."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import serial

from devices.simulated.wire import Wire

SUFFIX = b"\r"
"""What most scanners put behind a code."""


class SimulatedScanner:
    """A scanner plugged in at `<folder>/scanner`; the kiosk's reader address is that path. A context manager.

    Another process can scan as well: it writes to `<folder>/scanner-window` (`show_code`), which stands for the
    window of the scanner; the bytes come out at the cable. Raises OSError when the folder cannot be used.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._cable = Wire(folder / "scanner")
        self._window = Wire(folder / "scanner-window")
        self._closed = threading.Event()
        self._lock = threading.Lock()
        self._passing = threading.Thread(target=self._pass_on, name="simulated-scanner", daemon=True)
        self._passing.start()

    @property
    def url(self) -> str:
        """The address for the kiosk's reader."""
        return str(self._cable.link)

    @property
    def window(self) -> str:
        """The address for `show_code` in another process."""
        return str(self._window.link)

    def scan(self, text: str, suffix: bytes = SUFFIX) -> None:
        """Read a code: its text, then the suffix. Raises OSError when unplugged or when nobody reads."""
        self.send(text.encode("latin-1") + suffix)

    def send(self, data: bytes) -> None:
        """Send any bytes. Raises OSError when unplugged or when nobody reads."""
        with self._lock:
            self._cable.write(data)

    def unplug(self) -> None:
        """Pull the scanner out."""
        with self._lock:
            self._cable.unplug()

    def replug(self) -> None:
        """Plug it in again, at the same address."""
        with self._lock:
            self._cable.plug_in()

    def close(self) -> None:
        """Take the scanner away for good."""
        self._closed.set()
        self._passing.join(2.0)
        self.unplug()
        self._window.unplug()

    def __enter__(self) -> SimulatedScanner:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _pass_on(self) -> None:
        while not self._closed.is_set():
            data = self._window.read(0.2)
            if data:
                with suppress(OSError):  # shown to an unplugged scanner: lost, as in life
                    self.send(data)


def show_code(address: str, text: str, suffix: bytes = SUFFIX) -> None:
    """Send one scan to `address`: a scanner's window, a serial port wired to the kiosk's, or `socket://host:port`.

    Raises OSError when it cannot be reached, ValueError when it is no address.
    """
    show_bytes(address, text.encode("latin-1") + suffix)


def show_bytes(address: str, data: bytes) -> None:
    """Send any bytes to `address`; see `show_code`."""
    port = serial.serial_for_url(address, baudrate=9600, write_timeout=2.0)
    try:
        port.write(data)
        # a pty hands over at once; a real line must have sent the last byte before it is closed
        with suppress(Exception):
            port.flush()
    finally:
        port.close()
