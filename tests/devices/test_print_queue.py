"""Print queues: of a real CUPS whose hardware is a script, and answers that CUPS does not give on demand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from devices.printers.addresses import printer_at
from devices.printers.ipp import Answer, JobState
from devices.printers.ipp_queue import IppQueue, standing
from devices.printers.ipp_service import IppService
from devices.printers.page_worker import PageWorker
from devices.registry import PrinterOptions
from kiosk.events import DeviceState, PrintOutcome, PrintProgressed
from tests.devices.pages import QUICK, outcome, paged
from tests.devices.print_service import QUEUE, PrintService, missing

URL = f"cups://{QUEUE}"


class TestQueue:
    """What CUPS does with our jobs, and what it says."""

    @pytest.fixture
    def service(self, tmp_path: Path) -> Iterator[PrintService]:
        if missing():
            pytest.skip(f"not installed: {missing()}")
        service = PrintService(tmp_path)
        try:
            service.__enter__()
        except RuntimeError as error:  # where the system keeps cupsd to its own files
            pytest.skip(str(error))
        with ExitStack() as ending:
            ending.push(service)
            yield service

    @pytest.fixture
    def worker(self, service: PrintService, ear: Any, watch: Any) -> PageWorker:
        worker = self.at(service, URL, ear)
        watch(worker)
        ear.state(DeviceState.READY)
        return worker

    def at(self, service: PrintService, url: str, ear: Any, seconds: float = 20.0) -> PageWorker:
        queue = IppQueue(IppService(url, cups=service.socket), url, "iso_a4_210x297mm", seconds=seconds, grace=0.5)
        return PageWorker(url, queue, lambda receipt: paged(receipt, 576, "A4"), ear.put, look_seconds=QUICK)

    def test_a_page_comes_out_and_is_confirmed(
        self, service: PrintService, worker: PageWorker, ear: Any, job: Any
    ) -> None:
        worker.submit(job("A1"))
        assert outcome(ear, job("A1")) is PrintOutcome.PRINTED
        assert [event.fraction for event in ear.all(PrintProgressed)] == [0.5, 1.0]
        assert service.pages() == [paged(job("A1").receipt, 576, "A4")]
        listed = service.order("lpstat", "-W", "completed", "-o")
        assert listed.startswith(f"{QUEUE}-1")
        assert "vestibule" in listed

    def test_the_service_by_its_network_address(
        self, service: PrintService, ear: Any, watch: Any, render: Any, job: Any
    ) -> None:
        url = f"ipp://127.0.0.1:{service.port}/printers/{QUEUE}?paper=roll"
        worker = printer_at(url, PrinterOptions(url, width=384), "printer", ear.put, render, paged)
        watch(worker)
        ear.state(DeviceState.READY)
        worker.submit(job("A1"))
        assert outcome(ear, job("A1")) is PrintOutcome.PRINTED
        assert service.pages() == [paged(job("A1").receipt, 384, "roll")]

    @pytest.mark.parametrize(
        ("says", "expected", "code"),
        [
            ("+media-empty-error", PrintOutcome.NO_PAPER, "no-paper"),
            ("+cover-open", PrintOutcome.COVER_OPEN, "cover-open"),
        ],
    )
    def test_a_slip_that_cannot_come_out_is_taken_back_and_the_next_one_tries_again(
        self,
        says: str,
        expected: PrintOutcome,
        code: str,
        service: PrintService,
        worker: PageWorker,
        ear: Any,
        job: Any,
    ) -> None:
        service.says(says)
        service.hold()
        worker.submit(job("A1"))
        assert outcome(ear, job("A1")) is expected
        ear.state(DeviceState.DEGRADED, code)
        assert "cancel" in service.order("lpstat", "-W", "all", "-l", "-o")
        service.says(says.replace("+", "-"))
        service.go_on()
        worker.submit(job("A2"))
        assert outcome(ear, job("A2")) is PrintOutcome.PRINTED
        ear.state(DeviceState.READY)
        assert service.pages() == [paged(job("A2").receipt, 576, "A4")]

    def test_a_job_that_does_not_end_is_taken_back_and_asked_about(
        self, service: PrintService, ear: Any, watch: Any, job: Any
    ) -> None:
        worker = self.at(service, URL, ear, seconds=0.5)
        watch(worker)
        service.hold()
        worker.submit(job("A1"))
        assert outcome(ear, job("A1")) is PrintOutcome.UNKNOWN
        assert "cancel" in service.order("lpstat", "-W", "all", "-l", "-o")

    def test_a_job_that_the_service_gives_up_is_asked_about(
        self, service: PrintService, worker: PageWorker, ear: Any, job: Any
    ) -> None:
        service.fail()
        worker.submit(job("A1"))
        assert outcome(ear, job("A1")) in (PrintOutcome.UNKNOWN, PrintOutcome.UNREACHABLE)
        assert service.pages() == []

    @pytest.mark.parametrize(("stop", "start"), [("cupsdisable", "cupsenable"), ("cupsreject", "cupsaccept")])
    def test_a_queue_that_somebody_stopped_gets_nothing(
        self, stop: str, start: str, service: PrintService, worker: PageWorker, ear: Any, job: Any
    ) -> None:
        service.order(stop, QUEUE)
        ear.state(DeviceState.BLOCKED, "queue-stopped")
        worker.submit(job("A1"))
        assert outcome(ear, job("A1")) is PrintOutcome.UNREACHABLE
        service.order(start, QUEUE)
        ear.state(DeviceState.READY)
        worker.submit(job("A2"))
        assert outcome(ear, job("A2")) is PrintOutcome.PRINTED
        assert len(service.pages()) == 1

    def test_the_service_stops_and_starts_again(
        self, service: PrintService, worker: PageWorker, ear: Any, job: Any
    ) -> None:
        service.stop()
        ear.state(DeviceState.SEARCHING, "no-cups")
        worker.submit(job("A1"))
        assert outcome(ear, job("A1")) is PrintOutcome.UNREACHABLE
        service.start()
        ear.state(DeviceState.READY)
        worker.submit(job("A2"))
        assert outcome(ear, job("A2")) is PrintOutcome.PRINTED

    def test_no_such_queue(self, service: PrintService, ear: Any, watch: Any) -> None:
        watch(self.at(service, "cups://Nirgends", ear))
        ear.state(DeviceState.SEARCHING, "no-queue")


@pytest.mark.parametrize(
    ("reasons", "state", "code", "refusal"),
    [
        (["none"], DeviceState.READY, None, None),
        (["media-low-warning"], DeviceState.DEGRADED, "paper-near-end", None),
        (["media-empty-warning"], DeviceState.DEGRADED, "paper-near-end", None),
        (["media-empty-report", "cups-ipp-missing-send-document"], DeviceState.READY, None, None),
        (["media-needed"], DeviceState.BLOCKED, "no-paper", PrintOutcome.NO_PAPER),
        (["media-empty", "door-open"], DeviceState.BLOCKED, "cover-open", PrintOutcome.COVER_OPEN),
        (["offline-report"], DeviceState.BLOCKED, "queue-offline", PrintOutcome.UNREACHABLE),
    ],
)
def test_what_the_reasons_of_a_queue_mean(
    reasons: list[str], state: DeviceState, code: str | None, refusal: PrintOutcome | None
) -> None:
    found = standing(Answer(0, {"printer-state": [3], "printer-state-reasons": reasons}), URL)
    assert (found.state, found.advice and found.advice.code, found.refusal) == (state, code, refusal)


class Service:
    """A print service that says what a test wants, and remembers what it was asked."""

    remembers = False

    def __init__(self, *answers: Answer | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[int] = []

    def ask(self, operation: int, *rest: object, **more: object) -> Answer:
        self.asked.append(operation)
        said = self.answers.pop(0)
        if isinstance(said, Exception):
            raise said
        return said


TAKEN = Answer(0, {"job-id": [7]})


def state(number: int) -> Answer:
    return Answer(0, {"job-state": [number], "printer-state": [4], "printer-state-reasons": ["none"]})


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([Answer(0x0506, {})], PrintOutcome.UNREACHABLE),
        ([Answer(0, {})], PrintOutcome.UNKNOWN),
        ([TimeoutError()], PrintOutcome.UNKNOWN),
        ([TAKEN, ConnectionResetError()], PrintOutcome.UNKNOWN),
        ([TAKEN, Answer(0, {"job-state": [99]})], PrintOutcome.UNKNOWN),
        ([TAKEN, Answer(0, {"job-state": [b"?"]})], PrintOutcome.UNKNOWN),
        ([TAKEN, state(JobState.CANCELLED)], PrintOutcome.UNREACHABLE),
        ([TAKEN, state(JobState.PROCESSING), state(0), state(JobState.ABORTED)], PrintOutcome.UNKNOWN),
        ([TAKEN, state(JobState.PENDING), state(0), state(JobState.COMPLETED)], PrintOutcome.PRINTED),
    ],
)
def test_only_what_surely_was_not_sent_may_be_tried_again(
    answers: list[Answer | Exception], expected: PrintOutcome
) -> None:
    queue = IppQueue(Service(*answers), URL)  # type: ignore[arg-type]
    assert queue.deliver(b"%PDF", lambda seconds: True) is expected


def test_a_job_that_came_out_while_it_was_taken_back_is_printed() -> None:
    service = Service(TAKEN, state(JobState.PROCESSING), state(0), Answer(0, {}), state(JobState.COMPLETED))
    assert IppQueue(service, URL, seconds=0.0).deliver(b"%PDF", lambda s: True) is PrintOutcome.PRINTED  # type: ignore[arg-type]
