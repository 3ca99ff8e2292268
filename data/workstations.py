"""Workstations that staff took out of service."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from kiosk.clock import from_micros, to_micros
from kiosk.models import OutOfService


class SqlWorkstations:
    """`kiosk.ports.Workstations`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute

    def out_of_service(self) -> tuple[OutOfService, ...]:
        """By number."""
        rows = self._execute("SELECT workstation, since_us FROM workstation_out ORDER BY workstation")
        return tuple(OutOfService(number, from_micros(since_us)) for number, since_us in rows)

    def take_out(self, workstation: int, at: datetime) -> None:
        """Taking out twice keeps the first instant."""
        self._execute(
            "INSERT INTO workstation_out (workstation, since_us) VALUES (?, ?) ON CONFLICT DO NOTHING",
            (workstation, to_micros(at)),
        )

    def put_back(self, workstation: int) -> None:
        self._execute("DELETE FROM workstation_out WHERE workstation = ?", (workstation,))
