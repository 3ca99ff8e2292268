"""Putting finished files on a stick, complete or not at all.

Everything is written into a hidden folder on the stick, flushed, read back and compared; only then does one rename give
it its final name. An older export of the same week steps aside under `<name>.old` for that moment and is put back when
anything fails, or at the next export when the stick was pulled in between.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Callable, Mapping
from pathlib import Path

from data.database import sync_folder
from kiosk.ports import ExportFailed

CHUNK = 64 * 1024

PROBLEMS: Mapping[int, tuple[str, str]] = {
    errno.ENOSPC: ("full", "There is not enough space on the stick; use another one."),
    errno.EDQUOT: ("full", "There is not enough space on the stick; use another one."),
    errno.EFBIG: ("full", "There is not enough space on the stick; use another one."),
    errno.EROFS: ("read-only", "The stick is write-protected; unlock it or use another one."),
    errno.EACCES: ("read-only", "The stick is write-protected; unlock it or use another one."),
    errno.EPERM: ("read-only", "The stick is write-protected; unlock it or use another one."),
    errno.ENOTDIR: ("not-a-folder", "The place for the export is not a folder."),
    errno.ELOOP: ("not-a-folder", "The place for the export is a link, not a folder."),
}
LOST = ("lost", "The stick no longer answers; leave it plugged in and start again.")


def failed(error: OSError, needed: int | None = None) -> ExportFailed:
    """What an operating system error means to whoever holds the stick; `needed` is the room for all files, in bytes."""
    code, text = PROBLEMS.get(error.errno or 0, LOST)
    if code != "full" or needed is None:
        return ExportFailed(code, text)
    return ExportFailed(code, f"{text} {max(1, round(needed / 1000))} kB are needed.", needed)


class Delivery:
    """One set of files on its way to `<target>/<name>`. `progress` hears ("copying" | "checking", 0–1);
    `stopped` is asked between steps. Blocks; any thread."""

    def __init__(
        self, target: Path, name: str, progress: Callable[[str, float], None], stopped: Callable[[], bool]
    ) -> None:
        self._target = target
        self._final = target / name
        self._part = target / f".{name}.part"
        self._old = target / f"{name}.old"
        self._progress = progress
        self._stopped = stopped

    def put(self, files: Mapping[str, bytes]) -> None:
        """Deliver all files. Raises ExportFailed; the older export of that name then stands as it was."""
        try:
            self._inspect()
            self._recover()
            if self._is_delivered(files):
                self._progress("copying", 1.0)
                self._progress("checking", 1.0)
                return
            try:
                self._copy(files)
                self._check(files)
                self._swap()
            except BaseException:
                self._discard()
                raise
        except OSError as error:
            raise failed(error, self._room(files)) from error

    def _room(self, files: Mapping[str, bytes]) -> int | None:
        """The room that all files need, a last block for each included; None when the stick does not say."""
        with contextlib.suppress(OSError):
            return sum(map(len, files.values())) + len(files) * os.statvfs(self._target).f_frsize
        return None

    def _inspect(self) -> None:
        """Refuse a link or a file where a folder should be."""
        try:
            mode = self._target.lstat().st_mode
        except FileNotFoundError:
            raise ExportFailed("not-a-folder", "The place for the export does not exist; plug in the stick.") from None
        if stat.S_ISLNK(mode):
            raise OSError(errno.ELOOP, "a link")
        for path in (self._target, self._final, self._part, self._old):
            with contextlib.suppress(FileNotFoundError):
                mode = path.lstat().st_mode
                if not stat.S_ISDIR(mode):
                    raise OSError(errno.ENOTDIR, "not a folder")

    def _recover(self) -> None:
        """Finish what a pulled stick interrupted: the older export gets its name back, leftovers go."""
        if self._old.exists():
            if self._final.exists():
                shutil.rmtree(self._old)
            else:
                self._old.rename(self._final)
        if self._part.exists():
            shutil.rmtree(self._part)
        flush_names(self._target)

    def _is_delivered(self, files: Mapping[str, bytes]) -> bool:
        """Whether exactly these bytes stand there already: then nothing is touched."""
        try:
            if {path.name for path in self._final.iterdir()} != set(files):
                return False
            return all(_digest_of(self._final / name) == _digest(data) for name, data in files.items())
        except OSError:
            return False

    def _copy(self, files: Mapping[str, bytes]) -> None:
        free = os.statvfs(self._target)
        total = sum(len(data) for data in files.values())
        needed = self._room(files)
        if needed is not None and free.f_bavail * free.f_frsize < needed:
            raise OSError(errno.ENOSPC, "no space")
        self._part.mkdir()
        written = 0
        self._step("copying", 0.0)
        for name, data in files.items():
            fd = os.open(self._part / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644)
            with os.fdopen(fd, "wb", buffering=0) as file:
                for start in range(0, len(data), CHUNK):
                    chunk = memoryview(data)[start : start + CHUNK]
                    while chunk:
                        chunk = chunk[file.write(chunk) :]
                    written = written + min(CHUNK, len(data) - start)
                    self._step("copying", written / total)
                os.fsync(fd)
        flush_names(self._part)

    def _check(self, files: Mapping[str, bytes]) -> None:
        self._step("checking", 0.0)
        for done, (name, data) in enumerate(files.items(), start=1):
            if _digest_of(self._part / name) != _digest(data):
                raise ExportFailed("mismatch", "What was read back differs from what was written; use another stick.")
            self._step("checking", done / len(files))

    def _swap(self) -> None:
        """From here on it is too late to stop. Until the first rename the older export stands, after the second the
        new one does."""
        replaced = self._final.exists()
        if replaced:
            self._final.rename(self._old)
        try:
            self._part.rename(self._final)
        except BaseException:
            if replaced:
                self._old.rename(self._final)
            raise
        flush_names(self._target)
        if replaced:
            shutil.rmtree(self._old)
            flush_names(self._target)

    def _discard(self) -> None:
        """Leave no part behind where the stick still lets us."""
        shutil.rmtree(self._part, ignore_errors=True)

    def _step(self, name: str, fraction: float) -> None:
        self._progress(name, fraction)
        if self._stopped():
            raise ExportFailed("stopped", "The export was stopped; nothing was changed on the stick.")


def flush_names(folder: Path) -> None:
    """Make the names in a folder durable, on file systems that know how to."""
    try:
        sync_folder(folder)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}:
            raise


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _digest_of(path: Path) -> bytes:
    """The SHA-256 of what is on the medium, not of what the cache remembers of it, as far as the system can tell."""
    fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    with os.fdopen(fd, "rb") as file:
        with contextlib.suppress(OSError):
            os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
        return hashlib.file_digest(file, "sha256").digest()
