"""What the machine's clock says is believed where it is plausible, and doubted where it would do harm."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from kiosk.believed_clock import BelievedClock
from kiosk.clock import ManualClock, utc

NOON = utc(2026, 10, 13, 12)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def a_third(start: datetime, end: datetime, _: float) -> float:
    """A place that is open eight hours of each day."""
    return max(0.0, (end - start) / HOUR / 3)


def never(_start: datetime, _end: datetime, _enough: float) -> float:
    """A place in its summer."""
    return 0.0


def started(ahead: timedelta) -> tuple[ManualClock, BelievedClock]:
    """A machine that starts with a clock that is that far from what was recorded last, at noon."""
    clock = ManualClock(NOON + ahead, synchronised=False)
    return clock, BelievedClock(clock, NOON, a_third)


def test_a_new_store_believes_anything() -> None:
    clock = BelievedClock(ManualClock(utc(1970, 1, 1), synchronised=False), None, a_third)
    assert (clock.utc_now(), clock.doubted) == (utc(1970, 1, 1), None)


@pytest.mark.parametrize("ahead", [timedelta(0), timedelta(minutes=1), HOUR, 17 * HOUR])
def test_a_machine_may_have_been_off_for_a_while(ahead: timedelta) -> None:
    _, clock = started(ahead)
    assert (clock.utc_now(), clock.doubted) == (NOON + ahead, None)


def test_a_closed_place_may_have_been_off_for_a_summer() -> None:
    clock = BelievedClock(ManualClock(NOON + 50 * DAY, synchronised=False), NOON, never)
    assert (clock.utc_now(), clock.doubted) == (NOON + 50 * DAY, None)


def test_a_clock_that_is_a_little_behind_stands_still_until_it_has_caught_up() -> None:
    machine, clock = started(timedelta(minutes=-4))
    assert clock.utc_now() == NOON
    machine.advance(300)
    assert clock.utc_now() == NOON + timedelta(minutes=1)


@pytest.mark.parametrize("ahead", [-20_000 * DAY, -HOUR, 19 * HOUR, DAY, 2_000 * DAY])
def test_what_is_not_plausible_is_doubted_and_time_goes_on(ahead: timedelta) -> None:
    machine, clock = started(ahead)
    assert (clock.utc_now(), clock.doubted) == (NOON, NOON + ahead)
    machine.advance(90)
    assert (clock.utc_now(), clock.doubted) == (NOON + timedelta(seconds=90), NOON + ahead + timedelta(seconds=90))


def test_a_doubt_does_not_fade_by_itself() -> None:
    """The place closes meanwhile, and fewer of its hours lie between the two."""
    closes = NOON + timedelta(hours=10)

    def hours(start: datetime, end: datetime, _: float) -> float:
        return max(0.0, (min(end, closes) - start) / HOUR)

    machine = ManualClock(NOON + DAY, synchronised=False)
    clock = BelievedClock(machine, NOON, hours)
    for _ in range(20):
        assert clock.doubted is not None
        machine.advance(3600)
    machine.step(-86_400)
    assert clock.doubted is None


@pytest.mark.parametrize("ahead", [-HOUR, DAY])
def test_a_time_server_is_believed(ahead: timedelta) -> None:
    machine, clock = started(ahead)
    assert clock.utc_now() == NOON
    machine.synchronised = True
    assert (clock.utc_now(), clock.doubted) == (NOON + ahead, None)
    machine.synchronised = False
    machine.advance(1)
    assert clock.doubted is None, "once is enough"


def test_a_clock_that_is_put_right_is_believed() -> None:
    machine, clock = started(DAY)
    machine.advance(60)
    machine.step(-(DAY - HOUR).total_seconds())
    assert clock.utc_now() == machine.now == NOON + HOUR + timedelta(minutes=1)


def test_somebody_looks_at_a_watch() -> None:
    machine, clock = started(DAY)
    clock.confirm()
    assert (clock.utc_now(), clock.doubted) == (NOON + DAY, None)
    machine.advance(60)
    assert clock.utc_now() == machine.now


@pytest.mark.parametrize("step", [-7200, -60, 60, 7200])
def test_a_running_clock_may_be_set(step: int) -> None:
    machine, clock = started(timedelta(0))
    clock.utc_now()
    machine.step(step)
    assert (clock.utc_now(), clock.doubted) == (machine.now, None)


@pytest.mark.parametrize("step", [-86_400, -7201, 7201, 86_400])
def test_a_running_clock_does_not_jump(step: int) -> None:
    machine, clock = started(timedelta(0))
    clock.utc_now()
    machine.step(step)
    machine.advance(30)
    assert (clock.utc_now(), clock.doubted) == (NOON + timedelta(seconds=30), machine.now)
    machine.step(-step)
    assert (clock.utc_now(), clock.doubted) == (NOON + timedelta(seconds=30), None)


def test_boot_time_passes_through() -> None:
    machine, clock = started(DAY)
    assert (clock.boottime(), clock.boot_id(), clock.is_synchronised()) == (machine.boot, machine.boot_name, False)
