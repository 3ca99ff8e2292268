"""Time on workstations: seconds used, as accumulated and checkpointed, never a difference of two wall clocks.

What is asked at each check-in touches only what changed since the last one and the member's own rows of the day, so
what it reads grows neither with the years nor with the workstations.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from data.kept import Kept
from data.workstations import SqlWorkstations
from kiosk.clock import from_micros, to_micros
from kiosk.models import EndReason, ExtensionReason, Limit, Purpose, Session, Why
from kiosk.ports import NewSession, SessionConflict

COLUMNS = (
    "s.id, s.member_id, m.number, s.category, s.workstation, s.opened_us, s.granted_s, s.used_s, s.mark_s, s.boot_id,"
    " s.code, s.receipt_token, s.purpose, s.extended_s, s.closed_us, s.end_reason, s.estimated,"
    " s.courtesy_s, s.grace_s, s.limit_by, s.rule"
)
ANY = f"SELECT {COLUMNS} FROM session s JOIN member m ON m.id = s.member_id"
BY_WORKSTATION = (
    f"SELECT {COLUMNS} FROM session s INDEXED BY session_open_workstation"
    " JOIN member m ON m.id = s.member_id WHERE s.closed_us IS NULL"
)
LAST_DAY = "(SELECT local_date FROM session ORDER BY id DESC LIMIT 1)"
BY_RECEIPT = (
    f"SELECT {COLUMNS} FROM session s INDEXED BY session_receipt JOIN member m ON m.id = s.member_id"
    f" WHERE s.local_date = {LAST_DAY} AND s.receipt_token = ?"
    " ORDER BY s.id DESC LIMIT 1"
)
BY_MEMBER = (
    f"SELECT {COLUMNS} FROM session s INDEXED BY session_open_member"
    " JOIN member m ON m.id = s.member_id WHERE s.closed_us IS NULL AND s.member_id = ?"
)


class SqlSessions:
    """`kiosk.ports.Sessions`."""

    def __init__(self, connection: sqlite3.Connection, workstations: SqlWorkstations) -> None:
        self._connection = connection
        self._execute = connection.execute
        self._workstations = workstations
        self._running = Kept(
            lambda: map(_session, connection.execute(BY_WORKSTATION)),
            identity=lambda s: s.id,
            rank=lambda s: (s.workstation,),
        )

    def forget(self) -> None:
        """Nothing that was read before may be trusted."""
        self._running.forget()

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
                " receipt_token, purpose, category, birth_year, limit_by, rule)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
                    new.why.limit.value if new.why is not None else None,
                    new.why.rule if new.why is not None else None,
                ),
            )
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_UNIQUE:
                raise SessionConflict(f"workstation {new.workstation} or the member has a session") from error
            raise
        session = Session(
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
            why=new.why,
        )
        self._running.put(session)
        return session

    def get(self, session_id: int) -> Session | None:
        return self._one(f"{ANY} WHERE s.id = ?", session_id)

    def running(self) -> tuple[Session, ...]:
        """By workstation number."""
        return self._running.all()

    def running_of(self, member_id: int) -> Session | None:
        return self._one(BY_MEMBER, member_id)

    def by_receipt(self, token: bytes) -> Session | None:
        """Among the sessions that run and those of the day of the last one: a receipt ends with its day."""
        running = next((session for session in self._running.all() if session.receipt_token == token), None)
        return running if running is not None else self._one(BY_RECEIPT, token)

    def seconds_used_on(self, member_id: int, day: date) -> float:
        row = self._execute(
            "SELECT total(CASE WHEN closed_us IS NULL THEN granted_s - courtesy_s"
            " ELSE min(used_s, granted_s - courtesy_s) END)"
            " FROM session INDEXED BY session_day WHERE local_date = ? AND member_id = ?",
            (day.isoformat(), member_id),
        ).fetchone()
        return float(row[0])

    def seconds_by_staff_on(self, member_id: int, day: date) -> float:
        """What staff took back counts against it, what an early closing took away does not; never negative."""
        row = self._execute(
            "SELECT total(seconds) FROM extension INDEXED BY extension_day"
            " WHERE local_date = ? AND member_id = ? AND by_staff IS NOT NULL AND reason <> ?",
            (day.isoformat(), member_id, ExtensionReason.EARLY_CLOSING.value),
        ).fetchone()
        return max(0.0, float(row[0]))

    def checkpoint(self, marks: Sequence[tuple[int, float]], boottime: float, boot_id: str) -> None:
        """Closed sessions are left as they are."""
        self._connection.executemany(
            "UPDATE session SET used_s = ?, mark_s = ?, boot_id = ? WHERE id = ? AND closed_us IS NULL",
            [(used, boottime, boot_id, session_id) for session_id, used in marks],
        )
        for session_id, used in marks:
            session = self._running.get(session_id)
            if session is not None:
                self._running.put(replace(session, used=used, mark=boottime, boot_id=boot_id))

    def extend(
        self, session_id: int, seconds: float, *, by_staff: int | None, reason: ExtensionReason, at: datetime
    ) -> Session:
        """Raises LookupError when the session does not run, ValueError when `seconds` is not positive."""
        if seconds <= 0:
            raise ValueError("an extension adds time; take_back and shorten remove it")
        return self._change(session_id, seconds, by_staff, reason, at)

    def take_back(self, session_id: int, seconds: float, *, by_staff: int | None, at: datetime) -> Session:
        """Zero seconds change nothing; courtesy goes first. Raises LookupError when the session does not run,
        ValueError when `seconds` is negative or more than was granted."""
        if seconds < 0:
            raise ValueError("what is taken back is positive")
        return self._change(session_id, -seconds, by_staff, ExtensionReason.TAKEN_BACK, at)

    def shorten(self, session_id: int, seconds: float, *, by_staff: int | None, at: datetime) -> Session:
        """As `take_back`, except that what was extended never becomes negative."""
        if seconds < 0:
            raise ValueError("what is taken away is positive")
        return self._change(session_id, -seconds, by_staff, ExtensionReason.EARLY_CLOSING, at)

    def close(
        self, session_id: int, *, at: datetime, used: float, reason: EndReason, estimated: bool
    ) -> Session | None:
        changed = self._execute(
            "UPDATE session SET closed_us = ?, used_s = ?, end_reason = ?, estimated = ?"
            " WHERE id = ? AND closed_us IS NULL",
            (to_micros(at), max(0.0, used), reason.value, int(estimated), session_id),
        ).rowcount
        if not changed:
            return None
        self._running.drop(session_id)
        session = self.get(session_id)
        assert session is not None, "it was there a statement ago"
        self._workstations.note_freed(session.workstation, at)
        return session

    def _change(
        self, session_id: int, seconds: float, by_staff: int | None, reason: ExtensionReason, at: datetime
    ) -> Session:
        """What staff add, and the grace, are courtesy; what is taken away is taken from the courtesy first."""
        session = self.get(session_id)
        if session is None or session.closed_at is not None:
            raise LookupError(f"session {session_id} does not run")
        if seconds == 0:
            return session
        granted, extended = session.granted + seconds, session.extended + seconds
        if granted < 0:
            raise ValueError("more cannot be taken back than was granted")
        courtesy, grace = session.courtesy, session.grace
        if seconds < 0 or by_staff is not None or reason is ExtensionReason.GRACE:
            courtesy = min(granted, max(0.0, courtesy + seconds))
        if seconds > 0 and reason is ExtensionReason.GRACE:
            grace += seconds
        if reason is ExtensionReason.EARLY_CLOSING:
            extended = max(0.0, extended)
        self._execute(
            "UPDATE session SET granted_s = ?, extended_s = ?, courtesy_s = ?, grace_s = ? WHERE id = ?",
            (granted, extended, courtesy, min(grace, courtesy), session_id),
        )
        self._execute(
            "INSERT INTO extension (session_id, member_id, local_date, seconds, by_staff, reason, at_us)"
            " SELECT id, member_id, local_date, ?, ?, ?, ? FROM session WHERE id = ?",
            (seconds, by_staff, reason.value, to_micros(at), session_id),
        )
        changed = self.get(session_id)
        assert changed is not None, "it was there a statement ago"
        self._running.put(changed)
        return changed

    def _one(self, sql: str, value: int | bytes) -> Session | None:
        row = self._execute(sql, (value,)).fetchone()
        return _session(row) if row else None


def _session(row: tuple[Any, ...]) -> Session:
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
        courtesy=row[17],
        grace=row[18],
        why=Why(Limit(row[19]), row[20]) if row[19] is not None else None,
    )
