"""Opening the file: the recipe, and the files that are refused."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from data.database import APPLICATION_ID, StoreError, connect, connect_reading
from data.store import SqliteStore
from data.versions import SCHEMA


def _open(path: Path) -> SqliteStore:
    return SqliteStore(path, kiosk="k1", ballast_bytes=0)


def _refusal(path: Path) -> StoreError:
    with pytest.raises(StoreError) as caught:
        _open(path)
    assert caught.value.text.endswith(".")
    assert "\n" not in caught.value.text
    return caught.value


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 3),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("recursive_triggers", 1),
        ("busy_timeout", 5000),
        ("journal_size_limit", 8 * 1024 * 1024),
        ("wal_autocheckpoint", 1000),
        ("application_id", APPLICATION_ID),
        ("user_version", SCHEMA),
    ],
)
def test_the_recipe_holds_on_the_writing_connection(folder: Path, pragma: str, expected: object) -> None:
    _open(folder / "s.db").close()
    with closing(connect(folder / "s.db")) as connection:
        assert connection.execute(f"PRAGMA {pragma}").fetchone()[0] == expected


def test_nobody_else_may_look(folder: Path) -> None:
    store = SqliteStore(folder / "s.db", kiosk="k1")
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in folder.iterdir()}
    store.close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {"s.db", "s.db-wal", "s.db-shm", "vault.key", "instance.lock", "ballast"} == set(modes)
    assert set(modes.values()) == {0o600}


def test_a_reading_connection_cannot_write(store: SqliteStore) -> None:
    with closing(connect_reading(store.path)) as connection, pytest.raises(sqlite3.OperationalError) as caught:
        connection.execute("DELETE FROM member")
    assert caught.value.sqlite_errorcode == sqlite3.SQLITE_READONLY


def test_a_second_kiosk_is_refused_until_the_first_has_gone(folder: Path) -> None:
    first = _open(folder / "s.db")
    assert _refusal(folder / "s.db").code == "already-running"
    first.close()
    _open(folder / "s.db").close()


def test_a_file_of_something_else_is_left_untouched(folder: Path) -> None:
    folder.mkdir()
    path = folder / "s.db"
    path.write_bytes(b"Dear diary, this is not a database at all. " * 100)
    before = path.read_bytes()
    assert _refusal(path).code == "not-a-store"
    assert path.read_bytes() == before
    assert not (folder / "vault.key").exists()


@pytest.mark.parametrize("application", [0, 1])
def test_a_database_of_something_else_is_left_untouched(folder: Path, application: int) -> None:
    folder.mkdir()
    path = folder / "s.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipe (title)")
        other.execute(f"PRAGMA application_id = {application}")
        other.commit()
    before = path.read_bytes()
    assert _refusal(path).code == "not-a-store"
    assert path.read_bytes() == before


def test_a_newer_schema_is_left_untouched(folder: Path) -> None:
    path = folder / "s.db"
    _open(path).close()
    with closing(sqlite3.connect(path)) as newer:
        newer.execute(f"PRAGMA user_version = {SCHEMA + 1}")
        newer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    refusal = _refusal(path)
    assert refusal.code == "newer"
    assert str(SCHEMA + 1) in refusal.text


@pytest.mark.parametrize("length", [50, 4096, 20_000])
def test_a_file_that_was_cut_short_is_refused(folder: Path, length: int) -> None:
    path = folder / "s.db"
    _open(path).close()
    assert path.stat().st_size > length
    os.truncate(path, length)
    before = path.read_bytes()
    assert _refusal(path).code == "damaged"
    assert path.read_bytes() == before


def test_an_empty_file_beside_its_key_is_not_taken_for_a_new_kiosk(folder: Path) -> None:
    path = folder / "s.db"
    _open(path).close()
    path.unlink()
    assert _refusal(path).code == "missing"
    path.touch()
    assert _refusal(path).code == "missing"


def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    folder.mkdir()
    (folder / "s.db").symlink_to(tmp_path / "elsewhere.db")
    assert _refusal(folder / "s.db").code == "not-a-store"
    assert not (tmp_path / "elsewhere.db").exists()


def test_a_refused_file_can_be_opened_once_it_is_right(folder: Path) -> None:
    folder.mkdir()
    path = folder / "s.db"
    path.write_bytes(b"not a database, and long enough to look at" * 100)
    _refusal(path)
    path.unlink()
    _open(path).close()
