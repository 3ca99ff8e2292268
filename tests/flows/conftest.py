"""A kiosk at 14:00 of an open Tuesday."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.factories import Scene, changed, sample, scenes


@pytest.fixture
def make_scene(tmp_path: Path) -> Iterator[Callable[..., Scene]]:
    yield from scenes(tmp_path)


@pytest.fixture
def scene(make_scene: Callable[..., Scene]) -> Scene:
    return make_scene()


@pytest.fixture
def two_rooms(make_scene: Callable[..., Scene]) -> Scene:
    """A site with more workstations than a page of the board holds, and more languages than a page of those, where
    visitors take guest tickets themselves."""
    more = tuple(replace(w, number=w.number + 20) for w in sample().workstations)
    settings = changed(guests={"tickets": "self"}, site={"languages": ("fr", "en", *"abcdefg")})
    return make_scene(replace(settings, workstations=settings.workstations + more))
