"""From nothing to the schema, and what the schema forbids."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from data import migrations
from data.database import connect
from data.store import SqliteStore
from kiosk.clock import utc


def test_every_table_of_ours_is_strict(store: SqliteStore) -> None:
    with closing(connect(store.path).conn) as connection:
        tables = connection.execute("PRAGMA table_list").fetchall()
    loose = {t[1] for t in tables if not t[5] and not t[1].startswith(("sqlite_", "_sqlite_"))}
    assert loose == set()
    assert len(tables) > 15


def test_the_number_of_migrations_is_the_schema(store: SqliteStore) -> None:
    with closing(connect(store.path).conn) as connection:
        db = Database(connection)
        assert len(migrations.migrations.applied(db)) == migrations.SCHEMA
        assert migrations.migrations.pending(db) == []


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
    ],
)
def test_the_engine_refuses_what_must_not_be(store: SqliteStore, statement: str) -> None:
    store.write(lambda unit: unit.members.add(number=1, category="adult", at=utc(2026, 1, 1)))
    with closing(connect(store.path).conn) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)


@pytest.fixture
def next_schema(monkeypatch: pytest.MonkeyPatch) -> Migrations:
    """A second migration, as a later version would bring it."""
    later = Migrations("vestibule")
    later(name="m0001_reception")(migrations.m0001_reception)

    @later(name="m0002_later")
    def m0002_later(db: Database) -> None:
        db.execute("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT")

    monkeypatch.setattr(migrations, "migrations", later)
    monkeypatch.setattr(migrations, "SCHEMA", 2)
    return later


def test_an_older_file_is_copied_then_migrated(folder: Path, request: pytest.FixtureRequest) -> None:
    path = folder / "s.db"
    old = SqliteStore(path, kiosk="k1", ballast_bytes=0)
    old.write(lambda unit: unit.members.add(number=12, category="adult", at=utc(2026, 1, 1)))
    old.close()
    request.getfixturevalue("next_schema")
    new = SqliteStore(path, kiosk="k1", ballast_bytes=0)
    assert new.read(lambda unit: unit.members.by_number(12)) is not None
    new.close()
    with closing(sqlite3.connect(path)) as now, closing(sqlite3.connect(folder / "s.db.before-2")) as before:
        assert now.execute("PRAGMA user_version").fetchone() == (2,)
        assert now.execute("SELECT count(*) FROM later").fetchone() == (0,)
        assert before.execute("PRAGMA user_version").fetchone() == (1,)
        assert before.execute("SELECT number FROM member").fetchall() == [(12,)]


def test_a_migration_that_fails_changes_nothing(folder: Path, next_schema: Migrations) -> None:
    path = folder / "s.db"

    @next_schema(name="m0003_broken")
    def m0003_broken(db: Database) -> None:
        db.execute("CREATE TABLE half (id INTEGER PRIMARY KEY) STRICT")
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        SqliteStore(path, kiosk="k1", ballast_bytes=0)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)
