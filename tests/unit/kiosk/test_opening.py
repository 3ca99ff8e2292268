"""Opening hours: lunch breaks, exceptions, closures, and the two days a year that are not 24 hours long."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.settings import Holiday, Hours, HoursException, Interval
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


def in_holidays(*exceptions: HoursException) -> Opening:
    """10 to 18 every day; 9 to 20 from 17 to 20 October 2026, on Sundays closed then."""
    ordinary, longer = (interval("10:00", "18:00"),), (interval("09:00", "20:00"),)
    holidays = (
        Holiday(date(2026, 10, 17), date(2026, 10, 18), "weekend"),
        Holiday(date(2026, 10, 18), date(2026, 10, 20), "days that another calendar has too"),
    )
    return Opening(Hours((ordinary,) * 7, exceptions, holidays, (*((longer,) * 6), ())), PARIS)


def test_holidays_have_their_own_week() -> None:
    found = {day: in_holidays().intervals(date(2026, 10, day)) for day in range(16, 22)}
    ordinary, longer = (interval("10:00", "18:00"),), (interval("09:00", "20:00"),)
    assert found == {16: ordinary, 17: longer, 18: NOTHING, 19: longer, 20: longer, 21: ordinary}


def test_an_exception_goes_before_the_holidays() -> None:
    short = HoursException(date(2026, 10, 19), date(2026, 10, 19), (interval("14:00", "15:00"),), {})
    hours = in_holidays(short, closed(date(2026, 10, 20), date(2026, 10, 20)))
    assert hours.open_hours(date(2026, 10, 19)) == 1
    assert hours.spans(date(2026, 10, 20)) == ()
    assert hours.next_opening(paris(date(2026, 10, 19), "16:00")) == paris(date(2026, 10, 21), "10:00")


def test_the_sample_is_open_over_lunch_in_the_holidays(site: Site) -> None:
    assert site.opening.intervals(date(2026, 10, 14)) == (interval("10:00", "12:30"), interval("13:30", "18:00"))
    assert site.opening.intervals(date(2026, 10, 21)) == (interval("10:00", "18:00"),)
    assert site.opening.intervals(date(2026, 12, 24)) == (interval("10:00", "16:00"),), "an exception in the holidays"


@pytest.mark.parametrize(
    ("hour", "left"),
    [
        pytest.param("09:00", [], id="before opening"),
        pytest.param("10:00", [], id="at opening"),
        pytest.param("11:15", [("10:00", "11:15")], id="in the morning: the afternoon falls away"),
        pytest.param("13:00", [("10:00", "12:30")], id="at lunch"),
        pytest.param("13:30", [("10:00", "12:30")], id="when it would open again"),
        pytest.param("16:00", [("10:00", "12:30"), ("13:30", "16:00")], id="in the afternoon"),
        pytest.param("18:00", [("10:00", "12:30"), ("13:30", "18:00")], id="at closing"),
        pytest.param("21:00", [("10:00", "12:30"), ("13:30", "18:00")], id="after closing"),
    ],
)
def test_staff_close_a_day_early(site: Site, hour: str, left: list[tuple[str, str]]) -> None:
    changed = site.opening.closing_early(WEDNESDAY, paris(WEDNESDAY, hour))
    assert changed.intervals(WEDNESDAY) == tuple(interval(*ends) for ends in left)
    assert changed.spans(WEDNESDAY) == tuple(Span(paris(WEDNESDAY, a), paris(WEDNESDAY, b)) for a, b in left)


def test_closing_early_leads_to_the_next_day(site: Site) -> None:
    changed = site.opening.closing_early(WEDNESDAY, paris(WEDNESDAY, "11:00"))
    assert changed.open_span(paris(WEDNESDAY, "14:00")) is None
    assert changed.next_opening(paris(WEDNESDAY, "11:00")) == paris(WEDNESDAY + timedelta(days=1), "10:00")
    span = changed.open_span(paris(WEDNESDAY, "10:30"))
    assert span is not None
    assert span.end == paris(WEDNESDAY, "11:00")
    assert changed.open_hours(WEDNESDAY) == 1


def test_closing_early_in_the_hour_that_comes_twice() -> None:
    night = opening(interval("01:00", "04:00"))
    first, second = utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 1, 30)  # both 02:30
    assert night.closing_early(AUTUMN, first).open_hours(AUTUMN) == 1.5
    assert night.closing_early(AUTUMN, second).open_hours(AUTUMN) == 2.5
    assert {night.closing_early(AUTUMN, at).intervals(AUTUMN) for at in (first, second)} == {
        (interval("01:00", "02:30"),)
    }


def test_closing_early_beside_the_missing_hour() -> None:
    night = opening(interval("01:00", "04:00"))
    changed = night.closing_early(SPRING, utc(2026, 3, 29, 1, 30))
    assert changed.open_hours(SPRING) == 1.5
    assert changed.intervals(SPRING) == (interval("01:00", "03:30"),)


def around(day: date) -> st.SearchStrategy[datetime]:
    """Any second from before the local day to after it."""
    midnight = at(day, time(0), PARIS)
    return st.integers(-3 * 3600, 28 * 3600).map(lambda seconds: midnight + timedelta(seconds=seconds))


DAYS = st.sampled_from([SPRING, AUTUMN]) | st.dates(date(2026, 3, 1), date(2026, 11, 30))


@given(openings(), DAYS, st.data())
def test_a_day_closed_early_is_the_planned_day_until_then(hours: Opening, day: date, data: st.DataObject) -> None:
    closes = data.draw(around(day))
    changed = hours.closing_early(day, closes)
    assert all(span.start < span.end <= closes for span in changed.spans(day))
    now = data.draw(around(day))
    planned = any(span.start <= now < span.end for span in hours.spans(day))
    assert any(span.start <= now < span.end for span in changed.spans(day)) is (planned and now < closes)
    if all(span.end <= closes for span in hours.spans(day)):
        assert changed.spans(day) == hours.spans(day)
    if hours.spans(day) and all(span.start >= closes for span in hours.spans(day)):
        assert changed.spans(day) == ()


@given(openings(), DAYS, st.integers(-400, 400).filter(bool), st.data())
def test_closing_early_leaves_other_days_alone(hours: Opening, day: date, other: int, data: st.DataObject) -> None:
    elsewhere = day + timedelta(days=other)
    changed = hours.closing_early(day, data.draw(around(day)))
    assert changed.spans(elsewhere) == hours.spans(elsewhere)
    assert changed.intervals(elsewhere) == hours.intervals(elsewhere)
    twice = changed.closing_early(elsewhere, data.draw(around(elsewhere)))
    assert twice.spans(day) == changed.spans(day)


@given(openings(), DAYS, st.data())
def test_of_two_early_closings_the_earlier_holds(hours: Opening, day: date, data: st.DataObject) -> None:
    one, two = data.draw(around(day)), data.draw(around(day))
    both = hours.closing_early(day, one).closing_early(day, two)
    assert both.spans(day) == hours.closing_early(day, min(one, two)).spans(day)
    assert both.spans(day) == hours.closing_early(day, two).closing_early(day, one).spans(day)


@given(openings(), DAYS, st.data())
def test_what_people_read_of_a_day_closed_early_is_in_order(hours: Opening, day: date, data: st.DataObject) -> None:
    changed = hours.closing_early(day, data.draw(around(day)))
    shown, planned = changed.intervals(day), hours.intervals(day)
    assert all(interval.start <= interval.end for interval in shown)
    assert all(any(p.start == s.start and s.end <= p.end for p in planned) for s in shown)
    if day not in {SPRING, AUTUMN}:
        assert tuple(Span(at(day, i.start, PARIS), at(day, i.end, PARIS)) for i in shown) == changed.spans(day)
