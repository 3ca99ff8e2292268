"""Devices that a site does not have: legal, quiet, and answered at once."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.events import Event, PrintFinished, PrintOutcome
from kiosk.receipts import PrintJob


class NullPrinter:
    """Stands where a printer would: every job ends as OFF. Any thread."""

    def __init__(self, put: Callable[[Event], bool]) -> None:
        self._put = put

    def submit(self, job: PrintJob) -> None:
        self._put(PrintFinished(job.id, PrintOutcome.OFF))
