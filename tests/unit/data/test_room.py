"""The room that is remembered is the room that stands in the file, whatever happened in between."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.kept import Kept
from data.store import SqliteStore
from data.unit_of_work import SqlUnitOfWork
from data.writer import Kind
from kiosk.clock import utc
from kiosk.models import (
    EarlyClosing,
    EndReason,
    ExtensionReason,
    Limit,
    Purpose,
    ReservationEnd,
    Room,
    Session,
    TicketEnd,
    Why,
)
from kiosk.ports import AlreadyKept, NewSession, NewTicket, SessionConflict, StoreUnavailable

START = utc(2026, 11, 16, 9)
STEPS = count(1)
PEOPLE = 4

Opener = Callable[..., Session]
Act = Callable[[SqlUnitOfWork, int, int], Any]


def _open(unit: SqlUnitOfWork, a: int, b: int) -> None:
    n = next(STEPS)
    unit.sessions.open(
        NewSession(
            member_id=a,
            workstation=b,
            opened_at=START + timedelta(seconds=n),
            local_date=START.date(),
            granted=600.0,
            boottime=float(n),
            boot_id="b",
            code="4821",
            receipt_token=b"r%d" % n,
            purpose=Purpose.JOB,
            why=Why(Limit.DAY, a) if b % 2 else None,
        )
    )


def _take(unit: SqlUnitOfWork, a: int, b: int) -> None:
    n = next(STEPS)
    tags = frozenset({"express", "accessible"} if b % 2 else ())
    unit.tickets.add(
        NewTicket(a, START + timedelta(seconds=n), START.date(), (b, a), b"t%d" % n, Purpose.PRINT, "adultes", tags)
    )


def _reserve(unit: SqlUnitOfWork, a: int, b: int) -> None:
    unit.reservations.add(
        member_id=a, workstation=b, starts_at=START + timedelta(hours=b), seconds=60.0 * a, by_staff=1, at=START
    )


def _close(unit: SqlUnitOfWork, a: int, b: int) -> None:
    end = START + timedelta(minutes=b)
    unit.sessions.close(a, at=end, used=60.0, reason=EndReason.VISITOR, estimated=False)


ACTS: tuple[Act, ...] = (
    *(_open, _open, _open, _close, _close, _take, _take),
    _reserve,
    lambda u, a, _: u.sessions.extend(a, 300.0, by_staff=1, reason=ExtensionReason.FAULT, at=START),
    lambda u, a, _: u.sessions.extend(a, 60.0, by_staff=None, reason=ExtensionReason.GRACE, at=START),
    lambda u, a, b: u.sessions.take_back(a, 30.0 * b, by_staff=1, at=START),
    lambda u, a, b: u.sessions.shorten(a, 50.0 * b, by_staff=1, at=START),
    lambda u, a, b: u.sessions.checkpoint([(a, 10.0 * b), (b, 5.0)], 77.0, "b2"),
    lambda u, a, b: u.tickets.call(a, b, at=START + timedelta(minutes=b), boottime=5.0, boot_id="b"),
    lambda u, a, b: u.tickets.skip(a, b + 0.5),
    lambda u, a, b: u.tickets.checkpoint([(a, 10.0 * b)], 78.0, "b2"),
    lambda u, a, b: u.tickets.close(a, TicketEnd.LEFT if b % 2 else TicketEnd.SERVED, START),
    lambda u, a, _: u.reservations.close(a, ReservationEnd.RELEASED, START),
    lambda u, a, _: u.workstations.take_out(a, START),
    lambda u, a, _: u.workstations.put_back(a),
    lambda u, a, _: u.help_calls.add(START, a),
    lambda u, a, _: u.help_calls.mark_coming(a, START),
    lambda u, _a, _b: u.help_calls.close_all(START),
    lambda u, a, b: u.early_closings.set(
        EarlyClosing(START.date() + timedelta(days=a), START + timedelta(hours=b)), by_staff=1, at=START
    ),
    lambda u, a, _: u.early_closings.clear(START.date() + timedelta(days=a)),
    lambda u, a, b: u.members.move(a, "adult" if b % 2 else "senior"),
)
REFUSED = (AlreadyKept, SessionConflict, LookupError, ValueError)


class _Undone(Exception):
    """A use case changed its mind."""


def _disk_error(_: SqlUnitOfWork) -> None:
    error = sqlite3.OperationalError("the disk said no")
    error.sqlite_errorcode, error.sqlite_errorname = sqlite3.SQLITE_IOERR, "SQLITE_IOERR"
    raise error


def _undo(_: SqlUnitOfWork) -> None:
    raise _Undone


def _nothing(_: SqlUnitOfWork) -> None:
    return


ENDINGS = {"commit": _nothing, "undo": _undo, "disk": _disk_error}


def _compare(unit: SqlUnitOfWork) -> Room:
    fresh = SqlUnitOfWork(unit._connection, unit._vault, "k1").room()
    remembered = unit.room()
    assert remembered == fresh
    return remembered


def _elsewhere(store: SqliteStore) -> None:
    """Somebody repairs something with a tool of their own."""
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("UPDATE session SET used_s = used_s + 1 WHERE closed_us IS NULL")
        other.execute("DELETE FROM help_call")
        other.execute("DELETE FROM workstation_freed WHERE workstation = 1")


def _bare(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE session SET used_s = used_s + 1 WHERE closed_us IS NULL")
    connection.execute("UPDATE ticket SET missed = missed + 1 WHERE closed_us IS NULL")


acts = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(1, PEOPLE), st.integers(1, PEOPLE), st.booleans()),
    min_size=3,
    max_size=12,
)
between = st.sampled_from(["nothing", "nothing", "elsewhere", "bare", "reopen"])
transactions = st.lists(
    st.tuples(acts, st.sampled_from(["commit", "commit", "commit", "undo", "disk"]), between), min_size=2, max_size=10
)


@settings(max_examples=60, deadline=None)
@given(transactions)
def test_what_is_remembered_is_what_stands_in_the_file(
    history: list[tuple[list[tuple[Act, int, int, bool]], str, str]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "vestibule.db"
        store = SqliteStore(path, kiosk="k1", ballast_bytes=0)

        def enrol(unit: SqlUnitOfWork) -> None:
            unit.staff.add(number=1, name="Samia", at=START)
            for number in range(1, PEOPLE + 1):
                unit.members.add(number=number, category="adult", at=START)

        store._writer.do(Kind.WRITE, enrol)
        for acts, ending, afterwards in history:

            def work(unit: SqlUnitOfWork, acts: list[Any] = acts, ending: str = ending) -> None:
                for act, a, b, look in acts:
                    with suppress(*REFUSED):
                        act(unit, a, b)
                    if look:
                        _compare(unit)
                ENDINGS[ending](unit)

            with suppress(_Undone, StoreUnavailable):
                store._writer.do(Kind.WRITE, work)
            store._writer.do(Kind.READ, _compare)
            if afterwards == "elsewhere":
                _elsewhere(store)
            elif afterwards == "bare":
                store._writer.do(Kind.BARE, _bare)
            elif afterwards == "reopen":
                store.close()
                store = SqliteStore(path, kiosk="k1", ballast_bytes=0)
            store._writer.do(Kind.READ, _compare)
        store.close()


def test_a_room_that_did_not_change_is_the_same_value(store: SqliteStore, open_session: Opener) -> None:
    member = store.write(lambda unit: unit.members.add(number=1, category="adult", at=START)).id
    empty = store.read(lambda unit: unit.room())
    session = store.write(lambda unit: open_session(unit, member, 3))
    taken = store.read(lambda unit: unit.room())
    assert (empty.sessions, taken.sessions) == ((), (session,))
    assert store.read(lambda unit: unit.room()) is taken


def test_a_check_in_reads_no_session_but_its_own(store: SqliteStore, open_session: Opener) -> None:
    """However many workstations are taken, SQLite hands over a handful of rows."""
    seen: list[str] = []

    def enrol(unit: SqlUnitOfWork) -> None:
        for number in range(1, 41):
            unit.members.add(number=number, category="adult", at=START)
            if number < 40:
                open_session(unit, number, number)

    def check_in(unit: SqlUnitOfWork) -> int:
        unit.room()
        unit._connection.set_trace_callback(seen.append)
        free = unit.room().is_free(40)
        open_session(unit, 40, 40)
        unit._connection.set_trace_callback(None)
        return free + len(unit.room().sessions)

    store._writer.do(Kind.WRITE, enrol)
    assert store._writer.do(Kind.WRITE, check_in) == 41
    assert [sql.split()[0] for sql in seen] == ["SELECT", "INSERT"]
    assert "FROM session" not in seen[0]


@given(st.lists(st.tuples(st.sampled_from(["put", "drop", "forget", "all"]), st.integers(0, 5), st.integers(0, 9))))
def test_kept_values_are_those_that_would_be_read(steps: list[tuple[str, int, int]]) -> None:
    rows: dict[int, int] = {}
    kept = Kept(lambda: list(rows.items()), identity=lambda row: row[0], rank=lambda row: (row[1], row[0]))
    for step, identity, rank in steps:
        if step == "put":
            rows[identity] = rank
            kept.put((identity, rank))
        elif step == "drop":
            rows.pop(identity, None)
            kept.drop(identity)
        elif step == "forget":
            kept.forget()
        else:
            assert kept.all() == tuple(sorted(rows.items(), key=lambda row: (row[1], row[0])))
    assert kept.all() is kept.all()
    assert kept.all() == tuple(sorted(rows.items(), key=lambda row: (row[1], row[0])))


@pytest.mark.parametrize("kind", [Kind.WRITE, Kind.READ])
def test_after_a_failure_everything_is_read_again(store: SqliteStore, open_session: Opener, kind: Kind) -> None:
    member = store.write(lambda unit: unit.members.add(number=1, category="adult", at=START)).id
    assert store.read(lambda unit: unit.room()).sessions == ()

    def work(unit: SqlUnitOfWork) -> None:
        open_session(unit, member, 3)
        assert len(unit.room().sessions) == 1
        raise _Undone

    with pytest.raises(_Undone):
        store._writer.do(kind, work)
    assert store.read(lambda unit: unit.room()).sessions == ()
