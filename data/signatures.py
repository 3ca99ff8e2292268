"""Signed charters: the strokes are sealed, their hash goes to the journal."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from data.journal import canonical
from data.vault import Place, Vault
from kiosk.clock import to_micros
from kiosk.models import Stroke


def strokes_as_json(strokes: Sequence[Stroke]) -> bytes:
    """Compact JSON, one list of [x, y, t] per stroke; x and y are 0–1, t is in milliseconds."""
    return canonical([[list(point) for point in stroke.points] for stroke in strokes]).encode()


class SqlSignatures:
    """`kiosk.ports.Signatures`."""

    def __init__(self, connection: sqlite3.Connection, vault: Vault) -> None:
        self._connection = connection
        self._execute = connection.execute
        self._vault = vault

    def signed_version(self, member_id: int) -> str | None:
        row = self._execute(
            "SELECT version FROM signature WHERE member_id = ? ORDER BY id DESC LIMIT 1", (member_id,)
        ).fetchone()
        return row[0] if row else None

    def is_by_guardian(self, member_id: int) -> bool:
        row = self._execute(
            "SELECT guardian FROM signature WHERE member_id = ? ORDER BY id DESC LIMIT 1", (member_id,)
        ).fetchone()
        return bool(row and row[0])

    def add(
        self,
        *,
        member_id: int,
        version: str,
        sha256: str,
        language: str,
        at: datetime,
        strokes: Sequence[Stroke],
        guardian: bool = False,
    ) -> str:
        """Without the key file the strokes themselves are not kept, only their hash and the facts."""
        plain = strokes_as_json(strokes)
        digest = hashlib.sha256(plain).hexdigest()
        cursor = self._execute(
            "INSERT INTO signature (member_id, version, sha256, language, at_us, strokes_sha256, guardian)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (member_id, version, sha256, language, to_micros(at), digest, int(guardian)),
        )
        signature_id = cursor.lastrowid or 0
        sealed = self._vault.seal(
            self._connection, member_id, Place("signature", signature_id, "strokes"), plain
        )
        self._execute("UPDATE signature SET strokes = ? WHERE id = ?", (sealed, signature_id))
        return digest

    def strokes_of(self, signature_id: int) -> bytes | None:
        """The strokes as JSON, for a request under the right of access; None when they cannot be read."""
        row = self._execute(
            "SELECT member_id, strokes FROM signature WHERE id = ?", (signature_id,)
        ).fetchone()
        if row is None:
            return None
        return self._vault.unseal(self._connection, row[0], Place("signature", signature_id, "strokes"), row[1])
