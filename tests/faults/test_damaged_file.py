"""F8: bits flip, files are cut, logs vanish. It is found, and nothing of it is passed off as sound."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from data.check import check
from data.database import StoreError, connect_reading
from data.store import SqliteStore
from kiosk.ports import StoreUnavailable
from tests.faults.process import enrol, visit, visits

FLIPS = int(os.environ.get("VESTIBULE_FLIPS", "120"))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store with some life in it."""
    path = tmp_path_factory.mktemp("sound") / "vestibule.db"
    store = SqliteStore(path, kiosk="k1", ballast_bytes=0)
    store.write(enrol)
    store.write(partial(visits, numbers=range(1, 120)))
    store.close()
    return path


def _journal_lines(path: Path) -> list[tuple[object, ...]]:
    with closing(connect_reading(path)) as connection:
        return connection.execute("SELECT * FROM journal NOT INDEXED ORDER BY seq").fetchall()


def test_every_flipped_bit_that_alters_a_line_is_found(sound: Path, tmp_path: Path) -> None:
    chance = random.Random(8)
    original, lines = sound.read_bytes(), _journal_lines(sound)
    written = [position for position, byte in enumerate(original) if byte]
    found = 0
    for _ in range(FLIPS):
        flipped = bytearray(original)
        position = chance.choice(written)
        flipped[position] ^= 1 << chance.randrange(8)
        path = tmp_path / "flipped.db"
        path.write_bytes(flipped)
        if check(path).ok:
            assert _journal_lines(path) == lines, f"byte {position}: an altered line went unnoticed"
        else:
            found += 1
    assert found > FLIPS // 4


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9])
def test_a_file_that_was_cut_is_refused_and_left_as_it_is(sound: Path, tmp_path: Path, kept: float) -> None:
    path = tmp_path / "vestibule.db"
    shutil.copy(sound, path)
    shutil.copy(sound.with_name("vault.key"), tmp_path)
    os.truncate(path, int(path.stat().st_size * kept))
    before = path.read_bytes()
    with pytest.raises(StoreError) as caught:
        SqliteStore(path, kiosk="k1", ballast_bytes=0)
    assert caught.value.code == "damaged"
    assert path.read_bytes() == before
    assert not check(path).ok


def test_a_page_of_zeroes_is_found(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "vestibule.db"
    content = bytearray(sound.read_bytes())
    content[8192:12288] = bytes(4096)
    path.write_bytes(content)
    assert not check(path).ok


def test_damage_under_a_running_kiosk_is_unavailable_not_a_crash(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "vestibule.db"
    shutil.copy(sound, path)
    shutil.copy(sound.with_name("vault.key"), tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'session'").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    store = SqliteStore(path, kiosk="k1", ballast_bytes=0)
    for _ in range(2):
        with pytest.raises(StoreUnavailable):
            store.write(lambda unit: visit(unit, 500))
    store.close()


def test_a_log_that_vanished_loses_its_tail_but_not_the_chain(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "vestibule.db", kiosk="k1", ballast_bytes=0)
    store.write(enrol)
    store.write(partial(visits, numbers=range(1, 10)))
    store.clear_log()
    anchored = check(store.path).chain
    store.write(partial(visits, numbers=range(10, 20)))
    copied = tmp_path / "copied" / "vestibule.db"
    copied.parent.mkdir()
    head = check(store.path).chain
    with closing(connect_reading(store.path)):
        shutil.copy(store.path, copied)
    store.close()
    report = check(copied)
    assert report.ok
    assert report.chain == anchored
    assert report.chain.head != head.head, "an export that carries the later head would tell"
