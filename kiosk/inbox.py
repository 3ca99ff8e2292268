"""The one thread-safe door from devices to the screen thread."""

from __future__ import annotations

import logging
import queue
from collections.abc import Callable, Iterator

from kiosk.events import Event

CAPACITY = 256
"""Facts kept at most. A scanner that floods loses its newest codes, never the kiosk's memory."""

log = logging.getLogger(__name__)


class Inbox:
    """A bounded queue of facts. `put` may be called from any thread; `drain` belongs to the screen thread.

    `wake` is called after each put, from the putting thread; it must only schedule, never work.
    """

    def __init__(self, wake: Callable[[], None] = lambda: None, capacity: int = CAPACITY) -> None:
        self._queue: queue.Queue[Event] = queue.Queue(maxsize=capacity)
        self.wake = wake
        self.dropped = 0

    def put(self, event: Event) -> bool:
        """Add a fact and wake the screen thread. Returns False when the inbox is full and the fact was dropped."""
        try:
            self._queue.put_nowait(event)
        except queue.Full:
            self.dropped += 1
            log.warning("inbox full, dropped a %s (%d so far)", type(event).__name__, self.dropped)
            return False
        self.wake()
        return True

    def drain(self) -> Iterator[Event]:
        """The facts that wait, oldest first; ends when the inbox is empty or after one full capacity."""
        for _ in range(self._queue.maxsize):
            try:
                yield self._queue.get_nowait()
            except queue.Empty:
                return
