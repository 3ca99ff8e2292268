"""A copy of the store that was checked before it got its name.

`VACUUM INTO` reads one instant beside the running kiosk and leaves no trace of deleted rows in the copy. The copy holds
wrapped keys only: without the key file, kept elsewhere, nobody's name can be read from it.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from data.check import StoreReport, check
from data.database import StoreError, connect_reading, sync_folder


@dataclass(frozen=True, slots=True)
class BackupReport:
    """A finished copy: its size in bytes and what its check found."""

    path: Path
    size: int
    check: StoreReport


def backup(path: Path, target: Path) -> BackupReport:
    """Copy the store at `path` to the file `target`, which is replaced only by a sound copy. Blocks.

    Raises StoreError when the copy cannot be made or is not sound.
    """
    part = target.with_name(f".{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600))
        with closing(connect_reading(path)) as connection:
            connection.execute("VACUUM INTO ?", (str(part),))
        report = check(part)
        if not report.ok:
            part.unlink()
            raise StoreError("copy-not-sound", "The copy of the store is not sound; check the store and the disk.")
        with part.open("rb") as file:
            os.fsync(file.fileno())
        size = part.stat().st_size
        part.rename(target)
        sync_folder(target.parent)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(
            "no-copy", f"The store could not be copied to {target.parent} ({error}); check its space and rights."
        ) from error
    return BackupReport(target, size, report)
