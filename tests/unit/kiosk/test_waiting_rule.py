"""The waiting list: who is called, the place in it, how long it takes, and who is skipped."""

from __future__ import annotations

import itertools
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kiosk.clock import utc
from kiosk.models import Room, Ticket
from kiosk.rules import waiting
from kiosk.rules.waiting import Call

NOW = utc(2026, 11, 16, 14)
HOUR = 3600.0
NUMBERS = range(1, 7)


def ticket(order: float, *suits: int, on: int | None = None, id_: int | None = None) -> Ticket:
    """A ticket of the member with the same id; its id is its order unless it says otherwise."""
    number = int(order) if id_ is None else id_
    return Ticket(number, number, number, number, NOW, order, suits, number.to_bytes(12), workstation=on)


def room(*tickets: Ticket) -> Room:
    return Room(tickets=tickets)


SUITS = st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=6, unique=True).map(tuple)
LINES = st.lists(SUITS, max_size=8).map(
    lambda many: room(*(ticket(order, *suits) for order, suits in enumerate(many, start=1)))
)
READY = st.frozensets(st.sampled_from(NUMBERS))
FREES = st.dictionaries(st.sampled_from(NUMBERS), st.floats(0, 7200, allow_nan=False))


# ----------------------------------------------------------------------------------------------- calls


def test_the_first_ticket_gets_the_workstation_that_suits_it_best() -> None:
    first, second = ticket(1, 5, 7), ticket(2, 7, 5)
    assert waiting.calls(room(first, second), [5, 7]) == (Call(first, 5), Call(second, 7))
    assert waiting.calls(room(first, second), [7]) == (Call(first, 7),)


def test_a_workstation_goes_past_those_whom_it_does_not_suit() -> None:
    first, second = ticket(1, 5), ticket(2, 7)
    assert waiting.calls(room(first, second), [7]) == (Call(second, 7),)


def test_who_is_called_already_is_not_called_again() -> None:
    assert waiting.calls(room(ticket(1, 5, 7, on=5)), [7]) == ()


@given(LINES, READY)
def test_each_workstation_is_called_once_and_suits(line: Room, ready: frozenset[int]) -> None:
    calls = waiting.calls(line, ready)
    assert len({call.workstation for call in calls}) == len(calls)
    assert len({call.ticket.id for call in calls}) == len(calls)
    assert {call.workstation for call in calls} <= ready
    assert all(call.workstation in call.ticket.suits for call in calls)
    assert [call.ticket.order for call in calls] == sorted(call.ticket.order for call in calls)


@given(LINES, READY)
def test_nobody_is_passed_over(line: Room, ready: frozenset[int]) -> None:
    """Whoever is not called wants nothing that is left; whoever is called left nothing better to those before."""
    calls = {call.ticket.id: call.workstation for call in waiting.calls(line, ready)}
    left = set(ready)
    for one in line.waiting:
        if one.id in calls:
            better = one.suits[: one.suits.index(calls[one.id])]
            assert left.isdisjoint(better)
            left.discard(calls[one.id])
        else:
            assert left.isdisjoint(one.suits)


# ------------------------------------------------------------------------------------- rank and time


def test_the_rank_counts_those_before_who_want_the_same() -> None:
    first, other, mine = ticket(1, 5), ticket(2, 8), ticket(3, 5, 6)
    line = room(first, other, mine)
    assert waiting.rank(line, mine.suits, mine) == 2
    assert waiting.rank(line, first.suits, first) == 1
    assert waiting.rank(line, (5, 8)) == 4
    assert waiting.rank(line, (9,)) == 1


def test_two_tickets_at_the_same_place_come_one_after_the_other() -> None:
    """Two calls that end unanswered in the same second are put at the same place; the number decides."""
    first, second = ticket(1.5, 5, id_=1), ticket(1.5, 5, id_=2)
    line = room(first, second)
    assert [waiting.rank(line, (5,), one) for one in (first, second)] == [1, 2]


@given(LINES, SUITS)
def test_the_rank_grows_along_the_list(line: Room, suits: tuple[int, ...]) -> None:
    alike = room(*(replace(one, suits=suits) for one in line.tickets))
    ranks = [waiting.rank(alike, suits, one) for one in alike.tickets]
    assert ranks == list(range(1, len(ranks) + 1))
    assert waiting.rank(alike, suits) == len(ranks) + 1
    for one in line.tickets:
        assert 1 <= waiting.rank(line, one.suits, one) <= line.tickets.index(one) + 1


def test_the_time_counts_planned_ends_and_those_before() -> None:
    first, second, third = (ticket(order, 5, 6) for order in (1, 2, 3))
    line, frees = room(first, second, third), {5: 600.0, 6: 900.0}
    assert waiting.ready_in(line, (5, 6), frees, HOUR, first) == 600
    assert waiting.ready_in(line, (5, 6), frees, HOUR, second) == 900
    assert waiting.ready_in(line, (5, 6), frees, HOUR, third) == 600 + HOUR
    assert waiting.ready_in(line, (5, 6), frees, HOUR) == 900 + HOUR
    assert waiting.ready_in(line, (6,), frees, HOUR, first) == 900


def test_nobody_can_tell_when_nothing_that_suits_works() -> None:
    assert waiting.ready_in(room(), (5, 6), {7: 0.0}, HOUR) is None
    assert waiting.ready_in(room(ticket(1, 5)), (7,), {7: 60.0}, HOUR) == 60


@given(LINES, FREES, SUITS)
def test_the_later_in_the_list_the_longer_it_takes(line: Room, frees: dict[int, float], suits: tuple[int, ...]) -> None:
    alike = room(*(replace(one, suits=suits) for one in line.tickets))
    times = [waiting.ready_in(alike, suits, frees, HOUR, one) for one in alike.tickets]
    times.append(waiting.ready_in(alike, suits, frees, HOUR))
    assert (times[0] is None) is frees.keys().isdisjoint(suits)
    for sooner, later in itertools.pairwise(times):
        assert (sooner is None and later is None) or (sooner or 0.0) <= (later or 0.0)


@given(LINES, FREES, SUITS, st.floats(0, 7200, allow_nan=False))
def test_a_session_that_ends_later_lets_nobody_in_sooner(
    line: Room, frees: dict[int, float], suits: tuple[int, ...], delay: float
) -> None:
    alike = room(*(replace(one, suits=suits) for one in line.tickets))
    later = {number: free + delay for number, free in frees.items()}
    before, after = waiting.ready_in(alike, suits, frees, HOUR), waiting.ready_in(alike, suits, later, HOUR)
    assert (before is None) is (after is None)
    assert (before or 0.0) <= (after or 0.0)


# --------------------------------------------------------------------------------- second place, wanted


def placed(line: Room, called: Ticket) -> list[int]:
    """The ids in the order of the list after a call that nobody answered."""
    back = replace(called, workstation=None, order=waiting.second_place(line, called))
    rest = [one for one in line.tickets if one.id != called.id]
    return [one.id for one in sorted([*rest, back], key=lambda t: (t.order, t.id))]


def test_one_other_goes_first_after_a_call_in_vain() -> None:
    called = ticket(1, 5, on=5)
    assert placed(room(called), called) == [1]
    assert placed(room(called, ticket(2, 5)), called) == [2, 1]
    assert placed(room(called, ticket(2, 5), ticket(3, 5), ticket(4, 5)), called) == [2, 1, 3, 4]


@given(LINES, st.integers(0, 7))
def test_second_place_gains_nothing_and_moves_nobody_else(line: Room, which: int) -> None:
    if not line.tickets:
        return
    called = replace(line.tickets[which % len(line.tickets)], workstation=5)
    line = room(*(called if one.id == called.id else one for one in line.tickets))
    others = [one.id for one in line.tickets if one.id != called.id]
    place = max(1, line.tickets.index(called))  # who was called from further back stays there
    assert placed(line, called) == [*others[:place], called.id, *others[place:]]


def test_a_session_is_wanted_by_those_who_could_use_its_workstation() -> None:
    line = room(ticket(1, 5, 6), ticket(2, 7, on=7))
    assert [number for number in NUMBERS if waiting.is_wanted(line, number)] == [5, 6]
    assert not waiting.is_wanted(line, 7), "for whom one is held waits no more"
