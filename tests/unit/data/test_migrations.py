"""From nothing to the schema, and what the schema forbids."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from data import migrations, versions
from data.check import check
from data.database import APPLICATION_ID, connect
from data.store import SqliteStore
from kiosk.clock import from_micros, utc
from kiosk.models import RegistrationState, Session
from kiosk.ports import NewTicket, UnitOfWork

Opener = Callable[..., Session]


def test_every_table_of_ours_is_strict(store: SqliteStore) -> None:
    with closing(connect(store.path)) as connection:
        tables = connection.execute("PRAGMA table_list").fetchall()
    loose = {t[1] for t in tables if not t[5] and not t[1].startswith(("sqlite_", "_sqlite_"))}
    assert loose == set()
    assert len(tables) > 15


def test_the_number_of_migrations_is_the_schema(store: SqliteStore) -> None:
    with closing(connect(store.path)) as connection:
        db = Database(connection)
        assert len(migrations.migrations.applied(db)) == migrations.SCHEMA
        assert migrations.migrations.pending(db) == []


def test_a_store_that_is_up_to_date_opens_without_what_migrates(store: SqliteStore) -> None:
    path = store.path
    store.close()
    probe = "import sys; from pathlib import Path; from data.store import SqliteStore; "
    probe += "SqliteStore(Path(sys.argv[1]), kiosk='k1', ballast_bytes=0).close(); "
    probe += "sys.exit('sqlite_utils' in sys.modules)"
    root = Path(__file__).parents[3]
    assert subprocess.run([sys.executable, "-c", probe, str(path)], cwd=root, check=False).returncode == 0


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO member (number, category, added_us) VALUES (0, 'adult', 1)",
        "INSERT INTO member (number, category, added_us) VALUES (7, '', 1)",
        "INSERT INTO member (number, category, added_us, birth_year) VALUES (7, 'adult', 1, 20)",
        "INSERT INTO member (number, category, added_us) VALUES ('seven', 'adult', 1)",
        "INSERT INTO card VALUES (x'0102', 1, NULL, '2026-01-01', '2027-01-01', NULL)",
        "INSERT INTO card VALUES (x'0102030405060708', NULL, NULL, '2026-01-01', '2027-01-01', NULL)",
        "INSERT INTO card VALUES (x'0102030405060708', 99, NULL, '2026-01-01', '2027-01-01', NULL)",
        "INSERT INTO card VALUES (x'0102030405060708', 1, NULL, '1 May', '2027-01-01', NULL)",
        "INSERT INTO card VALUES (NULL, 1, NULL, '2026-01-01', '2027-01-01', NULL)",
        "INSERT INTO member_preference VALUES (1, 'fr', 'light', 4, 0, 1)",
        "INSERT INTO member_preference VALUES (1, 'fr', 'blue', 1, 0, 1)",
        "INSERT INTO member_preference VALUES (1, 'fr', 'light', 1, 2, 1)",
        "UPDATE session SET courtesy_s = 3601",
        "UPDATE session SET courtesy_s = 60, grace_s = 61",
        "UPDATE session SET courtesy_s = -1",
        "UPDATE session SET limit_by = 'day'",
        "UPDATE session SET rule = 1",
        "UPDATE ticket SET member_id = NULL",
        "UPDATE ticket SET closed_us = 1",
        "UPDATE ticket SET closed_us = 1, end = 'served'",
        "UPDATE ticket SET workstation = 3",
        "UPDATE ticket SET workstation = 3, hold_us = 1",
        "UPDATE ticket SET closed_us = 1, end = 'left', member_id = NULL",
        "INSERT INTO guest_ticket VALUES (1, x'00', '2026-01-01', 1, NULL, NULL)",
        "INSERT INTO guest_ticket VALUES (99, zeroblob(32), '2026-01-01', 1, NULL, NULL)",
        "INSERT INTO early_closing VALUES ('today', 1, 1, 1)",
        "INSERT INTO feedback VALUES ('2026-01-01', 'great', 1)",
        "INSERT INTO feedback VALUES ('today', 'good', 1)",
        "INSERT INTO feedback VALUES ('2026-01-01', 'good', 0)",
        "INSERT INTO reservation VALUES (1, 1, 1, 1, 0, 1, 1, NULL, NULL)",
        "INSERT INTO reservation VALUES (1, 1, 1, 1, 60, 1, 1, 1, NULL)",
        "UPDATE workshop_registration SET state = 'present'",
        "UPDATE workshop_registration SET state = 'cancelled', closed_us = 1",
        "UPDATE workshop_registration SET closed_us = 1",
        "UPDATE workshop_registration SET member_id = NULL",
        "UPDATE workshop_registration SET state = 'waits'",
        "INSERT INTO workshop_registration SELECT 9, uid, starts_us, local_date, member_id, 'waiting', 2, 1, NULL, NULL"
        " FROM workshop_registration",
    ],
)
def test_the_engine_refuses_what_must_not_be(store: SqliteStore, open_session: Opener, statement: str) -> None:
    def live(unit: UnitOfWork) -> None:
        at = utc(2026, 1, 1)
        member = unit.members.add(number=1, category="adult", at=at).id
        unit.staff.add(number=1, name="Samia", at=at)
        open_session(unit, member, 3)
        unit.tickets.add(NewTicket(member, at, at.date(), (3,), b"ticket", None))
        registered = RegistrationState.REGISTERED
        unit.registrations.add(
            uid="photos", starts_at=at, local_date=at.date(), member_id=member, state=registered, at=at
        )

    store.write(live)
    with closing(connect(store.path)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)


def _make_old(path: Path, rows: str = "") -> None:
    """A store as the first version wrote it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        old = Migrations("vestibule")
        old(name="m0001_reception")(migrations.m0001_reception)
        old.apply(Database(connection, execute_plugins=False))
        connection.executescript(rows)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")


OLD_ROWS = f"""
INSERT INTO member (id, number, category, added_us) VALUES (1, 11, 'adult', 1), (2, 12, 'minor', 1);
INSERT INTO staff (id, number, name, added_us) VALUES (1, 1, 'Samia', 1);
INSERT INTO signature (member_id, version, sha256, language, at_us, strokes_sha256)
    VALUES (1, '2026-1', '{"a" * 64}', 'fr', 1, '{"b" * 64}');
INSERT INTO session (member_id, workstation, opened_us, local_date, granted_s, used_s, mark_s, boot_id, code,
    receipt_token, purpose, category, extended_s, closed_us, end_reason) VALUES
    (1, 3, 1000000, '2026-11-16', 3600, 900, 0, 'b', '1', x'01', 'job', 'adult', 0, 5000000, 'visitor'),
    (1, 3, 6000000, '2026-11-16', 4500, 4500, 0, 'b', '2', x'02', NULL, 'adult', 900, 9000000, 'time-up'),
    (2, 4, 7000000, '2026-11-16', 1800, 60, 0, 'b', '3', x'03', NULL, 'minor', 0, NULL, NULL);
INSERT INTO extension (session_id, member_id, local_date, seconds, by_staff, reason, at_us)
    VALUES (2, 1, '2026-11-16', 900, 1, 'procedure', 6500000);
"""


def test_a_store_of_the_first_schema_is_copied_then_moved_on(folder: Path) -> None:
    path = folder / "s.db"
    _make_old(path, OLD_ROWS)
    store = SqliteStore(path, kiosk="k1", ballast_bytes=0)
    room = store.read(lambda unit: unit.room())
    first, second = store.read(lambda unit: (unit.sessions.get(1), unit.members.by_number(12)))
    assert first is not None
    assert (first.used, first.courtesy, first.grace, first.why) == (900.0, 0.0, 0.0, None)
    assert second is not None
    assert (second.category, second.preferences) == ("minor", None)
    assert [session.id for session in room.sessions] == [3]
    assert room.freed_at(3) == from_micros(9_000_000)
    assert room.freed_at(4) is None
    assert (room.tickets, room.reservations, room.early_closing) == ((), (), None)
    day = date(2026, 11, 16)
    assert store.read(lambda unit: unit.sessions.seconds_used_on(1, day)) == 5400.0
    assert store.read(lambda unit: unit.sessions.seconds_by_staff_on(1, day)) == 900.0
    assert store.read(lambda unit: unit.signatures.signed_version(1)) == "2026-1"
    store.close()
    assert check(path).ok
    with closing(sqlite3.connect(folder / f"s.db.before-{migrations.SCHEMA}")) as before:
        assert before.execute("PRAGMA user_version").fetchone() == (1,)
        assert before.execute("SELECT id, used_s FROM session").fetchall() == [(1, 900.0), (2, 4500.0), (3, 60.0)]


def test_an_older_file_has_the_schema_of_a_new_one(folder: Path) -> None:
    _make_old(folder / "old.db")
    schemas = []
    for path in (folder / "old.db", folder / "sub" / "new.db"):
        SqliteStore(path, kiosk="k1", ballast_bytes=0).close()
        (path.with_name("vault.key")).unlink()
        with closing(sqlite3.connect(path)) as connection:
            schemas.append(set(connection.execute("SELECT name, sql FROM sqlite_schema WHERE name GLOB '[a-z]*'")))
    assert schemas[0] == schemas[1]


@pytest.fixture
def next_schema(monkeypatch: pytest.MonkeyPatch) -> Migrations:
    """One more migration, as a later version would bring it."""
    later = Migrations("vestibule")
    later(name="m0001_reception")(migrations.m0001_reception)
    later(name="m0002_waiting")(migrations.m0002_waiting)
    later(name="m0003_feedback")(migrations.m0003_feedback)
    later(name="m0004_workshops")(migrations.m0004_workshops)
    later(name="m0005_identifiers")(migrations.m0005_identifiers)
    later(name="m0006_paper")(migrations.m0006_paper)

    @later(name="m0099_later")
    def m0099_later(db: Database) -> None:
        db.execute("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT")

    monkeypatch.setattr(migrations, "migrations", later)
    monkeypatch.setattr(migrations, "SCHEMA", migrations.SCHEMA + 1)
    monkeypatch.setattr(versions, "SCHEMA", migrations.SCHEMA)
    return later


def test_an_older_file_is_copied_then_migrated(folder: Path, request: pytest.FixtureRequest) -> None:
    path = folder / "s.db"
    old = SqliteStore(path, kiosk="k1", ballast_bytes=0)
    old.write(lambda unit: unit.members.add(number=12, category="adult", at=utc(2026, 1, 1)))
    old.close()
    request.getfixturevalue("next_schema")
    later = migrations.SCHEMA
    new = SqliteStore(path, kiosk="k1", ballast_bytes=0)
    assert new.read(lambda unit: unit.members.by_number(12)) is not None
    new.close()
    with closing(sqlite3.connect(path)) as now, closing(sqlite3.connect(folder / f"s.db.before-{later}")) as before:
        assert now.execute("PRAGMA user_version").fetchone() == (later,)
        assert now.execute("SELECT count(*) FROM later").fetchone() == (0,)
        assert before.execute("PRAGMA user_version").fetchone() == (later - 1,)
        assert before.execute("SELECT number FROM member").fetchall() == [(12,)]


def test_a_migration_that_fails_changes_nothing(folder: Path, next_schema: Migrations) -> None:
    path = folder / "s.db"

    @next_schema(name="m0100_broken")
    def m0100_broken(db: Database) -> None:
        db.execute("CREATE TABLE half (id INTEGER PRIMARY KEY) STRICT")
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        SqliteStore(path, kiosk="k1", ballast_bytes=0)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)
