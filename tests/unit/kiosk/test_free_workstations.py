"""Which workstations may be taken now: sessions, faults, holds, reservations, the gap, and who waits first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.settings import Limits, Settings
from kiosk.clock import utc
from kiosk.models import OutOfService, Reservation, Room, Session, Ticket
from kiosk.rules import allocation
from kiosk.rules.allocation import free, ready_to_call

NOW = utc(2026, 11, 16, 14)
ME, OTHER = 1, 2
NUMBERS = (4, 2, 3, 1)


@pytest.fixture(scope="module")
def limits(settings: Settings) -> Limits:
    """A gap of 2 min, 10 min for the smallest slot, a hold of 5 min."""
    return replace(settings.limits, session_gap=2, smallest_slot=10, hold=5)


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def session(workstation: int, member: int = OTHER) -> Session:
    return Session(workstation, member, member, "adult", workstation, NOW, 60.0, 0.0, 0.0, "b", "0000", b"")


def ticket(member: int, *suits: int, on: int | None = None) -> Ticket:
    return Ticket(member, member, member, member, NOW, float(member), suits, bytes(12), workstation=on)


def reserved(member: int, workstation: int, in_minutes: float, length: float = 60) -> Reservation:
    return Reservation(member, member, member, workstation, NOW + minutes(in_minutes), length * 60.0)


def test_nothing_speaks_against_an_empty_room_and_the_order_stays(limits: Limits) -> None:
    assert free(NUMBERS, Room(), ME, NOW, limits) == NUMBERS


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        pytest.param(Room(sessions=(session(2),)), (4, 3, 1), id="in use"),
        pytest.param(Room(sessions=(session(2, ME),)), (4, 3, 1), id="in use by oneself"),
        pytest.param(Room(out_of_service=(OutOfService(3, NOW),)), (4, 2, 1), id="broken"),
        pytest.param(Room(tickets=(ticket(OTHER, 2, on=2),)), (4, 3, 1), id="held for somebody else"),
        pytest.param(Room(tickets=(ticket(ME, 2, on=2),)), NUMBERS, id="held for oneself"),
        pytest.param(Room(tickets=(ticket(OTHER, 1, 3),)), (4, 2), id="somebody waits for it"),
        pytest.param(Room(tickets=(ticket(ME, 1, 3),)), NUMBERS, id="nobody waits but oneself"),
        pytest.param(
            Room(tickets=(ticket(ME, 2, on=2), ticket(OTHER, 2, 4))), (2, 3, 1), id="the own hold, although others wait"
        ),
        pytest.param(Room(reservations=(reserved(OTHER, 2, 0),)), (4, 3, 1), id="reserved now"),
        pytest.param(Room(reservations=(reserved(OTHER, 2, -10),)), (4, 3, 1), id="reserved, and they are late"),
        pytest.param(Room(reservations=(reserved(OTHER, 2, 11.9),)), (4, 3, 1), id="reserved too soon to be worth it"),
        pytest.param(Room(reservations=(reserved(OTHER, 2, 12),)), NUMBERS, id="the smallest slot and the gap fit"),
        pytest.param(Room(reservations=(reserved(ME, 2, 0),)), NUMBERS, id="reserved for oneself"),
        pytest.param(
            Room(reservations=(reserved(ME, 2, 0),), tickets=(ticket(OTHER, 2, 3),)),
            (4, 2, 1),
            id="the own reservation goes before those who wait",
        ),
        pytest.param(
            Room(reservations=(reserved(ME, 2, 5),), tickets=(ticket(OTHER, 2, 3),)),
            (4, 2, 1),
            id="shortly before its time nobody else could have it",
        ),
        pytest.param(
            Room(reservations=(reserved(ME, 2, 40),), tickets=(ticket(OTHER, 2, 3),)),
            (4, 1),
            id="but not before",
        ),
        pytest.param(
            Room(reservations=(reserved(ME, 2, 0),), freed=((2, NOW),)), NUMBERS, id="the own reservation needs no rest"
        ),
        pytest.param(
            Room(reservations=(reserved(ME, 2, 0),), sessions=(session(2),)), (4, 3, 1), id="reserved, but in use"
        ),
        pytest.param(
            Room(reservations=(reserved(ME, 2, 0),), out_of_service=(OutOfService(2, NOW),)),
            (4, 3, 1),
            id="reserved, but broken",
        ),
        pytest.param(
            Room(tickets=(ticket(ME, 2, on=2),), out_of_service=(OutOfService(2, NOW),)),
            (4, 3, 1),
            id="held, but broken",
        ),
    ],
)
def test_what_may_be_taken(limits: Limits, room: Room, expected: tuple[int, ...]) -> None:
    assert free(NUMBERS, room, ME, NOW, limits) == expected


@pytest.mark.parametrize(
    ("since", "rested"),
    [
        pytest.param(minutes(0), False, id="just ended"),
        pytest.param(minutes(1.9), False, id="not quite"),
        pytest.param(minutes(2), True, id="two minutes"),
        pytest.param(minutes(600), True, id="long ago"),
        pytest.param(minutes(-1), True, id="the clock was set back a minute"),
        pytest.param(timedelta(days=-400), True, id="the clock was set back a year"),
    ],
)
def test_a_workstation_rests_after_a_session(limits: Limits, since: timedelta, rested: bool) -> None:
    room = Room(freed=((2, NOW - since),))
    assert allocation.is_rested(room, 2, NOW, limits) is rested
    assert (allocation.rests_for(room, 2, NOW, limits) == 0) is rested
    assert (2 in free(NUMBERS, room, ME, NOW, limits)) is rested
    assert (2 in ready_to_call(NUMBERS, room, NOW, limits)) is rested


def test_a_site_without_a_gap(limits: Limits) -> None:
    assert allocation.is_rested(Room(freed=((2, NOW),)), 2, NOW, replace(limits, session_gap=0))


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        pytest.param(Room(), NUMBERS, id="empty"),
        pytest.param(Room(tickets=(ticket(ME, 2), ticket(OTHER, 3))), NUMBERS, id="whoever waits"),
        pytest.param(Room(sessions=(session(2),)), (4, 3, 1), id="in use"),
        pytest.param(Room(out_of_service=(OutOfService(3, NOW),)), (4, 2, 1), id="broken"),
        pytest.param(Room(tickets=(ticket(ME, 2, on=2),)), (4, 3, 1), id="held already"),
        pytest.param(Room(reservations=(reserved(ME, 2, 12),)), (4, 3, 1), id="a slot fits, but not after the hold"),
        pytest.param(Room(reservations=(reserved(ME, 2, 17),)), NUMBERS, id="hold, slot and gap fit"),
    ],
)
def test_what_can_be_held_for_somebody(limits: Limits, room: Room, expected: tuple[int, ...]) -> None:
    assert ready_to_call(NUMBERS, room, NOW, limits) == expected


@pytest.mark.parametrize(
    ("in_minutes", "seconds"), [(60, 58 * 60.0), (2, 0.0), (1, 0.0), (-10, 0.0)], ids=["soon", "gap", "now", "late"]
)
def test_seconds_until_a_reservation(limits: Limits, in_minutes: float, seconds: float) -> None:
    room = Room(reservations=(reserved(OTHER, 2, in_minutes), reserved(3, 2, 240), reserved(4, 3, 0)))
    assert allocation.until_reserved(room, 2, ME, NOW, limits) == seconds
    assert allocation.until_reserved(room, 1, ME, NOW, limits) is None
    alone = Room(reservations=(reserved(OTHER, 2, in_minutes),))
    assert allocation.until_reserved(alone, 2, OTHER, NOW, limits) is None, "nobody makes way for oneself"


@pytest.mark.parametrize(
    ("free_in", "expected"),
    [
        pytest.param(0, 0, id="a slot fits before the first"),
        pytest.param(25, 92, id="the gap after the first, in which the second does not begin"),
        pytest.param(92, 92, id="between the two"),
        pytest.param(110, 182, id="after both"),
        pytest.param(600, 600, id="long after both"),
    ],
)
def test_when_a_workstation_is_of_use_beside_reservations(limits: Limits, free_in: float, expected: float) -> None:
    room = Room(reservations=(reserved(OTHER, 2, 30), reserved(3, 2, 120)))
    after = allocation.after_reservations
    assert after(room, 2, ME, NOW, free_in * 60, limits) == expected * 60
    assert after(room, 1, ME, NOW, free_in * 60, limits) == free_in * 60, "reserved is another one"
    mine = Room(reservations=(reserved(ME, 2, 30),))
    assert after(mine, 2, ME, NOW, free_in * 60, limits) == free_in * 60


# ----------------------------------------------------------------------------------------- any room at all

MEMBERS = st.integers(1, 4)
STATIONS = st.sampled_from(NUMBERS)


@st.composite
def rooms(draw: st.DrawFn) -> Room:
    busy = draw(st.frozensets(STATIONS, max_size=2))
    holds = draw(st.frozensets(STATIONS.filter(lambda n: n not in busy), max_size=2)) if len(busy) < 4 else frozenset()
    suits = st.lists(STATIONS, min_size=1, max_size=4, unique=True)
    waiting = draw(st.lists(suits, max_size=3))
    held = [ticket(10 + n, n, on=n) for n in holds]
    return Room(
        sessions=tuple(session(number, 20 + number) for number in sorted(busy)),
        out_of_service=tuple(OutOfService(n, NOW) for n in sorted(draw(st.frozensets(STATIONS, max_size=1)))),
        tickets=(*held, *(ticket(one, *numbers) for one, numbers in enumerate(waiting, start=1))),
        reservations=tuple(
            reserved(one, draw(STATIONS), draw(st.integers(-15, 60)))
            for one in draw(st.frozensets(MEMBERS, max_size=3))
        ),
        freed=tuple((n, NOW - minutes(draw(st.integers(-5, 5)))) for n in sorted(draw(st.frozensets(STATIONS)))),
    )


@given(rooms(), MEMBERS)
def test_nothing_is_given_that_somebody_else_has(limits: Limits, room: Room, member: int) -> None:
    for number in free(NUMBERS, room, member, NOW, limits):
        assert room.session_on(number) is None
        assert not room.is_out(number)
        hold = room.hold_on(number)
        assert hold is None or hold.member_id == member
        begun = [r for r in room.reservations if r.workstation == number and r.starts_at <= NOW]
        assert hold is not None or all(r.member_id == member for r in begun)


@given(rooms(), MEMBERS)
def test_what_is_ready_for_others_is_not_taken_from_those_who_wait(limits: Limits, room: Room, member: int) -> None:
    """A workstation that somebody waits for goes to them, except to its own reserver when nobody else could have it."""
    own = room.reservation_of(member)
    soon = NOW + minutes(limits.smallest_slot + limits.session_gap)
    for number in free(NUMBERS, room, member, NOW, limits):
        waits = [t for t in room.waiting if number in t.suits and t.member_id != member]
        mine = own is not None and own.workstation == number and own.starts_at < soon
        assert not waits or mine or room.hold_on(number) is not None


@given(rooms())
def test_a_called_visitor_finds_a_useful_slot_until_the_end_of_the_hold(limits: Limits, room: Room) -> None:
    for number in ready_to_call(NUMBERS, room, NOW, limits):
        for later in (0, 2.5, 5):
            left = allocation.until_reserved(room, number, 99, NOW + minutes(later), limits)
            assert left is None or left >= 600
