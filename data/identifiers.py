"""Other cards that identify members, by the digest of what they say."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from kiosk.clock import to_micros
from kiosk.identifiers import Medium


class SqlIdentifiers:
    """`kiosk.ports.Identifiers`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute

    def link(self, medium: Medium, digest: bytes, member_id: int, at: datetime) -> None:
        """Raises ValueError when it belongs to somebody already, or the member is unknown."""
        try:
            self._execute(
                "INSERT INTO identifier (value_sha256, kind, member_id, linked_us) VALUES (?, ?, ?, ?)",
                (digest, medium.value, member_id, to_micros(at)),
            )
        except sqlite3.IntegrityError as error:
            raise ValueError("this card was linked before, or the member is unknown") from error

    def unlink(self, member_id: int) -> int:
        """How many there were."""
        return self._execute("DELETE FROM identifier WHERE member_id = ?", (member_id,)).rowcount

    def member_of(self, digests: Sequence[bytes]) -> int | None:
        for digest in digests:
            row = self._execute("SELECT member_id FROM identifier WHERE value_sha256 = ?", (digest,)).fetchone()
            if row is not None:
                return int(row[0])
        return None
