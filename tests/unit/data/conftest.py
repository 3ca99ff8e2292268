"""A real store in a temporary folder, and a few people in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from data.store import SqliteStore
from kiosk.clock import utc
from kiosk.models import Purpose, Session, Why
from kiosk.ports import Exporter, NewSession, UnitOfWork
from tests.unit.data.exports import weekly_exporter

MONDAY = utc(2026, 11, 16, 9)


@pytest.fixture
def now() -> datetime:
    """Monday of 2026-W47, ten o'clock in Paris."""
    return MONDAY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(folder: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore(folder / "vestibule.db", kiosk="k1", ballast_bytes=0)
    yield opened
    opened.close()


Opener = Callable[..., Session]


@pytest.fixture
def open_session() -> Opener:
    """Opens a session inside a unit of work."""

    def opener(
        unit: UnitOfWork,
        member_id: int,
        workstation: int,
        *,
        at: datetime = MONDAY,
        day: date | None = None,
        granted: float = 3600.0,
        purpose: Purpose | None = Purpose.JOB,
        token: bytes = b"receipt!",
        why: Why | None = None,
    ) -> Session:
        local = at.astimezone(UTC) + timedelta(hours=1)
        return unit.sessions.open(
            NewSession(
                member_id=member_id,
                workstation=workstation,
                opened_at=at,
                local_date=day or local.date(),
                granted=granted,
                boottime=100.0,
                boot_id="boot-1",
                code="4821",
                receipt_token=token,
                purpose=purpose,
                why=why,
            )
        )

    return opener


@pytest.fixture
def exporter(store: SqliteStore) -> Exporter:
    return weekly_exporter(store, store.vault)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    path = tmp_path / "stick"
    path.mkdir()
    return path
