"""The roll of paper in the store."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from data.store import SqliteStore
from kiosk.models import PaperRoll
from kiosk.ports import StoreUnavailable
from tests.factories import paris


def test_nothing_is_counted_before_the_first_change(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "s.db", kiosk="k1", ballast_bytes=0)
    store.write(lambda uow: uow.paper.use(180))
    assert store.read(lambda uow: uow.paper.roll()) is None
    store.close()


def test_a_roll_is_counted_until_the_next_one(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "s.db", kiosk="k1", ballast_bytes=0)
    store.write(lambda uow: uow.paper.change(paris("14:00")))
    for _ in range(3):
        store.write(lambda uow: uow.paper.use(180))
    store.close()
    again = SqliteStore(tmp_path / "s.db", kiosk="k1", ballast_bytes=0)
    assert again.read(lambda uow: uow.paper.roll()) == PaperRoll(paris("14:00"), 540, 3)
    again.write(lambda uow: uow.paper.change(paris("15:00")))
    assert again.read(lambda uow: uow.paper.roll()) == PaperRoll(paris("15:00"), 0, 0)
    again.close()


def test_paper_does_not_grow_back(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "s.db", kiosk="k1", ballast_bytes=0)
    store.write(lambda uow: uow.paper.change(paris("14:00")))
    with pytest.raises((sqlite3.IntegrityError, StoreUnavailable)):
        store.write(lambda uow: uow.paper.use(-1))
    store.close()
