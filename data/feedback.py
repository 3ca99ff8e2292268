"""What visitors say at the end: counted by day and answer, never linked to a member or a session."""

from __future__ import annotations

import sqlite3
from datetime import date

from kiosk.models import FeedbackValue


class SqlFeedback:
    """`kiosk.ports.Feedback`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute

    def add(self, local_date: date, value: FeedbackValue) -> None:
        self._execute(
            "INSERT INTO feedback (local_date, value, answers) VALUES (?, ?, 1)"
            " ON CONFLICT (local_date, value) DO UPDATE SET answers = answers + 1",
            (local_date.isoformat(), value.value),
        )
