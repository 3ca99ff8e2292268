"""The thread of a printer of pages: a print queue or a folder. Nothing is ever printed twice by itself."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Protocol

from devices.advice import advise, advise_error
from devices.link import Link
from devices.printers.ipp_queue import Standing
from devices.printers.job_queue import NoJob, QueuedPrinter
from kiosk.events import DeviceState, Event, PrintFinished, PrintOutcome, PrintProgressed
from kiosk.receipts import PrintJob, Receipt

log = logging.getLogger(__name__)

LOOK_WHEN_WELL = 10.0
LOOK_WHEN_NOT = 2.0
"""Seconds between two looks at an idle queue."""

Draw = Callable[[Receipt], bytes]
"""Makes a document of a receipt."""


class Destination(Protocol):
    """Where documents go. Belongs to the print thread."""

    def look(self) -> Standing:
        """How it is. Raises OSError, or Unfit with a code of `devices.advice`."""

    def deliver(self, document: bytes, wait: Callable[[float], bool]) -> PrintOutcome:
        """Bring one document to its end; `wait(seconds)` is False when the house closes. Raises as `look` when
        nothing was handed over."""


class PageWorker(QueuedPrinter):
    """A printer of pages: `kiosk.ports.Printer`, and a device for the supervisor. `url` is its address, for advice."""

    def __init__(
        self,
        url: str,
        destination: Destination,
        draw: Draw,
        put: Callable[[Event], bool],
        *,
        name: str = "printer",
        look_seconds: tuple[float, float] = (LOOK_WHEN_WELL, LOOK_WHEN_NOT),
    ) -> None:
        super().__init__(url, name, put)
        self._destination = destination
        self._draw = draw
        self._look_seconds = look_seconds
        self._reached = False
        self._pause = 0.0

    def serve(self, link: Link) -> None:
        try:
            while link.going_on():
                self._turn(link)
        finally:
            if not link.going_on():
                self._jobs.refuse_the_rest()

    def _turn(self, link: Link) -> None:
        try:
            job = self._jobs.take(self._pause)
        except NoJob:
            self._looked(link)
            return
        if job is not None:
            outcome = self._print(job, link)
            if outcome is PrintOutcome.PRINTED:
                link.alive(frames=1)
            else:
                link.failed()
            link.deliver(PrintFinished(job.id, outcome))
            self._pause = 0.0  # how it is after the job

    def _print(self, job: PrintJob, link: Link) -> PrintOutcome:
        """One job, start to end. Whatever happens comes back as an outcome."""
        try:
            document = self._draw(job.receipt)
        except Exception:  # drawn by code of another room: the printer must survive it
            log.exception("%s: a receipt could not be drawn", self._name)
            link.report(DeviceState.DEGRADED, advise("not-printable", self._url))
            return PrintOutcome.UNREACHABLE
        found = self._looked(link)
        if found is None:
            return PrintOutcome.UNREACHABLE
        if found.refusal is not None:
            return found.refusal
        link.put(PrintProgressed(job.id, 0.5))
        try:
            outcome = self._destination.deliver(document, link.wait)
        except Exception as error:
            self._unreachable(error, link)
            return PrintOutcome.UNREACHABLE
        if outcome is PrintOutcome.PRINTED:
            link.put(PrintProgressed(job.id, 1.0))
        return outcome

    def _looked(self, link: Link) -> Standing | None:
        """How the destination is, told to the house as well; None when it is not reached."""
        try:
            found = self._destination.look()
        except Exception as error:
            self._unreachable(error, link)
            return None
        if not self._reached:
            self._reached = True
            link.opened()
        link.alive()
        self._pause = self._look_seconds[0 if found.refusal is None else 1]
        link.report(found.state, found.advice)
        return found

    def _unreachable(self, error: Exception, link: Link) -> None:
        advice = advise_error(error, self._url)
        if self._reached:
            link.failed()
        if advice.code == "driver-fault":
            log.error("%s: its service misbehaved", self._name, exc_info=error)
        self._reached, self._pause = False, self._look_seconds[1]
        link.report(DeviceState.SEARCHING, advice)
