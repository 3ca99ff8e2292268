"""A program of the system that makes sound, run without a shell, without waiting for it, and never for longer than
it may. Sounds are handed over as files in memory: nothing that was read aloud ever stands on a disk."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import StrEnum

log = logging.getLogger(__name__)

REAP_SECONDS = 1.0


class Outcome(StrEnum):
    """How something that sounded ended."""

    DONE = "done"
    FAILED = "sound-failed"
    HUNG = "sound-hangs"
    """It took longer than it may and was killed."""
    NO_VOICE = "no-voice"
    """The sentence could not be turned into sound."""


class Program:
    """A running program and its time limit of `seconds`. Belongs to one thread.

    `files` are descriptors that it may open as `memory_path` says. Its words on standard error are dropped, however
    many they are. Raises OSError when it cannot be started.
    """

    def __init__(
        self,
        command: Sequence[str],
        seconds: float,
        *,
        files: Sequence[int] = (),
        stdin: int = subprocess.DEVNULL,
        stdout: int = subprocess.DEVNULL,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._monotonic = monotonic
        self._deadline = monotonic() + seconds
        self._name = command[0]
        self._process = subprocess.Popen(
            list(command),
            stdin=stdin,
            stdout=stdout,
            stderr=subprocess.DEVNULL,
            pass_fds=tuple(files),
            env={**os.environ, "LC_ALL": "C.UTF-8"},  # what it says is read by a program
            start_new_session=True,  # so that a script is stopped with all that it started
        )

    def over(self) -> Outcome | None:
        """How it ended; None while it runs."""
        status = self._process.poll()
        if status is not None:
            return Outcome.DONE if status == 0 else Outcome.FAILED
        if self._monotonic() < self._deadline:
            return None
        self.stop()
        return Outcome.HUNG

    def stop(self) -> None:
        """Kill it, if it still runs. Must not raise."""
        if self._process.poll() is not None:
            return
        with suppress(OSError):
            os.killpg(self._process.pid, signal.SIGKILL)
        try:
            self._process.wait(REAP_SECONDS)
        except subprocess.TimeoutExpired:  # stuck in the kernel, in a driver that hangs
            log.warning("%s cannot be killed", self._name)


def memory_file(data: bytes = b"") -> int:
    """The descriptor of a new file in memory, to be closed by whoever asked for it. Raises OSError."""
    descriptor = os.memfd_create("sound")
    try:
        with open(descriptor, "wb", closefd=False) as file:
            file.write(data)
        os.lseek(descriptor, 0, os.SEEK_SET)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def memory_path(descriptor: int) -> str:
    """Under which path a program that was given the descriptor opens the file, from its beginning."""
    return f"/dev/fd/{descriptor}"


def memory_bytes(descriptor: int, most: int) -> bytes:
    """What stands in the file, at most so many bytes. Raises OSError."""
    return os.pread(descriptor, most, 0)
