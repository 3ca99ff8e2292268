"""F6, F7: the disk is full, write-protected, or refuses to let the file grow. The store says so, keeps what it
confirmed, and works again by itself when the disk does."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from data.check import check
from data.database import StoreError
from data.store import SqliteStore
from kiosk.ports import StoreUnavailable
from tests.faults.process import START, enrol, visit

DISK_MIB = 48


def _visit(store: SqliteStore, number: int) -> None:
    store.write(partial(visit, number=number))


def _visit_until_unavailable(store: SqliteStore) -> int:
    """The last visit that was confirmed."""
    for number in range(1, 10_000):
        try:
            _visit(store, number)
        except StoreUnavailable:
            return number - 1
    pytest.fail("the disk never failed")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 48 MiB. Needs the right to mount."""
    target = tmp_path / "disk"
    target.mkdir()
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK_MIB}m", "tmpfs", str(target)], capture_output=True, check=False
    )
    if mount.returncode:
        pytest.skip("needs the right to mount a tmpfs")
    yield target
    subprocess.run(["umount", "--lazy", str(target)], check=True)


def _remount(disk: Path, mode: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{mode}", str(disk)], check=True)


def test_a_full_disk_is_said_and_the_ballast_carries_the_day_to_its_end(disk: Path) -> None:
    store = SqliteStore(disk / "vestibule.db", kiosk="k1")
    store.write(enrol)
    before = store.is_short_of_space
    free = os.statvfs(disk)
    (disk / "holiday.mov").write_bytes(bytes(free.f_bavail * free.f_frsize - 64 * 1024))
    confirmed = _visit_until_unavailable(store)
    assert (before, store.is_short_of_space) == (False, True)
    for number in range(confirmed + 1, confirmed + 201):
        _visit(store, number)
    store.close()
    report = check(disk / "vestibule.db")
    assert report.ok
    assert report.chain.rows == confirmed + 200


def test_a_folder_that_cannot_be_written_to_is_said(disk: Path) -> None:
    _remount(disk, "ro")
    for folder in (disk, disk / "data"):
        with pytest.raises(StoreError) as caught:
            SqliteStore(folder / "vestibule.db", kiosk="k1")
        assert caught.value.code == "folder-read-only"
        assert "writ" in caught.value.text


def test_a_file_that_may_not_grow(tmp_path: Path) -> None:
    """Every write beyond a limit fails with an I/O error; needs no rights."""
    store = SqliteStore(tmp_path / "vestibule.db", kiosk="k1", ballast_bytes=0)
    store.write(enrol)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (320 * 1024, limits[1]))
    try:
        confirmed = _visit_until_unavailable(store)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert confirmed > 0
    kept = store.read(lambda unit: unit.journal.of_request((confirmed + 1).to_bytes(16, "big")))
    following = confirmed + 2 if kept else confirmed + 1
    _visit(store, following)
    store.write(lambda unit: unit.journal.add("kiosk.started", START, {}))
    store.close()
    report = check(tmp_path / "vestibule.db")
    assert report.ok
    assert report.chain.rows == following + 1
