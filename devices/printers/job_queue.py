"""Print jobs that wait for the one thread that prints. Bounded, and every job is answered."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from contextlib import suppress

from kiosk.events import Event, PrintFinished, PrintOutcome
from kiosk.receipts import PrintJob

log = logging.getLogger(__name__)

CAPACITY = 16
"""Jobs that may wait; more than that means that nobody has looked at the printer for a long time."""

NoJob = queue.Empty
"""No job came in time."""


class JobQueue:
    """What waits for the printer `name`. Jobs that it does not take end as UNREACHABLE: nothing of them was sent."""

    def __init__(self, name: str, put: Callable[[Event], bool]) -> None:
        self._name = name
        self._put = put
        self._jobs: queue.Queue[PrintJob | None] = queue.Queue(CAPACITY)
        self._closed = threading.Event()

    @property
    def closed(self) -> threading.Event:
        """Set once no more jobs are taken."""
        return self._closed

    def submit(self, job: PrintJob) -> None:
        """Take a job, or answer it at once. Any thread."""
        try:
            if self._closed.is_set():
                raise queue.Full
            self._jobs.put_nowait(job)
        except queue.Full:
            log.warning("%s: takes no more jobs, refusing one", self._name)
            self._put(PrintFinished(job.id, PrintOutcome.UNREACHABLE))

    def take(self, seconds: float) -> PrintJob | None:
        """The next job; None to look around. Raises NoJob when none comes within `seconds`. The print thread."""
        return self._jobs.get(timeout=seconds)

    def close(self) -> None:
        """Take no more jobs, and wake the print thread. Any thread."""
        self._closed.set()
        with suppress(queue.Full):  # a full queue wakes the thread as well
            self._jobs.put_nowait(None)

    def refuse_the_rest(self) -> None:
        """Answer what still waits: nothing of it was sent. The print thread."""
        with suppress(queue.Empty):
            while True:
                job = self._jobs.get_nowait()
                if job is not None:
                    self._put(PrintFinished(job.id, PrintOutcome.UNREACHABLE))


class QueuedPrinter:
    """What any printer with a thread of its own is to the house: `kiosk.ports.Printer`, and half of a device for the
    supervisor. `url` is its address, also for advice."""

    def __init__(self, url: str, name: str, put: Callable[[Event], bool]) -> None:
        self._url = url
        self._name = name
        self._jobs = JobQueue(name, put)

    @property
    def name(self) -> str:
        return self._name

    @property
    def target(self) -> str:
        return self._url

    def submit(self, job: PrintJob) -> None:
        """Queue a job; see `kiosk.ports.Printer`. Any thread."""
        self._jobs.submit(job)

    def interrupt(self) -> None:
        self._jobs.close()
