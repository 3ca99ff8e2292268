"""F2: the power goes at any moment, also while the store is made for the first time. Nothing confirmed is lost, nothing
is there by half, and the store opens again.

`VESTIBULE_POWER_CUTS=10000` runs the long form. The recorder needs a C compiler; without one this is skipped.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from data.check import check
from data.database import connect_reading
from data.store import SqliteStore
from data.versions import SCHEMA
from tests.faults.conftest import ROOT
from tests.faults.process import WORKSTATIONS
from tests.faults.replay import ACKS, Operation, after_cut, confirmed_before, read_recording

CUTS = int(os.environ.get("VESTIBULE_POWER_CUTS", "200"))
VISITS = 60


@pytest.fixture(scope="module")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled recorder."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        pytest.skip("needs a C compiler to record what is asked of the disk")
    library = tmp_path_factory.mktemp("recorder") / "recorder.so"
    source = Path(__file__).with_name("recorder.c")
    subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"], check=True)
    return library


def _record(recorder: Path, place: Path, *arguments: str) -> list[Operation]:
    """What a program asks of the disk; it gets its folder as first argument."""
    folder, log = place / "data", place / "recording"
    folder.mkdir()
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "LD_PRELOAD": str(recorder),
        "RECORD_FOLDER": str(folder),
        "RECORD_LOG": str(log),
    }
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    return read_recording(log)


@pytest.fixture(scope="module")
def life(recorder: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Operation]:
    """A kiosk's first hour, from an empty folder to a clean end."""
    place = tmp_path_factory.mktemp("life")
    return _record(recorder, place, "-m", "tests.faults.process", str(place / "data"), str(VISITS))


def _restore(files: dict[str, bytes], folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)


def test_the_recording_is_whole(life: list[Operation], tmp_path: Path) -> None:
    """Played to its end, with everything synced by then, it gives a store with every visit."""
    _restore(dict(after_cut(life, len(life), random.Random(0))), tmp_path / "data")
    assert confirmed_before(life, len(life)) == VISITS
    assert check(tmp_path / "data" / "vestibule.db").chain.rows == VISITS
    assert sum(o.kind == "S" and o.name == "vestibule.db-wal" for o in life) >= VISITS


def test_the_power_goes_at_any_moment(life: list[Operation], tmp_path: Path) -> None:
    chance = random.Random(2)
    folder = tmp_path / "data"
    path = folder / "vestibule.db"
    for _ in range(CUTS):
        cut = chance.randrange(1, len(life) + 1)
        confirmed = confirmed_before(life, cut)
        _restore(dict(after_cut(life, cut, chance)), folder)
        store = SqliteStore(path, kiosk="k1", ballast_bytes=0)
        assert store.vault.advice == ""
        store.close()
        report = check(path)
        assert report.ok, (cut, report)
        assert report.chain.rows in {confirmed, confirmed + 1}, (cut, confirmed)
        with closing(connect_reading(path)) as connection:
            (sessions,) = connection.execute("SELECT count(*) FROM session").fetchone()
            (running,) = connection.execute("SELECT count(*) FROM session WHERE closed_us IS NULL").fetchone()
            (members,) = connection.execute("SELECT count(*) FROM member").fetchone()
        assert sessions == report.chain.rows
        assert running == min(WORKSTATIONS, sessions)
        assert members == 10 or confirmed == 0


UPDATED = """
import os, sys
from pathlib import Path
from sqlite_utils.migrations import Migrations
from data import migrations
from data.store import SqliteStore
from kiosk.clock import utc
folder = Path(sys.argv[1])
acks = os.open(folder / "acks", os.O_WRONLY | os.O_CREAT, 0o600)
every, last = migrations.migrations, migrations.SCHEMA
migrations.migrations, migrations.SCHEMA = Migrations("vestibule"), 1
migrations.migrations(name="m0001_reception")(migrations.m0001_reception)
old = SqliteStore(folder / "vestibule.db", kiosk="k1", ballast_bytes=0)
at = utc(2026, 11, 16, 9)
for number in range(1, 11):
    old.write(lambda unit: (unit.members.add(number=number, category="adult", at=at), unit.journal.add("x", at, {})))
old.close()
os.write(acks, b"1")
migrations.migrations, migrations.SCHEMA = every, last
SqliteStore(folder / "vestibule.db", kiosk="k1", ballast_bytes=0).close()
os.write(acks, b"2")
"""


def test_the_power_goes_while_an_older_store_is_moved_on(recorder: Path, tmp_path: Path) -> None:
    recording = _record(recorder, tmp_path, "-c", UPDATED, str(tmp_path / "data"))
    moving = [cut for cut in range(1, len(recording) + 1) if confirmed_before(recording, cut) == 1]
    chance = random.Random(4)
    versions = set()
    for _ in range(CUTS // 4):
        _restore(dict(after_cut(recording, chance.choice(moving), chance)), tmp_path / "after")
        path = tmp_path / "after" / "vestibule.db"
        with closing(sqlite3.connect(path)) as connection:
            versions.add(connection.execute("PRAGMA user_version").fetchone()[0])
        store = SqliteStore(path, kiosk="k1", ballast_bytes=0)
        assert store.read(lambda unit: [unit.members.by_number(n) is not None for n in range(1, 11)]) == [True] * 10
        store.close()
        report = check(path)
        assert report.ok, report
        assert report.chain.rows == 10
    assert versions == {1, SCHEMA}, "the cuts fall before and after the commit"


CARELESS = """
import os, sqlite3, sys
folder = sys.argv[1]
connection = sqlite3.connect(folder + "/careless.db", isolation_level=None)
connection.execute("PRAGMA journal_mode=WAL")
connection.execute("PRAGMA synchronous=NORMAL")
connection.execute("CREATE TABLE visit (n INTEGER PRIMARY KEY)")
acks = os.open(folder + "/acks", os.O_WRONLY | os.O_CREAT)
for number in range(1, 40):
    connection.execute("INSERT INTO visit VALUES (?)", (number,))
    os.write(acks, b"%d" % number)
"""


def test_the_model_tells_a_careless_setting_from_ours(recorder: Path, tmp_path: Path) -> None:
    """With synchronous=NORMAL the same cuts lose what was confirmed: so the test above can fail."""
    recording = _record(recorder, tmp_path, "-c", CARELESS, str(tmp_path / "data"))
    chance = random.Random(3)
    lost = 0
    for _ in range(40):
        cut = chance.randrange(len(recording) // 2, len(recording) + 1)
        _restore(dict(after_cut(recording, cut, chance)), tmp_path / "after")
        with closing(sqlite3.connect(tmp_path / "after" / "careless.db")) as connection:
            try:
                (kept,) = connection.execute("SELECT count(*) FROM visit").fetchone()
            except sqlite3.OperationalError:
                kept = 0
        lost += kept < confirmed_before(recording, cut)
    assert lost > 0


def test_acks_are_no_part_of_the_disk(life: list[Operation]) -> None:
    assert ACKS not in after_cut(life, len(life), random.Random(1))
