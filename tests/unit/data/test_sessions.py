"""Sessions: the two promises of the unique indexes, and seconds that add up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

import pytest

from data.sessions import BY_MEMBER, BY_RECEIPT, BY_WORKSTATION, LAST_DAY
from data.store import SqliteStore
from data.tickets import ONE, OPEN
from data.writer import Kind
from kiosk.models import EndReason, ExtensionReason, Limit, Purpose, Session, Why
from kiosk.ports import SessionConflict, UnitOfWork

DAY = date(2026, 11, 16)

Opener = Callable[..., Session]


@pytest.fixture
def members(store: SqliteStore, now: datetime) -> list[int]:
    def add(unit: UnitOfWork) -> list[int]:
        return [unit.members.add(number=n, category="adult", at=now).id for n in (11, 12, 13)]

    return store.write(add)


def _extend(unit: UnitOfWork, *, session_id: int, seconds: float, at: datetime) -> Session:
    return unit.sessions.extend(session_id, seconds, by_staff=None, reason=ExtensionReason.VISITOR, at=at)


def _close(unit: UnitOfWork, *, session_id: int, at: datetime) -> None:
    unit.sessions.close(session_id, at=at, used=60.0, reason=EndReason.VISITOR, estimated=False)


def test_an_open_session_reads_back(store: SqliteStore, members: list[int], open_session: Opener) -> None:
    opened = store.write(lambda unit: open_session(unit, members[0], 3))
    assert store.read(lambda unit: unit.sessions.get(opened.id)) == opened
    assert store.read(lambda unit: unit.sessions.running()) == (opened,)
    assert store.read(lambda unit: unit.sessions.running_of(members[0])) == opened
    assert store.read(lambda unit: unit.sessions.by_receipt(b"receipt!")) == opened
    assert store.read(lambda unit: unit.room()).session_on(3) == opened
    assert (opened.member_number, opened.category, opened.purpose) == (11, "adult", Purpose.JOB)
    assert store.read(lambda unit: unit.sessions.by_receipt(b"another!")) is None
    assert store.read(lambda unit: unit.sessions.running_of(members[1])) is None
    assert store.read(lambda unit: unit.sessions.get(99)) is None


@pytest.mark.parametrize(("member", "workstation"), [(0, 4), (1, 3)], ids=["same member", "same workstation"])
def test_no_second_open_session(
    store: SqliteStore, members: list[int], open_session: Opener, member: int, workstation: int
) -> None:
    store.write(lambda unit: open_session(unit, members[0], 3))
    with pytest.raises(SessionConflict):
        store.write(lambda unit: open_session(unit, members[member], workstation))
    assert len(store.read(lambda unit: unit.sessions.running())) == 1


def test_a_use_case_may_go_on_after_a_conflict(store: SqliteStore, members: list[int], open_session: Opener) -> None:
    store.write(lambda unit: open_session(unit, members[0], 3))

    def second_choice(unit: UnitOfWork) -> Session:
        try:
            return open_session(unit, members[1], 3)
        except SessionConflict:
            return open_session(unit, members[1], 4)

    assert store.write(second_choice).workstation == 4


def test_an_unknown_member_opens_nothing(store: SqliteStore, open_session: Opener) -> None:
    with pytest.raises(LookupError):
        store.write(lambda unit: open_session(unit, 99, 3))


def test_closing_frees_both_and_twice_is_harmless(
    store: SqliteStore, members: list[int], open_session: Opener, now: datetime
) -> None:
    opened = store.write(lambda unit: open_session(unit, members[0], 3))
    end = now + timedelta(minutes=20)

    def close(unit: UnitOfWork) -> Session | None:
        return unit.sessions.close(opened.id, at=end, used=1200.0, reason=EndReason.STAFF, estimated=True)

    closed = store.write(close)
    assert closed is not None
    assert (closed.closed_at, closed.used, closed.end_reason, closed.estimated) == (end, 1200.0, "staff", True)
    assert store.write(close) is None
    store.write(lambda unit: open_session(unit, members[0], 3))


def test_the_day_counts_used_seconds_and_granted_ones_of_what_runs(
    store: SqliteStore, members: list[int], open_session: Opener, now: datetime
) -> None:
    first = store.write(lambda unit: open_session(unit, members[0], 3))
    store.write(
        lambda unit: unit.sessions.close(first.id, at=now, used=600.0, reason=EndReason.VISITOR, estimated=False)
    )
    store.write(lambda unit: open_session(unit, members[0], 3, granted=1800.0))
    store.write(lambda unit: open_session(unit, members[1], 4))

    def used(unit: UnitOfWork) -> list[float]:
        return [
            unit.sessions.seconds_used_on(members[0], DAY),
            unit.sessions.seconds_used_on(members[0], DAY - timedelta(days=1)),
            unit.sessions.seconds_used_on(members[2], DAY),
        ]

    assert store.read(used) == [2400.0, 0.0, 0.0]


def test_marks_move_running_sessions_only(
    store: SqliteStore, members: list[int], open_session: Opener, now: datetime
) -> None:
    first = store.write(lambda unit: open_session(unit, members[0], 3))
    second = store.write(lambda unit: open_session(unit, members[1], 4))
    store.write(
        lambda unit: unit.sessions.close(second.id, at=now, used=5.0, reason=EndReason.VISITOR, estimated=False)
    )
    store.write(lambda unit: unit.sessions.checkpoint([(first.id, 30.0), (second.id, 30.0)], 7.5, "boot-2"))
    marked, closed = store.read(lambda unit: (unit.sessions.get(first.id), unit.sessions.get(second.id)))
    assert marked is not None
    assert closed is not None
    assert (marked.used, marked.mark, marked.boot_id) == (30.0, 7.5, "boot-2")
    assert (closed.used, closed.boot_id) == (5.0, "boot-1")


def test_staff_time_is_counted_and_can_be_taken_back(
    store: SqliteStore, members: list[int], open_session: Opener, now: datetime
) -> None:
    person = store.write(lambda unit: unit.staff.add(number=1, name="Samia", at=now))
    session = store.write(lambda unit: open_session(unit, members[0], 3))

    def extend(unit: UnitOfWork) -> Session:
        unit.sessions.extend(session.id, 300.0, by_staff=None, reason=ExtensionReason.VISITOR, at=now)
        return unit.sessions.extend(session.id, 900.0, by_staff=person.id, reason=ExtensionReason.PROCEDURE, at=now)

    extended = store.write(extend)
    assert (extended.granted, extended.extended) == (4800.0, 1200.0)
    assert store.read(lambda unit: unit.sessions.seconds_by_staff_on(members[0], DAY)) == 900.0
    back = store.write(lambda unit: unit.sessions.take_back(session.id, 900.0, by_staff=person.id, at=now))
    assert (back.granted, back.extended) == (3900.0, 300.0)
    assert store.read(lambda unit: unit.sessions.seconds_by_staff_on(members[0], DAY)) == 0.0
    unchanged = store.write(lambda unit: unit.sessions.take_back(session.id, 0.0, by_staff=person.id, at=now))
    assert unchanged == back


def test_nothing_is_added_to_what_has_ended_nor_below_zero(
    store: SqliteStore, members: list[int], open_session: Opener, now: datetime
) -> None:
    session = store.write(lambda unit: open_session(unit, members[0], 3))
    for seconds in (0.0, -60.0):
        with pytest.raises(ValueError, match="adds"):
            store.write(partial(_extend, session_id=session.id, seconds=seconds, at=now))
    with pytest.raises(ValueError, match="granted"):
        store.write(lambda unit: unit.sessions.take_back(session.id, 3601.0, by_staff=None, at=now))
    with pytest.raises(ValueError, match="positive"):
        store.write(lambda unit: unit.sessions.take_back(session.id, -1.0, by_staff=None, at=now))
    store.write(
        lambda unit: unit.sessions.close(session.id, at=now, used=1.0, reason=EndReason.VISITOR, estimated=False)
    )
    with pytest.raises(LookupError):
        store.write(partial(_extend, session_id=session.id, seconds=60.0, at=now))


def test_why_a_session_got_its_minutes_is_kept(store: SqliteStore, members: list[int], open_session: Opener) -> None:
    why = Why(Limit.CLOSING, 3)
    opened = store.write(lambda unit: open_session(unit, members[0], 3, why=why))
    assert opened.why == why
    assert store.read(lambda unit: unit.sessions.get(opened.id)) == opened


def test_what_staff_add_and_the_grace_are_courtesy(
    store: SqliteStore, members: list[int], open_session: Opener, now: datetime
) -> None:
    person = store.write(lambda unit: unit.staff.add(number=1, name="Samia", at=now))
    session = store.write(lambda unit: open_session(unit, members[0], 3))

    def change(unit: UnitOfWork) -> list[tuple[float, ...]]:
        steps = [
            unit.sessions.extend(session.id, 600.0, by_staff=None, reason=ExtensionReason.AUTOMATIC, at=now),
            unit.sessions.extend(session.id, 900.0, by_staff=person.id, reason=ExtensionReason.FAULT, at=now),
            unit.sessions.extend(session.id, 300.0, by_staff=None, reason=ExtensionReason.GRACE, at=now),
        ]
        used = unit.sessions.seconds_used_on(members[0], DAY)
        steps.append(unit.sessions.take_back(session.id, 900.0, by_staff=person.id, at=now))
        steps.append(unit.sessions.shorten(session.id, 200.0, by_staff=person.id, at=now))
        steps.append(unit.sessions.shorten(session.id, 1000.0, by_staff=person.id, at=now))
        steps.append(unit.sessions.shorten(session.id, 0.0, by_staff=person.id, at=now))
        with pytest.raises(ValueError, match="positive"):
            unit.sessions.shorten(session.id, -1.0, by_staff=person.id, at=now)
        return [(used,), *((step.granted, step.extended, step.courtesy, step.grace) for step in steps)]

    assert store.write(change) == [
        (4200.0,),
        (4200.0, 600.0, 0.0, 0.0),
        (5100.0, 1500.0, 900.0, 0.0),
        (5400.0, 1800.0, 1200.0, 300.0),
        (4500.0, 900.0, 300.0, 300.0),
        (4300.0, 700.0, 100.0, 100.0),
        (3300.0, 0.0, 0.0, 0.0),
        (3300.0, 0.0, 0.0, 0.0),
    ]
    assert store.read(lambda unit: unit.sessions.seconds_by_staff_on(members[0], DAY)) == 0.0


@pytest.mark.parametrize(("used", "counted"), [(1000.0, 1000.0), (4000.0, 3600.0)], ids=["inside", "into courtesy"])
def test_courtesy_does_not_count_in_the_day(
    store: SqliteStore, members: list[int], open_session: Opener, now: datetime, used: float, counted: float
) -> None:
    session = store.write(lambda unit: open_session(unit, members[0], 3))

    def work(unit: UnitOfWork) -> float:
        unit.sessions.extend(session.id, 900.0, by_staff=None, reason=ExtensionReason.GRACE, at=now)
        unit.sessions.close(session.id, at=now, used=used, reason=EndReason.VISITOR, estimated=False)
        return unit.sessions.seconds_used_on(members[0], DAY)

    assert store.write(work) == counted


def test_a_receipt_is_found_while_its_session_runs_and_on_its_day(
    store: SqliteStore, members: list[int], open_session: Opener, now: datetime
) -> None:
    def live(unit: UnitOfWork) -> tuple[Session, Session]:
        over = open_session(unit, members[0], 3, token=b"over")
        unit.sessions.close(over.id, at=now, used=1.0, reason=EndReason.VISITOR, estimated=False)
        return over, open_session(unit, members[1], 4, token=b"runs")

    over, runs = store.write(live)
    found = store.read(lambda unit: unit.sessions.by_receipt(b"over"))
    assert found is not None
    assert (found.id, found.end_reason) == (over.id, EndReason.VISITOR)
    tomorrow = now + timedelta(days=1)
    store.write(lambda unit: open_session(unit, members[2], 5, at=tomorrow, token=b"next"))
    assert store.read(lambda unit: unit.sessions.by_receipt(b"over")) is None
    assert store.read(lambda unit: unit.sessions.by_receipt(b"runs")) == runs


def test_the_last_session_on_a_workstation_frees_it(
    store: SqliteStore, members: list[int], open_session: Opener, now: datetime
) -> None:
    for member, end in ((0, now + timedelta(minutes=5)), (1, now + timedelta(minutes=3))):  # the clock was set back
        session = store.write(partial(open_session, member_id=members[member], workstation=3))
        assert store.read(lambda unit: unit.room()).session_on(3) == session
        close = partial(_close, session_id=session.id, at=end)
        store.write(close)
        store.write(close)
        assert store.read(lambda unit: unit.room()).freed == ((3, end),)


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        (f"{BY_MEMBER}".replace("?", "1"), "session_open_member"),
        (BY_WORKSTATION, "session_open_workstation"),
        (BY_RECEIPT.replace("?", "x'00'").replace(LAST_DAY, "'2026-11-16'"), "session_receipt"),
        (LAST_DAY.strip("()"), "SCAN session"),
        ("SELECT 1 FROM session WHERE local_date = '2026-11-16' AND member_id = 1", "session_day"),
        ("SELECT 1 FROM extension WHERE local_date = '2026-11-16' AND member_id = 1", "extension_day"),
        ("SELECT 1 FROM journal WHERE request = x'00'", "sqlite_autoindex_journal"),
        ("SELECT seq FROM journal ORDER BY seq DESC LIMIT 1", "SCAN journal"),
        (OPEN, "ticket_open_member"),
        (ONE.replace("?", "1"), "USING INTEGER PRIMARY KEY"),
        ("SELECT max(number) FROM ticket WHERE local_date = '2026-11-16'", "ticket_number"),
        ("SELECT max(number) FROM member WHERE number >= 900000000", "sqlite_autoindex_member"),
    ],
)
def test_what_a_check_in_asks_uses_an_index(store: SqliteStore, sql: str, index: str) -> None:
    """So its cost does not grow with the years."""
    plan = store._writer.do(Kind.BARE, lambda connection: connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall())
    assert index in plan[0][3]
    assert all("USING I" in step[3] for step in plan[1:])
