"""Calls for somebody to come."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from data.kept import Kept
from kiosk.clock import from_micros, to_micros
from kiosk.models import HelpCall


class SqlHelpCalls:
    """`kiosk.ports.HelpCalls`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute
        self._open = Kept(self._read_open, identity=lambda call: call.id, rank=lambda call: (call.id,))

    def forget(self) -> None:
        """Nothing that was read before may be trusted."""
        self._open.forget()

    def open_calls(self) -> tuple[HelpCall, ...]:
        """Oldest first."""
        return self._open.all()

    def add(self, at: datetime, workstation: int | None) -> HelpCall:
        cursor = self._execute(
            "INSERT INTO help_call (asked_us, workstation) VALUES (?, ?)", (to_micros(at), workstation)
        )
        call = HelpCall(cursor.lastrowid or 0, at, workstation)
        self._open.put(call)
        return call

    def mark_coming(self, call_id: int, at: datetime) -> None:
        self._execute(
            "UPDATE help_call SET coming_us = coalesce(coming_us, ?) WHERE id = ? AND closed_us IS NULL",
            (to_micros(at), call_id),
        )
        self._open.forget()

    def close(self, call_id: int, at: datetime) -> None:
        self._execute(
            "UPDATE help_call SET closed_us = ? WHERE id = ? AND closed_us IS NULL", (to_micros(at), call_id)
        )
        self._open.forget()

    def close_all(self, at: datetime) -> None:
        self._execute("UPDATE help_call SET closed_us = ? WHERE closed_us IS NULL", (to_micros(at),))
        self._open.forget()

    def _read_open(self) -> list[HelpCall]:
        rows = self._execute(
            "SELECT id, asked_us, workstation, coming_us FROM help_call INDEXED BY help_call_open"
            " WHERE closed_us IS NULL"
        )
        return [
            HelpCall(
                call_id, from_micros(asked_us), workstation, None if coming_us is None else from_micros(coming_us)
            )
            for call_id, asked_us, workstation, coming_us in rows
        ]
