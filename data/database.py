"""Opening the store file: one recipe, asserted each time (docs/decisions/0003-one-writer.md).

What SQLite does not do by default and a kiosk needs: a commit that survives the power cut that follows it (WAL with
`synchronous=EXTRA`), deleted bytes that are overwritten, and a refusal to touch a file that is not ours.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from pathlib import Path

APPLICATION_ID = 0x56535442
"""What the header of our file says it is: "VSTB"."""

BUSY_TIMEOUT_MS = 5_000
JOURNAL_SIZE_LIMIT = 8 * 1024 * 1024
AUTOCHECKPOINT_PAGES = 1_000
CACHE_KIB = 2_048
"""Full after a few days. What a check-in reads is of this day, and the system keeps the rest of the file at hand: with
a million sessions in the file, four times as much makes no check-in faster, and costs every kiosk 6 MB."""
SYNCHRONOUS_EXTRA = 3
HEADER = b"SQLite format 3\x00"


class StoreError(Exception):
    """The store cannot be opened. `text` is one sentence that says what to do; `code` is its stable name."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


class InstanceLock:
    """The right to write to a store, held by one process at a time.

    The lock belongs to the open file: the system gives it back when the process ends, however it ends, so there is
    nothing to clean up after a crash. Raises StoreError "already-running" or "folder-read-only".
    """

    def __init__(self, folder: Path) -> None:
        path = folder / "instance.lock"
        try:
            self._fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        except OSError as error:
            raise folder_error(folder, error) from error
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._fd)
            raise StoreError(
                "already-running",
                f"Another Vestibule already uses {folder}; stop it first, or choose another data folder.",
            ) from error

    def release(self) -> None:
        """Let another process in. Harmless when done already."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1


def folder_error(folder: Path, error: OSError) -> StoreError:
    """What to say when the data folder refuses."""
    return StoreError(
        "folder-read-only",
        f"The data folder {folder} cannot be written to ({os.strerror(error.errno or 0)}); "
        "make it writable for the account that runs Vestibule, then start again.",
    )


def make_folder(folder: Path) -> None:
    """Create the data folder, closed to other accounts. Raises StoreError."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise folder_error(folder, error) from error


def prepare_file(path: Path) -> None:
    """Create the file closed to other accounts, or check that what stands there can be a store of ours.

    Only called before the first connection of the process: closing a file that SQLite has open would drop the locks
    that SQLite holds on it. Raises StoreError.
    """
    try:
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    except FileExistsError:
        _check_header(path)
        return
    except OSError as error:
        raise folder_error(path.parent, error) from error
    os.close(fd)
    sync_folder(path.parent)


def _check_header(path: Path) -> None:
    if path.is_symlink() or not path.is_file():
        raise not_a_store(path)
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise folder_error(path.parent, error) from error
    size = path.stat().st_size
    if size == 0:
        return
    if not HEADER.startswith(header[: len(HEADER)]):
        raise not_a_store(path)
    if size < len(header) or len(header) < 100:  # noqa: PLR2004 - the length of SQLite's header
        raise truncated(path)
    page_size = int.from_bytes(header[16:18], "big") or 0
    page_size = 65_536 if page_size == 1 else page_size
    pages = int.from_bytes(header[28:32], "big")
    log = path.with_name(path.name + "-wal")
    settled = not log.exists() or log.stat().st_size == 0
    if settled and size < page_size * pages:
        raise truncated(path)


def not_a_store(path: Path) -> StoreError:
    """What to say of a file that something else wrote."""
    return StoreError(
        "not-a-store",
        f"{path} is not a Vestibule store; nothing was changed in it: move it away or choose another data folder.",
    )


def truncated(path: Path) -> StoreError:
    """What to say of a file that ends too early or whose pages contradict each other."""
    return StoreError(
        "damaged",
        f"{path} is damaged or was cut short; nothing was changed in it: "
        "set it aside and put the last checked backup in its place.",
    )


def connect(path: Path) -> sqlite3.Connection:
    """The read-write connection, with every setting asserted. The calling thread owns it.

    The file exists (`prepare_file`); a foreign file is left as it was. Raises StoreError, or sqlite3.Error when the
    disk fails.
    """
    uri = f"{path.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(
        uri, uri=True, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000, cached_statements=256
    )
    try:
        _refuse_foreign(connection, path)
        _apply_recipe(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.DatabaseError as error:
        primary = error.sqlite_errorcode & 0xFF
        if primary == sqlite3.SQLITE_NOTADB:
            raise not_a_store(path) from error
        if primary == sqlite3.SQLITE_CORRUPT:
            raise truncated(path) from error
        raise
    except UnicodeDecodeError as error:  # a damaged name in SQLite's message about it
        raise truncated(path) from error
    if application != APPLICATION_ID and (application != 0 or tables):
        raise not_a_store(path)


def _apply_recipe(connection: sqlite3.Connection, path: Path) -> None:
    def setting(pragma: str) -> object:
        row = connection.execute(f"PRAGMA {pragma}").fetchone()
        return row[0] if row else None

    if setting("journal_mode=WAL") != "wal":
        raise StoreError(
            "no-wal",
            f"The disk of {path.parent} does not allow a write-ahead log; put the data folder on a local disk.",
        )
    setting("synchronous=EXTRA")
    if setting("synchronous") != SYNCHRONOUS_EXTRA:
        raise StoreError("not-durable", "This build of SQLite does not offer synchronous=EXTRA; install another.")
    setting("foreign_keys=ON")
    if setting("foreign_keys") != 1:
        raise StoreError("not-durable", "This build of SQLite does not check foreign keys; install another.")
    if setting("secure_delete=ON") != 1:
        raise StoreError("not-durable", "This build of SQLite does not overwrite what is deleted; install another.")
    setting("recursive_triggers=ON")  # or INSERT OR REPLACE would step around the guards of the journal
    setting("trusted_schema=OFF")
    setting("cell_size_check=ON")
    setting(f"wal_autocheckpoint={AUTOCHECKPOINT_PAGES}")
    setting(f"journal_size_limit={JOURNAL_SIZE_LIMIT}")
    setting(f"cache_size=-{CACHE_KIB}")
    setting("temp_store=MEMORY")


def connect_reading(path: Path) -> sqlite3.Connection:
    """A connection that can only read, for exports, checks and backups. The calling thread owns it.

    It never moves the write-ahead log, so it is safe beside the writer. Raises sqlite3.Error.
    """
    uri = f"{path.absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000)
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    return connection


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable. Raises OSError."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
