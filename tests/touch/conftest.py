"""The stage: a window without a display, on a clock that only moves when told to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.touch.harness import Said, Stage, stage


@pytest.fixture
def window() -> Iterator[Stage]:
    """An upright window of 1080 × 1920 pixels."""
    with stage() as scene:
        yield scene


@pytest.fixture
def said() -> Said:
    """What a control has emitted: (action, value)."""
    return []
