"""What every test run says about itself, and what no test may leave behind."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from importlib.metadata import version

import pytest


def pytest_report_header() -> str:
    """The parts that decide about pictures and storage."""
    driver = os.environ.get("SDL_VIDEODRIVER", "as displayed")
    return f"kivy {version('kivy')}, SDL video {driver}, sqlite {sqlite3.sqlite_version}"


@pytest.fixture(autouse=True)
def _same_environment() -> Iterator[None]:
    """A test that changes the environment gives it back, Kivy's own settings excepted: they are made once."""
    before = {name: value for name, value in os.environ.items() if not name.startswith(("KIVY", "SDL", "PYTEST"))}
    yield
    after = {name: value for name, value in os.environ.items() if not name.startswith(("KIVY", "SDL", "PYTEST"))}
    assert after == before
