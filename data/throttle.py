"""Repeated invalid codes, remembered over restarts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from kiosk.clock import from_micros, to_micros


class SqlThrottle:
    """`kiosk.ports.Throttle`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute

    def load(self, key: str) -> tuple[tuple[datetime, ...], int, datetime | None]:
        """Nothing recorded reads as no failures, no pauses, not paused."""
        row = self._execute(
            "SELECT failures, pauses, paused_until_us FROM throttle WHERE key = ?", (key,)
        ).fetchone()
        if row is None:
            return (), 0, None
        failures = tuple(from_micros(at_us) for at_us in json.loads(row[0]))
        return failures, row[1], from_micros(row[2]) if row[2] is not None else None

    def save(
        self, key: str, failures: Sequence[datetime], pauses: int, paused_until: datetime | None
    ) -> None:
        until_us = to_micros(paused_until) if paused_until is not None else None
        self._execute(
            "INSERT INTO throttle (key, failures, pauses, paused_until_us) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (key) DO UPDATE SET failures = excluded.failures, pauses = excluded.pauses,"
            " paused_until_us = excluded.paused_until_us",
            (key, json.dumps([to_micros(at) for at in failures]), pauses, until_us),
        )
