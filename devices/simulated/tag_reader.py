"""A 125 kHz tag reader and a scanner in keyboard mode without hardware: real frames over a wire, real events over a
pipe."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from devices.readers.keyboard import ALTGR
from devices.readers.layouts import LAYOUTS, character
from devices.readers.tag_framing import tag_frame
from devices.readers.wedge_reader import EV_KEY, EV_SYN, EVENT
from devices.simulated.wire import Wire

ENTER, SHIFT, SPACE = 28, 42, 57
REPEATS = 3
"""How often an RDM6300 sends a tag that is shown for a moment."""


class SimulatedTagReader:
    """An RDM6300, or with `id_series` an ID-12, at `link`; a context manager. Raises OSError when it cannot be made."""

    def __init__(self, link: Path, *, id_series: bool = False) -> None:
        self._wire = Wire(link)
        self._id_series = id_series

    @property
    def url(self) -> str:
        """The address for the kiosk's reader."""
        return f"rfid://{self._wire.link}"

    def show(self, uid: bytes) -> None:
        """Hold a tag with that UID (5 bytes) to the reader. Raises OSError when unplugged or when nobody reads."""
        self.send(tag_frame(uid, id_series=self._id_series) * (1 if self._id_series else REPEATS))

    def send(self, data: bytes) -> None:
        """Send any bytes. Raises OSError."""
        self._wire.write(data)

    def unplug(self) -> None:
        """Pull the reader out."""
        self._wire.unplug()

    def replug(self) -> None:
        """Plug it in again, at the same address."""
        self._wire.plug_in()

    def __enter__(self) -> SimulatedTagReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.unplug()


class SimulatedKeyboardScanner:
    """A scanner in keyboard mode: the kernel's events over a named pipe at `path`. A context manager."""

    def __init__(self, path: Path, layout: str = "us") -> None:
        self._path = path
        self._layout = layout
        self._pipe = -1
        self.plug_in()

    @property
    def url(self) -> str:
        """The address for the kiosk's reader."""
        return f"wedge://{self._path}"

    def plug_in(self) -> None:
        """Appear at `path`. Raises OSError."""
        self._path.unlink(missing_ok=True)
        os.mkfifo(self._path)
        self._pipe = os.open(self._path, os.O_RDWR | os.O_NONBLOCK)  # open for both: the kiosk may come later

    def scan(self, text: str) -> None:
        """Type a code and Enter. Raises ValueError for a character that the layout cannot type, OSError when nobody
        reads."""
        self.send(key_events([*keys_of(text, self._layout), (ENTER, True), (ENTER, False)]))

    def send(self, data: bytes) -> None:
        """Send any bytes. Raises OSError when unplugged or when nobody reads."""
        os.write(self._pipe, data)

    def unplug(self) -> None:
        """Pull the scanner out."""
        self._path.unlink(missing_ok=True)
        with suppress(OSError):
            os.close(self._pipe)
        self._pipe = -1

    def __enter__(self) -> SimulatedKeyboardScanner:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pipe >= 0:
            self.unplug()


def keys_of(text: str, layout: str) -> list[tuple[int, bool]]:
    """The keys (kernel's number, whether it goes down) that type a text. Raises ValueError for what cannot be typed."""
    keys: list[tuple[int, bool]] = []
    for wanted in text:
        key, level = _key_of(wanted, layout)
        held = [code for code, bit in ((SHIFT, 1), (ALTGR, 2)) if level & bit]
        keys += [(code, True) for code in held]
        keys += [(key, True), (key, False)]
        keys += [(code, False) for code in reversed(held)]
    return keys


def _key_of(wanted: str, layout: str) -> tuple[int, int]:
    if wanted == character(layout, SPACE, shift=False, altgr=False):
        return SPACE, 0
    for level, row in enumerate(LAYOUTS[layout]):
        for key, char in row.items():
            if char == wanted:
                return key, level
    raise ValueError(f"{wanted!r} cannot be typed with the layout {layout}")


def key_events(keys: Iterable[tuple[int, bool]]) -> bytes:
    """The bytes of the kernel for keys that go down and up, each followed by its report."""
    return b"".join(
        EVENT.pack(0, 0, EV_KEY, code, int(down)) + EVENT.pack(0, 0, EV_SYN, 0, 0) for code, down in keys
    )
