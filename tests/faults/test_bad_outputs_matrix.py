"""Every way in which a printer, a loudspeaker or a stick can misbehave (docs/reliability.md, "Bad drivers").

Something is asked for, then something is wrong while it is asked for again, then it is asked for a third time, which
works. How long a device takes to come back is counted in tries, whose pauses are constants.
"""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from devices import storage as storage_module
from devices.printers.conversation import Patience
from devices.printers.status import ASK_OFFLINE_CAUSE, ASK_PAPER, ASK_PRINTER
from devices.printers.worker import LOOK_WHEN_NOT, PrintWorker
from devices.simulated.speaker import SimulatedLoudspeaker
from devices.sound.output import Readiness, Running
from devices.sound.program import Outcome
from devices.sound.speaker import CALL_STALE_SECONDS, SpeakerWorker
from devices.storage import MOUNT_ROOTS, UsbStorage
from devices.supervisor import FIRST_DELAY, Supervisor
from kiosk.clock import SystemClock
from kiosk.events import (
    DeviceChanged,
    DeviceState,
    Event,
    ExportProgressed,
    ExportStep,
    PrintFinished,
    PrintOutcome,
    SentenceSpoken,
)
from kiosk.inbox import Inbox
from kiosk.ports import Chime, WeekTotals, WrittenExport
from kiosk.receipts import PrintJob, Receipt, Text
from kiosk.reception.export import ExportDesk

PATIENCE = 40.0
EIO = OSError(errno.EIO, "I/O")
INSIDE = RuntimeError("inside the driver")
MEGABYTE = b"\x00" * 1_000_000


class Ear:
    """What the core hears, and a way to wait for it."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._came = threading.Condition()

    def put(self, event: Event) -> bool:
        with self._came:
            self.events.append(event)
            self._came.notify_all()
        return True

    def until(self, true: Callable[[], bool]) -> None:
        with self._came:
            assert self._came.wait_for(true, PATIENCE), f"it never came; heard {self.events[-6:]}"

    def of(self, kind: type[Any]) -> list[Any]:
        return [event for event in self.events if isinstance(event, kind)]


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def serve(ear: Ear) -> Iterator[Callable[[Any], Supervisor]]:
    started: list[Supervisor] = []

    def start(device: Any) -> Supervisor:
        supervisor = Supervisor(ear.put, SystemClock())
        supervisor.add(device)
        supervisor.start()
        started.append(supervisor)
        return supervisor

    yield start
    assert [supervisor.stop(PATIENCE) for supervisor in started] == [()] * len(started)


# -------------------------------------------------------------------------------------------------- printer


class Paper:
    """A printer that answers as it should until `fault` says otherwise: a value instead of the next answer, or an
    exception instead of the next write or read."""

    keeps = True

    def __init__(self) -> None:
        self.write_error: BaseException | None = None
        self.read_fault: Any = None
        self.missing = 0  # how many further openings fail
        self.opened = 0
        self._answers = b""

    def open(self, url: str) -> Paper:
        self.opened += 1
        if self.missing:
            self.missing -= 1
            raise FileNotFoundError(errno.ENOENT, "No such file or directory")
        self._answers, self.read_fault = b"", None
        return self

    def write(self, data: bytes) -> None:
        if self.write_error is not None and len(data) > 3:
            error, self.write_error = self.write_error, None
            raise error
        self._answers += b"\x12" if data in (ASK_PRINTER, ASK_OFFLINE_CAUSE, ASK_PAPER) else b""
        if data.endswith(b"\x1d\x72\x01"):
            self._answers += b"\x00"

    def read(self, timeout: float) -> Any:
        fault = self.read_fault
        if isinstance(fault, BaseException):
            self.read_fault = None
            raise fault
        if callable(fault):
            return fault(timeout)
        answers, self._answers = self._answers, b""
        return answers

    def close(self) -> None:
        pass


@dataclass(frozen=True)
class Trouble:
    """`begin` makes the trouble, `end` ends it; the code that is told ("" for none)."""

    begin: Callable[[Paper], object]
    code: str = ""
    lost: bool = True
    """Whether the job meanwhile cannot be confirmed."""


def reads(fault: Any) -> Callable[[Paper], object]:
    return lambda paper: setattr(paper, "read_fault", fault)


def writes(error: BaseException, missing: int = 0) -> Callable[[Paper], object]:
    def begin(paper: Paper) -> None:
        paper.write_error, paper.missing = error, missing

    return begin


def drop_by_drop() -> Callable[[float], bytes]:
    """Answers that come late, one byte at a time."""
    turns = iter([b"", b"\x12", b"", b"\x12", b"", b"\x12"] * 3)
    return lambda timeout: next(turns, b"")


PRINTER: dict[str, Trouble] = {
    "raises": Trouble(reads(INSIDE), "driver-fault"),
    "wrong type": Trouble(reads(lambda timeout: "a text"), "driver-fault"),
    "out of range": Trouble(reads(lambda timeout: b"\xff"), "not-answering"),
    "silent": Trouble(reads(lambda timeout: b""), "not-answering"),
    "slow": Trouble(reads(drop_by_drop())),
    "floods": Trouble(reads(lambda timeout: b"\x12" * 4096)),
    "half frame": Trouble(reads(lambda timeout: b"\x10"), ""),
    "1 MB line": Trouble(reads(lambda timeout: MEGABYTE)),
    "partial UTF-8": Trouble(reads(lambda timeout: b"\xc3"), "not-answering"),
    "disappears mid-write": Trouble(writes(EIO, missing=2), "missing"),
}


@pytest.mark.parametrize("fault", PRINTER)
def test_a_bad_printer_costs_at_most_the_slip_in_flight(fault: str, ear: Ear, serve: Any) -> None:
    paper, trouble, look = Paper(), PRINTER[fault], 0.05
    worker = PrintWorker(
        "/dev/bad",
        lambda receipt, width: Image.new("1", (width, 40), 1),
        ear.put,
        open_connection=paper.open,
        patience=Patience(answer=0.05, done=0.3, done_silent=0.1, look=0.05),
        look_seconds=(PATIENCE, look),
    )
    supervisor = serve(worker)
    ear.until(lambda: supervisor.health()["printer"].state is DeviceState.READY)

    def printed(name: str) -> PrintOutcome:
        worker.submit(PrintJob(name, Receipt((Text(name),))))
        ear.until(lambda: any(event.job == name for event in ear.of(PrintFinished)))
        [finished] = [event for event in ear.of(PrintFinished) if event.job == name]
        outcome: PrintOutcome = finished.outcome
        return outcome

    assert printed("first") is PrintOutcome.PRINTED
    trouble.begin(paper)
    printed("second")
    if trouble.code:
        ear.until(lambda: trouble.code in {event.code for event in ear.of(DeviceChanged)})
    tries = paper.opened
    paper.read_fault = None
    ear.until(lambda: supervisor.health()["printer"].state is DeviceState.READY)
    assert paper.opened - tries <= 3, "it is looked for again at once, and found at the first look after the replug"
    assert printed("third") is PrintOutcome.PRINTED
    assert [event.job for event in ear.of(PrintFinished)] == ["first", "second", "third"], "each ends once"
    assert LOOK_WHEN_NOT <= 3.0, "between two looks at a printer that is away"


# -------------------------------------------------------------------------------------------------- speaker


class Voice(SimulatedLoudspeaker):
    """A loudspeaker that does what it should until `fault` is set: called in place of the next sound."""

    def __init__(self) -> None:
        super().__init__()
        self.fault: Callable[[], Any] | None = None
        self.look_fault: BaseException | None = None

    def look(self) -> Readiness:
        error, self.look_fault = self.look_fault, None
        if error is not None:
            raise error
        return super().look()

    def chime(self, chime: Chime) -> Running:
        return self._faulty() or super().chime(chime)

    def sentence(self, sentence: str, language: str, loudness: int = 3) -> Running | None:
        return self._faulty() or super().sentence(sentence, language, loudness)

    def _faulty(self) -> Any:
        fault, self.fault = self.fault, None
        return fault() if fault is not None else None


class Ends:
    """A sound that ends with these answers, one at each look."""

    def __init__(self, *answers: Any) -> None:
        self._answers = list(answers)

    def over(self) -> Any:
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def stop(self) -> None:
        pass


def raising(error: BaseException) -> Callable[[], Any]:
    def act() -> Any:
        raise error

    return act


SPEAKER: dict[str, tuple[Callable[[], Any], str]] = {
    "raises": (raising(INSIDE), "driver-fault"),
    "wrong type": (lambda: "no sound", "driver-fault"),
    "out of range": (lambda: Ends("an answer that is none"), "driver-fault"),
    "silent": (lambda: Ends(None, None, None, Outcome.HUNG), "sound-hangs"),
    "slow": (lambda: Ends(*[None] * 20, Outcome.DONE), ""),
    "floods": (lambda: Ends(Outcome.DONE), ""),  # with a thousand readings at once, below
    "half frame": (lambda: Ends(None, Outcome.FAILED), "sound-failed"),
    "1 MB line": (lambda: Ends(Outcome.DONE), ""),  # with a sentence of a megabyte, below
    "partial UTF-8": (raising(UnicodeEncodeError("utf-8", "\udcc3", 0, 1, "half a letter")), "driver-fault"),
    "disappears mid-write": (lambda: Ends(None, EIO), "lost"),
}


@pytest.mark.parametrize("fault", SPEAKER)
def test_a_bad_loudspeaker_costs_at_most_what_it_was_saying(fault: str, ear: Ear, serve: Any) -> None:
    voice, (make, code) = Voice(), SPEAKER[fault]
    worker = SpeakerWorker(voice, ear.put, look_seconds=0.05)
    supervisor = serve(worker)
    ear.until(lambda: supervisor.health()["speaker"].state is DeviceState.READY)

    def ended(number: int) -> bool:
        return SentenceSpoken(number, None) in ear.events

    first = worker.speak(["One."], "fr")
    ear.until(lambda: ended(first))
    voice.fault = make
    text = "Long. " * 200_000 if fault == "1 MB line" else "Two.\udcc3" if fault == "partial UTF-8" else "Two."
    numbers = [worker.speak([text], "fr") for _ in range(1000 if fault == "floods" else 1)]
    for _ in range(100 if fault == "floods" else 0):
        worker.chime(Chime.TICK)
    ear.until(lambda: all(map(ended, numbers)))
    if code:
        ear.until(lambda: code in {event.code for event in ear.of(DeviceChanged)})
    third = worker.speak(["Three."], "fr")
    ear.until(lambda: ended(third))
    ear.until(lambda: supervisor.health()["speaker"].state is DeviceState.READY)
    assert "Three." in [heard.sentence for heard in voice.heard]
    ends = [event.reading for event in ear.of(SentenceSpoken) if event.index is None]
    assert sorted(ends) == [first, *numbers, third], "each reading ends once"
    assert FIRST_DELAY <= 3.0, "the pause before the driver is started again"


def test_a_loudspeaker_whose_state_cannot_be_asked(ear: Ear, serve: Any) -> None:
    voice = Voice()
    voice.look_fault = INSIDE
    supervisor = serve(SpeakerWorker(voice, ear.put, look_seconds=0.05))
    ear.until(lambda: supervisor.health()["speaker"].state is DeviceState.READY)
    assert "driver-fault" in {event.code for event in ear.of(DeviceChanged)}
    assert CALL_STALE_SECONDS > FIRST_DELAY, "a call that waits meanwhile is still heard"


# -------------------------------------------------------------------------------------------------- storage


class Weekly:
    """An exporter that writes what it should until `fault` is set: called in place of the writing."""

    def __init__(self) -> None:
        self.fault: Callable[[], Any] | None = None

    def totals(self, week: str) -> WeekTotals:
        return WeekTotals(week, 1, 1.0)

    def write(
        self,
        week: str,
        target: Path,
        progress: Callable[[str, float], None],
        stopped: Callable[[], bool] = lambda: False,
    ) -> Any:
        if self.fault is not None:
            return self.fault()
        (target / week).mkdir(exist_ok=True)
        return WrittenExport(week, ())


class Figures:
    """What statvfs answers."""

    f_flag, f_frsize, f_blocks, f_bavail = 0, 512, 1000, 1000

    def __init__(self, *_: object, **values: int) -> None:
        for name, value in values.items():
            setattr(self, name, value)


@dataclass
class Stick:
    """A stick that is mounted in a folder, and everything that can be wrong with it."""

    folder: Path
    table: Path
    exporter: Weekly
    monkeypatch: pytest.MonkeyPatch

    @property
    def line(self) -> str:
        return f"/dev/sda1 {self.folder} vfat rw 0 0\n"

    def mounts(self, data: bytes) -> None:
        self.table.write_bytes(data)

    def statvfs(self, answer: Callable[[Any], Any]) -> None:
        self.monkeypatch.setattr("devices.storage.os.statvfs", answer)

    def well(self) -> None:
        self.monkeypatch.undo()
        self.monkeypatch.setattr(storage_module, "MOUNT_ROOTS", (*MOUNT_ROOTS, self.folder.parent))
        self.exporter.fault = None
        self.folder.mkdir(exist_ok=True)
        self.mounts(self.line.encode())


def hangs(stick: Stick) -> Callable[[], object]:
    """The file system does not answer, as one on a broken stick does."""
    door = threading.Event()

    def answer(path: Any) -> Any:
        door.wait(PATIENCE)
        raise EIO

    stick.statvfs(answer)
    return door.set


STICK: dict[str, tuple[Callable[[Stick], Any], str]] = {
    "raises": (lambda stick: setattr(stick.exporter, "fault", raising(INSIDE)), "fault"),
    "wrong type": (lambda stick: setattr(stick.exporter, "fault", lambda: "no export"), "fault"),
    "out of range": (lambda stick: stick.statvfs(lambda path: Figures(f_bavail=-1, f_frsize=2**63)), ""),
    "silent": (hangs, ""),
    "slow": (lambda stick: stick.mounts(b""), ""),  # it appears a look later
    "floods": (lambda stick: stick.mounts(b"/dev/sdz1 /x vfat rw 0 0\n" * 50_000 + stick.line.encode()), ""),
    "half frame": (lambda stick: stick.mounts(stick.line.encode()[:7]), ""),
    "1 MB line": (lambda stick: stick.mounts(MEGABYTE), ""),
    "partial UTF-8": (lambda stick: stick.mounts(b"/dev/sdz1 /media/CL\xc3 vfat rw 0 0\n"), ""),
    "disappears mid-write": (lambda stick: setattr(stick.exporter, "fault", raising(EIO)), "fault"),
}


@pytest.mark.parametrize("fault", STICK)
def test_a_bad_stick_costs_at_most_the_export_in_flight(
    fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.reception.export.LOOK_SECONDS", 0.02)
    stick = Stick(tmp_path / "media" / "stick", tmp_path / "mounts", Weekly(), pytest.MonkeyPatch())
    (tmp_path / "media").mkdir()
    stick.well()
    ear = Ear()
    inbox = Inbox()
    monkeypatch.setattr(inbox, "put", ear.put)
    desk = ExportDesk(stick.exporter, UsbStorage([tmp_path / "media"], stick.table), inbox)

    def ended(week: str) -> Sequence[ExportProgressed]:
        over = (ExportStep.DONE, ExportStep.FAILED)
        return [event for event in ear.of(ExportProgressed) if event.week == week and event.step in over]

    desk.start("2026-W46")
    ear.until(lambda: bool(ended("2026-W46")))
    begin, problem = STICK[fault]
    release = begin(stick)
    desk.start("2026-W47")
    if problem:
        ear.until(lambda: bool(ended("2026-W47")))
        assert [event.problem for event in ended("2026-W47")] == [problem]
    desk.stop()  # returns at once, whatever hangs: this thread is the screen's
    if callable(release):
        release()
    stick.well()
    desk.start("2026-W48")
    ear.until(lambda: bool(ended("2026-W48")))
    assert [event.step for event in ended("2026-W48")] == [ExportStep.DONE]
    desk.join(PATIENCE)
    stick.monkeypatch.undo()
