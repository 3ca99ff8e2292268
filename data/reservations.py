"""Workstations that staff keep for members."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from data.kept import Kept
from kiosk.clock import from_micros, to_micros
from kiosk.models import Reservation, ReservationEnd
from kiosk.ports import AlreadyKept


class SqlReservations:
    """`kiosk.ports.Reservations`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute
        self._planned = Kept(self._read_planned, identity=lambda r: r.id, rank=lambda r: (r.starts_at, r.id))

    def forget(self) -> None:
        """Nothing that was read before may be trusted."""
        self._planned.forget()

    def add(
        self, *, member_id: int, workstation: int, starts_at: datetime, seconds: float, by_staff: int, at: datetime
    ) -> Reservation:
        """Raises AlreadyKept, LookupError when the member is unknown, or ValueError when `seconds` is not positive."""
        member = self._execute("SELECT number FROM member WHERE id = ?", (member_id,)).fetchone()
        if member is None:
            raise LookupError(f"no member {member_id}")
        if seconds <= 0:
            raise ValueError("a reservation is for some time")
        try:
            cursor = self._execute(
                "INSERT INTO reservation (member_id, workstation, starts_us, seconds, by_staff, added_us)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (member_id, workstation, to_micros(starts_at), seconds, by_staff, to_micros(at)),
            )
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_UNIQUE:
                raise AlreadyKept(f"member {member_id} has a reservation") from error
            raise
        added = Reservation(cursor.lastrowid or 0, member_id, member[0], workstation, starts_at, seconds)
        self._planned.put(added)
        return added

    def planned(self) -> tuple[Reservation, ...]:
        return self._planned.all()

    def close(self, reservation_id: int, end: ReservationEnd, at: datetime) -> None:
        self._execute(
            "UPDATE reservation SET closed_us = ?, end = ? WHERE id = ? AND closed_us IS NULL",
            (to_micros(at), end.value, reservation_id),
        )
        self._planned.drop(reservation_id)

    def _read_planned(self) -> list[Reservation]:
        rows = self._execute(
            "SELECT r.id, r.member_id, m.number, r.workstation, r.starts_us, r.seconds"
            " FROM reservation r INDEXED BY reservation_planned JOIN member m ON m.id = r.member_id"
            " WHERE r.closed_us IS NULL"
        )
        return [
            Reservation(planned_id, member_id, number, workstation, from_micros(starts_us), seconds)
            for planned_id, member_id, number, workstation, starts_us, seconds in rows
        ]
