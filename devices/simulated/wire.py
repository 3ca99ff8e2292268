"""A serial cable without hardware: a pty pair whose far end has a stable name, as udev gives to a USB device."""

from __future__ import annotations

import os
import select
import tty
from contextlib import suppress
from pathlib import Path

WRITE_SECONDS = 5.0


class Wire:
    """Two ends: the simulated device holds this object, the kiosk opens `link`. Plugged in when made.

    `link` is a symbolic link that exists while the device is plugged in. Raises OSError when it cannot be made.
    """

    def __init__(self, link: Path) -> None:
        self.link = link
        self._near = -1
        self._far = -1
        self.plug_in()

    def plug_in(self) -> None:
        """Make a new pty behind `link`. Does nothing when it is plugged in."""
        if self._near >= 0:
            return
        near, far = os.openpty()
        tty.setraw(far)  # without it the line discipline would echo and translate
        os.set_blocking(near, False)
        fresh = self.link.with_name(f".{self.link.name}.{os.getpid()}")
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(os.ttyname(far))
        fresh.replace(self.link)  # a link that somebody left behind after a crash is taken over
        # the far end stays open here too: without it a read on ours fails until the kiosk has opened its end
        self._near, self._far = near, far

    def unplug(self) -> None:
        """Pull the cable out: the kiosk's reads fail from now on. Does nothing when it is out already."""
        if self._near < 0:
            return
        self.link.unlink(missing_ok=True)
        near, far, self._near, self._far = self._near, self._far, -1, -1
        os.close(near)
        os.close(far)

    @property
    def plugged_in(self) -> bool:
        """Whether there is anything at `link`."""
        return self._near >= 0

    def fileno(self) -> int:
        """The near end, for select. -1 when unplugged."""
        return self._near

    def write(self, data: bytes, timeout: float = WRITE_SECONDS) -> None:
        """Send all of `data` to the kiosk. Raises TimeoutError when nobody reads, OSError when unplugged."""
        rest = memoryview(data)
        while rest:
            if self._near < 0:
                raise ConnectionResetError(f"{self.link} is unplugged")
            if not select.select([], [self._near], [], timeout)[1]:
                raise TimeoutError(f"nobody reads {self.link}")
            with suppress(BlockingIOError):
                rest = rest[os.write(self._near, rest) :]

    def read(self, timeout: float) -> bytes:
        """What the kiosk has sent; b"" when nothing came within `timeout` seconds. Raises OSError when unplugged."""
        if self._near < 0:
            raise ConnectionResetError(f"{self.link} is unplugged")
        if not select.select([self._near], [], [], timeout)[0]:
            return b""
        try:
            return os.read(self._near, 4096)
        except BlockingIOError:
            return b""
