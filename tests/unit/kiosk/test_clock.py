"""Time: two clocks that do not know each other, and instants that survive being stored."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.clock import (
    EPOCH,
    ManualClock,
    Moment,
    SystemClock,
    at,
    from_micros,
    local,
    parse_instant,
    to_micros,
    utc,
)

NOON = utc(2026, 11, 16, 12)
INSTANTS = st.datetimes(timezones=st.just(UTC))


@given(INSTANTS)
def test_an_instant_comes_back_from_the_store_to_the_microsecond(instant: datetime) -> None:
    assert from_micros(to_micros(instant)) == instant


@given(INSTANTS, INSTANTS)
def test_stored_instants_keep_their_order(one: datetime, other: datetime) -> None:
    assert (to_micros(one) < to_micros(other)) == (one < other)


def test_a_stored_instant_counts_from_1970() -> None:
    assert to_micros(EPOCH) == 0
    assert to_micros(utc(1970, 1, 2)) == 86_400_000_000
    assert to_micros(utc(1969, 12, 31, 23, 59, 59)) == -1_000_000


def test_a_local_instant_is_stored_like_the_same_one_in_utc(paris: ZoneInfo) -> None:
    assert to_micros(local(NOON, paris)) == to_micros(NOON)


def test_an_instant_without_a_zone_is_not_stored() -> None:
    with pytest.raises(ValueError, match="aware"):
        to_micros(NOON.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [
        pytest.param(date(2026, 1, 15), time(10), utc(2026, 1, 15, 9), id="winter"),
        pytest.param(date(2026, 7, 15), time(10), utc(2026, 7, 15, 8), id="summer"),
        pytest.param(date(2026, 3, 29), time(1, 59), utc(2026, 3, 29, 0, 59), id="before the missing hour"),
        pytest.param(date(2026, 3, 29), time(2, 30), utc(2026, 3, 29, 1, 30), id="in the missing hour"),
        pytest.param(date(2026, 3, 29), time(3), utc(2026, 3, 29, 1), id="after the missing hour"),
        pytest.param(date(2026, 10, 25), time(2, 30), utc(2026, 10, 25, 0, 30), id="in the hour that comes twice"),
        pytest.param(date(2026, 10, 25), time(3), utc(2026, 10, 25, 2), id="after the double hour"),
    ],
)
def test_a_civil_time_is_one_instant(paris: ZoneInfo, day: date, hour: time, expected: datetime) -> None:
    instant = at(day, hour, paris)
    assert instant == expected
    assert instant.tzinfo is UTC


def test_the_missing_hour_shows_as_the_next_one(paris: ZoneInfo) -> None:
    assert local(at(date(2026, 3, 29), time(2, 30), paris), paris).time() == time(3, 30)


def test_an_instant_is_read_with_its_offset() -> None:
    assert parse_instant("2026-10-14T14:42:00+02:00") == utc(2026, 10, 14, 12, 42)


@pytest.mark.parametrize("text", ["2026-10-14T14:42:00", "2026-10-14", "now", ""])
def test_a_text_that_is_no_instant_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (each text has its own message)
        parse_instant(text)


def test_elapsed_time_moves_both_clocks() -> None:
    clock = ManualClock(NOON, boot=50.0)
    clock.advance(90.5)
    assert (clock.utc_now(), clock.boottime(), clock.boot_id()) == (NOON + timedelta(seconds=90.5), 140.5, "boot-1")


def test_elapsed_time_never_goes_backwards() -> None:
    clock = ManualClock(NOON)
    with pytest.raises(ValueError, match="negative"):
        clock.advance(-1)
    assert clock.utc_now() == NOON


@pytest.mark.parametrize("seconds", [3600, -86_400])
def test_a_step_of_the_wall_clock_leaves_boot_time_alone(seconds: int) -> None:
    clock = ManualClock(NOON, boot=50.0)
    clock.step(seconds)
    assert (clock.utc_now(), clock.boottime()) == (NOON + timedelta(seconds=seconds), 50.0)


def test_a_restart_is_a_new_boot() -> None:
    clock = ManualClock(NOON, boot=5000.0)
    names = {clock.boot_id()}
    for _ in range(3):
        clock.reboot(off_seconds=60)
        names.add(clock.boot_id())
    assert len(names) == 4
    assert clock.boottime() < 5000.0
    assert clock.utc_now() == NOON + timedelta(minutes=3)


def test_the_clocks_of_the_machine_answer() -> None:
    clock = SystemClock()
    one, other = Moment.of(clock), Moment.of(clock)
    assert one.utc.tzinfo is UTC
    assert other.boottime >= one.boottime > 0
    assert one.boot_id == other.boot_id == SystemClock().boot_id()
    assert clock.is_synchronised() in {True, False}
