"""A full check of a store: SQLite's own, the foreign keys, the journal's chain. Seconds per million sessions."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from data.database import connect_reading
from data.journal import GENESIS, ChainReport, verify

MOST_PROBLEMS = 20


@dataclass(frozen=True, slots=True)
class StoreReport:
    """What was found. `integrity` holds SQLite's complaints, at most 20 (empty is good); `orphans` counts rows that
    refer to nothing."""

    ok: bool
    integrity: tuple[str, ...]
    orphans: int
    chain: ChainReport


def check(path: Path, stopped: Callable[[], bool] = lambda: False) -> StoreReport:
    """Check the store over a connection of its own, beside the running kiosk; a file that cannot be read is a report,
    not an exception. Blocks; any thread but the screen's."""
    unread = ChainReport(False, 0, GENESIS.hex(), 1)
    try:
        with closing(connect_reading(path)) as connection:
            connection.text_factory = _lenient
            connection.execute("BEGIN")
            integrity = _integrity(connection)
            orphans = len(connection.execute("PRAGMA foreign_key_check").fetchall())
            chain = verify(connection, stopped)
    except (sqlite3.Error, UnicodeDecodeError) as error:  # a damaged name can even break the message about it
        return StoreReport(False, (str(error),), 0, unread)
    return StoreReport(not integrity and not orphans and chain.ok, integrity, orphans, chain)


def _lenient(text: bytes) -> str:
    """Damaged text as it is, for the chain to find."""
    return text.decode("utf-8", "surrogateescape")


def _integrity(connection: sqlite3.Connection) -> tuple[str, ...]:
    answers = [row[0] for row in connection.execute(f"PRAGMA integrity_check({MOST_PROBLEMS})")]
    return () if answers == ["ok"] else tuple(answers)
