"""The waiting list. A closed ticket keeps how long somebody waited, never who it was (docs/rules.md §9)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from data.kept import Kept
from kiosk.clock import from_micros, to_micros
from kiosk.models import Purpose, Ticket, TicketEnd
from kiosk.ports import AlreadyKept, NewTicket

COLUMNS = (
    "t.id, t.number, t.member_id, m.number, t.taken_us, t.place, t.suits, t.token, t.purpose, t.zone, t.tags,"
    " t.workstation, t.hold_us, t.held_s, t.mark_s, t.boot_id, t.missed"
)
ONE = f"SELECT {COLUMNS} FROM ticket t JOIN member m ON m.id = t.member_id WHERE t.id = ?"
OPEN = (
    f"SELECT {COLUMNS} FROM ticket t INDEXED BY ticket_open_member"
    " JOIN member m ON m.id = t.member_id WHERE t.closed_us IS NULL"
)


class SqlTickets:
    """`kiosk.ports.Tickets`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._execute = connection.execute
        self._open = Kept(self._read_open, identity=lambda t: t.id, rank=lambda t: (t.order, t.id))

    def forget(self) -> None:
        """Nothing that was read before may be trusted."""
        self._open.forget()

    def add(self, new: NewTicket) -> Ticket:
        """Raises AlreadyKept, or LookupError when the member is unknown."""
        member = self._execute("SELECT number, category FROM member WHERE id = ?", (new.member_id,)).fetchone()
        if member is None:
            raise LookupError(f"no member {new.member_id}")
        day = new.local_date.isoformat()
        (number,) = self._execute(
            "SELECT coalesce(max(number), 0) + 1 FROM ticket WHERE local_date = ?", (day,)
        ).fetchone()
        waiting = self.open_tickets()
        order = waiting[-1].order + 1.0 if waiting else 1.0
        try:
            cursor = self._execute(
                "INSERT INTO ticket (number, local_date, token, member_id, category, taken_us, place, suits, tags,"
                " zone, purpose) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    number,
                    day,
                    new.token,
                    new.member_id,
                    member[1],
                    to_micros(new.taken_at),
                    order,
                    " ".join(str(workstation) for workstation in new.suits),
                    " ".join(sorted(new.tags)),
                    new.zone,
                    new.purpose.value if new.purpose is not None else None,
                ),
            )
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_UNIQUE:
                raise AlreadyKept(f"member {new.member_id} waits already, or the token was given before") from error
            raise
        ticket = Ticket(
            id=cursor.lastrowid or 0,
            number=number,
            member_id=new.member_id,
            member_number=member[0],
            taken_at=new.taken_at,
            order=order,
            suits=new.suits,
            token=new.token,
            purpose=new.purpose,
            zone=new.zone,
            tags=new.tags,
        )
        self._open.put(ticket)
        return ticket

    def open_tickets(self) -> tuple[Ticket, ...]:
        return self._open.all()

    def by_token(self, token: bytes) -> Ticket | date | None:
        found = next((ticket for ticket in self.open_tickets() if ticket.token == token), None)
        if found is not None:
            return found
        row = self._execute("SELECT local_date FROM ticket WHERE token = ?", (token,)).fetchone()
        return date.fromisoformat(row[0]) if row else None

    def call(self, ticket_id: int, workstation: int, *, at: datetime, boottime: float, boot_id: str) -> Ticket:
        """Raises LookupError when the ticket is not open, AlreadyKept when the workstation is held for another."""
        try:
            self._change(
                "UPDATE ticket SET workstation = ?1, hold_us = ?2, called_us = coalesce(called_us, ?2), held_s = 0,"
                " mark_s = ?3, boot_id = ?4 WHERE id = ?5 AND closed_us IS NULL",
                (workstation, to_micros(at), boottime, boot_id, ticket_id),
            )
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_UNIQUE:
                raise AlreadyKept(f"workstation {workstation} is held for another ticket") from error
            raise
        return self._changed(ticket_id)

    def skip(self, ticket_id: int, order: float) -> Ticket:
        """Raises LookupError when no workstation is held for the ticket."""
        self._change(
            "UPDATE ticket SET workstation = NULL, hold_us = NULL, held_s = 0, mark_s = 0, boot_id = '',"
            " missed = missed + 1, place = ? WHERE id = ? AND workstation IS NOT NULL",
            (order, ticket_id),
        )
        return self._changed(ticket_id)

    def checkpoint(self, marks: Sequence[tuple[int, float]], boottime: float, boot_id: str) -> None:
        """Tickets for which nothing is held are left as they are."""
        self._connection.executemany(
            "UPDATE ticket SET held_s = ?, mark_s = ?, boot_id = ? WHERE id = ? AND workstation IS NOT NULL",
            [(held, boottime, boot_id, ticket_id) for ticket_id, held in marks],
        )
        for ticket_id, held in marks:
            ticket = self._open.get(ticket_id)
            if ticket is not None and ticket.is_called:
                self._open.put(replace(ticket, held=held, mark=boottime, boot_id=boot_id))

    def close(self, ticket_id: int, end: TicketEnd, at: datetime) -> None:
        """What is left says when and how long somebody of a category waited."""
        self._execute(
            "UPDATE ticket SET closed_us = ?, end = ?, member_id = NULL, workstation = NULL, hold_us = NULL,"
            " suits = '', tags = '' WHERE id = ? AND closed_us IS NULL",
            (to_micros(at), end.value, ticket_id),
        )
        self._open.drop(ticket_id)

    def _change(self, statement: str, values: tuple[Any, ...]) -> None:
        if not self._execute(statement, values).rowcount:
            raise LookupError("the ticket is closed, or nothing is held for it")

    def _changed(self, ticket_id: int) -> Ticket:
        ticket = _ticket(self._execute(ONE, (ticket_id,)).fetchone())
        self._open.put(ticket)
        return ticket

    def _read_open(self) -> list[Ticket]:
        return [_ticket(row) for row in self._execute(OPEN)]


def _ticket(row: tuple[Any, ...]) -> Ticket:
    return Ticket(
        id=row[0],
        number=row[1],
        member_id=row[2],
        member_number=row[3],
        taken_at=from_micros(row[4]),
        order=row[5],
        suits=tuple(int(workstation) for workstation in row[6].split()),
        token=row[7],
        purpose=Purpose(row[8]) if row[8] is not None else None,
        zone=row[9],
        tags=frozenset(row[10].split()),
        workstation=row[11],
        called_at=from_micros(row[12]) if row[12] is not None else None,
        held=row[13],
        mark=row[14],
        boot_id=row[15],
        missed=row[16],
    )
