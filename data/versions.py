"""Which schema a store has: looked at each time it is opened, without what only a migration needs."""

from __future__ import annotations

import sqlite3

SCHEMA = 6
"""The number of migrations: what `user_version` says in an up-to-date file."""


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether the file has the schema of this version: nothing to migrate, and nothing to refuse."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return bool(version == SCHEMA)
