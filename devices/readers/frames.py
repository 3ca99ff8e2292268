"""Pictures of a camera as grey values, read from ffmpeg: it knows every format of every camera, and a driver that hangs
hangs there. Runs as a process of its own that is ended with the reader."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType

from devices.advice import Unfit

PROGRAM = "ffmpeg"
REAP_SECONDS = 1.0
PIPE_BYTES = 1 << 20
CAMERA_INPUT = ("-f", "v4l2", "-framerate", "15")
FILE_INPUT = ("-re", "-stream_loop", "-1")
"""A recorded film, at its own pace and again and again."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of grey values, one byte a dot, row by row."""

    width: int
    height: int
    grey: bytes


def ffmpeg_command(source: str, width: int, height: int, per_second: int) -> tuple[str, ...]:
    """How ffmpeg is asked for grey pictures of that size from a camera or a film, so many a second."""
    kind = CAMERA_INPUT if source.startswith("/dev/") else FILE_INPUT
    quiet = (PROGRAM, "-nostdin", "-loglevel", "quiet", "-fflags", "nobuffer")
    shape = ("-vf", f"fps={per_second},scale={width}:{height}", "-pix_fmt", "gray", "-f", "rawvideo", "pipe:1")
    return (*quiet, *kind, "-i", source, "-an", *shape)


class Frames:
    """The pictures that a program writes to its standard output. A context manager; belongs to one thread.

    Raises Unfit when there is no such program or nothing came for `patience` seconds, OSError when it ended.
    """

    def __init__(
        self,
        command: Sequence[str],
        width: int,
        height: int,
        *,
        patience: float = 10.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        if shutil.which(command[0]) is None:
            raise Unfit("no-ffmpeg")
        self._size = (width, height)
        self._patience = patience
        self._monotonic = monotonic
        self._came_at = monotonic()
        self._buffer = bytearray()
        self._process = subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def newest(self, seconds: float) -> Picture | None:
        """The newest picture, older ones being dropped; None when none was complete within `seconds`."""
        assert self._process.stdout is not None
        pipe, count = self._process.stdout.fileno(), self._size[0] * self._size[1]
        deadline = self._monotonic() + seconds
        while len(self._buffer) < count:
            left = deadline - self._monotonic()
            if left <= 0 or not select.select([pipe], [], [], left)[0]:
                if self._monotonic() - self._came_at > self._patience:
                    raise Unfit("camera-stopped")
                return None
            self._read(pipe)
        while len(self._buffer) < 2 * count and select.select([pipe], [], [], 0)[0]:
            self._read(pipe)
        self._came_at = self._monotonic()
        whole = len(self._buffer) // count
        grey = bytes(self._buffer[(whole - 1) * count : whole * count])
        del self._buffer[: whole * count]
        return Picture(*self._size, grey)

    def _read(self, pipe: int) -> None:
        data = os.read(pipe, PIPE_BYTES)
        if not data:
            raise Unfit("camera-stopped")
        self._buffer += data

    def close(self) -> None:
        """End the program."""
        with suppress(OSError):
            os.killpg(self._process.pid, signal.SIGKILL)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(REAP_SECONDS)
        if self._process.stdout is not None:
            self._process.stdout.close()

    def __enter__(self) -> Frames:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
