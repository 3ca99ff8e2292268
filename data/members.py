"""Visitors with a card, and guests, whose numbers begin at `kiosk.models.GUEST_NUMBERS` (data.guests adds those)."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime
from typing import Any

from data.vault import Place, Vault
from kiosk.clock import to_micros
from kiosk.models import GUEST_NUMBERS, Member, Preferences

ANY = (
    "SELECT id, number, category, first_name, birth_year, needs, suspended_until, guardian_agreed,"
    " p.language, p.theme, p.text_step, p.audio FROM member LEFT JOIN member_preference p ON p.member_id = member.id"
)

LAST_NUMBER = 999_999
"""A card shows six digits."""


class SqlMembers:
    """`kiosk.ports.Members`; the first name is sealed with the member's own key."""

    def __init__(self, connection: sqlite3.Connection, vault: Vault) -> None:
        self._connection = connection
        self._execute = connection.execute
        self._vault = vault

    def get(self, member_id: int) -> Member | None:
        row = self._execute(f"{ANY} WHERE id = ?", (member_id,)).fetchone()
        return self._member(row) if row else None

    def by_number(self, number: int) -> Member | None:
        """The member whose card has that number; a guest has no card."""
        row = self._execute(f"{ANY} WHERE number = ? AND number < {GUEST_NUMBERS}", (number,)).fetchone()
        return self._member(row) if row else None

    def add(
        self,
        *,
        number: int,
        category: str,
        at: datetime,
        first_name: str | None = None,
        family_name: str | None = None,
        birth_year: int | None = None,
        needs: frozenset[str] = frozenset(),
        guardian_agreed: bool = False,
    ) -> Member:
        """Raises ValueError when the number is taken or one of a guest, or the birth year is not between 1880 and 2200.

        First name and name are sealed together, one to a line. Without the key file neither is kept.
        """
        if number >= GUEST_NUMBERS:
            raise ValueError(f"member number {number} is kept for guests")
        try:
            cursor = self._execute(
                "INSERT INTO member (number, category, birth_year, needs, guardian_agreed, added_us)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (number, category, birth_year, " ".join(sorted(needs)), int(guardian_agreed), to_micros(at)),
            )
        except sqlite3.IntegrityError as error:
            raise ValueError(f"member number {number} is taken, or a value is out of range") from error
        member_id = cursor.lastrowid or 0
        if first_name is not None:
            place = Place("member", member_id, "first_name")
            names = first_name if family_name is None else f"{first_name}\n{family_name}"
            sealed = self._vault.seal(self._connection, member_id, place, names.encode())
            self._execute("UPDATE member SET first_name = ? WHERE id = ?", (sealed, member_id))
            first_name = first_name if sealed is not None else None
        return Member(
            member_id, number, category, first_name, birth_year, frozenset(needs), None, guardian_agreed
        )

    def next_number(self) -> int:
        (number,) = self._execute(
            "SELECT coalesce(max(number), 0) + 1 FROM member WHERE number <= ?", (LAST_NUMBER,)
        ).fetchone()
        if number <= LAST_NUMBER:
            return int(number)
        (gap,) = self._execute(
            "SELECT min(number) + 1 FROM (SELECT 0 AS number UNION SELECT number FROM member) AS used"
            " WHERE NOT EXISTS (SELECT 1 FROM member WHERE member.number = used.number + 1)"
        ).fetchone()
        if gap > LAST_NUMBER:
            raise ValueError("every member number is taken")
        return int(gap)

    def family_name(self, member_id: int) -> str | None:
        row = self._execute("SELECT first_name FROM member WHERE id = ?", (member_id,)).fetchone()
        names = self._names(member_id, row[0]) if row else None
        return (names.partition("\n")[2] or None) if names is not None else None

    def suspend(self, member_id: int, until: date | None) -> None:
        """Turn the member away until that date; None lifts the suspension."""
        day = until.isoformat() if until is not None else None
        self._execute("UPDATE member SET suspended_until = ? WHERE id = ?", (day, member_id))

    def agree(self, member_id: int) -> None:
        self._execute("UPDATE member SET guardian_agreed = 1 WHERE id = ?", (member_id,))

    def move(self, member_id: int, category: str) -> None:
        """Sessions and tickets of before keep the category that they had."""
        self._execute("UPDATE member SET category = ? WHERE id = ?", (category, member_id))

    def keep_preferences(self, member_id: int, preferences: Preferences | None, at: datetime) -> None:
        """Raises ValueError when the text step is not between 1 and 3, the theme neither "light" nor "dark", or the
        member unknown."""
        if preferences is None:
            self._execute("DELETE FROM member_preference WHERE member_id = ?", (member_id,))
            return
        wanted = (preferences.language, preferences.theme, preferences.text_step, int(preferences.audio))
        try:
            self._execute(
                "INSERT OR REPLACE INTO member_preference (member_id, language, theme, text_step, audio, consent_us)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (member_id, *wanted, to_micros(at)),
            )
        except sqlite3.IntegrityError as error:
            raise ValueError("the member is unknown, or a preference is out of range") from error

    def _member(self, row: tuple[Any, ...]) -> Member:
        member_id, number, category, sealed, birth_year, needs, suspended, agreed, *kept = row
        names = self._names(member_id, sealed)
        language, theme, text_step, audio = kept
        return Member(
            member_id,
            number,
            category,
            names.partition("\n")[0] if names is not None else None,
            birth_year,
            frozenset(needs.split()),
            date.fromisoformat(suspended) if suspended else None,
            bool(agreed),
            Preferences(language, theme, text_step, bool(audio)) if language is not None else None,
        )

    def _names(self, member_id: int, sealed: bytes | None) -> str | None:
        """First name and name, one to a line; None when nothing is kept or it cannot be read."""
        if sealed is None:
            return None
        plain = self._vault.unseal(self._connection, member_id, Place("member", member_id, "first_name"), sealed)
        return plain.decode() if plain is not None else None
