"""The one thread that prints. Jobs wait in a queue, so two slips can never be mixed on the paper.

A job is asked about, sent and confirmed, once; whatever went wrong, nothing is ever printed a second time by
itself (docs/devices.md, "How we know that a slip came out").
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from devices.advice import advise, advise_error
from devices.link import Link
from devices.printers import escpos_library
from devices.printers.connection import Connection, connect
from devices.printers.conversation import RESYNCHRONISE, Patience, ask_status, await_done, send
from devices.printers.escpos_job import Renderer, raster_job
from devices.printers.job_queue import NoJob, QueuedPrinter
from devices.printers.status import PrinterStatus
from devices.printers.text_mode import CodePage, can_write, text_job
from kiosk.events import DeviceState, Event, PrintFinished, PrintOutcome, PrintProgressed
from kiosk.receipts import PrintJob, Receipt

log = logging.getLogger(__name__)

LOOK_WHEN_WELL = 5.0
LOOK_WHEN_NOT = 2.0
"""Seconds between two looks at an idle printer, so that "no paper" is known before a visitor asks for a receipt."""


class PrintWorker(QueuedPrinter):
    """A receipt printer: `kiosk.ports.Printer`, and a device for the supervisor, whose thread does the printing.

    `width` in dots; `mode` is "raster" or "text"; `codepage` is for the text mode; without a `cutter` slips are
    torn off by hand. Raises ValueError when the code page is not one.
    """

    def __init__(
        self,
        url: str,
        render: Renderer,
        put: Callable[[Event], bool],
        *,
        name: str = "printer",
        baud: int = 9600,
        width: int = 576,
        mode: str = "raster",
        codepage: str = "CP858",
        cutter: bool = True,
        patience: Patience | None = None,
        open_connection: Callable[[str], Connection] | None = None,
        look_seconds: tuple[float, float] = (LOOK_WHEN_WELL, LOOK_WHEN_NOT),
    ) -> None:
        super().__init__(url, name, put)
        self._render = render
        self._width = width
        self._page = CodePage(codepage) if mode == "text" else None
        self._patience = patience or Patience()
        self._open = open_connection or partial(connect, baud=baud)
        self._look_seconds = look_seconds
        self._cutter = cutter
        self._kept: Connection | None = None
        self._reached = False
        self._pause = 0.0
        self._answers: bool | None = None  # whether this printer reports its state; None: not asked yet
        self._broken_off = False  # the last job may have ended in the middle of a picture

    def serve(self, link: Link) -> None:
        try:
            escpos_library.load()
            while link.going_on():
                self._turn(link)
        finally:
            self._let_go(lost=True)
            if not link.going_on():
                self._jobs.refuse_the_rest()

    def _turn(self, link: Link) -> None:
        """Print the next job, or look at the printer when none comes."""
        try:
            job = self._jobs.take(self._pause)
        except NoJob:
            self._look(link)
            return
        if job is not None:
            outcome = self._print(job, link)
            if outcome is PrintOutcome.PRINTED:
                link.alive(frames=1)
            elif outcome is not PrintOutcome.UNKNOWN or self._answers:
                link.failed()
            link.deliver(PrintFinished(job.id, outcome))

    def _look(self, link: Link) -> None:
        try:
            self._asked(self._way(), link)
        except Exception as error:
            self._unreachable(error, link)
        else:
            self._let_go()

    def _print(self, job: PrintJob, link: Link) -> PrintOutcome:
        """One job, start to end. Whatever happens comes back as an outcome."""
        try:
            data = self._draw(job.receipt)
        except Exception:  # drawn by code of another room: the printer must survive it
            log.exception("%s: a receipt could not be drawn", self._name)
            link.report(DeviceState.DEGRADED, advise("not-printable", self._url))
            return PrintOutcome.UNREACHABLE
        try:
            way = self._way()
            status = self._asked(way, link)
        except Exception as error:
            self._unreachable(error, link)
            return PrintOutcome.UNREACHABLE
        if status is None and self._answers:
            self._let_go(lost=True)
            return PrintOutcome.UNREACHABLE
        if status is not None and status.refusal is not None:
            self._let_go()
            return status.refusal
        return self._send(job, data, way, link)

    def _send(self, job: PrintJob, data: bytes, way: Connection, link: Link) -> PrintOutcome:
        """From here on something may stand on the paper: no outcome says "nothing was sent" any more."""
        resynchronise, self._broken_off = self._broken_off, True

        def progressed(fraction: float) -> None:
            link.put(PrintProgressed(job.id, fraction))

        try:
            if resynchronise:
                way.write(RESYNCHRONISE)
            send(way, data, progressed)
            done = await_done(way, self._patience, answers=bool(self._answers), going_on=link.going_on)
        except Exception as error:
            self._unreachable(error, link)
            return self._looked_again(link)
        self._let_go()
        if done.status is not None:
            return self._stopped(done.status, link)
        if not done.confirmed:
            # a printer that never answers would be filled up with white before each slip for nothing
            self._broken_off = bool(self._answers)
            return PrintOutcome.UNKNOWN
        self._broken_off = False
        self._answers = True
        link.report(*PrinterStatus(paper=done.paper).report(self._url))
        return PrintOutcome.PRINTED

    def _draw(self, receipt: Receipt) -> bytes:
        if self._page is not None and can_write(receipt, self._page):
            return text_job(receipt, self._width, self._page, cutter=self._cutter)
        return raster_job(receipt, self._width, self._render, cutter=self._cutter)

    def _asked(self, way: Connection, link: Link) -> PrinterStatus | None:
        """How the printer is, told to the house as well; None when it does not say. Raises OSError."""
        status = ask_status(way, self._patience, silent=self._answers is False)
        if status is None and self._answers:
            if self._reached:
                link.failed()
            self._reached, self._pause = False, self._look_seconds[1]
            link.report(DeviceState.SEARCHING, advise("not-answering", self._url))
            return None
        if not self._reached:
            self._reached = True
            link.opened()
        if status is None:
            self._answers, self._pause = False, self._look_seconds[0]
            link.report(DeviceState.DEGRADED, advise("no-status", self._url))
        else:
            self._answers = True
            link.alive()
            self._tell(status, link)
        return status

    def _tell(self, status: PrinterStatus, link: Link) -> None:
        self._pause = self._look_seconds[0 if status.refusal is None else 1]
        link.report(*status.report(self._url))

    def _looked_again(self, link: Link) -> PrintOutcome:
        """Why a job broke off. A printer that takes no bytes cannot be asked on the same way: ask on a new one."""
        try:
            status = self._asked(self._way(), link)
        except Exception as error:
            self._unreachable(error, link)
            return PrintOutcome.UNKNOWN
        self._let_go()
        return PrintOutcome.UNKNOWN if status is None else self._stopped(status, link)

    def _stopped(self, status: PrinterStatus, link: Link) -> PrintOutcome:
        """The outcome of a job during which the printer stopped: the slip is not complete when the paper ended."""
        self._tell(status, link)
        if status.refusal in (PrintOutcome.NO_PAPER, PrintOutcome.COVER_OPEN):
            return status.refusal
        return PrintOutcome.UNKNOWN

    def _way(self) -> Connection:
        """The open way to the printer. Raises what opening raises."""
        if self._kept is None:
            self._kept = self._open(self._url)
        return self._kept

    def _let_go(self, *, lost: bool = False) -> None:
        if self._kept is not None and (lost or not self._kept.keeps):
            with suppress(Exception):
                self._kept.close()
            self._kept = None

    def _unreachable(self, error: Exception, link: Link) -> None:
        advice = advise_error(error, self._url)
        if self._reached:
            link.failed()
        if advice.code == "driver-fault":
            log.error("%s: its driver failed", self._name, exc_info=error)
        self._let_go(lost=True)
        self._reached, self._pause = False, self._look_seconds[1]
        link.report(DeviceState.SEARCHING, advice)
