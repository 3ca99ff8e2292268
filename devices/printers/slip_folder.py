"""A folder in place of a printer: each slip becomes a file, to try things out or for what watches a folder."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from devices.advice import Unfit
from devices.printers.ipp_queue import Standing
from kiosk.events import DeviceState, PrintOutcome

KEPT = 200
"""Slips that stay: older ones are removed, so that no disk fills up and no code stays for ever."""
_NAME = re.compile(r"slip-(\d+)\.(pdf|png)")


class SlipFolder:
    """A `devices.printers.page_worker.Destination` that writes `slip-000001.pdf` and so on; `form` is pdf or png."""

    def __init__(self, folder: Path, form: str) -> None:
        self._folder = folder
        self._form = form

    def look(self) -> Standing:
        """Whether the folder is there and takes files. Raises Unfit."""
        if not self._folder.is_dir() or not os.access(self._folder, os.W_OK | os.X_OK):
            raise Unfit("no-folder")
        return Standing(DeviceState.READY)

    def deliver(self, document: bytes, wait: Callable[[float], bool]) -> PrintOutcome:
        """Write one slip, whole or not at all. Raises OSError when nothing was written."""
        written = self._written()
        number = written[-1][0] + 1 if written else 1
        part = self._folder / f".slip-{number:06d}.part"
        try:
            with open(part, "wb", opener=_for_us_alone) as file:
                file.write(document)
                file.flush()
                os.fsync(file.fileno())
            part.rename(self._folder / f"slip-{number:06d}.{self._form}")
        except OSError:
            part.unlink(missing_ok=True)
            raise
        for _, old in written[: max(0, len(written) - KEPT + 1)]:
            old.unlink(missing_ok=True)
        return PrintOutcome.PRINTED

    def _written(self) -> list[tuple[int, Path]]:
        """The slips that are there, oldest first."""
        found = [(match, path) for path in self._folder.iterdir() if (match := _NAME.fullmatch(path.name))]
        return sorted((int(match[1]), path) for match, path in found)


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
