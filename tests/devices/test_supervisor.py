"""What a supervisor makes of devices that come, go and misbehave."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from devices.advice import advise
from devices.link import Link
from devices.supervisor import LONGEST_DELAY, STABLE_SECONDS, BackOff, Supervisor
from kiosk.clock import ManualClock, SystemClock, utc
from kiosk.events import DeviceChanged, DeviceState
from kiosk.inbox import Inbox


class Doll:
    """A device that does what it is told."""

    def __init__(self, serve: Callable[[Link], None], name: str = "doll") -> None:
        self._serve = serve
        self.name = name
        self.target = "/dev/doll"
        self.interrupted = threading.Event()

    def serve(self, link: Link) -> None:
        self._serve(link)

    def interrupt(self) -> None:
        self.interrupted.set()


def working(link: Link) -> None:
    link.opened()
    link.report(DeviceState.READY)
    while link.wait(60):
        pass


def test_a_device_that_works_is_ready_and_lets_go_at_once(ear: Any) -> None:
    doll = Doll(working)
    supervisor = Supervisor(ear.put, SystemClock())
    supervisor.add(doll)
    supervisor.start()
    ear.state(DeviceState.READY)
    assert supervisor.stop() == ()  # although it would wait for a minute
    assert doll.interrupted.is_set()


def test_a_device_comes_back_after_it_was_lost(ear: Any, watch: Any) -> None:
    tries = []

    def serve(link: Link) -> None:
        tries.append(1)
        if len(tries) == 1:
            raise FileNotFoundError(2, "none")
        link.opened()
        link.report(DeviceState.READY)
        if len(tries) == 2:
            raise OSError(5, "I/O")
        working(link)

    supervisor = watch(Doll(serve))
    ear.state(DeviceState.SEARCHING, "missing")
    ear.state(DeviceState.READY)
    ear.state(DeviceState.SEARCHING, "lost")
    ear.state(DeviceState.READY)
    health = supervisor.health()["doll"]
    assert (health.state, health.errors, health.reopened) == (DeviceState.READY, 2, 2)
    assert health.opened_at is not None


@pytest.mark.parametrize("error", [RuntimeError(), ValueError(), MemoryError(), RecursionError(), AssertionError()])
def test_nothing_that_a_driver_raises_gets_out(error: Exception, ear: Any, watch: Any) -> None:
    def serve(link: Link) -> None:
        raise error

    watch(Doll(serve), Doll(working, "neighbour"))
    ear.wait(DeviceChanged, lambda e: e.device == "neighbour" and e.state is DeviceState.READY)
    if not any(e.device == "doll" for e in ear.all(DeviceChanged)):
        ear.wait(DeviceChanged, lambda e: e.device == "doll" and e.state is DeviceState.SEARCHING)


def test_a_driver_that_ends_by_itself_is_a_driver_that_failed(ear: Any, watch: Any) -> None:
    watch(Doll(lambda link: None))
    assert "misbehaved" in ear.state(DeviceState.SEARCHING, "driver-fault").advice


def test_a_change_is_told_once_however_often_it_fails(ear: Any, watch: Any) -> None:
    thrice = threading.Event()
    tries = []

    def serve(link: Link) -> None:
        tries.append(1)
        if len(tries) == 3:
            thrice.set()
        raise FileNotFoundError(2, "none")

    watch(Doll(serve))
    assert thrice.wait(20)
    assert len(ear.all(DeviceChanged)) == 1


def test_a_device_that_does_not_stop_is_named_and_does_not_hold_the_house(ear: Any) -> None:
    release = threading.Event()
    began = threading.Event()

    def stubborn(link: Link) -> None:
        began.set()
        release.wait(60)

    supervisor = Supervisor(ear.put, SystemClock())
    supervisor.add(Doll(stubborn))
    supervisor.start()
    assert began.wait(20)
    assert supervisor.stop(timeout=0.05) == ("doll",)
    release.set()
    assert supervisor.stop() == ()


def test_a_device_whose_interrupt_raises_is_stopped_all_the_same(ear: Any) -> None:
    class Rude(Doll):
        def interrupt(self) -> None:
            raise RuntimeError

    supervisor = Supervisor(ear.put, SystemClock())
    supervisor.add(Rude(working))
    supervisor.start()
    ear.state(DeviceState.READY)
    assert supervisor.stop() == ()


def test_stopping_a_house_that_never_started(ear: Any) -> None:
    supervisor = Supervisor(ear.put, SystemClock())
    supervisor.add(Doll(working))
    assert supervisor.stop() == ()


def test_two_devices_cannot_have_one_name(ear: Any) -> None:
    supervisor = Supervisor(ear.put, SystemClock())
    supervisor.add_off("doll")
    with pytest.raises(ValueError, match="doll"):
        supervisor.add(Doll(working))


def test_a_device_that_the_site_does_not_have_is_off(ear: Any) -> None:
    supervisor = Supervisor(ear.put, SystemClock())
    supervisor.add_off("printer")
    assert ear.all(DeviceChanged) == [DeviceChanged("printer", DeviceState.OFF)]
    assert supervisor.health()["printer"].state is DeviceState.OFF


def test_patience_doubles_up_to_two_seconds_and_starts_anew_after_a_good_time() -> None:
    back_off = BackOff()
    assert [back_off.after(0.1) for _ in range(6)] == [0.2, 0.4, 0.8, 1.6, LONGEST_DELAY, LONGEST_DELAY]
    assert back_off.after(STABLE_SECONDS) == 0.2


class TestLink:
    """A link to an inbox that is sometimes full."""

    def make(self, inbox: Inbox) -> tuple[Link, list[float]]:
        now = [0.0]
        clock = ManualClock(utc(2026, 11, 23, 9))
        return Link("reader", inbox.put, clock, threading.Event(), lambda: now[0]), now

    def test_a_change_that_did_not_fit_is_offered_again(self) -> None:
        inbox = Inbox(capacity=1)
        link, now = self.make(inbox)
        link.report(DeviceState.READY)
        link.report(DeviceState.SEARCHING, advise("lost", "x"))
        assert [e.state for e in inbox.drain() if isinstance(e, DeviceChanged)] == [DeviceState.READY]
        assert link.going_on()
        assert list(inbox.drain()) == [], "not at every turn: the log would fill up"
        now[0] += 5
        assert link.going_on()
        assert [e.state for e in inbox.drain() if isinstance(e, DeviceChanged)] == [DeviceState.SEARCHING]

    def test_only_the_newest_change_is_offered_again(self) -> None:
        inbox = Inbox(capacity=1)
        link, now = self.make(inbox)
        link.report(DeviceState.READY)
        link.report(DeviceState.SEARCHING, advise("lost", "x"))
        link.report(DeviceState.DEGRADED, advise("flood", "x"))
        list(inbox.drain())
        now[0] += 5
        link.going_on()
        assert [e.code for e in inbox.drain() if isinstance(e, DeviceChanged)] == ["flood"]

    def test_a_failing_wake_up_of_the_screen_does_not_reach_the_device(self) -> None:
        def wake() -> None:
            raise RuntimeError("no window")

        inbox = Inbox(wake)
        link, now = self.make(inbox)
        link.report(DeviceState.READY)
        now[0] += 5
        assert link.going_on()
        assert list(inbox.drain()) == [DeviceChanged("reader", DeviceState.READY)], "once, although it raised"

    def test_health_counts(self) -> None:
        link, _ = self.make(Inbox())
        link.opened()
        link.alive(frames=2)
        link.failed()
        link.opened()
        health = link.health()
        assert (health.frames, health.errors, health.reopened) == (2, 1, 1)
        assert health.last_seen == health.opened_at == utc(2026, 11, 23, 9)
