"""Simulated days of the sample site, run once for several tests."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from config import load, sample_path
from kiosk.data_folder import STORE_FILE
from kiosk.simulation.period import Period
from kiosk.simulation.simulation import Outcome, simulate

TUESDAY = date(2026, 10, 13)


@dataclass(frozen=True)
class Lived:
    """A simulation that is over, and the folder of its store."""

    outcome: Outcome
    folder: Path

    @property
    def store(self) -> Path:
        """The file of the store."""
        return self.folder / STORE_FILE

    def journal(self) -> Counter[str]:
        """How many rows of each kind the journal has, with the reason of those that have one."""
        with closing(sqlite3.connect(self.store)) as connection:
            rows = connection.execute("SELECT kind, body FROM journal").fetchall()
        return Counter(f"{kind} {json.loads(body).get('reason', '')}".strip() for kind, body in rows)


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Lived]:
    """Simulates some days from a Tuesday on."""

    def run(
        days: int = 1, first: date = TUESDAY, *, seed: int = 1, visits_per_day: float = 120.0, faults: float = 1.0
    ) -> Lived:
        folder, period = tmp_path_factory.mktemp("simulated") / "data", Period.of_days(first, days)
        outcome = simulate(load(sample_path()), folder, period, seed=seed, visits_per_day=visits_per_day, faults=faults)
        return Lived(outcome, folder)

    return run


@pytest.fixture(scope="session")
def week(live: Callable[..., Lived]) -> Lived:
    """Seven days on which everything that can break breaks, many times over."""
    return live(7, faults=60.0, seed=3)
