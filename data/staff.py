"""People who work here."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from kiosk.clock import from_micros, to_micros
from kiosk.models import Staff

COLUMNS = "id, number, name, pin_hash, failed_tries, blocked_until_us"


class SqlStaff:
    """`kiosk.ports.StaffMembers`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute

    def get(self, staff_id: int) -> Staff | None:
        row = self._execute(f"SELECT {COLUMNS} FROM staff WHERE id = ?", (staff_id,)).fetchone()
        return _staff(row) if row else None

    def by_number(self, number: int) -> Staff | None:
        row = self._execute(f"SELECT {COLUMNS} FROM staff WHERE number = ?", (number,)).fetchone()
        return _staff(row) if row else None

    def add(self, *, number: int, name: str, at: datetime) -> Staff:
        """Raises ValueError when the number is taken."""
        try:
            cursor = self._execute(
                "INSERT INTO staff (number, name, added_us) VALUES (?, ?, ?)", (number, name, to_micros(at))
            )
        except sqlite3.IntegrityError as error:
            raise ValueError(f"staff number {number} is taken") from error
        return Staff(cursor.lastrowid or 0, number, name)

    def set_pin(self, staff_id: int, pin_hash: str) -> None:
        """Clears the count of failed tries as well."""
        self._execute(
            "UPDATE staff SET pin_hash = ?, failed_tries = 0, blocked_until_us = NULL WHERE id = ?",
            (pin_hash, staff_id),
        )

    def record_tries(self, staff_id: int, failed: int, blocked_until: datetime | None) -> None:
        until_us = to_micros(blocked_until) if blocked_until is not None else None
        self._execute(
            "UPDATE staff SET failed_tries = ?, blocked_until_us = ? WHERE id = ?", (failed, until_us, staff_id)
        )


def _staff(row: tuple[int, int, str, str | None, int, int | None]) -> Staff:
    staff_id, number, name, pin_hash, failed, until_us = row
    return Staff(
        staff_id, number, name, pin_hash, failed, from_micros(until_us) if until_us is not None else None
    )
