"""Cards that were issued here, and which ones no longer open anything."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, datetime

from kiosk.clock import from_micros, to_micros
from kiosk.models import Card, CardType

COLUMNS = "card_id, member_id, staff_id, issued_on, expires_on, revoked_us"

Row = tuple[bytes, int | None, int | None, str, str, int | None]


class SqlCards:
    """`kiosk.ports.Cards`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._execute = connection.execute

    def get(self, card_id: bytes) -> Card | None:
        row = self._execute(f"SELECT {COLUMNS} FROM card WHERE card_id = ?", (card_id,)).fetchone()
        return _card(row) if row else None

    def add(self, card: Card) -> None:
        """Raises ValueError when the card is there already or its holder is unknown."""
        is_member = card.type is CardType.MEMBER
        revoked = to_micros(card.revoked_at) if card.revoked_at is not None else None
        try:
            self._execute(
                f"INSERT INTO card ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
                (
                    card.card_id,
                    card.holder if is_member else None,
                    None if is_member else card.holder,
                    card.issued_on.isoformat(),
                    card.expires_on.isoformat(),
                    revoked,
                ),
            )
        except sqlite3.IntegrityError as error:
            raise ValueError("this card was issued before, or its holder is unknown") from error

    def of_member(self, member_id: int) -> Sequence[Card]:
        """Oldest first."""
        return self._of("member_id", member_id)

    def of_staff(self, staff_id: int) -> Sequence[Card]:
        """Oldest first."""
        return self._of("staff_id", staff_id)

    def revoke(self, card_id: bytes, at: datetime) -> None:
        """From now on the card opens nothing; the first instant counts. A card issued elsewhere may be revoked too."""
        at_us = to_micros(at)
        known = self._execute(
            "UPDATE card SET revoked_us = coalesce(revoked_us, ?) WHERE card_id = ?", (at_us, card_id)
        ).rowcount
        if not known:
            self._execute(
                "INSERT INTO revoked_card (card_id, listed, revoked_us) VALUES (?, 0, ?) ON CONFLICT DO NOTHING",
                (card_id, at_us),
            )

    def is_revoked(self, card_id: bytes) -> bool:
        row = self._execute(
            "SELECT EXISTS (SELECT 1 FROM revoked_card WHERE card_id = ?1)"
            " OR EXISTS (SELECT 1 FROM card WHERE card_id = ?1 AND revoked_us IS NOT NULL)",
            (card_id,),
        ).fetchone()
        return bool(row[0])

    def revocation_sequence(self) -> int:
        row = self._execute("SELECT sequence FROM revocation_list").fetchone()
        return int(row[0]) if row else 0

    def take_over_revocations(self, sequence: int, card_ids: Sequence[bytes], at: datetime) -> None:
        current = self.revocation_sequence()
        if sequence <= current:
            raise ValueError(f"revocation list {sequence} is not newer than list {current}")
        at_us = to_micros(at)
        self._execute("DELETE FROM revoked_card WHERE listed = 1")
        self._connection.executemany(
            "INSERT INTO revoked_card (card_id, listed, revoked_us) VALUES (?, 1, ?) ON CONFLICT DO NOTHING",
            [(card_id, at_us) for card_id in card_ids],
        )
        self._execute(
            "INSERT OR REPLACE INTO revocation_list (id, sequence, taken_over_us) VALUES (1, ?, ?)",
            (sequence, at_us),
        )

    def _of(self, column: str, holder: int) -> Sequence[Card]:
        rows = self._execute(
            f"SELECT {COLUMNS} FROM card WHERE {column} = ? ORDER BY issued_on, rowid", (holder,)
        )
        return tuple(_card(row) for row in rows)


def _card(row: Row) -> Card:
    card_id, member_id, staff_id, issued_on, expires_on, revoked_us = row
    return Card(
        card_id,
        CardType.MEMBER if member_id is not None else CardType.STAFF,
        (member_id if member_id is not None else staff_id) or 0,
        date.fromisoformat(issued_on),
        date.fromisoformat(expires_on),
        from_micros(revoked_us) if revoked_us is not None else None,
    )
