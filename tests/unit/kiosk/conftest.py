"""The sample site, read once: tests change single values of it with `dataclasses.replace`."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from config import load, sample_path
from config.settings import Settings
from kiosk.site import Site

PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture(scope="session")
def settings() -> Settings:
    return load(sample_path())


@pytest.fixture(scope="session")
def site(settings: Settings) -> Site:
    return Site(settings)


@pytest.fixture(scope="session")
def paris() -> ZoneInfo:
    return PARIS
