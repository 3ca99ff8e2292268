"""The store: one transaction per use case, durable when `write` returns (docs/decisions/0003-one-writer.md)."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar, cast

from data import journal
from data.ballast import BALLAST_BYTES, Ballast
from data.database import (
    BUSY_TIMEOUT_MS,
    InstanceLock,
    StoreError,
    connect,
    folder_error,
    make_folder,
    prepare_file,
    truncated,
)
from data.unit_of_work import SqlUnitOfWork
from data.vault import Vault
from data.versions import is_current
from data.writer import Kind, Opened, Writer, primary_code
from kiosk.ports import StoreUnavailable, UnitOfWork

T = TypeVar("T")

KEY_FILE = "vault.key"
TIMEOUT_SECONDS = 8.0
LOG_BYTES_WORTH_MOVING = 1024 * 1024
WRITES_WORTH_MOVING = 32
"""Writes after which the log is moved into the file, so that the commit of no visitor has to (data.database)."""

log = logging.getLogger(__name__)


class SqliteStore:
    """`kiosk.ports.Store` on one SQLite file, with its key file, its lock and its ballast beside it.

    Reads run on the writer's thread and connection too. That costs a read two thread hand-offs (about 0.05 ms) and at
    worst the wait for one commit, and buys one recovery path, no reader that holds the write-ahead log back, and reads
    that always see what was just confirmed. Long reads (exports, checks, backups) open a connection of their own.
    """

    def __init__(
        self,
        path: Path,
        *,
        kiosk: str,
        key_file: Path | None = None,
        timeout: float = TIMEOUT_SECONDS,
        ballast_bytes: int = BALLAST_BYTES,
    ) -> None:
        """Open the store, and create or migrate it when needed. `kiosk` signs the journal rows; the key file is
        `vault.key` beside the store unless named; `timeout` (seconds) bounds each call.

        Raises StoreError, whose text says what to do.
        """
        self.path = path
        self._kiosk = kiosk
        self._key_file = key_file if key_file is not None else path.with_name(KEY_FILE)
        self._ballast = Ballast(path.with_name("ballast"), ballast_bytes)
        self._vault: Vault | None = None
        self._written = 0
        make_folder(path.parent)
        self._lock = InstanceLock(path.parent)
        try:
            self._prepare()
            self._writer = Writer(
                self._open,
                timeout=timeout,
                when_full=self._make_space,
                when_written=self._move_log,
                when_idle=self._tidy,
            )
        except BaseException:
            self._lock.release()
            raise
        try:
            self._writer.do(Kind.BARE, lambda _: self._ballast.lay_down(), patient=True)
        except BaseException:
            self.close()
            raise

    @property
    def vault(self) -> Vault:
        """The keys of this store; its `advice` is not empty when staff should put the key file back."""
        assert self._vault is not None, "the store was opened"
        return self._vault

    @property
    def is_alive(self) -> bool:
        """Whether the store's thread runs, for a watchdog."""
        return self._writer.is_alive

    @property
    def is_short_of_space(self) -> bool:
        """Whether the space kept back for a full disk is gone: somebody should free some."""
        return not self._ballast.is_down

    def write(self, work: Callable[[UnitOfWork], T]) -> T:
        return cast("T", self._writer.do(Kind.WRITE, work))

    def read(self, work: Callable[[UnitOfWork], T]) -> T:
        return cast("T", self._writer.do(Kind.READ, work))

    def recorded_until(self) -> datetime | None:
        """The instant that was recorded last, None in a new store. Raises StoreUnavailable."""
        return cast("datetime | None", self._writer.do(Kind.BARE, journal.recorded_until))

    def erase_member(self, member_id: int, at: datetime) -> bool:
        """Forget what is sealed for a member (docs/rules.md §9), note that in the journal, and clear the bytes out of
        the file.

        False when a long read kept the old bytes in the write-ahead log; call `clear_log` again later.
        Raises StoreUnavailable.
        """

        def forget(unit: SqlUnitOfWork) -> None:
            unit.forget_member(member_id)
            unit.journal.add("member.erased", at, {"member": member_id})

        self._writer.do(Kind.WRITE, forget)
        return self.clear_log()

    def clear_log(self) -> bool:
        """Move the write-ahead log into the file and cut it to nothing; False when a long read is in the way, for
        which it does not wait. Raises StoreUnavailable."""
        return cast("bool", self._writer.do(Kind.BARE, _empty_log))

    def close(self) -> None:
        if self._writer.stop():
            self._lock.release()  # else it goes with the process: nobody may write beside a thread that hangs

    def _prepare(self) -> None:
        """Raises StoreError when the file is not ours, or gone while its key is still there."""
        is_empty = not self.path.exists() or self.path.stat().st_size == 0
        if is_empty and self._key_file.exists():
            raise StoreError(
                "missing",
                f"{self.path} is missing or empty although its key is there: put the last checked backup in its "
                f"place, or move {self._key_file.name} away to start with nothing.",
            )
        prepare_file(self.path)

    # The rest runs on the writer's thread.

    def _open(self) -> Opened:
        """The first time, migrations and keys as well; later only the connection, and what is wrong with it is the
        disk's fault."""
        if self._vault is not None:
            try:
                connection = connect(self.path)
            except StoreError as error:
                raise StoreUnavailable(error.text) from error
            return Opened(connection, SqlUnitOfWork(connection, self._vault, self._kiosk))
        try:
            connection = connect(self.path)
            try:
                if not is_current(connection):
                    from data.migrations import migrate

                    migrate(connection, self.path)
                self._vault = Vault.open(self._key_file, connection)
            except BaseException:
                connection.close()
                raise
        except sqlite3.DatabaseError as error:
            damaged = primary_code(error) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
            raise (truncated(self.path) if damaged else _failing(self.path, error)) from error
        except OSError as error:
            raise folder_error(self.path.parent, error) from error
        return Opened(connection, SqlUnitOfWork(connection, self._vault, self._kiosk))

    def _make_space(self) -> None:
        if self._ballast.release():
            log.error("the disk is full; the space kept back for this was released")

    def _move_log(self, connection: sqlite3.Connection) -> None:
        """Move a short log into the file, without waiting for anybody who reads; the next writes begin it anew."""
        self._written += 1
        if self._written % WRITES_WORTH_MOVING == 0:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()

    def _tidy(self, connection: sqlite3.Connection) -> None:
        """In a quiet moment, move the log into the file, so that no visitor waits for it."""
        log_file = self.path.with_name(self.path.name + "-wal")
        if log_file.stat().st_size >= LOG_BYTES_WORTH_MOVING:
            _empty_log(connection)
        self._ballast.lay_down()


def _empty_log(connection: sqlite3.Connection) -> bool:
    connection.execute("PRAGMA busy_timeout=0")
    try:
        (blocked, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    return not blocked


def _failing(path: Path, error: sqlite3.Error) -> StoreError:
    return StoreError(
        "disk",
        f"The disk of {path.parent} does not work as it should ({error}); check its space and its health.",
    )
