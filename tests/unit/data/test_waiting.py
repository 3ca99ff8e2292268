"""Tickets, reservations, guests, early closing: what goes in comes out, and what is over keeps no link to anybody."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from data.database import connect_reading
from data.store import SqliteStore
from kiosk.models import (
    GUEST_NUMBERS,
    EarlyClosing,
    GuestTicket,
    Purpose,
    Reservation,
    ReservationEnd,
    Ticket,
    TicketEnd,
)
from kiosk.ports import AlreadyKept, NewTicket, UnitOfWork

DAY = date(2026, 11, 16)

Taker = Callable[..., Ticket]


@pytest.fixture
def members(store: SqliteStore, now: datetime) -> list[int]:
    def add(unit: UnitOfWork) -> list[int]:
        unit.staff.add(number=1, name="Samia", at=now)
        return [unit.members.add(number=n, category="adult", at=now).id for n in (11, 12, 13)]

    return store.write(add)


@pytest.fixture
def take(store: SqliteStore, now: datetime) -> Taker:
    """Takes a ticket in a transaction of its own."""

    def taker(member_id: int, *, token: bytes | None = None, day: date = DAY, **asked: Any) -> Ticket:
        new = NewTicket(member_id, now, day, (3, 5), token or b"ticket %d" % member_id, Purpose.JOB, **asked)
        return store.write(lambda unit: unit.tickets.add(new))

    return taker


def _rows(store: SqliteStore, sql: str) -> list[tuple[Any, ...]]:
    with closing(connect_reading(store.path)) as connection:
        return connection.execute(sql).fetchall()


def _open(store: SqliteStore) -> tuple[Ticket, ...]:
    return store.read(lambda unit: unit.tickets.open_tickets())


def test_tickets_stand_in_the_order_they_were_taken(store: SqliteStore, members: list[int], take: Taker) -> None:
    first = take(members[1], zone="adultes", tags=frozenset({"large-screen", "accessible"}))
    second = take(members[0])
    assert (first.number, second.number, first.member_number) == (1, 2, 12)
    assert first.order < second.order
    store.close()
    again = SqliteStore(store.path, kiosk="k1", ballast_bytes=0)
    assert _open(again) == (first, second)
    assert again.read(lambda unit: unit.room()).waiting == (first, second)
    again.close()


def test_a_member_waits_once_and_a_code_is_given_once(members: list[int], take: Taker) -> None:
    take(members[0], token=b"a")
    with pytest.raises(AlreadyKept):
        take(members[0], token=b"b")
    with pytest.raises(AlreadyKept):
        take(members[1], token=b"a")
    with pytest.raises(LookupError):
        take(99)
    assert take(members[1], token=b"c").number == 2


def test_numbers_start_anew_each_day_and_are_not_given_again(
    store: SqliteStore, members: list[int], take: Taker, now: datetime
) -> None:
    first = take(members[0])
    store.write(lambda unit: unit.tickets.close(first.id, TicketEnd.LEFT, now))
    assert take(members[0], token=b"again").number == 2
    assert take(members[1], day=DAY + timedelta(days=1)).number == 1


def test_a_call_a_skip_and_another_call(store: SqliteStore, members: list[int], take: Taker, now: datetime) -> None:
    first, second = take(members[0]), take(members[1])

    def call(unit: UnitOfWork, ticket: Ticket, workstation: int, minute: int) -> Ticket:
        at = now + timedelta(minutes=minute)
        return unit.tickets.call(ticket.id, workstation, at=at, boottime=50.0 + minute, boot_id="boot-1")

    called = store.write(partial(call, ticket=first, workstation=3, minute=4))
    assert called == replace(first, workstation=3, called_at=now + timedelta(minutes=4), mark=54.0, boot_id="boot-1")
    assert store.read(lambda unit: unit.room()).hold_on(3) == called
    with pytest.raises(AlreadyKept):
        store.write(partial(call, ticket=second, workstation=3, minute=5))
    store.write(lambda unit: unit.tickets.checkpoint([(first.id, 30.0), (second.id, 30.0)], 84.0, "boot-2"))
    assert _open(store)[0] == replace(called, held=30.0, mark=84.0, boot_id="boot-2")
    skipped = store.write(lambda unit: unit.tickets.skip(first.id, second.order + 0.5))
    assert skipped == replace(first, order=second.order + 0.5, missed=1)
    assert _open(store) == (second, skipped)
    again = store.write(partial(call, ticket=first, workstation=3, minute=9))
    assert (again.called_at, again.held, again.missed) == (now + timedelta(minutes=9), 0.0, 1)
    assert _rows(store, "SELECT called_us - taken_us FROM ticket WHERE number = 1") == [(240_000_000,)]


def test_what_is_not_held_cannot_be_skipped_nor_called_once_over(
    store: SqliteStore, members: list[int], take: Taker, now: datetime
) -> None:
    ticket = take(members[0])
    with pytest.raises(LookupError):
        store.write(lambda unit: unit.tickets.skip(ticket.id, 2.0))
    store.write(lambda unit: unit.tickets.close(ticket.id, TicketEnd.LEFT, now))
    with pytest.raises(LookupError):
        store.write(lambda unit: unit.tickets.call(ticket.id, 3, at=now, boottime=1.0, boot_id="b"))


def test_a_closed_ticket_keeps_no_link_to_the_member(
    store: SqliteStore, members: list[int], take: Taker, now: datetime
) -> None:
    ticket = take(members[0], tags=frozenset({"accessible"}))
    store.write(lambda unit: unit.tickets.call(ticket.id, 3, at=now, boottime=1.0, boot_id="b"))
    for end in (TicketEnd.NO_ANSWER, TicketEnd.LEFT):
        store.write(partial(_close_ticket, ticket_id=ticket.id, end=end, at=now + timedelta(minutes=5)))
    assert _open(store) == ()
    assert _rows(store, "SELECT member_id, workstation, suits, tags, category, end FROM ticket") == [
        (None, None, "", "", "adult", "no-answer")
    ]
    take(members[0], token=b"another")


def _close_ticket(unit: UnitOfWork, *, ticket_id: int, end: TicketEnd, at: datetime) -> None:
    unit.tickets.close(ticket_id, end, at)


def test_a_printed_code_finds_the_ticket_or_its_day(
    store: SqliteStore, members: list[int], take: Taker, now: datetime
) -> None:
    ticket = take(members[0], token=b"paper")
    assert store.read(lambda unit: unit.tickets.by_token(b"paper")) == ticket
    store.write(lambda unit: unit.tickets.close(ticket.id, TicketEnd.SERVED, now))
    assert store.read(lambda unit: unit.tickets.by_token(b"paper")) == DAY
    assert store.read(lambda unit: unit.tickets.by_token(b"none")) is None


def test_reservations_by_their_start_and_one_each(store: SqliteStore, members: list[int], now: datetime) -> None:
    def reserve(unit: UnitOfWork, member: int, hours: int, seconds: float = 3600.0) -> Reservation:
        return unit.reservations.add(
            member_id=member, workstation=3, starts_at=now + timedelta(hours=hours), seconds=seconds, by_staff=1, at=now
        )

    late = store.write(partial(reserve, member=members[0], hours=3))
    soon = store.write(partial(reserve, member=members[1], hours=1))
    assert store.read(lambda unit: unit.room()).reservations == (soon, late)
    assert (soon.member_number, soon.starts_at) == (12, now + timedelta(hours=1))
    with pytest.raises(AlreadyKept):
        store.write(partial(reserve, member=members[0], hours=5))
    with pytest.raises(LookupError):
        store.write(partial(reserve, member=99, hours=5))
    with pytest.raises(ValueError, match="some time"):
        store.write(partial(reserve, member=members[2], hours=5, seconds=0.0))
    for end in (ReservationEnd.USED, ReservationEnd.CANCELLED):
        store.write(partial(_close_reservation, reservation_id=soon.id, end=end, at=now))
    assert store.read(lambda unit: unit.reservations.planned()) == (late,)
    assert _rows(store, f"SELECT end FROM reservation WHERE id = {soon.id}") == [("used",)]
    store.write(partial(reserve, member=members[1], hours=4))


def _close_reservation(unit: UnitOfWork, *, reservation_id: int, end: ReservationEnd, at: datetime) -> None:
    unit.reservations.close(reservation_id, end, at)


def test_a_reservation_needs_a_colleague_who_exists(store: SqliteStore, members: list[int], now: datetime) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        store.write(
            lambda unit: unit.reservations.add(
                member_id=members[0], workstation=3, starts_at=now, seconds=60.0, by_staff=99, at=now
            )
        )


def test_a_guest_is_a_member_for_one_day_whom_no_card_number_finds(store: SqliteStore, now: datetime) -> None:
    def add(unit: UnitOfWork, token: bytes) -> GuestTicket:
        return unit.guests.add(token=token, category="guest", local_date=DAY, by_staff=None, at=now)

    first, second = store.write(partial(add, token=b"one")), store.write(partial(add, token=b"two"))
    guest, other = store.read(lambda unit: [unit.members.get(t.member_id) for t in (first, second)])
    assert guest is not None
    assert other is not None
    assert (guest.number, other.number, guest.category, guest.is_guest) == (
        GUEST_NUMBERS,
        GUEST_NUMBERS + 1,
        "guest",
        True,
    )
    assert store.read(lambda unit: unit.members.by_number(GUEST_NUMBERS)) is None
    with pytest.raises(ValueError, match="guests"):
        store.write(lambda unit: unit.members.add(number=GUEST_NUMBERS + 7, category="adult", at=now))
    assert store.read(lambda unit: unit.guests.by_token(b"one")) == first == GuestTicket(guest.id, DAY)
    assert store.read(lambda unit: unit.guests.by_token(b"three")) is None
    assert store.read(lambda unit: unit.guests.of_member(99)) is None
    for minutes in (1, 2):
        store.write(partial(_use, member_id=guest.id, at=now + timedelta(minutes=minutes)))
    used = store.read(lambda unit: unit.guests.of_member(guest.id))
    assert used == replace(first, used_at=now + timedelta(minutes=1))
    with pytest.raises(ValueError, match="before"):
        store.write(partial(add, token=b"one"))
    assert b"one" not in {row[0] for row in _rows(store, "SELECT token_sha256 FROM guest_ticket")}


def _use(unit: UnitOfWork, *, member_id: int, at: datetime) -> None:
    unit.guests.use(member_id, at)


def test_the_newest_early_closing_counts(store: SqliteStore, members: list[int], now: datetime) -> None:
    assert members
    assert store.read(lambda unit: unit.early_closings.current()) is None

    def set_(unit: UnitOfWork, day: int, hours: int) -> None:
        at = now + timedelta(days=day, hours=hours)
        unit.early_closings.set(EarlyClosing(DAY + timedelta(days=day), at), by_staff=1, at=now)

    for day, hours in ((1, 6), (0, 7), (1, 5)):
        store.write(partial(set_, day=day, hours=hours))
    tomorrow = EarlyClosing(DAY + timedelta(days=1), now + timedelta(days=1, hours=5))
    assert store.read(lambda unit: unit.early_closings.current()) == tomorrow
    store.write(lambda unit: unit.early_closings.clear(tomorrow.local_date))
    store.write(lambda unit: unit.early_closings.clear(tomorrow.local_date))
    assert store.read(lambda unit: unit.room()).early_closing == EarlyClosing(DAY, now + timedelta(hours=7))
