"""One thread that owns the only read-write connection, and does what it is handed, in order
(docs/decisions/0003-one-writer.md)."""

from __future__ import annotations

import logging
import queue
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from data.unit_of_work import SqlUnitOfWork
from kiosk.ports import StoreUnavailable

IDLE_SECONDS = 2.0

DISK_FAILURES = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_READONLY,
    }
)
"""What the disk, not the work, is to blame for: the connection is dropped, and the next call opens another."""

log = logging.getLogger(__name__)


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's primary result code of an error, 0 when it has none."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


class Kind(Enum):
    """In what the work runs; the value opens the transaction."""

    WRITE = "BEGIN IMMEDIATE"
    READ = "BEGIN"
    BARE = ""
    """On the connection, outside a transaction."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection with its repositories."""

    connection: sqlite3.Connection
    unit: SqlUnitOfWork


class _Job:
    """Something to do. `done` is held until there is a result or an error."""

    __slots__ = ("abandoned", "done", "error", "kind", "result", "work")

    def __init__(self, kind: Kind, work: Callable[[Any], Any]) -> None:
        self.kind = kind
        self.work = work
        self.result: Any = None
        self.error: BaseException | None = None
        self.abandoned = False
        self.done = threading.Lock()
        self.done.acquire()


class Writer:
    """Runs work on its own thread. `open_connection` is called there, at the first job and again after the disk
    failed; `when_full`, `when_written` (after the answer to a write) and `when_idle` are called there too. `timeout`
    bounds each call, in seconds."""

    def __init__(
        self,
        open_connection: Callable[[], Opened],
        *,
        timeout: float,
        when_full: Callable[[], None],
        when_written: Callable[[sqlite3.Connection], None],
        when_idle: Callable[[sqlite3.Connection], None],
    ) -> None:
        self._open_connection = open_connection
        self._timeout = timeout
        self._when_full = when_full
        self._when_written = when_written
        self._when_idle = when_idle
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._opened: Opened | None = None
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="store", daemon=True)
        self._thread.start()

    @property
    def is_alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread.is_alive()

    def do(self, kind: Kind, work: Callable[[Any], Any], *, patient: bool = False) -> Any:
        """Have `work` done and return its result: BARE gets the connection, the others the unit of work.

        A patient caller waits for ever (a migration takes the time it takes). What `work` raises is raised here after a
        rollback. Raises StoreUnavailable; StoreError when the connection cannot be opened at all.
        """
        if threading.current_thread() is self._thread:
            raise RuntimeError("a use case called the store from within its own transaction")
        if self._stopping:
            raise StoreUnavailable("the store is closed")
        job = _Job(kind, work)
        self._jobs.put(job)
        if not job.done.acquire(timeout=-1 if patient else self._timeout):
            job.abandoned = True  # if it did not begin yet, it never will
            raise StoreUnavailable(f"the store did not answer within {self._timeout:g} s")
        if job.error is not None:
            raise job.error
        return job.result

    def stop(self) -> bool:
        """Finish what was accepted and let the file go. False when the thread hangs. Harmless when done already."""
        if not self._stopping:
            self._stopping = True
            self._jobs.put(None)
        self._thread.join(self._timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        tidy = True
        while True:
            try:
                job = self._jobs.get(timeout=None if tidy else IDLE_SECONDS)
            except queue.Empty:
                self._meanwhile(self._when_idle)
                tidy = True
                continue
            if job is None:
                break
            if not job.abandoned:
                tidy = tidy and job.kind is not Kind.WRITE
                self._do(job)
                if job.kind is Kind.WRITE:
                    self._meanwhile(self._when_written)
            del job  # or the last result would live until the next call
        self._drop(tidy=True)
        while not self._jobs.empty():
            late = self._jobs.get()
            if late is not None:
                late.error = StoreUnavailable("the store is closed")
                late.done.release()

    def _do(self, job: _Job) -> None:
        try:
            opened = self._opened
            if opened is None:
                opened = self._opened = self._open_connection()
            job.result = _bare(opened, job) if job.kind is Kind.BARE else _transact(opened, job)
        except sqlite3.Error as error:
            job.error = self._after(error)
        except UnicodeDecodeError as error:  # text in the file is damaged
            job.error = _unavailable(error)
        except BaseException as error:  # whatever the work raised belongs to the caller
            job.error = error
        finally:
            job.done.release()

    def _after(self, error: sqlite3.Error) -> BaseException:
        """What the caller gets to see of an SQLite error, after what must be done about it."""
        code = primary_code(error)
        if code not in DISK_FAILURES:
            return error
        log.error("the store failed: %s", error.sqlite_errorname)
        self._drop(tidy=False)
        if code == sqlite3.SQLITE_FULL:
            self._when_full()
        return _unavailable(error)

    def _drop(self, *, tidy: bool) -> None:
        """Let the connection go: after the file system was read-only an old one keeps failing, a new one works."""
        opened, self._opened = self._opened, None
        if opened is None:
            return
        try:
            if tidy:
                opened.connection.execute("PRAGMA analysis_limit=400")
                opened.connection.execute("PRAGMA optimize")
                opened.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            log.warning("the store could not be tidied on closing: %s", type(error).__name__)
        finally:
            opened.connection.close()

    def _meanwhile(self, tidy: Callable[[sqlite3.Connection], None]) -> None:
        """Work that nobody waits for."""
        if self._opened is None:
            return
        try:
            tidy(self._opened.connection)
        except (OSError, sqlite3.Error) as error:
            log.warning("the store could not be tidied: %s", type(error).__name__)


def _unavailable(error: Exception) -> StoreUnavailable:
    unavailable = StoreUnavailable(str(error))
    unavailable.__cause__ = error
    return unavailable


def _transact(opened: Opened, job: _Job) -> Any:
    connection = opened.connection
    connection.execute(job.kind.value)
    before = connection.total_changes
    try:
        opened.unit.begin()
        result = job.work(opened.unit)
        if not connection.in_transaction:
            raise StoreUnavailable("the disk failed and the transaction was rolled back")
        if job.kind is Kind.READ and connection.total_changes != before:
            raise RuntimeError("a reading use case wrote to the store; nothing of it was kept")
        connection.execute("COMMIT")
    except BaseException:
        opened.unit.forget()
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return result


def _bare(opened: Opened, job: _Job) -> Any:
    before = opened.connection.total_changes
    try:
        return job.work(opened.connection)
    finally:
        if opened.connection.total_changes != before:
            opened.unit.forget()

