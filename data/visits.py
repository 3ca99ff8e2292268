"""Visits without a workstation: counted, never linked to a member."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime

from kiosk.clock import to_micros
from kiosk.models import Purpose


class SqlVisits:
    """`kiosk.ports.Visits`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute

    def add(self, *, at: datetime, local_date: date, purpose: Purpose | None, category: str | None) -> None:
        self._execute(
            "INSERT INTO visit (at_us, local_date, purpose, category) VALUES (?, ?, ?, ?)",
            (to_micros(at), local_date.isoformat(), purpose.value if purpose is not None else None, category),
        )
