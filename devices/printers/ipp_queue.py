"""A print queue: how it is, and one document on its way to paper, with an end that is known or said to be unknown."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from devices.advice import Advice, Unfit, advise
from devices.printers.ipp import CANCEL_JOB, GET_JOB, GET_PRINTER, PRINT_JOB, Answer, IppError, JobState
from devices.printers.ipp_service import IppService
from kiosk.events import DeviceState, PrintOutcome

log = logging.getLogger(__name__)

PDF = "application/pdf"
JOB_NAME = "slip"
SECONDS = 45.0
"""A laser printer that sleeps needs half a minute; the screen waits a minute (kiosk.places.printing)."""
LOOK_SECONDS = 0.5
GRACE_SECONDS = 6.0
"""How long a printer must say the same trouble during a job: at its beginning CUPS repeats that of the job before."""
_IDLE, _STOPPED = 3, 5
"""`printer-state`; stopped is a queue that somebody paused, or that gave up."""

_NO_PAPER = ("media-empty", "media-needed")
_COVER_OPEN = ("cover-open", "door-open", "interlock-open")
_AWAY = ("offline", "shutdown", "timed-out")
_SEVERITIES = ("-report", "-warning", "-error")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a queue is. `refusal` is why nothing should be sent now, None when it can print."""

    state: DeviceState
    advice: Advice | None = None
    refusal: PrintOutcome | None = None


def standing(said: Answer, target: str) -> Standing:
    """How a queue is, from its attributes (RFC 8011, 5.4.11 and 5.4.12): a reason without a severity is an error."""
    blocking = set(_named(said, "-error", ""))
    if blocking.intersection(_COVER_OPEN):
        return Standing(DeviceState.BLOCKED, advise("cover-open", target), PrintOutcome.COVER_OPEN)
    if blocking.intersection(_NO_PAPER):
        return Standing(DeviceState.BLOCKED, advise("no-paper", target), PrintOutcome.NO_PAPER)
    if set(_named(said, "-error", "-warning", "-report", "")).intersection(_AWAY):
        return Standing(DeviceState.BLOCKED, advise("queue-offline", target), PrintOutcome.UNREACHABLE)
    if _STOPPED in said.numbers("printer-state") or said.attributes.get("printer-is-accepting-jobs") == [False]:
        return Standing(DeviceState.BLOCKED, advise("queue-stopped", target), PrintOutcome.UNREACHABLE)
    if {"media-low", *_NO_PAPER}.intersection(_named(said, "-error", "-warning", "")):
        return Standing(DeviceState.DEGRADED, advise("paper-near-end", target))
    return Standing(DeviceState.READY)


def _named(said: Answer, *severities: str) -> Iterator[str]:
    """The reasons of certain severities, without them."""
    for reason in said.texts("printer-state-reasons"):
        severity = next((end for end in _SEVERITIES if reason.endswith(end)), "")
        if severity in severities:
            yield reason.removesuffix(severity)


class IppQueue:
    """A `devices.printers.page_worker.Destination`; `media` is the name of the paper, "" for that of the queue.

    `seconds` until a job is taken back, `grace` as GRACE_SECONDS.
    """

    def __init__(
        self,
        service: IppService,
        target: str,
        media: str = "",
        *,
        seconds: float = SECONDS,
        grace: float = GRACE_SECONDS,
    ) -> None:
        self._service = service
        self._target = target
        self._media = media
        self._seconds = seconds
        self._grace = grace

    def look(self) -> Standing:
        """How the queue is. Raises what `IppService.ask` raises.

        A resting queue of CUPS only remembers what its last job met: that is told, and refuses nothing, or no job would
        ever find out that there is paper again.
        """
        said = self._asked()
        found = standing(said, self._target)
        if self._service.remembers and found.refusal is not None and said.numbers("printer-state") == [_IDLE]:
            accepts = said.attributes.get("printer-is-accepting-jobs") != [False]
            return Standing(DeviceState.DEGRADED, found.advice) if accepts else found
        return found

    def _asked(self) -> Answer:
        wanted = ("printer-state", "printer-state-reasons", "printer-is-accepting-jobs")
        said = self._service.ask(GET_PRINTER, {"requested-attributes": wanted})
        if not said.well:
            raise IppError(f"the queue answers {said.status:#06x}")
        return said

    def deliver(self, document: bytes, wait: Callable[[float], bool]) -> PrintOutcome:
        """Print a document and follow it to its end; `wait(seconds)` is False when the house closes.

        Raises Unfit or ConnectionRefusedError when the queue does not take it.
        """
        job = {"media": self._media} if self._media else {}
        try:
            said = self._service.ask(
                PRINT_JOB, {"job-name": JOB_NAME, "document-format": PDF}, job=job, document=document
            )
        except (Unfit, ConnectionRefusedError):
            raise
        except Exception:
            log.warning("the queue took a slip and did not answer", exc_info=True)
            return PrintOutcome.UNKNOWN
        numbers = said.numbers("job-id")
        if not said.well:
            return PrintOutcome.UNREACHABLE
        if not numbers:
            return PrintOutcome.UNKNOWN
        try:
            return self._followed(numbers[0], wait)
        except Exception:  # it was taken: whatever happens now, it may stand on the paper
            log.warning("a slip was lost from sight in the queue", exc_info=True)
            return PrintOutcome.UNKNOWN

    def _followed(self, job: int, wait: Callable[[float], bool]) -> PrintOutcome:
        deadline = time.monotonic() + self._seconds
        begun, troubled_since = False, 0.0
        while True:
            state = self._state(job)
            if state is JobState.COMPLETED:
                return PrintOutcome.PRINTED
            if state.over:  # somebody at the printer or the service gave it up
                return PrintOutcome.UNKNOWN if begun else PrintOutcome.UNREACHABLE
            begun = begun or state in (JobState.PROCESSING, JobState.STOPPED)
            refusal, now = standing(self._asked(), self._target).refusal, time.monotonic()
            troubled_since = (troubled_since or now) if refusal is not None else 0.0
            if now >= deadline or (refusal is not None and now - troubled_since >= self._grace):
                return self._given_up(job, refusal, begun)
            if not wait(LOOK_SECONDS):
                return PrintOutcome.UNKNOWN

    def _given_up(self, job: int, refusal: PrintOutcome | None, begun: bool) -> PrintOutcome:
        """Take a job back: a slip must not come out when its visitor has long gone."""
        self._service.ask(CANCEL_JOB, {"job-id": job})
        if self._state(job) is JobState.COMPLETED:
            return PrintOutcome.PRINTED
        if refusal in (PrintOutcome.NO_PAPER, PrintOutcome.COVER_OPEN):
            return refusal
        return PrintOutcome.UNKNOWN if begun else PrintOutcome.UNREACHABLE

    def _state(self, job: int) -> JobState:
        said = self._service.ask(GET_JOB, {"job-id": job, "requested-attributes": "job-state"})
        try:
            return JobState(said.numbers("job-state")[0])
        except (IndexError, ValueError) as error:
            raise IppError("the queue does not know its job") from error
