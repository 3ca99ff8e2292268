"""Weeks on the site's wall, also around New Year and when the clocks change."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.exports.week import Week
from kiosk.clock import from_micros, local, utc

PARIS = ZoneInfo("Europe/Paris")
HOUR_US = 3_600_000_000


@pytest.mark.parametrize(
    ("name", "first", "last", "hours"),
    [
        ("2026-W47", date(2026, 11, 16), date(2026, 11, 22), 168),
        ("2026-W53", date(2026, 12, 28), date(2027, 1, 3), 168),
        ("2027-W01", date(2027, 1, 4), date(2027, 1, 10), 168),
        ("2025-W01", date(2024, 12, 30), date(2025, 1, 5), 168),
        ("2026-W43", date(2026, 10, 19), date(2026, 10, 25), 169),
        ("2027-W12", date(2027, 3, 22), date(2027, 3, 28), 167),
    ],
)
def test_a_week_has_its_days_and_hours(name: str, first: date, last: date, hours: int) -> None:
    week = Week.parse(name, PARIS)
    assert (week.days[0], week.days[-1], len(week.days)) == (first, last, 7)
    assert week.end_us - week.start_us == hours * HOUR_US


def test_a_week_begins_at_local_midnight() -> None:
    assert from_micros(Week.parse("2026-W47", PARIS).start_us) == utc(2026, 11, 15, 23)
    assert from_micros(Week.parse("2026-W30", PARIS).start_us) == utc(2026, 7, 19, 22)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from(["Europe/Paris", "Indian/Reunion", "UTC"]))
def test_weeks_follow_each_other_without_gap(day: date, name: str) -> None:
    zone = ZoneInfo(name)
    this, following = ("{}-W{:02}".format(*d.isocalendar()[:2]) for d in (day, day + timedelta(days=7)))
    week = Week.parse(this, zone)
    assert day in week.days
    assert week.end_us == Week.parse(following, zone).start_us
    assert local(from_micros(week.start_us), zone).date() == week.days[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026W47",
        "2026-W7",
        "2026-w47",
        "2026-47",
        "2026-W00",
        "2026-W54",
        "2025-W53",
        "0000-W01",
        "9999-W52",
        " 2026-W47",
        "2026-W47\n",
        "２０２６-W47",
        "../2026-W47",
    ],
)
def test_what_is_no_week_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"week"):
        Week.parse(text, PARIS)
