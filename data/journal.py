"""The journal: append-only and hash-chained, so that an altered, removed or inserted row shows.

h(n) = SHA-256(h(n−1) ‖ line(n)), where a line is canonical JSON: `[seq,kiosk,at_us,kind,request,body]` without spaces,
the request as hex or null, the keys of the body sorted. h(0) is 32 zero bytes. The chain cannot show that its tail was
cut off; each weekly export carries the head of the chain, which does (docs/reliability.md, "The journal").
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.clock import from_micros, to_micros
from kiosk.ports import JournalEntry

GENESIS = bytes(32)

canonical = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
).encode


def line(seq: int, kiosk: str, at_us: int, kind: str, request: bytes | None, body: str) -> bytes:
    """A row as it is hashed; `body` is already canonical JSON, and stands last so that nothing can follow it."""
    head = canonical([seq, kiosk, at_us, kind, request.hex() if request is not None else None])
    return f"{head[:-1]},{body}]".encode("utf-8", "surrogateescape")  # damaged text must not fit by accident


def link(previous: bytes, row: bytes) -> bytes:
    """The hash of a row."""
    return hashlib.sha256(previous + row).digest()


class SqlJournal:
    """`kiosk.ports.Journal` on the writer's connection."""

    def __init__(self, connection: sqlite3.Connection, kiosk: str) -> None:
        self._execute = connection.execute
        self._kiosk = kiosk

    def add(self, kind: str, at: datetime, body: Mapping[str, Any], request: bytes | None = None) -> JournalEntry:
        """Append a row. Raises ValueError when `request` was recorded before: look it up first."""
        last = self._execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
        seq, previous = (last[0] + 1, last[1]) if last else (1, GENESIS)
        at_us = to_micros(at)
        text = canonical(dict(body))
        hashed = link(previous, line(seq, self._kiosk, at_us, kind, request, text))
        try:
            self._execute(
                "INSERT INTO journal (seq, kiosk, at_us, kind, request, body, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (seq, self._kiosk, at_us, kind, request, text, hashed),
            )
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_UNIQUE:
                raise ValueError("this request was recorded before") from error
            raise
        return JournalEntry(seq, at, kind, body)

    def of_request(self, request: bytes) -> JournalEntry | None:
        """What was recorded for a request id."""
        row = self._execute(
            "SELECT seq, at_us, kind, body FROM journal WHERE request = ?", (request,)
        ).fetchone()
        return JournalEntry(row[0], from_micros(row[1]), row[2], json.loads(row[3])) if row else None


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What a verification found: the rows read, the hash of the last good one (hex), and the first row that does not
    fit (None when all fit)."""

    ok: bool
    rows: int
    head: str
    first_bad: int | None


def verify(connection: sqlite3.Connection, stopped: Callable[[], bool] = lambda: False) -> ChainReport:
    """Recompute the whole chain, about 3 µs per row. `stopped` is asked now and then and ends the reading early.

    Raises sqlite3.Error when the file cannot be read.
    """
    previous, rows = GENESIS, 0
    for seq, kiosk, at_us, kind, request, body, hashed in connection.execute(
        "SELECT seq, kiosk, at_us, kind, request, body, hash FROM journal ORDER BY seq"
    ):
        if rows % 10_000 == 0 and stopped():
            break
        try:
            fits = seq == rows + 1 and link(previous, line(seq, kiosk, at_us, kind, request, body)) == hashed
        except (AttributeError, TypeError, ValueError):  # damage turned a value into one of another type
            fits = False
        if not fits:
            return ChainReport(False, rows, previous.hex(), rows + 1)
        previous, rows = hashed, rows + 1
    return ChainReport(True, rows, previous.hex(), None)


def recorded_until(connection: sqlite3.Connection) -> datetime | None:
    """The instant that was recorded last, None in a new store: what the clock of a machine that starts is compared with
    (docs/decisions/0002-two-clocks.md). Not the greatest one: what a wrong clock wrote once would hold for ever."""
    row = connection.execute("SELECT at_us FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return None if row is None else from_micros(row[0])
