"""The least that a durable decision on a card costs: one verified signature and one row on the disk."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from time import perf_counter

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from data.database import connect, prepare_file

MESSAGE = os.urandom(38)
ROW = os.urandom(100)


class Floor:
    """Ed25519 and SQLite without anything around them, with the settings of the store, on its disk."""

    def __init__(self, folder: Path) -> None:
        path = folder / "floor.db"
        prepare_file(path)
        self._connection: sqlite3.Connection = connect(path)
        self._connection.execute("CREATE TABLE fact (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT")
        private = Ed25519PrivateKey.generate()
        self._public, self._signature = private.public_key(), private.sign(MESSAGE)

    def decide(self) -> float:
        """Verify, insert, commit. Returns milliseconds."""
        began = perf_counter()
        self._public.verify(self._signature, MESSAGE)
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("INSERT INTO fact (body) VALUES (?)", (ROW,))
        self._connection.execute("COMMIT")
        return (perf_counter() - began) * 1000

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()
