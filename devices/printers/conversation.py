"""One exchange with a printer: ask how it is, send a job, wait for its word that the job is done.

DLE EOT is answered at once, even while printing; GS r 1 stands in the queue behind the data, so its answer means
that everything before it was printed (docs/devices.md, "How we know that a slip came out").
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from devices.printers.connection import Connection
from devices.printers.status import (
    ASK_ERROR,
    ASK_OFFLINE_CAUSE,
    ASK_PAPER,
    ASK_PRINTER,
    ERROR,
    Answers,
    Paper,
    PrinterStatus,
    paper_of_queued,
)

CHUNK = 1024
"""Bytes per write: about a second at 9600 baud, well below the write time-out."""
MOST_LEFTOVERS = 64
"""Reads that empty the wire before a question; a peer that sends without end is not waited for."""
RESYNCHRONISE = b"\0" * 8192 + b"\x1b@"
"""After a job broken off in the middle of a picture the printer takes the next bytes for picture: fill it up with
white, then initialise. Our pictures go out in bands that are shorter than this."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait for a printer."""

    answer: float = 0.5
    """For the answer to DLE EOT."""
    done: float = 10.0
    """For the end of a job, after its last byte was sent."""
    done_silent: float = 2.0
    """The same, for a printer that answered nothing before."""
    look: float = 1.0
    """Between two looks at a printer while waiting for the end of a job."""


@dataclass(frozen=True, slots=True)
class Done:
    """How waiting for the end of a job went. `paper` is known when `confirmed`; `status` when the printer stopped."""

    confirmed: bool
    paper: Paper = Paper.ENOUGH
    status: PrinterStatus | None = None


def ask_status(connection: Connection, patience: Patience, *, silent: bool = False) -> PrinterStatus | None:
    """How the printer is; None when it answers nothing. `silent`: it never did, so ask once only.

    Raises OSError when the connection is lost.
    """
    for _ in range(MOST_LEFTOVERS):  # what an earlier question left behind would be taken for an answer to this one
        if not connection.read(0):
            break
    printer = _ask(connection, ASK_PRINTER, patience.answer)
    if printer is None and silent:
        return None
    cause = _ask(connection, ASK_OFFLINE_CAUSE, patience.answer)
    paper = _ask(connection, ASK_PAPER, patience.answer)
    error = _ask(connection, ASK_ERROR, patience.answer) if cause is not None and cause & ERROR else None
    return PrinterStatus.of(printer, cause, paper, error)


def send(connection: Connection, data: bytes, progressed: Callable[[float], None]) -> None:
    """Send a job in pieces; `progressed` hears the fraction sent (0–1) every twentieth at most. Raises OSError."""
    told = 0.0
    for start in range(0, len(data), CHUNK):
        piece = data[start : start + CHUNK]
        connection.write(piece)
        fraction = (start + len(piece)) / len(data)
        if fraction - told >= 0.05 or fraction == 1.0:
            told = fraction
            progressed(fraction)


def await_done(connection: Connection, patience: Patience, *, answers: bool, going_on: Callable[[], bool]) -> Done:
    """Wait for the answer to GS r 1. `answers`: whether the printer answered questions before this job.

    Ends early when the printer says that it stopped, or when the house closes. Raises OSError when it is lost.
    """
    sorter = Answers()
    deadline = time.monotonic() + (patience.done if answers else patience.done_silent)
    while going_on() and (left := deadline - time.monotonic()) > 0:
        data = connection.read(min(left, patience.look))
        real_time, queued = sorter.sort(data)
        if queued:
            return Done(confirmed=True, paper=paper_of_queued(queued[-1]))
        if real_time:
            status = PrinterStatus.of(None, real_time[-1], None)
            if status is not None and status.refusal is not None:
                return Done(confirmed=False, status=status)
        elif answers and not data:
            connection.write(ASK_OFFLINE_CAUSE)
    return Done(confirmed=False)


def _ask(connection: Connection, question: bytes, seconds: float) -> int | None:
    connection.write(question)
    sorter = Answers()
    deadline = time.monotonic() + seconds
    while (left := deadline - time.monotonic()) > 0:
        real_time, _ = sorter.sort(connection.read(left))
        if real_time:
            return real_time[0]
    return None
