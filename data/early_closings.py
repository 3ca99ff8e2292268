"""When staff close earlier than usual."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime

from data.kept import Kept
from kiosk.clock import from_micros, to_micros
from kiosk.models import EarlyClosing


class SqlEarlyClosings:
    """`kiosk.ports.EarlyClosings`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute
        self._newest = Kept(self._read_newest, identity=lambda _: 0, rank=lambda early: (early.local_date,))

    def forget(self) -> None:
        """Nothing that was read before may be trusted."""
        self._newest.forget()

    def current(self) -> EarlyClosing | None:
        """By its date, not by when it was set."""
        return next(iter(self._newest.all()), None)

    def set(self, early: EarlyClosing, *, by_staff: int, at: datetime) -> None:
        self._execute(
            "INSERT OR REPLACE INTO early_closing (local_date, closes_us, by_staff, set_us) VALUES (?, ?, ?, ?)",
            (early.local_date.isoformat(), to_micros(early.closes_at), by_staff, to_micros(at)),
        )
        self._newest.forget()

    def clear(self, local_date: date) -> None:
        """Harmless when there is none."""
        self._execute("DELETE FROM early_closing WHERE local_date = ?", (local_date.isoformat(),))
        self._newest.forget()

    def _read_newest(self) -> list[EarlyClosing]:
        rows = self._execute("SELECT local_date, closes_us FROM early_closing ORDER BY local_date DESC LIMIT 1")
        return [EarlyClosing(date.fromisoformat(day), from_micros(closes_us)) for day, closes_us in rows]
