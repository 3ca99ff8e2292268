"""Time used and time left: counted in boot time, never beyond what was granted, never backwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.clock import ManualClock, Moment, utc
from kiosk.models import GUEST_NUMBERS, HelpCall, Member, OutOfService, Reservation, Room, Session, Ticket

NOW = utc(2026, 11, 16, 14)
SESSION = Session(
    id=1,
    member_id=1,
    member_number=214,
    category="adult",
    workstation=7,
    opened_at=NOW,
    granted=3600.0,
    used=600.0,
    mark=1000.0,
    boot_id="boot-1",
    code="4817",
    receipt_token=b"t" * 12,
)
SECONDS = st.floats(0, 1e7, allow_nan=False)


@pytest.mark.parametrize(
    ("boottime", "boot_id", "used"),
    [
        pytest.param(1000.0, "boot-1", 600.0, id="at the mark"),
        pytest.param(1300.0, "boot-1", 900.0, id="five minutes later"),
        pytest.param(900.0, "boot-1", 600.0, id="before the mark: never backwards"),
        pytest.param(9999.0, "boot-2", 600.0, id="another boot: its clock means nothing here"),
        pytest.param(5.0, "boot-2", 600.0, id="just restarted: the gap is not charged"),
        pytest.param(9000.0, "boot-1", 8600.0, id="nobody signed out"),
    ],
)
def test_time_used(boottime: float, boot_id: str, used: float) -> None:
    assert SESSION.used_at(boottime, boot_id) == used


def test_time_left_is_never_negative() -> None:
    assert SESSION.left_at(1000.0, "boot-1") == 3000.0
    assert SESSION.left_at(4000.0, "boot-1") == 0.0
    assert SESSION.left_at(99_999.0, "boot-1") == 0.0


def test_the_end_follows_the_wall_clock_and_the_time_left() -> None:
    assert SESSION.ends_at(NOW, 1000.0, "boot-1") == NOW + timedelta(minutes=50)
    assert SESSION.ends_at(NOW + timedelta(hours=1), 1000.0, "boot-1") == NOW + timedelta(minutes=110)


@given(SECONDS, SECONDS, SECONDS, SECONDS)
def test_used_and_left_add_up_to_the_grant(granted: float, used: float, mark: float, boottime: float) -> None:
    session = replace(SESSION, granted=granted, used=used, mark=mark)
    spent, left = session.used_at(boottime, "boot-1"), session.left_at(boottime, "boot-1")
    assert spent >= used
    assert 0 <= left <= granted
    assert spent + left >= granted or spent + left == pytest.approx(granted)


@given(SECONDS, SECONDS)
def test_time_left_never_grows_by_waiting(one: float, other: float) -> None:
    early, late = sorted((one, other))
    assert SESSION.left_at(late, "boot-1") <= SESSION.left_at(early, "boot-1")


@given(st.lists(st.one_of(st.floats(0, 600), st.floats(-1e6, 1e6).map(lambda step: ("step", step))), max_size=20))
def test_steps_of_the_wall_clock_cost_nobody_time(moves: list[float | tuple[str, float]]) -> None:
    clock = ManualClock(NOW, boot=1000.0)
    elapsed = 0.0
    for move in moves:
        if isinstance(move, tuple):
            clock.step(move[1])
        else:
            clock.advance(move)
            elapsed += move
    assert SESSION.used_at(clock.boottime(), clock.boot_id()) == pytest.approx(600.0 + elapsed)


@given(st.floats(0, 600), st.floats(0, 86_400), st.floats(0, 600))
def test_a_restart_costs_the_visitor_nothing(before: float, off: float, after: float) -> None:
    """The session is marked before the restart and taken over after it, as the timekeeper does."""
    clock = ManualClock(NOW, boot=1000.0)
    clock.advance(before)
    moment = Moment.of(clock)
    marked = replace(SESSION, used=SESSION.used_at(moment.boottime, moment.boot_id), mark=moment.boottime)
    clock.reboot(off_seconds=off)
    moment = Moment.of(clock)
    taken_over = replace(
        marked, used=marked.used_at(moment.boottime, moment.boot_id), mark=moment.boottime, boot_id=moment.boot_id
    )
    clock.advance(after)
    assert taken_over.used_at(clock.boottime(), clock.boot_id()) == pytest.approx(600.0 + before + after)


def test_the_room_knows_what_is_free() -> None:
    room = Room(sessions=(SESSION,), out_of_service=(OutOfService(5, NOW),))
    assert room.session_on(7) is SESSION
    assert room.session_on(5) is None
    assert room.is_out(5)
    assert [number for number in range(4, 9) if room.is_free(number)] == [4, 6, 8]


def ticket(number: int, *, on: int | None = None) -> Ticket:
    return Ticket(number, number, 10 + number, number, NOW, float(number), (4, 6), bytes(12), workstation=on)


def test_the_room_knows_who_waits_and_for_whom_something_is_held() -> None:
    first, called, last = ticket(1), ticket(2, on=6), ticket(3)
    room = Room(sessions=(SESSION,), tickets=(first, called, last))
    assert (room.waiting, room.called) == ((first, last), (called,))
    assert (room.hold_on(6), room.hold_on(4)) == (called, None)
    assert (room.ticket_of(12), room.ticket_of(99)) == (called, None)
    assert [number for number in range(4, 9) if room.is_free(number)] == [4, 5, 8]


def test_the_room_knows_what_is_reserved_and_when_something_was_freed() -> None:
    reservation = Reservation(1, 11, 1, 4, NOW, 3600.0)
    room = Room(reservations=(reservation,), freed=((6, NOW),))
    assert (room.reservation_of(11), room.reservation_of(12)) == (reservation, None)
    assert (room.freed_at(6), room.freed_at(4)) == (NOW, None)
    assert room.is_free(4), "a reservation is for the rules to weigh"


@pytest.mark.parametrize(
    ("boottime", "boot_id", "over"),
    [
        pytest.param(1000.0, "boot-1", 60.0, id="at the mark"),
        pytest.param(1200.0, "boot-1", 260.0, id="later"),
        pytest.param(900.0, "boot-1", 60.0, id="never backwards"),
        pytest.param(9999.0, "boot-2", 60.0, id="another boot"),
    ],
)
def test_how_much_of_a_hold_is_over(boottime: float, boot_id: str, over: float) -> None:
    held = replace(ticket(1, on=4), held=60.0, mark=1000.0, boot_id="boot-1")
    assert held.held_at(boottime, boot_id) == over


@pytest.mark.parametrize(("minutes", "stands"), [(0, True), (14.9, True), (15, False), (-60, True)])
def test_a_call_for_help_stands_a_quarter_of_an_hour(minutes: float, stands: bool) -> None:
    assert HelpCall(1, NOW).stands_at(NOW + timedelta(minutes=minutes)) is stands


def test_a_guest_is_known_by_the_number() -> None:
    assert Member(1, GUEST_NUMBERS, "guest").is_guest
    assert not Member(1, GUEST_NUMBERS - 1, "adult").is_guest
