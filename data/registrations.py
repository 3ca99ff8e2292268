"""Who registers for workshops. What is settled keeps its member for a month at most (docs/rules.md §9)."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date, datetime

from data.kept import Kept
from kiosk.clock import from_micros, to_micros
from kiosk.models import Registration, RegistrationState
from kiosk.ports import AlreadyKept

UNLINKED = frozenset({RegistrationState.CANCELLED, RegistrationState.UNSERVED})
"""Ends after which nobody needs to know whose it was."""


class SqlRegistrations:
    """`kiosk.ports.Registrations`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute
        self._open = Kept(self._read_open, identity=lambda r: r.id, rank=lambda r: (r.starts_at, r.order, r.id))

    def forget(self) -> None:
        """Nothing that was read before may be trusted."""
        self._open.forget()

    def add(
        self,
        *,
        uid: str,
        starts_at: datetime,
        local_date: date,
        member_id: int,
        state: RegistrationState,
        at: datetime,
    ) -> Registration:
        """Raises AlreadyKept, or LookupError when the member is unknown."""
        if self._execute("SELECT 1 FROM member WHERE id = ?", (member_id,)).fetchone() is None:
            raise LookupError(f"no member {member_id}")
        starts_us, asked_us = to_micros(starts_at), to_micros(at)
        (order,) = self._execute(
            "SELECT coalesce(max(place), 0.0) + 1.0 FROM workshop_registration"
            " WHERE uid = ? AND starts_us = ? AND closed_us IS NULL",
            (uid, starts_us),
        ).fetchone()
        present_us = asked_us if state is RegistrationState.PRESENT else None
        try:
            cursor = self._execute(
                "INSERT INTO workshop_registration (uid, starts_us, local_date, member_id, state, place, asked_us,"
                " present_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    uid,
                    starts_us,
                    local_date.isoformat(),
                    member_id,
                    state.value,
                    order,
                    asked_us,
                    present_us,
                ),
            )
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_UNIQUE:
                raise AlreadyKept(f"member {member_id} is in the list of that workshop") from error
            raise
        added = Registration(cursor.lastrowid or 0, uid, starts_at, member_id, state, order)
        self._open.put(added)
        return added

    def open(self) -> tuple[Registration, ...]:
        return self._open.all()

    def change(self, registration_id: int, state: RegistrationState, at: datetime) -> Registration:
        """Raises LookupError when it is closed."""
        present_us = to_micros(at) if state is RegistrationState.PRESENT else None
        changed = self._execute(
            "UPDATE workshop_registration SET state = ?, present_us = ? WHERE id = ? AND closed_us IS NULL",
            (state.value, present_us, registration_id),
        )
        if not changed.rowcount:
            raise LookupError("the registration is closed")
        found = next(registration for registration in self.open() if registration.id == registration_id)
        registration = replace(found, state=state)
        self._open.put(registration)
        return registration

    def close(self, registration_id: int, state: RegistrationState, at: datetime) -> None:
        member = "NULL" if state in UNLINKED else "member_id"
        present = "present_us" if state is RegistrationState.PRESENT else "NULL"
        self._execute(
            f"UPDATE workshop_registration SET state = ?, closed_us = ?, present_us = {present}, member_id = {member}"
            " WHERE id = ? AND closed_us IS NULL",
            (state.value, to_micros(at), registration_id),
        )
        self._open.drop(registration_id)

    def unlink(self, before: datetime) -> int:
        forgotten = self._execute(
            "UPDATE workshop_registration SET member_id = NULL"
            " WHERE member_id IS NOT NULL AND starts_us < ? AND closed_us IS NOT NULL",
            (to_micros(before),),
        )
        return forgotten.rowcount

    def forget_member(self, member_id: int) -> None:
        """The member is erased: places that are still kept are given back, the rest counts without them."""
        self._execute(
            "UPDATE workshop_registration SET member_id = NULL, state = iif(closed_us IS NULL, 'cancelled', state),"
            " present_us = iif(closed_us IS NULL, NULL, present_us), closed_us = coalesce(closed_us, asked_us)"
            " WHERE member_id = ?",
            (member_id,),
        )
        self._open.forget()

    def _read_open(self) -> list[Registration]:
        rows = self._execute(
            "SELECT id, uid, starts_us, member_id, state, place FROM workshop_registration INDEXED BY workshop_open"
            " WHERE closed_us IS NULL"
        )
        return [
            Registration(id_, uid, from_micros(starts_us), member_id, RegistrationState(state), place)
            for id_, uid, starts_us, member_id, state, place in rows
        ]
