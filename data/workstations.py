"""The changing part of a workstation: whether staff took it out of service, and when its last session ended."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from data.kept import Kept
from kiosk.clock import from_micros, to_micros
from kiosk.models import OutOfService


class SqlWorkstations:
    """`kiosk.ports.Workstations`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute
        self._out = Kept(self._read_out, identity=lambda o: o.workstation, rank=lambda o: (o.workstation,))
        self._freed = Kept(self._read_freed, identity=lambda f: f[0], rank=lambda f: f[:1])

    def forget(self) -> None:
        """Nothing that was read before may be trusted."""
        self._out.forget()
        self._freed.forget()

    def out_of_service(self) -> tuple[OutOfService, ...]:
        """By number."""
        return self._out.all()

    def take_out(self, workstation: int, at: datetime) -> None:
        """Taking out twice keeps the first instant."""
        self._execute(
            "INSERT INTO workstation_out (workstation, since_us) VALUES (?, ?) ON CONFLICT DO NOTHING",
            (workstation, to_micros(at)),
        )
        self._out.forget()

    def put_back(self, workstation: int) -> None:
        self._execute("DELETE FROM workstation_out WHERE workstation = ?", (workstation,))
        self._out.forget()

    def freed(self) -> tuple[tuple[int, datetime], ...]:
        """(workstation, when its last session ended), by number; one never used is not among them."""
        return self._freed.all()

    def note_freed(self, workstation: int, at: datetime) -> None:
        """A session on it ended. The last word counts, even when the clock was set back since the one before."""
        self._execute(
            "INSERT INTO workstation_freed (workstation, at_us) VALUES (?, ?)"
            " ON CONFLICT (workstation) DO UPDATE SET at_us = excluded.at_us",
            (workstation, to_micros(at)),
        )
        self._freed.put((workstation, at))

    def _read_out(self) -> list[OutOfService]:
        rows = self._execute("SELECT workstation, since_us FROM workstation_out")
        return [OutOfService(number, from_micros(since_us)) for number, since_us in rows]

    def _read_freed(self) -> list[tuple[int, datetime]]:
        rows = self._execute("SELECT workstation, at_us FROM workstation_freed")
        return [(number, from_micros(at_us)) for number, at_us in rows]
