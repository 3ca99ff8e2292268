"""Repeated invalid codes: five in a minute start a pause, and each pause is twice as long as the last."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.settings import Throttle
from kiosk.clock import utc
from kiosk.rules.throttle import Tries, after_invalid, after_valid, is_paused

NOW = utc(2026, 11, 16, 14)
LIMITS = Throttle(invalid_reads=5, window_seconds=60, first_pause_seconds=10, longest_pause_seconds=300)


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def fail(tries: Tries, now: datetime, times: int = 5) -> Tries:
    for _ in range(times):
        tries = after_invalid(tries, now, LIMITS)
    return tries


def test_four_invalid_codes_are_forgiven() -> None:
    tries = fail(Tries(), NOW, times=4)
    assert not is_paused(tries, NOW, LIMITS)
    assert len(tries.failures) == 4


def test_the_fifth_starts_a_pause_of_ten_seconds() -> None:
    tries = fail(Tries(), NOW)
    assert tries == Tries((), 1, NOW + seconds(10))
    assert is_paused(tries, NOW + seconds(9.999), LIMITS)
    assert not is_paused(tries, NOW + seconds(10), LIMITS)


@pytest.mark.parametrize(("last", "paused"), [(59.999, True), (60, False)])
def test_only_codes_within_the_window_count(last: float, paused: bool) -> None:
    tries = fail(after_invalid(Tries(), NOW, LIMITS), NOW + seconds(30), times=3)
    tries = after_invalid(tries, NOW + seconds(last), LIMITS)
    assert is_paused(tries, NOW + seconds(last), LIMITS) is paused


def test_each_pause_is_twice_as_long_up_to_five_minutes() -> None:
    tries, now, lengths = Tries(), NOW, []
    for _ in range(8):
        tries = fail(tries, now)
        assert tries.paused_until is not None
        lengths.append((tries.paused_until - now).total_seconds())
        now = tries.paused_until
    assert lengths == [10, 20, 40, 80, 160, 300, 300, 300]


@pytest.mark.parametrize(("calm", "length"), [(300, 20), (300.001, 10)])
def test_after_five_calm_minutes_the_first_pause_is_short_again(calm: float, length: int) -> None:
    tries = fail(Tries(), NOW)
    assert tries.paused_until is not None
    later = tries.paused_until + seconds(calm)
    assert fail(tries, later).paused_until == later + seconds(length)


def test_a_valid_card_clears_the_count_but_not_the_length_of_the_next_pause() -> None:
    tries = fail(Tries(), NOW)
    again = NOW + seconds(20)
    tries = after_valid(fail(tries, again, times=4))
    assert not is_paused(fail(tries, again, times=4), again, LIMITS)
    assert fail(tries, again).paused_until == again + seconds(20)


def test_a_clock_that_is_set_back_does_not_stretch_a_pause() -> None:
    tries = fail(Tries(), NOW)
    assert not is_paused(tries, NOW - timedelta(days=1), LIMITS)
    assert is_paused(tries, NOW - seconds(290), LIMITS)
    assert not is_paused(tries, NOW - seconds(290.001), LIMITS)


def test_failures_from_the_future_do_not_count() -> None:
    tries = fail(Tries(), NOW, times=4)
    before = NOW - timedelta(hours=1)
    assert after_invalid(tries, before, LIMITS) == Tries((before,), 0, None)


def test_the_count_survives_the_store() -> None:
    tries = fail(fail(Tries(), NOW), NOW + seconds(20), times=3)
    stored = (tries.failures, tries.pauses, tries.paused_until)
    assert Tries(*stored) == tries
    assert fail(Tries(*stored), NOW + seconds(20), times=2).paused_until == NOW + seconds(40)


@given(st.lists(st.tuples(st.floats(-1000, 1000), st.booleans()), max_size=60))
def test_no_history_pauses_longer_than_the_longest_pause(steps: list[tuple[float, bool]]) -> None:
    tries, now = Tries(), NOW
    for step, valid in steps:
        now += seconds(step)
        if is_paused(tries, now, LIMITS):
            assert tries.paused_until is not None
            assert tries.paused_until - now <= seconds(300)
            continue
        tries = after_valid(tries) if valid else after_invalid(tries, now, LIMITS)
        assert len(tries.failures) < LIMITS.invalid_reads
