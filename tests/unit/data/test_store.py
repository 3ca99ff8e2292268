"""One transaction per use case: all, or nothing, or an exception that says so."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from data.ballast import Ballast
from data.database import connect_reading
from data.store import SqliteStore
from data.writer import Kind
from kiosk.models import Member
from kiosk.ports import StoreUnavailable, UnitOfWork


def _add(number: int, now: datetime) -> Callable[[UnitOfWork], Member]:
    return lambda unit: unit.members.add(number=number, category="adult", at=now)


def test_what_was_confirmed_is_there_for_another_connection(store: SqliteStore, now: datetime) -> None:
    store.write(_add(12, now))
    with closing(connect_reading(store.path)) as other:
        assert other.execute("SELECT number FROM member").fetchall() == [(12,)]


def test_a_use_case_that_raises_leaves_nothing(store: SqliteStore, now: datetime) -> None:
    def work(unit: UnitOfWork) -> None:
        _add(12, now)(unit)
        unit.journal.add("member.added", now, {"member": 1})
        raise KeyError("changed my mind")

    with pytest.raises(KeyError, match="changed my mind"):
        store.write(work)
    assert store.read(lambda unit: unit.members.by_number(12)) is None
    assert store.recorded_until() is None
    store.write(_add(12, now))


def test_a_reading_use_case_that_writes_is_a_mistake(store: SqliteStore, now: datetime) -> None:
    with pytest.raises(RuntimeError, match="reading"):
        store.read(_add(12, now))
    assert store.read(lambda unit: unit.members.by_number(12)) is None


def test_calling_the_store_from_within_is_a_mistake(store: SqliteStore) -> None:
    with pytest.raises(RuntimeError, match="within"):
        store.write(lambda _: store.read(lambda unit: unit.room()))


def test_many_threads_one_after_the_other(store: SqliteStore, now: datetime) -> None:
    def add_ten(start: int) -> None:
        for number in range(start, start + 10):
            store.write(_add(number, now))

    threads = [threading.Thread(target=add_ten, args=(1 + 10 * n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = store.read(lambda unit: [unit.members.by_number(number) for number in range(1, 81)])
    assert None not in found
    assert len({member.id for member in found if member}) == 80


def test_a_store_that_does_not_answer_is_unavailable_and_drops_what_had_not_begun(folder: Path, now: datetime) -> None:
    store = SqliteStore(folder / "s.db", kiosk="k1", timeout=0.05, ballast_bytes=0)
    begun, go_on = threading.Event(), threading.Event()

    def hang(_: UnitOfWork) -> None:
        begun.set()
        go_on.wait()

    def give_up() -> None:
        with pytest.raises(StoreUnavailable):
            store.write(hang)

    stuck = threading.Thread(target=give_up)
    stuck.start()
    begun.wait()
    with pytest.raises(StoreUnavailable, match="answer"):
        store.write(_add(12, now))
    go_on.set()
    stuck.join()
    while True:  # until the store's thread has caught up
        try:
            assert store.read(lambda unit: unit.members.by_number(12)) is None
            break
        except StoreUnavailable:
            continue
    store.close()


def test_a_closed_store_is_unavailable(store: SqliteStore) -> None:
    store.close()
    store.close()
    assert not store.is_alive
    with pytest.raises(StoreUnavailable, match="closed"):
        store.read(lambda unit: unit.room())


def test_a_closed_store_is_one_file(store: SqliteStore, now: datetime) -> None:
    store.write(_add(12, now))
    store.close()
    assert not store.path.with_name("vestibule.db-wal").exists()


@pytest.mark.parametrize("code", ["SQLITE_FULL", "SQLITE_IOERR_FSYNC", "SQLITE_READONLY", "SQLITE_CANTOPEN"])
def test_a_failing_disk_is_unavailable_then_the_store_opens_again(store: SqliteStore, now: datetime, code: str) -> None:
    kept = store._writer.do(Kind.BARE, lambda connection: connection)
    failure = sqlite3.OperationalError("the disk said no")
    failure.sqlite_errorcode = getattr(sqlite3, code)
    failure.sqlite_errorname = code

    def work(unit: UnitOfWork) -> None:
        _add(12, now)(unit)
        raise failure

    with pytest.raises(StoreUnavailable):
        store.write(work)
    assert store.read(lambda unit: unit.members.by_number(12)) is None
    assert store._writer.do(Kind.BARE, lambda connection: connection) is not kept
    store.write(_add(12, now))


def test_a_mistake_in_sql_is_not_the_disks_fault(store: SqliteStore) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        store._writer.do(Kind.BARE, lambda connection: connection.execute("SELECT * FROM no_such_thing"))


def test_a_clock_is_compared_with_what_was_recorded_last(store: SqliteStore, now: datetime) -> None:
    """Not with what a wrong clock recorded once."""
    assert store.recorded_until() is None
    wrong, later = now + timedelta(days=900), now + timedelta(hours=1)
    store.write(lambda u: [u.journal.add("card.shown", at, {}) for at in (now, wrong, later)])
    assert store.recorded_until() == later


def test_the_ballast_is_real_space_and_can_be_released(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path / "ballast", 1024 * 1024)
    assert not ballast.is_down
    assert ballast.lay_down()
    assert (tmp_path / "ballast").stat().st_blocks * 512 >= 1024 * 1024
    assert ballast.release()
    assert not ballast.is_down
    assert not ballast.release()


def test_no_ballast_where_there_is_little_space(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path / "ballast", 2**60)
    assert not ballast.lay_down()
    assert not (tmp_path / "ballast").exists()
