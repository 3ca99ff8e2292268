"""Time on workstations: seconds used, as accumulated and checkpointed, never a difference of two wall clocks.

What is asked at each check-in touches only the open sessions (a few dozen, in partial indexes) and the member's own
rows of the day, so its cost does not grow with the years.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from kiosk.clock import from_micros, to_micros
from kiosk.models import EndReason, Purpose, Session
from kiosk.ports import NewSession, SessionConflict

COLUMNS = (
    "s.id, s.member_id, m.number, s.category, s.workstation, s.opened_us, s.granted_s, s.used_s, s.mark_s, s.boot_id,"
    " s.code, s.receipt_token, s.purpose, s.extended_s, s.closed_us, s.end_reason, s.estimated"
)
ANY = f"SELECT {COLUMNS} FROM session s JOIN member m ON m.id = s.member_id"
BY_WORKSTATION = (
    f"SELECT {COLUMNS} FROM session s INDEXED BY session_open_workstation"
    " JOIN member m ON m.id = s.member_id WHERE s.closed_us IS NULL"
)
BY_MEMBER = (
    f"SELECT {COLUMNS} FROM session s INDEXED BY session_open_member"
    " JOIN member m ON m.id = s.member_id WHERE s.closed_us IS NULL AND s.member_id = ?"
)


class SqlSessions:
    """`kiosk.ports.Sessions`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._execute = connection.execute

    def open(self, new: NewSession) -> Session:
        """Raises SessionConflict, or LookupError when the member is unknown."""
        member = self._execute(
            "SELECT number, category, birth_year FROM member WHERE id = ?", (new.member_id,)
        ).fetchone()
        if member is None:
            raise LookupError(f"no member {new.member_id}")
        number, category, birth_year = member
        try:
            cursor = self._execute(
                "INSERT INTO session (member_id, workstation, opened_us, local_date, granted_s, mark_s, boot_id, code,"
                " receipt_token, purpose, category, birth_year) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    new.member_id,
                    new.workstation,
                    to_micros(new.opened_at),
                    new.local_date.isoformat(),
                    new.granted,
                    new.boottime,
                    new.boot_id,
                    new.code,
                    new.receipt_token,
                    new.purpose.value if new.purpose is not None else None,
                    category,
                    birth_year,
                ),
            )
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_UNIQUE:
                raise SessionConflict(f"workstation {new.workstation} or the member has a session") from error
            raise
        return Session(
            id=cursor.lastrowid or 0,
            member_id=new.member_id,
            member_number=number,
            category=category,
            workstation=new.workstation,
            opened_at=new.opened_at,
            granted=new.granted,
            used=0.0,
            mark=new.boottime,
            boot_id=new.boot_id,
            code=new.code,
            receipt_token=new.receipt_token,
            purpose=new.purpose,
        )

    def get(self, session_id: int) -> Session | None:
        row = self._execute(f"{ANY} WHERE s.id = ?", (session_id,)).fetchone()
        return _session(row) if row else None

    def running(self) -> tuple[Session, ...]:
        """By workstation number."""
        rows = self._execute(f"{BY_WORKSTATION} ORDER BY s.workstation")
        return tuple(_session(row) for row in rows)

    def running_of(self, member_id: int) -> Session | None:
        row = self._execute(BY_MEMBER, (member_id,)).fetchone()
        return _session(row) if row else None

    def by_receipt(self, token: bytes) -> Session | None:
        row = self._execute(f"{BY_WORKSTATION} AND s.receipt_token = ?", (token,)).fetchone()
        return _session(row) if row else None

    def seconds_used_on(self, member_id: int, day: date) -> float:
        row = self._execute(
            "SELECT total(CASE WHEN closed_us IS NULL THEN granted_s ELSE used_s END)"
            " FROM session INDEXED BY session_day WHERE local_date = ? AND member_id = ?",
            (day.isoformat(), member_id),
        ).fetchone()
        return float(row[0])

    def seconds_by_staff_on(self, member_id: int, day: date) -> float:
        """What staff took back counts against it; never negative."""
        row = self._execute(
            "SELECT total(seconds) FROM extension INDEXED BY extension_day"
            " WHERE local_date = ? AND member_id = ? AND by_staff IS NOT NULL",
            (day.isoformat(), member_id),
        ).fetchone()
        return max(0.0, float(row[0]))

    def checkpoint(self, marks: Sequence[tuple[int, float]], boottime: float, boot_id: str) -> None:
        """Closed sessions are left as they are."""
        self._connection.executemany(
            "UPDATE session SET used_s = ?, mark_s = ?, boot_id = ? WHERE id = ? AND closed_us IS NULL",
            [(used, boottime, boot_id, session_id) for session_id, used in marks],
        )

    def extend(
        self, session_id: int, seconds: float, *, by_staff: int | None, reason: str, at: datetime
    ) -> Session:
        """Raises LookupError when the session does not run, ValueError when `seconds` is not positive."""
        if seconds <= 0:
            raise ValueError("an extension adds time; take_back removes it")
        return self._change(session_id, seconds, by_staff, reason, at)

    def take_back(self, session_id: int, seconds: float, *, by_staff: int | None, at: datetime) -> Session:
        """Zero seconds change nothing. Raises LookupError when the session does not run, ValueError when `seconds` is
        negative or more than was granted."""
        if seconds < 0:
            raise ValueError("what is taken back is positive")
        return self._change(session_id, -seconds, by_staff, "taken-back", at)

    def close(
        self, session_id: int, *, at: datetime, used: float, reason: EndReason, estimated: bool
    ) -> Session | None:
        changed = self._execute(
            "UPDATE session SET closed_us = ?, used_s = ?, end_reason = ?, estimated = ?"
            " WHERE id = ? AND closed_us IS NULL",
            (to_micros(at), max(0.0, used), reason.value, int(estimated), session_id),
        ).rowcount
        return self.get(session_id) if changed else None

    def _change(
        self, session_id: int, seconds: float, by_staff: int | None, reason: str, at: datetime
    ) -> Session:
        session = self.get(session_id)
        if session is None or session.closed_at is not None:
            raise LookupError(f"session {session_id} does not run")
        if seconds == 0:
            return session
        if session.granted + seconds < 0:
            raise ValueError("more cannot be taken back than was granted")
        self._execute(
            "UPDATE session SET granted_s = granted_s + ?1, extended_s = extended_s + ?1 WHERE id = ?2",
            (seconds, session_id),
        )
        self._execute(
            "INSERT INTO extension (session_id, member_id, local_date, seconds, by_staff, reason, at_us)"
            " SELECT id, member_id, local_date, ?, ?, ?, ? FROM session WHERE id = ?",
            (seconds, by_staff, reason, to_micros(at), session_id),
        )
        changed = self.get(session_id)
        assert changed is not None, "it was there a statement ago"
        return changed


@lru_cache(maxsize=256)
def _session(row: tuple[Any, ...]) -> Session:
    """The session of a row. The same row gives the same frozen value: of the few dozen sessions that every check-in
    looks at, nearly all were there a moment ago."""
    return Session(
        id=row[0],
        member_id=row[1],
        member_number=row[2],
        category=row[3],
        workstation=row[4],
        opened_at=from_micros(row[5]),
        granted=row[6],
        used=row[7],
        mark=row[8],
        boot_id=row[9],
        code=row[10],
        receipt_token=row[11],
        purpose=Purpose(row[12]) if row[12] is not None else None,
        extended=row[13],
        closed_at=from_micros(row[14]) if row[14] is not None else None,
        end_reason=EndReason(row[15]) if row[15] is not None else None,
        estimated=bool(row[16]),
    )
