"""What is going to happen, in virtual time."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from datetime import datetime

Deed = Callable[[], object]
"""What it answers interests nobody."""


class Agenda:
    """Deeds with their instants; at the same instant the one that was noted first comes first."""

    def __init__(self) -> None:
        self._heap: list[tuple[datetime, int, Deed]] = []
        self._count = itertools.count()

    def at(self, when: datetime, deed: Deed) -> None:
        """Note that `deed` is to be done at that instant."""
        heapq.heappush(self._heap, (when, next(self._count), deed))

    @property
    def next(self) -> datetime | None:
        """When the next deed is due; None when nothing is noted."""
        return self._heap[0][0] if self._heap else None

    def take(self) -> Deed:
        """Take the next deed out. Raises IndexError when nothing is noted."""
        return heapq.heappop(self._heap)[2]
