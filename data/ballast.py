"""Space kept back for the day the disk is full: releasing it lets the running sessions end and be recorded.

It must be larger than what the write-ahead log may grow by (4 MiB): with a smaller one, writing stayed impossible.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

BALLAST_BYTES = 8 * 1024 * 1024
ROOM_FACTOR = 4
"""How many times its size must be free before a ballast is laid down."""

log = logging.getLogger(__name__)


class Ballast:
    """A file of real blocks beside the store. `size` is in bytes; 0 keeps none."""

    def __init__(self, path: Path, size: int = BALLAST_BYTES) -> None:
        self._path = path
        self._size = size

    @property
    def is_down(self) -> bool:
        """Whether the space is kept back (always so for a ballast of size 0)."""
        try:
            return self._path.stat().st_size >= self._size
        except OSError:
            return self._size == 0

    def lay_down(self) -> bool:
        """Take the space when there is plenty; never raises. Returns `is_down`."""
        if self.is_down:
            return True
        try:
            free = os.statvfs(self._path.parent)
            if free.f_bavail * free.f_frsize < ROOM_FACTOR * self._size:
                return False
            fd = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
            try:
                os.posix_fallocate(fd, 0, self._size)
            finally:
                os.close(fd)
        except OSError as error:
            log.warning("no space could be kept back for a full disk: %s", os.strerror(error.errno or 0))
            self.release()
        return self.is_down

    def release(self) -> bool:
        """Give the space back; never raises. True when there was any."""
        try:
            self._path.unlink()
        except OSError:
            return False
        return True
