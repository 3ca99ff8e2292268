"""The full check, and copies that were checked."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from data.backup import backup
from data.check import check
from data.database import StoreError
from data.store import SqliteStore
from kiosk.ports import UnitOfWork


@pytest.fixture
def used(store: SqliteStore, now: datetime) -> SqliteStore:
    def live(unit: UnitOfWork) -> None:
        for number in range(1, 30):
            unit.journal.add("card.accepted", now, {"member": number})

    store.write(live)
    return store


def test_a_sound_store_beside_the_running_kiosk(used: SqliteStore) -> None:
    report = check(used.path)
    assert report.ok
    assert (report.integrity, report.orphans, report.chain.rows) == ((), 0, 29)


def test_an_altered_row_is_reported(used: SqliteStore) -> None:
    used.close()
    with closing(sqlite3.connect(used.path)) as connection:
        connection.execute("DROP TRIGGER journal_no_update")
        connection.execute("UPDATE journal SET body = '{\"member\":99}' WHERE seq = 17")
        connection.commit()
    report = check(used.path)
    assert not report.ok
    assert report.chain.first_bad == 17
    assert report.integrity == ()


def test_an_orphan_is_reported(used: SqliteStore) -> None:
    used.close()
    with closing(sqlite3.connect(used.path)) as connection:
        connection.execute("INSERT INTO member_key VALUES (99, x'00')")
        connection.commit()
    report = check(used.path)
    assert (report.ok, report.orphans) == (False, 1)


def test_a_file_that_cannot_be_read_is_a_report(tmp_path: Path) -> None:
    (tmp_path / "s.db").write_bytes(b"not a database, and long enough to look at" * 100)
    for name in ("s.db", "gone.db"):
        report = check(tmp_path / name)
        assert not report.ok
        assert len(report.integrity) == 1


def test_a_copy_holds_everything_and_opens_as_a_store(used: SqliteStore, tmp_path: Path, now: datetime) -> None:
    target = tmp_path / "copies" / "monday.db"
    target.parent.mkdir()
    report = backup(used.path, target)
    assert report.check.ok
    assert report.check.chain == check(used.path).chain
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert os.listdir(target.parent) == ["monday.db"]
    used.write(lambda unit: unit.journal.add("card.accepted", now, {"member": 30}))
    assert backup(used.path, target).check.chain.rows == 30
    (target.parent / "vault.key").write_bytes(used.path.with_name("vault.key").read_bytes())
    restored = SqliteStore(target, kiosk="k1", ballast_bytes=0)
    assert restored.vault.advice == ""
    assert restored.recorded_until() == now
    restored.close()


def test_a_copy_of_a_damaged_store_replaces_nothing(used: SqliteStore, tmp_path: Path) -> None:
    target = tmp_path / "monday.db"
    backup(used.path, target)
    before = target.read_bytes()
    used.close()
    with closing(sqlite3.connect(used.path)) as connection:
        connection.execute("DROP TRIGGER journal_no_delete")
        connection.execute("DELETE FROM journal WHERE seq = 4")
        connection.commit()
    with pytest.raises(StoreError) as caught:
        backup(used.path, target)
    assert caught.value.code == "copy-not-sound"
    assert target.read_bytes() == before


def test_a_copy_to_nowhere_is_said(used: SqliteStore, tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        backup(used.path, tmp_path / "gone" / "monday.db")
    assert caught.value.code == "no-copy"
