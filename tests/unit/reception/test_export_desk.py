"""The export desk: each step is told, one export at a time, stopping and starting again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from kiosk.events import Event, ExportProgressed, ExportStep, StickReleased
from kiosk.inbox import Inbox
from kiosk.ports import ExportFailed, Stick, WeekTotals, WrittenExport
from kiosk.reception.export import ExportDesk

WEEK = "2026-W41"
LONG = 10.0
"""Seconds after which a test gives up; never waited for when all is well."""


class Sticks:
    """USB storage: what is plugged in is told by the test."""

    def __init__(self, *sticks: Stick) -> None:
        self.plugged = list(sticks)
        self.locked: list[Path] = []
        self.removable = True
        self.broken: Exception | None = None
        self.looked = threading.Event()

    def sticks(self) -> Sequence[Stick]:
        self.looked.set()
        return self.plugged

    def read_only(self) -> Sequence[Path]:
        return self.locked

    def release(self, path: Path) -> bool:
        if self.broken is not None:
            raise self.broken
        return self.removable


class Writer:
    """An exporter that waits in the middle until it may go on, and fails when told."""

    def __init__(self) -> None:
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.started = threading.Event()
        self.fails: Exception | None = None
        self.weeks: list[str] = []

    def totals(self, week: str) -> WeekTotals:
        return WeekTotals(week, sessions=3, hours=1.5)

    def write(
        self,
        week: str,
        target: Path,
        progress: Callable[[str, float], None],
        stopped: Callable[[], bool] = lambda: False,
    ) -> WrittenExport:
        self.weeks.append(week)
        progress("copying", 0.5)
        self.started.set()
        assert self.may_go_on.wait(LONG)
        if stopped():
            raise ExportFailed("stopped", "stopped by staff")
        if self.fails is not None:
            raise self.fails
        progress("checking", 1.0)
        return WrittenExport("week", (("sessions.csv", 10),))


class Desk:
    """The desk with its surroundings."""

    def __init__(self, folder: Path) -> None:
        self.sticks = Sticks(Stick(folder, free=10, total=20))
        self.writer = Writer()
        self._heard = threading.Semaphore(0)
        self.inbox = Inbox(wake=self._heard.release)
        self.desk = ExportDesk(self.writer, self.sticks, self.inbox)

    def hear(self) -> Event:
        """The next fact; waits for it."""
        assert self._heard.acquire(timeout=LONG), "nothing was told"
        return next(iter(self.inbox.drain()))

    def hear_until(self, step: ExportStep) -> list[ExportProgressed]:
        """Every progress up to the first of that step."""
        heard: list[ExportProgressed] = []
        while not heard or heard[-1].step is not step:
            event = self.hear()
            assert isinstance(event, ExportProgressed)
            heard.append(event)
        return heard


@pytest.fixture
def it(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.writer.may_go_on.set()
    made.desk.join()


def test_every_step_is_told_in_order(it: Desk) -> None:
    it.desk.start(WEEK)
    heard = it.hear_until(ExportStep.DONE)
    assert [event.step.value for event in heard] == [
        "looking-for-stick",
        "preparing",
        "copying",
        "copying",
        "checking",
        "done",
    ]
    last = heard[-1]
    assert (last.week, last.sessions, last.hours, last.free_bytes, last.folder) == (WEEK, 3, 1.5, 10, "week")
    assert [file.name for file in last.files] == ["sessions.csv"]


def test_one_export_at_a_time(it: Desk) -> None:
    it.writer.may_go_on.clear()
    it.desk.start(WEEK)
    assert it.writer.started.wait(LONG)
    it.desk.start("2026-W40")
    it.writer.may_go_on.set()
    it.hear_until(ExportStep.DONE)
    assert it.writer.weeks == [WEEK]


def test_an_export_that_was_stopped_can_be_started_again_at_once(it: Desk) -> None:
    """The former one may still be between two steps: the new one waits for it, and is not forgotten."""
    it.writer.may_go_on.clear()
    it.desk.start(WEEK)
    assert it.writer.started.wait(LONG)
    it.desk.stop()
    it.desk.start(WEEK)
    it.writer.may_go_on.set()
    assert it.hear_until(ExportStep.FAILED)[-1].problem == "stopped"
    it.hear_until(ExportStep.DONE)
    assert it.writer.weeks == [WEEK, WEEK]


def test_stopping_while_it_looks_for_a_stick_copies_nothing_later(it: Desk) -> None:
    stick = it.sticks.plugged.pop()
    it.desk.start(WEEK)
    assert it.sticks.looked.wait(LONG)
    it.desk.join(LONG)
    it.sticks.plugged.append(stick)
    assert it.writer.weeks == []


@pytest.mark.parametrize(
    ("error", "problem"),
    [(ExportFailed("full", "no space"), "full"), (OSError("gone"), "fault"), (RuntimeError("bug"), "fault")],
)
def test_a_failure_says_at_which_step_it_was(it: Desk, error: Exception, problem: str) -> None:
    it.writer.fails = error
    it.desk.start(WEEK)
    last = it.hear_until(ExportStep.FAILED)[-1]
    assert (last.problem, last.failed_at) == (problem, ExportStep.COPYING)


def test_a_stick_that_refuses_writing_is_told_and_another_one_is_taken(it: Desk, tmp_path: Path) -> None:
    [stick] = it.sticks.plugged
    it.sticks.plugged, it.sticks.locked = [], [tmp_path]
    it.desk.start(WEEK)
    events = [it.hear(), it.hear()]
    assert [event.problem for event in events if isinstance(event, ExportProgressed)] == ["", "read-only"]
    it.sticks.plugged = [stick]
    assert {event.problem for event in it.hear_until(ExportStep.DONE)} == {""}


def test_the_room_that_a_full_stick_lacks_is_told(it: Desk) -> None:
    it.writer.fails = ExportFailed("full", "no space", needed=5000)
    it.desk.start(WEEK)
    assert it.hear_until(ExportStep.FAILED)[-1].needed_bytes == 5000


@pytest.mark.parametrize("removable", [True, False])
def test_the_stick_is_released_beside_the_screen(it: Desk, removable: bool) -> None:
    it.sticks.removable = removable
    it.desk.start(WEEK)
    it.hear_until(ExportStep.DONE)
    it.desk.release()
    assert it.hear() == StickReleased(removable)


def test_a_stick_that_cannot_be_asked_any_more_is_no_silence(it: Desk) -> None:
    it.sticks.broken = OSError(5, "Input/output error")
    it.desk.start(WEEK)
    it.hear_until(ExportStep.DONE)
    it.desk.release()
    assert it.hear() == StickReleased(removable=False)


def test_without_an_export_there_is_nothing_to_release(it: Desk) -> None:
    it.desk.release()
    assert it.hear() == StickReleased(removable=False)
