"""Places and waiting lists of workshops: never more than there are, first come first served."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.settings import Workshop
from kiosk.clock import utc
from kiosk.models import Registration, RegistrationState
from kiosk.rules import workshops

STARTS = utc(2026, 10, 13, 13)
WORKSHOP = Workshop("photos", "Photos", "Photos", STARTS, STARTS + timedelta(hours=1), places=3)
REGISTERED, WAITING, PRESENT = (
    RegistrationState.REGISTERED,
    RegistrationState.WAITING,
    RegistrationState.PRESENT,
)

states = st.lists(st.sampled_from([REGISTERED, WAITING, PRESENT]), max_size=12)


def lists(found: list[RegistrationState]) -> tuple[Registration, ...]:
    return tuple(
        Registration(number, "photos", STARTS, 100 + number, state, float(number)) for number, state in enumerate(found)
    )


@given(states, st.integers(1, 10))
def test_who_moves_up_never_fills_more_than_the_places(found: list[RegistrationState], places: int) -> None:
    there = lists(found)
    moved = workshops.moves_up(places, there)
    seated = sum(r.has_place for r in there)
    waiting = [r for r in there if r.state is WAITING]
    assert list(moved) == waiting[: len(moved)], "first come first served"
    assert len(moved) == min(len(waiting), max(0, places - seated))


@given(states, st.integers(1, 10))
def test_no_place_is_offered_past_somebody_who_waits(found: list[RegistrationState], places: int) -> None:
    there = lists(found)
    left = workshops.places_left(places, there)
    assert left + sum(r.has_place for r in there) <= max(places, sum(r.has_place for r in there))
    if WAITING in found:
        assert left == 0
    else:
        assert left == max(0, places - len(found))


@given(states, st.integers(1, 10))
def test_moving_up_leaves_nobody_to_move(found: list[RegistrationState], places: int) -> None:
    there = lists(found)
    moved = set(workshops.moves_up(places, there))
    after = tuple(replace(r, state=REGISTERED) if r in moved else r for r in there)
    assert workshops.moves_up(places, after) == ()


@given(states)
def test_ranks_count_from_one_without_a_gap(found: list[RegistrationState]) -> None:
    there = lists(found)
    ranks = [workshops.rank(there, r) for r in there if r.state is WAITING]
    assert ranks == list(range(1, len(ranks) + 1))


@given(st.permutations(range(6)))
def test_the_list_stands_in_the_order_of_asking(order: list[int]) -> None:
    there = tuple(Registration(n, "photos", STARTS, n, WAITING, float(place)) for n, place in enumerate(order))
    other = Registration(99, "photos", STARTS + timedelta(days=7), 99, WAITING, 0.0)
    found = workshops.of_workshop((*there, other), WORKSHOP)
    assert [r.order for r in found] == sorted(r.order for r in there)


@pytest.mark.parametrize(
    ("minutes", "is_time", "is_listed"),
    [(-16, False, True), (-15, True, True), (0, True, True), (29, True, True), (30, False, False)],
)
def test_a_card_counts_from_a_quarter_before_to_half_an_hour_after(
    minutes: int, is_time: bool, is_listed: bool
) -> None:
    now = STARTS + timedelta(minutes=minutes)
    assert workshops.is_time(STARTS, now) is is_time
    assert workshops.is_listed(WORKSHOP, now) is is_listed
    assert workshops.is_over(Registration(1, "photos", STARTS, 1, REGISTERED, 1.0), now) is not is_listed
