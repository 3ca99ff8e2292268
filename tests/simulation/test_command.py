"""`vestibule simulate` as somebody types it: a table, charts that show something, and plain sentences for mistakes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PIL import Image

from config import load, sample_path
from kiosk.commands.simulate import next_open_day
from kiosk.simulation.period import Period
from kiosk.site import Site

ROOT = Path(__file__).parents[2]
CHARTS = ("occupancy.png", "refusals.png", "waits.png")


def command(*words: object) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "MPLBACKEND": "Agg"}
    line = [sys.executable, "-m", "kiosk", "simulate", *map(str, words)]
    return subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_a_day_with_charts(tmp_path: Path) -> None:
    done = command("--from", "2026-10-13", "--seed", 7, "--out", tmp_path / "out", "--data", tmp_path / "data")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > 20
    found = json.loads((tmp_path / "out" / "indicators.json").read_text(encoding="utf-8"))
    assert found["open_days"] == 1
    assert found["sessions"] > 50
    assert (tmp_path / "data" / "vestibule.db").exists()
    for name in CHARTS:
        with Image.open(tmp_path / "out" / name) as picture:
            assert min(picture.size) > 150
            colours = picture.convert("RGB").getcolors(picture.width * picture.height)
            assert colours is not None
            assert max(count for count, _ in colours) < 0.97 * picture.width * picture.height, "nothing is drawn"


def test_quiet_says_nothing_and_writes_what_is_asked(tmp_path: Path) -> None:
    done = command("--days", 1, "--from", "2026-10-12", "--quiet", "--visits-per-day", 5)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    ("instant", "first"),
    [
        (datetime(2026, 10, 13, 20, 0, tzinfo=UTC), date(2026, 10, 13)),  # a Tuesday, after closing
        (datetime(2026, 10, 11, 9, 0, tzinfo=UTC), date(2026, 10, 13)),  # closed on Sunday and Monday
    ],
)
def test_it_begins_on_a_day_that_is_open(instant: datetime, first: date) -> None:
    assert next_open_day(Site(load(sample_path())), instant) == first


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--days", 2, "--year", "2026"), "choose one of"),
        (("--month", "October"), "write for example 2026-10"),
        (("--site", "missing.toml"), "problem"),
    ],
)
def test_a_mistake_is_a_sentence(words: tuple[object, ...], told: str) -> None:
    done = command(*words)
    assert done.returncode != 0
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "vestibule.db").write_bytes(b"a real kiosk's")
    done = command("--data", tmp_path)
    assert done.returncode == 1
    assert "not empty" in done.stderr
    assert (tmp_path / "vestibule.db").read_bytes() == b"a real kiosk's"


@pytest.mark.parametrize(
    ("period", "first", "last", "days"),
    [
        (Period.of_month("2026-02"), "2026-02-01", "2026-02-28", 28),
        (Period.of_month("2026-12"), "2026-12-01", "2026-12-31", 31),
        (Period.of_year("2028"), "2028-01-01", "2028-12-31", 366),
    ],
)
def test_a_month_and_a_year_are_whole(period: Period, first: str, last: str, days: int) -> None:
    assert (period.first.isoformat(), period.last.isoformat(), period.days, len(list(period))) == (
        first, last, days, days,
    )  # fmt: skip
