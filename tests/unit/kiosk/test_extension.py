"""More time for a running session: what stands against it, and that nothing is given past it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.settings import Hours, Interval, Limits, Rule, Settings
from kiosk.clock import at
from kiosk.rules.extension import Barrier, Headroom, by_staff, grace, is_calm, of_allotment, until_others
from kiosk.rules.opening import Opening

PARIS = ZoneInfo("Europe/Paris")
MONDAY = date(2026, 11, 16)
LUNCH = (Interval(time(10), time(12, 30)), Interval(time(13, 30), time(18)))
OPENING = Opening(Hours((LUNCH,) * 7, ()), PARIS)
RULE = Rule(None, None, None, frozenset(), (), session_minutes=60, day_minutes=120, reason={})
FAR = Headroom(3 * 3600.0, Barrier.CLOSING)
SECONDS = st.floats(0, 20_000, allow_nan=False)


@pytest.fixture(scope="module")
def limits(settings: Settings) -> Limits:
    """Sessions stop 10 min before closing; staff add 60 min at most; 5 min of grace; automatic below 90 %."""
    return replace(
        settings.limits, session_stop_margin=10, staff_daily_cap=60, grace=5, auto_extension_below_percent=90
    )


def on(hour: str) -> datetime:
    return at(MONDAY, time.fromisoformat(hour), PARIS)


def minutes(number: float, barrier: Barrier) -> Headroom:
    return Headroom(number * 60.0, barrier)


# --------------------------------------------------------------------------------------- those who come next


@pytest.mark.parametrize(
    ("hour", "left", "reserved", "expected"),
    [
        pytest.param("14:00", 20, None, minutes(210, Barrier.CLOSING), id="until ten minutes before closing"),
        pytest.param("17:20", 20, None, minutes(10, Barrier.CLOSING), id="not much before closing"),
        pytest.param("17:30", 20, None, minutes(0, Barrier.CLOSING), id="ends at the margin already"),
        pytest.param("17:55", 20, None, minutes(0, Barrier.CLOSING), id="ends after the margin: never negative"),
        pytest.param("11:30", 20, None, minutes(30, Barrier.CLOSING), id="the lunch break closes too"),
        pytest.param("13:00", 20, None, minutes(0, Barrier.CLOSING), id="closed"),
        pytest.param("13:00", 20, 240, minutes(0, Barrier.CLOSING), id="closed, whoever reserved"),
        pytest.param("14:00", 20, 50, minutes(30, Barrier.RESERVATION), id="until a reservation"),
        pytest.param("14:00", 20, 10, minutes(0, Barrier.RESERVATION), id="into a reservation already"),
        pytest.param("14:00", 20, 230, minutes(210, Barrier.CLOSING), id="reserved just at the margin"),
        pytest.param("14:00", 20, 500, minutes(210, Barrier.CLOSING), id="reserved for later than closing"),
    ],
)
def test_what_comes_after_a_session(
    limits: Limits, hour: str, left: float, reserved: float | None, expected: Headroom
) -> None:
    until_reserved = reserved * 60 if reserved is not None else None
    assert until_others(left * 60, on(hour), OPENING, limits, until_reserved) == expected


@given(minute=st.integers(0, 24 * 60 - 1), left=SECONDS, until_reserved=st.none() | SECONDS)
def test_no_end_is_moved_past_closing_or_a_reservation(
    limits: Limits, minute: int, left: float, until_reserved: float | None
) -> None:
    now = on("00:00") + timedelta(minutes=minute)
    more = until_others(left, now, OPENING, limits, until_reserved)
    assert more.seconds >= 0
    if more.seconds == 0:
        return
    span = OPENING.open_span(now)
    assert span is not None
    ends = now + timedelta(seconds=left + more.seconds)
    assert ends <= span.end - timedelta(minutes=10) + timedelta(milliseconds=1)
    assert until_reserved is None or left + more.seconds <= until_reserved + 1e-6


# ------------------------------------------------------------------------------------------- day and cap


@pytest.mark.parametrize(
    ("counted", "others", "expected"),
    [
        pytest.param(60, FAR, minutes(60, Barrier.DAY), id="the rest of the day"),
        pytest.param(120, FAR, minutes(0, Barrier.DAY), id="nothing left of the day"),
        pytest.param(180, FAR, minutes(0, Barrier.DAY), id="never less than nothing"),
        pytest.param(60, minutes(10, Barrier.RESERVATION), minutes(10, Barrier.RESERVATION), id="others come first"),
        pytest.param(
            60, minutes(60, Barrier.CLOSING), minutes(60, Barrier.CLOSING), id="both at once"
        ),
    ],
)
def test_a_visitor_may_add_what_the_day_and_others_leave(counted: float, others: Headroom, expected: Headroom) -> None:
    assert of_allotment(RULE, counted * 60, others) == expected


@pytest.mark.parametrize(
    ("given_today", "others", "expected"),
    [
        pytest.param(0, FAR, minutes(60, Barrier.CAP), id="all of the cap"),
        pytest.param(45, FAR, minutes(15, Barrier.CAP), id="the rest of the cap"),
        pytest.param(90, FAR, minutes(0, Barrier.CAP), id="the cap was lowered since"),
        pytest.param(0, minutes(30, Barrier.CLOSING), minutes(30, Barrier.CLOSING), id="closing holds for staff too"),
        pytest.param(0, minutes(0, Barrier.RESERVATION), minutes(0, Barrier.RESERVATION), id="and a reservation"),
    ],
)
def test_staff_may_add_what_the_cap_and_others_leave(
    limits: Limits, given_today: float, others: Headroom, expected: Headroom
) -> None:
    assert by_staff(given_today * 60, others, limits) == expected


@given(counted=SECONDS, given_today=SECONDS, others=SECONDS, barrier=st.sampled_from(Barrier))
def test_the_least_of_all_barriers_decides_and_is_named(
    limits: Limits, counted: float, given_today: float, others: float, barrier: Barrier
) -> None:
    then = Headroom(others, barrier)
    own, theirs = of_allotment(RULE, counted, then), by_staff(given_today, then, limits)
    assert own.seconds == min(others, max(0.0, 7200 - counted))
    assert theirs.seconds == min(others, max(0.0, 3600 - given_today))
    assert own.barrier in {barrier, Barrier.DAY}
    assert theirs.barrier in {barrier, Barrier.CAP}


@pytest.mark.parametrize(("seconds", "enough"), [(0, False), (59.9, False), (60, True), (900, True)])
def test_less_than_a_minute_is_not_worth_it(seconds: float, enough: bool) -> None:
    assert Headroom(seconds, Barrier.DAY).is_enough is enough


# ------------------------------------------------------------------------------------------ grace and calm


@pytest.mark.parametrize(
    ("already", "others", "seconds"),
    [
        pytest.param(0, 3600, 300, id="five minutes"),
        pytest.param(0, 120, 120, id="as much as others leave"),
        pytest.param(0, 59, 0, id="not worth it"),
        pytest.param(300, 3600, 0, id="once"),
        pytest.param(1, 3600, 0, id="once, however short it was"),
    ],
)
def test_the_grace_is_given_once_and_never_past_others(
    limits: Limits, already: float, others: float, seconds: float
) -> None:
    assert grace(already, Headroom(others, Barrier.CLOSING), limits) == seconds


def test_a_site_without_grace(limits: Limits) -> None:
    assert grace(0, FAR, replace(limits, grace=0)) == 0


@pytest.mark.parametrize(
    ("busy", "in_service", "below", "calm"),
    [
        pytest.param(0, 12, 90, True, id="empty"),
        pytest.param(10, 12, 90, True, id="83 per cent"),
        pytest.param(11, 12, 90, False, id="92 per cent"),
        pytest.param(9, 10, 90, False, id="ninety is not below ninety"),
        pytest.param(12, 12, 101, False, id="nothing is free"),
        pytest.param(0, 0, 90, False, id="nothing works"),
        pytest.param(0, 12, 0, False, id="never"),
    ],
)
def test_when_the_room_is_calm(limits: Limits, busy: int, in_service: int, below: int, calm: bool) -> None:
    assert is_calm(busy, in_service, replace(limits, auto_extension_below_percent=below)) is calm


@given(busy=st.integers(0, 40), in_service=st.integers(0, 40), below=st.integers(0, 100))
def test_one_more_visitor_never_calms_a_room(settings: Settings, busy: int, in_service: int, below: int) -> None:
    numbers = replace(settings.limits, auto_extension_below_percent=below)
    assert is_calm(busy, in_service, numbers) or not is_calm(busy + 1, in_service, numbers)
