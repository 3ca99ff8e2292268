"""The roll of paper in the receipt printer."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from kiosk.clock import from_micros, to_micros
from kiosk.models import PaperRoll


class SqlPaper:
    """`kiosk.ports.Paper`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute

    def roll(self) -> PaperRoll | None:
        row = self._execute("SELECT changed_us, used_mm, slips FROM paper_roll").fetchone()
        return None if row is None else PaperRoll(from_micros(row[0]), row[1], row[2])

    def change(self, at: datetime) -> None:
        self._execute(
            "INSERT OR REPLACE INTO paper_roll (id, changed_us, used_mm, slips) VALUES (1, ?, 0, 0)", (to_micros(at),)
        )

    def use(self, millimetres: int) -> None:
        self._execute("UPDATE paper_roll SET used_mm = used_mm + ?, slips = slips + 1", (millimetres,))
