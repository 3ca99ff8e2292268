"""Printing against a real peer on TCP and on a serial line."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import zxingcpp

from devices.printers.connection import FileConnection, SerialConnection
from devices.printers.conversation import Patience
from devices.printers.job_queue import CAPACITY
from devices.printers.worker import PrintWorker
from devices.simulated.printer import Mood, SimulatedPrinter
from devices.simulated.wire import Wire
from devices.supervisor import Supervisor
from kiosk.clock import SystemClock
from kiosk.events import DeviceChanged, DeviceState, PrintFinished, PrintOutcome, PrintProgressed
from kiosk.receipts import PrintJob, Qr, Receipt, Text

QUICK = (0.2, 0.1)
SHORT = Patience(answer=0.2, done=2.0, done_silent=0.1, look=0.1)


@pytest.fixture(params=["tcp", "serial"])
def printer(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SimulatedPrinter]:
    link = tmp_path / "printer" if request.param == "serial" else None
    with SimulatedPrinter(link=link) as printer:
        yield printer


@pytest.fixture
def worker(printer: SimulatedPrinter, ear: Any, watch: Any, render: Any) -> PrintWorker:
    worker = PrintWorker(printer.url, render, ear.put, look_seconds=QUICK)
    watch(worker)
    ear.state(DeviceState.READY)
    return worker


def outcome(ear: Any, job: str) -> PrintOutcome:
    finished: PrintFinished = ear.wait(PrintFinished, lambda e: e.job == job)
    return finished.outcome


def codes(printer: SimulatedPrinter) -> list[str]:
    """What the QR codes on the printed slips say, slip by slip."""
    return [
        code.text
        for slip in printer.slips
        if slip.picture is not None
        for code in zxingcpp.read_barcodes(slip.picture.convert("L"))
    ]


def test_a_receipt_is_printed_and_confirmed(
    printer: SimulatedPrinter, worker: PrintWorker, ear: Any, job: Any
) -> None:
    worker.submit(job("A1"))
    assert outcome(ear, "A1") is PrintOutcome.PRINTED
    assert codes(printer) == ["VSR1:A1"]
    fractions = [event.fraction for event in ear.all(PrintProgressed)]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert len(fractions) <= 21
    assert printer.drawer_kicks == 0


def test_the_text_mode_prints_too(printer: SimulatedPrinter, ear: Any, watch: Any, render: Any, job: Any) -> None:
    worker = PrintWorker(printer.url, render, ear.put, mode="text", look_seconds=QUICK)
    watch(worker)
    worker.submit(job("A1"))
    assert outcome(ear, "A1") is PrintOutcome.PRINTED
    assert any("Médiathèque" in line for line in printer.slips[0].text)


def test_the_text_mode_prints_what_it_has_no_letters_for_as_a_picture(
    printer: SimulatedPrinter, ear: Any, watch: Any, render: Any
) -> None:
    worker = PrintWorker(printer.url, render, ear.put, mode="text", look_seconds=QUICK)
    watch(worker)
    worker.submit(PrintJob("A1", Receipt((Text("احتفظ بهذا الوصل"), Qr("VSR1:A1")), "ar")))
    assert outcome(ear, "A1") is PrintOutcome.PRINTED
    assert printer.slips[0].text == ()
    assert codes(printer) == ["VSR1:A1"]


@pytest.mark.parametrize(
    ("mood", "expected", "code"),
    [
        (Mood.NO_PAPER, PrintOutcome.NO_PAPER, "no-paper"),
        (Mood.COVER_OPEN, PrintOutcome.COVER_OPEN, "cover-open"),
        (Mood.CUTTER, PrintOutcome.UNREACHABLE, "cutter-jammed"),
        (Mood.OFFLINE, PrintOutcome.UNREACHABLE, "printer-fault"),
    ],
)
def test_a_printer_that_cannot_print_is_known_before_and_gets_nothing(
    mood: Mood, expected: PrintOutcome, code: str, printer: SimulatedPrinter, worker: PrintWorker, ear: Any, job: Any
) -> None:
    printer.mood = mood
    ear.state(DeviceState.BLOCKED, code)
    worker.submit(job("A1"))
    assert outcome(ear, "A1") is expected
    assert ear.all(PrintProgressed) == []
    printer.mood = Mood.OK
    ear.state(DeviceState.READY)
    assert printer.slips == []
    worker.submit(job("A2"))
    assert outcome(ear, "A2") is PrintOutcome.PRINTED
    assert codes(printer) == ["VSR1:A2"]


def test_a_roll_near_its_end_still_prints(
    printer: SimulatedPrinter, worker: PrintWorker, ear: Any, job: Any
) -> None:
    printer.mood = Mood.NEAR_END
    ear.state(DeviceState.DEGRADED, "paper-near-end")
    worker.submit(job("A1"))
    assert outcome(ear, "A1") is PrintOutcome.PRINTED


def test_the_paper_ends_in_the_middle(
    printer: SimulatedPrinter, worker: PrintWorker, ear: Any, job: Any
) -> None:
    def pull_out_the_paper(event: Any) -> None:
        if isinstance(event, PrintProgressed):
            printer.mood = Mood.NO_PAPER

    ear.also = pull_out_the_paper
    worker.submit(job("A1"))
    assert outcome(ear, "A1") is PrintOutcome.NO_PAPER
    assert [e.code for e in ear.all(DeviceChanged)][-1] == "no-paper"


def test_unplugged_and_plugged_in_again(
    printer: SimulatedPrinter, worker: PrintWorker, ear: Any, job: Any
) -> None:
    printer.unplug()
    ear.state(DeviceState.SEARCHING)
    worker.submit(job("A1"))
    assert outcome(ear, "A1") is PrintOutcome.UNREACHABLE
    printer.replug()
    ear.state(DeviceState.READY)
    worker.submit(job("A2"))
    assert outcome(ear, "A2") is PrintOutcome.PRINTED
    assert codes(printer) == ["VSR1:A2"]


def test_a_printer_that_disappears_in_the_middle_is_never_printed_to_twice(
    printer: SimulatedPrinter, worker: PrintWorker, ear: Any, job: Any
) -> None:
    printer.vanish_after(6000)
    worker.submit(job("A1"))
    assert outcome(ear, "A1") is PrintOutcome.UNKNOWN
    printer.replug()
    ear.state(DeviceState.READY)
    assert printer.slips == []
    worker.submit(job("A2"))
    assert outcome(ear, "A2") is PrintOutcome.PRINTED
    assert codes(printer) == ["VSR1:A2"]
    assert printer.slips[0].data.startswith(b"\0" * 100), "the white that ends a broken-off picture"


def test_two_threads_never_mix_their_slips(
    printer: SimulatedPrinter, worker: PrintWorker, ear: Any, job: Any
) -> None:
    jobs = {side: [job(f"{side}{n}") for n in range(4)] for side in "AB"}

    def submit(side: str) -> None:
        for one in jobs[side]:
            worker.submit(one)

    threads = [threading.Thread(target=submit, args=(side,)) for side in "AB"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    finished = [ear.wait(PrintFinished) for _ in range(8)]
    assert {event.outcome for event in finished} == {PrintOutcome.PRINTED}
    assert codes(printer) == [f"VSR1:{event.job}" for event in finished]
    for side in "AB":
        assert [e.job for e in finished if e.job.startswith(side)] == [one.id for one in jobs[side]]


def test_a_printer_that_never_answers_still_prints(
    printer: SimulatedPrinter, ear: Any, watch: Any, render: Any, job: Any
) -> None:
    printer.mood = Mood.SILENT
    arrived = threading.Event()
    printer._on_slip = lambda slip: arrived.set()
    worker = PrintWorker(printer.url, render, ear.put, look_seconds=QUICK, patience=SHORT)
    watch(worker)
    ear.state(DeviceState.DEGRADED, "no-status")
    worker.submit(job("A1"))
    assert outcome(ear, "A1") is PrintOutcome.UNKNOWN
    assert arrived.wait(20)
    assert codes(printer) == ["VSR1:A1"]


def test_a_printer_that_has_stopped_answering_gets_nothing(
    printer: SimulatedPrinter, ear: Any, watch: Any, render: Any, job: Any
) -> None:
    worker = PrintWorker(printer.url, render, ear.put, look_seconds=QUICK, patience=SHORT)
    watch(worker)
    ear.state(DeviceState.READY)
    printer.mood = Mood.DEAF
    ear.state(DeviceState.SEARCHING, "not-answering")
    worker.submit(job("A1"))
    assert outcome(ear, "A1") is PrintOutcome.UNREACHABLE
    assert ear.all(PrintProgressed) == []
    printer.mood = Mood.OK
    ear.state(DeviceState.READY)


def test_jobs_that_wait_when_the_house_closes_are_answered(
    printer: SimulatedPrinter, ear: Any, render: Any, job: Any
) -> None:
    drawing, go_on = threading.Event(), threading.Event()

    def slow(receipt: Any, width: int) -> Any:
        drawing.set()
        assert go_on.wait(20)
        return render(receipt, width)

    supervisor = Supervisor(ear.put, SystemClock())
    worker = PrintWorker(printer.url, slow, ear.put, look_seconds=QUICK)
    supervisor.add(worker)
    supervisor.start()
    worker.submit(job("A1"))
    assert drawing.wait(20)
    worker.submit(job("A2"))
    stopping = threading.Thread(target=supervisor.stop)
    stopping.start()
    assert worker._jobs.closed.wait(20)
    worker.submit(job("A3"))
    go_on.set()
    stopping.join(20)
    assert supervisor.stop() == ()
    outcomes = {event.job: event.outcome for event in ear.all(PrintFinished)}
    assert outcomes["A2"] is outcomes["A3"] is PrintOutcome.UNREACHABLE


def test_a_queue_that_nobody_empties_refuses(ear: Any, render: Any, job: Any) -> None:
    worker = PrintWorker("tcp://127.0.0.1:1", render, ear.put)
    for n in range(CAPACITY + 1):
        worker.submit(job(str(n)))
    assert ear.all(PrintFinished) == [PrintFinished(str(CAPACITY), PrintOutcome.UNREACHABLE)]


@pytest.mark.parametrize(
    "bad", [lambda receipt, width: None, lambda receipt, width: 1 / 0], ids=["wrong type", "raises"]
)
def test_a_receipt_that_cannot_be_drawn(
    bad: Callable[..., Any], printer: SimulatedPrinter, ear: Any, watch: Any, job: Any
) -> None:
    worker = PrintWorker(printer.url, bad, ear.put, look_seconds=QUICK)
    watch(worker)
    ear.state(DeviceState.READY)
    worker.submit(job("A1"))
    assert outcome(ear, "A1") is PrintOutcome.UNREACHABLE
    assert printer.slips == []


class Way:
    """A connection that behaves until a test says otherwise: it takes everything and answers nothing."""

    keeps = True

    def write(self, data: bytes) -> None:
        pass

    def read(self, timeout: float) -> Any:
        return b""

    def close(self) -> None:
        pass


class TestBadConnections:
    """What a driver may do wrong, before and while a job is sent."""

    def run(self, way: Any, ear: Any, watch: Any, render: Any, job: PrintJob) -> PrintOutcome:
        worker = PrintWorker(
            "tcp://bad", render, ear.put, open_connection=way, look_seconds=QUICK, patience=SHORT
        )
        watch(worker)
        worker.submit(job)
        return outcome(ear, job.id)

    @pytest.mark.parametrize("error", [OSError(5, "I/O"), RuntimeError(), TimeoutError(), ValueError()])
    def test_opening_raises(self, error: Exception, ear: Any, watch: Any, render: Any, job: Any) -> None:
        def opened(url: str) -> Any:
            raise error

        assert self.run(opened, ear, watch, render, job("A1")) is PrintOutcome.UNREACHABLE

    @pytest.mark.parametrize("value", [None, "text", 5, [None]])
    def test_reading_returns_nonsense(
        self, value: object, ear: Any, watch: Any, render: Any, job: Any
    ) -> None:
        class Nonsense(Way):
            def read(self, timeout: float) -> Any:
                return value

        assert self.run(lambda url: Nonsense(), ear, watch, render, job("A1")) is PrintOutcome.UNREACHABLE

    def test_reading_never_ends(self, ear: Any, watch: Any, render: Any, job: Any) -> None:
        class Flood(Way):
            def read(self, timeout: float) -> Any:
                return b"\xff" * 256

        assert self.run(lambda url: Flood(), ear, watch, render, job("A1")) is PrintOutcome.UNKNOWN

    def test_a_peer_that_says_whatever_is_wanted_is_believed_only_after_the_job(
        self, ear: Any, watch: Any, render: Any, job: Any
    ) -> None:
        class Stale(Way):
            """Left the answer to an old GS r in the wire."""

            def __init__(self) -> None:
                self.left = [b"\x00", b"\x00"]

            def read(self, timeout: float) -> Any:
                return self.left.pop() if self.left else b""

        assert self.run(lambda url: Stale(), ear, watch, render, job("A1")) is PrintOutcome.UNKNOWN

    def test_an_answer_to_an_older_question_is_not_taken_for_the_new_one(
        self, ear: Any, watch: Any, render: Any, job: Any
    ) -> None:
        class Late(Way):
            """Has no paper; an answer from better times still lies in the wire."""

            def __init__(self) -> None:
                self.wire = b"\x12"

            def write(self, data: bytes) -> None:
                self.wire += {b"\x01": b"\x1e", b"\x02": b"\x32", b"\x04": b"\x7e"}[data[2:3]]

            def read(self, timeout: float) -> Any:
                first, self.wire = self.wire[:1], self.wire[1:]
                return first

        assert self.run(lambda url: Late(), ear, watch, render, job("A1")) is PrintOutcome.NO_PAPER

    def test_writing_breaks(self, ear: Any, watch: Any, render: Any, job: Any) -> None:
        class Breaks(Way):
            def write(self, data: bytes) -> None:
                if len(data) > 3:
                    raise BrokenPipeError(32, "pipe")

        assert self.run(lambda url: Breaks(), ear, watch, render, job("A1")) is PrintOutcome.UNKNOWN


def test_a_serial_printer_that_is_switched_off_does_not_block_for_ever(
    tmp_path: Path, ear: Any, watch: Any, render: Any, job: Any
) -> None:
    wire = Wire(tmp_path / "printer")
    try:
        worker = PrintWorker(
            "serial://off",
            render,
            ear.put,
            open_connection=lambda url: SerialConnection(str(wire.link), 9600, write_timeout=0.1),
            look_seconds=QUICK,
            patience=SHORT,
        )
        watch(worker)
        worker.submit(job("A1"))
        assert outcome(ear, "A1") is PrintOutcome.UNKNOWN
    finally:
        wire.unplug()


def test_the_kernels_usblp_file(tmp_path: Path, ear: Any, watch: Any, render: Any, job: Any) -> None:
    with SimulatedPrinter(link=tmp_path / "lp0") as printer:
        worker = PrintWorker(
            "/dev/usb/lp0",
            render,
            ear.put,
            open_connection=lambda url: FileConnection(tmp_path / "lp0"),
            look_seconds=QUICK,
        )
        watch(worker)
        worker.submit(job("A1"))
        assert outcome(ear, "A1") is PrintOutcome.PRINTED
        assert codes(printer) == ["VSR1:A1"]
