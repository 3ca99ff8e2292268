"""The calendar of the workshops, watched in a thread of its own: what changes in it is told to the inbox.

Reading a calendar takes longer than a frame, and its file may be on a slow or absent network share; neither is waited
for on the screen thread.
"""

from __future__ import annotations

import logging
import threading
from datetime import date, timedelta
from datetime import time as time_of_day

from kiosk.clock import Clock, at
from kiosk.events import WorkshopsRead
from kiosk.inbox import Inbox
from kiosk.ports import WorkshopCalendar
from kiosk.site import Site

log = logging.getLogger(__name__)

LOOK_SECONDS = 5.0
"""Between two looks at the calendar's files."""


class ProgrammeWatch:
    """Reads the calendar when it changes and when a new day begins. `start` and `stop` belong to the screen thread."""

    def __init__(self, calendar: WorkshopCalendar, site: Site, clock: Clock, inbox: Inbox) -> None:
        self._calendar = calendar
        self._site = site
        self._clock = clock
        self._inbox = inbox
        self._seen: tuple[object, date] | None = None
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to watch; the first reading follows in the inbox."""
        self._thread = threading.Thread(target=self._run, name="programme", daemon=True)
        self._thread.start()

    def stop(self, timeout: float = 3.0) -> None:
        """Stop watching; waits at most `timeout` seconds for a reading that goes on."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout)

    def look(self) -> bool:
        """Read the calendar if it changed, or if another day began. Whether something was told."""
        today = self._site.today(self._clock.utc_now())
        stamp = self._calendar.stamp()
        if self._seen == (stamp, today):
            return False
        first = at(today, time_of_day.min, self._site.zone)
        last = at(today + timedelta(days=self._site.settings.workshops.days), time_of_day.min, self._site.zone)
        reading = self._calendar.read(first, last)
        for fault in reading.faults:
            log.warning("workshops: %s: %s", fault.where, fault.text)
        if not self._inbox.put(WorkshopsRead(reading.workshops, tuple(fault.where for fault in reading.faults))):
            return False  # the inbox is full: again at the next look
        self._seen = (stamp, today)
        return True

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self.look()
            except Exception:
                log.exception("the calendar of the workshops was not read")
            self._stop.wait(LOOK_SECONDS)
