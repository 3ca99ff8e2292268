"""The calendar is watched off the screen thread: what changed is told once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from config.settings import Workshop, WorkshopFault, WorkshopReading
from kiosk.bootstrap import programme
from kiosk.clock import ManualClock
from kiosk.events import Event, WorkshopsRead
from kiosk.inbox import Inbox
from kiosk.programme import ProgrammeWatch
from kiosk.site import Site
from tests.factories import changed, paris, sample


@dataclass
class Shelf:
    """A calendar that is what the test says."""

    reading: WorkshopReading = field(default_factory=lambda: WorkshopReading((), ()))
    version: int = 1
    asked: list[tuple[datetime, datetime]] = field(default_factory=list)
    trouble: bool = False
    read_on: threading.Event = field(default_factory=threading.Event)

    def stamp(self) -> object:
        if self.trouble:
            self.read_on.set()
            raise OSError("the share is away")
        return self.version

    def read(self, first: datetime, last: datetime) -> WorkshopReading:
        self.asked.append((first, last))
        self.read_on.set()
        return self.reading


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(paris("23:59"))


def watch(shelf: Shelf, clock: ManualClock, inbox: Inbox) -> ProgrammeWatch:
    return ProgrammeWatch(shelf, Site(sample()), clock, inbox)


def told(inbox: Inbox) -> list[Event]:
    return list(inbox.drain())


def test_a_change_is_told_once(clock: ManualClock) -> None:
    starts = paris("15:00")
    shelf = Shelf(
        WorkshopReading(
            (Workshop("a", "A", "A", starts, starts + timedelta(hours=1), places=3),),
            (WorkshopFault("a.ics, « B »", "it has no title."),),
        )
    )
    inbox = Inbox()
    watching = watch(shelf, clock, inbox)
    assert watching.look()
    assert told(inbox) == [WorkshopsRead(shelf.reading.workshops, ("a.ics, « B »",))]
    assert not watching.look()
    assert told(inbox) == []
    shelf.version += 1
    assert watching.look()


def test_a_new_day_brings_new_workshops(clock: ManualClock) -> None:
    shelf = Shelf()
    watching = watch(shelf, clock, Inbox())
    watching.look()
    days = sample().workshops.days
    assert shelf.asked == [(paris("00:00"), paris("00:00") + timedelta(days=days) + timedelta(hours=1))], (
        "clocks change"
    )
    clock.advance(60)
    assert watching.look()
    assert shelf.asked[-1][0] == paris("00:00", "2026-10-14")


def test_a_full_inbox_is_tried_again(clock: ManualClock) -> None:
    inbox = Inbox(capacity=1)
    inbox.put(WorkshopsRead(()))
    watching = watch(Shelf(), clock, inbox)
    assert not watching.look()
    told(inbox)
    assert watching.look()


@pytest.fixture(params=[False, True], ids=["well", "in trouble"])
def running(request: pytest.FixtureRequest, clock: ManualClock) -> Iterator[tuple[Shelf, Inbox]]:
    shelf, inbox = Shelf(trouble=request.param), Inbox()
    watching = watch(shelf, clock, inbox)
    watching.start()
    yield shelf, inbox
    watching.stop()
    assert all(thread.name != "programme" for thread in threading.enumerate())


def test_the_thread_reads_at_once_and_survives_what_is_raised(running: tuple[Shelf, Inbox]) -> None:
    shelf, _ = running
    assert shelf.read_on.wait(10)


def test_the_kiosk_is_wired_to_the_calendar_beside_its_site_file(clock: ManualClock) -> None:
    inbox, settings = Inbox(), sample()
    wired = programme(settings, Site(settings), clock, inbox)
    assert wired is not None
    assert wired.look()
    (read,) = told(inbox)
    assert isinstance(read, WorkshopsRead)
    assert "Mes photos" in {workshop.short for workshop in read.workshops}
    without = changed(workshops={"calendar": None})
    assert programme(without, Site(without), clock, inbox) is None
