"""One-day tickets: members for one day, found by the SHA-256 of their random code."""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import date, datetime

from kiosk.clock import from_micros, to_micros
from kiosk.models import GUEST_NUMBERS, GuestTicket


class SqlGuests:
    """`kiosk.ports.Guests`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute

    def add(self, *, token: bytes, category: str, local_date: date, by_staff: int | None, at: datetime) -> GuestTicket:
        """Raises ValueError when the code was given before, or the member of staff is unknown."""
        (number,) = self._execute(
            "SELECT max(?1, 1 + coalesce((SELECT max(number) FROM member WHERE number >= ?1), 0))", (GUEST_NUMBERS,)
        ).fetchone()
        try:
            member_id = (
                self._execute(
                    "INSERT INTO member (number, category, added_us) VALUES (?, ?, ?)",
                    (number, category, to_micros(at)),
                ).lastrowid
                or 0
            )
            self._execute(
                "INSERT INTO guest_ticket (member_id, token_sha256, local_date, issued_us, by_staff)"
                " VALUES (?, ?, ?, ?, ?)",
                (member_id, _digest(token), local_date.isoformat(), to_micros(at), by_staff),
            )
        except sqlite3.IntegrityError as error:
            raise ValueError("this code was given before, or a value is out of range") from error
        return GuestTicket(member_id, local_date)

    def lend(self, member_id: int, *, token: bytes, local_date: date, at: datetime) -> GuestTicket:
        """Raises ValueError when the code was given before, or the member is unknown."""
        try:
            self._execute("DELETE FROM guest_ticket WHERE member_id = ?", (member_id,))
            self._execute(
                "INSERT INTO guest_ticket (member_id, token_sha256, local_date, issued_us) VALUES (?, ?, ?, ?)",
                (member_id, _digest(token), local_date.isoformat(), to_micros(at)),
            )
        except sqlite3.IntegrityError as error:
            raise ValueError("this code was given before, or the member is unknown") from error
        return GuestTicket(member_id, local_date)

    def by_token(self, token: bytes) -> GuestTicket | None:
        return self._one("token_sha256 = ?", _digest(token))

    def of_member(self, member_id: int) -> GuestTicket | None:
        return self._one("member_id = ?", member_id)

    def use(self, member_id: int, at: datetime) -> None:
        """The first instant counts."""
        self._execute(
            "UPDATE guest_ticket SET used_us = coalesce(used_us, ?) WHERE member_id = ?", (to_micros(at), member_id)
        )

    def _one(self, condition: str, value: bytes | int) -> GuestTicket | None:
        row = self._execute(
            f"SELECT member_id, local_date, used_us FROM guest_ticket WHERE {condition}", (value,)
        ).fetchone()
        if row is None:
            return None
        return GuestTicket(row[0], date.fromisoformat(row[1]), from_micros(row[2]) if row[2] is not None else None)


def _digest(token: bytes) -> bytes:
    return hashlib.sha256(token).digest()
