"""Opening hours: lunch breaks, exceptions, closures, and the two days a year that are not 24 hours long."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.settings import Hours, HoursException, Interval
from kiosk.clock import at, utc
from kiosk.rules.opening import Opening, Span
from kiosk.site import Site

PARIS = ZoneInfo("Europe/Paris")
SPRING = date(2026, 3, 29)
AUTUMN = date(2026, 10, 25)
WEDNESDAY = date(2026, 11, 18)
NOTHING: tuple[Interval, ...] = ()


def interval(start: str, end: str) -> Interval:
    return Interval(time.fromisoformat(start), time.fromisoformat(end))


def opening(*intervals: Interval, exceptions: tuple[HoursException, ...] = ()) -> Opening:
    """The same hours every day."""
    return Opening(Hours((intervals,) * 7, exceptions), PARIS)


def closed(first: date, last: date) -> HoursException:
    return HoursException(first, last, NOTHING, {})


def paris(day: date, hour: str) -> datetime:
    return at(day, time.fromisoformat(hour), PARIS)


@pytest.mark.parametrize(
    ("hour", "ends"),
    [
        ("09:59", None),
        ("10:00", "12:30"),
        ("12:29", "12:30"),
        ("12:30", None),
        ("13:29", None),
        ("13:30", "18:00"),
        ("17:59", "18:00"),
        ("18:00", None),
    ],
)
def test_the_place_closes_for_lunch(site: Site, hour: str, ends: str | None) -> None:
    span = site.opening.open_span(paris(WEDNESDAY, hour))
    assert (span and span.end) == (ends and paris(WEDNESDAY, ends))


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        pytest.param(("2026-11-18", "09:00"), ("2026-11-18", "10:00"), id="in the morning"),
        pytest.param(("2026-11-18", "10:00"), ("2026-11-18", "13:30"), id="just opened: the one after"),
        pytest.param(("2026-11-18", "12:45"), ("2026-11-18", "13:30"), id="at lunch"),
        pytest.param(("2026-11-18", "20:00"), ("2026-11-19", "10:00"), id="in the evening"),
        pytest.param(("2026-11-21", "18:00"), ("2026-11-24", "10:00"), id="over Sunday and Monday"),
        pytest.param(("2026-12-24", "17:00"), ("2026-12-26", "10:00"), id="over Christmas"),
        pytest.param(("2026-06-20", "19:00"), ("2026-06-21", "14:00"), id="a Sunday that is open"),
    ],
)
def test_the_next_opening_is_found(site: Site, now: tuple[str, str], opens: tuple[str, str]) -> None:
    instant = paris(date.fromisoformat(now[0]), now[1])
    assert site.opening.next_opening(instant) == paris(date.fromisoformat(opens[0]), opens[1])


def test_an_exception_replaces_the_whole_day(site: Site) -> None:
    assert site.opening.intervals(date(2026, 12, 24)) == (interval("10:00", "16:00"),)
    assert site.opening.intervals(date(2026, 12, 25)) == NOTHING
    assert site.opening.intervals(date(2026, 8, 4)) == (interval("13:30", "18:00"),)


def test_an_exception_includes_its_first_and_its_last_day() -> None:
    hours = opening(interval("10:00", "18:00"), exceptions=(closed(date(2026, 8, 3), date(2026, 8, 5)),))
    open_days = [day for day in range(1, 8) if hours.spans(date(2026, 8, day))]
    assert open_days == [1, 2, 6, 7]


@pytest.mark.parametrize(("days", "found"), [(59, True), (60, True), (61, False)])
def test_the_next_opening_is_looked_for_over_sixty_days(days: int, found: bool) -> None:
    now = paris(date(2026, 7, 1), "12:00")
    reopens = date(2026, 7, 1) + timedelta(days=days)
    hours = opening(interval("10:00", "11:00"), exceptions=(closed(date(2026, 7, 2), reopens - timedelta(days=1)),))
    assert hours.next_opening(now) == (paris(reopens, "10:00") if found else None)


def test_a_place_that_never_opens_has_no_next_opening() -> None:
    never = opening()
    assert never.open_span(utc(2026, 1, 1)) is None
    assert never.next_opening(utc(2026, 1, 1)) is None
    assert never.next_admission(utc(2026, 1, 1), timedelta(0)) is None
    assert never.open_hours(WEDNESDAY) == 0


def test_nobody_is_sent_to_an_opening_that_is_too_short_to_come_in() -> None:
    hours = opening(interval("10:00", "10:15"), interval("14:00", "14:20"))
    now = paris(WEDNESDAY, "09:00")
    assert hours.next_admission(now, timedelta(minutes=15)) == paris(WEDNESDAY, "10:00")
    assert hours.next_admission(now, timedelta(minutes=20)) == paris(WEDNESDAY, "14:00")
    assert hours.next_admission(now, timedelta(minutes=21)) is None


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        pytest.param(SPRING, 22.0, id="23 hours in spring"),
        pytest.param(AUTUMN, 24.0, id="25 hours in autumn"),
        pytest.param(WEDNESDAY, 23.0, id="24 hours"),
    ],
)
def test_an_interval_over_a_change_of_the_clock_has_its_true_length(day: date, hours: float) -> None:
    assert opening(interval("00:00", "23:00")).open_hours(day) == hours


@pytest.mark.parametrize("day", [SPRING, AUTUMN])
def test_day_hours_are_as_long_as_ever_on_the_day_of_the_change(day: date) -> None:
    assert opening(interval("10:00", "18:00")).open_hours(day) == 8


def test_the_missing_hour_is_no_opening() -> None:
    swallowed = opening(interval("02:00", "03:00"))
    assert swallowed.spans(SPRING) == ()
    assert swallowed.next_opening(utc(2026, 3, 29)) == paris(SPRING + timedelta(days=1), "02:00")
    assert swallowed.open_hours(SPRING - timedelta(days=1)) == 1


def test_the_hour_that_comes_twice_is_open_twice() -> None:
    span = Span(utc(2026, 10, 25, 0), utc(2026, 10, 25, 2))
    assert opening(interval("02:00", "03:00")).spans(AUTUMN) == (span,)


def test_another_kiosk_of_the_network_has_its_own_midnight() -> None:
    reunion = replace(opening(interval("00:00", "08:00")), zone=ZoneInfo("Indian/Reunion"))
    assert reunion.today(utc(2026, 11, 17, 21)) == WEDNESDAY
    assert reunion.open_span(utc(2026, 11, 17, 21)) == Span(utc(2026, 11, 17, 20), utc(2026, 11, 18, 4))


MINUTES = st.lists(st.integers(0, 1439), min_size=0, max_size=6, unique=True).map(sorted)


@st.composite
def openings(draw: st.DrawFn) -> Opening:
    """Any tidy week: up to three intervals a day that do not overlap, and a closure."""

    def day() -> tuple[Interval, ...]:
        marks = draw(MINUTES)
        times = [time(minute // 60, minute % 60) for minute in marks]
        return tuple(Interval(a, b) for a, b in zip(times[::2], times[1::2], strict=False))

    first = draw(st.dates(date(2026, 3, 1), date(2026, 11, 30)))
    exception = closed(first, first + timedelta(days=draw(st.integers(0, 20))))
    return Opening(Hours(tuple(day() for _ in range(7)), (exception,)), PARIS)


NOWS = st.datetimes(utc(2026, 3, 1).replace(tzinfo=None), utc(2026, 12, 1).replace(tzinfo=None), timezones=st.just(UTC))


@given(openings(), NOWS)
def test_what_runs_contains_now(hours: Opening, now: datetime) -> None:
    span = hours.open_span(now)
    if span is not None:
        assert span.start <= now < span.end
        assert span in hours.spans(hours.today(now))


@given(openings(), NOWS)
def test_the_place_is_open_when_it_opens_next(hours: Opening, now: datetime) -> None:
    opens = hours.next_opening(now)
    if opens is not None:
        assert opens > now
        span = hours.open_span(opens)
        assert span is not None
        assert span.start <= opens


@given(openings(), NOWS, st.integers(0, 60))
def test_nothing_opens_before_the_next_opening(hours: Opening, now: datetime, minutes: int) -> None:
    opens = hours.next_opening(now)
    here = hours.open_span(now)
    between = now + timedelta(minutes=minutes)
    if opens is not None and between < opens and (here is None or between >= here.end):
        assert hours.open_span(between) is None


@given(openings(), st.dates(date(2026, 3, 1), date(2026, 11, 30)))
def test_the_spans_of_a_day_come_in_order_and_add_up(hours: Opening, day: date) -> None:
    spans = hours.spans(day)
    assert all(span.start < span.end for span in spans)
    assert hours.open_hours(day) == pytest.approx(sum((s.end - s.start).total_seconds() for s in spans) / 3600)
    if day not in {SPRING, AUTUMN}:
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
