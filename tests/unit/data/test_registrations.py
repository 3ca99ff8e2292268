"""Registrations for workshops: what goes in comes out, and what is over keeps its member for a month at most."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from data.database import connect_reading
from data.store import SqliteStore
from kiosk.models import Registration, RegistrationState
from kiosk.ports import AlreadyKept, UnitOfWork

REGISTERED, WAITING, PRESENT = (
    RegistrationState.REGISTERED,
    RegistrationState.WAITING,
    RegistrationState.PRESENT,
)


@pytest.fixture
def members(store: SqliteStore, now: datetime) -> list[int]:
    def add(unit: UnitOfWork) -> list[int]:
        return [unit.members.add(number=n, category="adult", at=now).id for n in (11, 12, 13)]

    return store.write(add)


Time = tuple[str, datetime]


def workshop(now: datetime, uid: str = "photos") -> Time:
    """One time of a workshop."""
    return uid, now + timedelta(hours=2)


def add(store: SqliteStore, there: Time, member: int, now: datetime, state: RegistrationState) -> Registration:
    uid, starts = there

    def work(unit: UnitOfWork) -> Registration:
        return unit.registrations.add(
            uid=uid, starts_at=starts, local_date=starts.date(), member_id=member, state=state, at=now
        )

    return store.write(work)


def rows(store: SqliteStore, sql: str) -> list[tuple[Any, ...]]:
    with closing(connect_reading(store.path)) as connection:
        return connection.execute(sql).fetchall()


def opened(store: SqliteStore) -> tuple[Registration, ...]:
    return store.read(lambda unit: unit.registrations.open())


def test_they_stand_in_the_order_they_were_asked_for(store: SqliteStore, members: list[int], now: datetime) -> None:
    there = workshop(now)
    first = add(store, there, members[2], now, REGISTERED)
    second = add(store, there, members[0], now, WAITING)
    assert (first.order, second.order) == (1.0, 2.0)
    store.close()
    again = SqliteStore(store.path, kiosk="k1", ballast_bytes=0)
    assert opened(again) == (first, second)
    assert again.read(lambda unit: unit.room()).registrations == (first, second)
    again.close()


def test_a_member_is_once_in_a_list_and_may_be_in_another(
    store: SqliteStore, members: list[int], now: datetime
) -> None:
    add(store, workshop(now), members[0], now, REGISTERED)
    with pytest.raises(AlreadyKept):
        add(store, workshop(now), members[0], now, WAITING)
    with pytest.raises(LookupError):
        add(store, workshop(now), 99, now, WAITING)
    assert add(store, workshop(now, "cv"), members[0], now, WAITING).order == 1.0


def test_presence_is_dated_and_stays_when_it_is_closed(store: SqliteStore, members: list[int], now: datetime) -> None:
    made = add(store, workshop(now), members[0], now, REGISTERED)
    change = partial(_change, registration=made, state=PRESENT, at=now)
    assert store.write(change).state is PRESENT
    assert opened(store)[0].state is PRESENT
    for _ in range(2):
        store.write(partial(_close, registration=made, state=PRESENT, at=now))
    assert opened(store) == ()
    assert rows(store, "SELECT state, present_us = asked_us, member_id FROM workshop_registration") == [
        ("present", 1, members[0])
    ]
    with pytest.raises(LookupError):
        store.write(change)


@pytest.mark.parametrize("state", [RegistrationState.CANCELLED, RegistrationState.UNSERVED])
def test_what_was_given_back_or_in_vain_keeps_no_member(
    store: SqliteStore, members: list[int], now: datetime, state: RegistrationState
) -> None:
    made = add(store, workshop(now), members[0], now, WAITING)
    store.write(partial(_close, registration=made, state=state, at=now))
    assert rows(store, "SELECT state, member_id FROM workshop_registration") == [(state.value, None)]
    add(store, workshop(now), members[0], now, WAITING)


def test_who_came_is_forgotten_after_the_given_instant(store: SqliteStore, members: list[int], now: datetime) -> None:
    there = workshop(now)
    for member, state in ((members[0], PRESENT), (members[1], RegistrationState.ABSENT)):
        made = add(store, there, member, now, REGISTERED)
        if state is PRESENT:
            store.write(partial(_change, registration=made, state=PRESENT, at=now))
        store.write(partial(_close, registration=made, state=state, at=now))
    still_open = add(store, there, members[2], now, REGISTERED)
    assert store.write(lambda unit: unit.registrations.unlink(there[1])) == 0
    assert store.write(lambda unit: unit.registrations.unlink(there[1] + timedelta(seconds=1))) == 2
    assert rows(store, "SELECT state, member_id FROM workshop_registration ORDER BY id") == [
        ("present", None),
        ("absent", None),
        ("registered", still_open.member_id),
    ]


def test_an_erased_member_is_in_no_list(store: SqliteStore, members: list[int], now: datetime) -> None:
    made = add(store, workshop(now), members[0], now, REGISTERED)
    store.write(partial(_change, registration=made, state=PRESENT, at=now))
    store.write(partial(_close, registration=made, state=PRESENT, at=now))
    add(store, workshop(now, "cv"), members[0], now, PRESENT)
    other = add(store, workshop(now, "cv"), members[1], now, WAITING)
    store.erase_member(members[0], now)
    assert opened(store) == (other,)
    assert rows(store, "SELECT state, member_id FROM workshop_registration ORDER BY id") == [
        ("present", None),
        ("cancelled", None),
        ("waiting", members[1]),
    ]


def _change(unit: UnitOfWork, *, registration: Registration, state: RegistrationState, at: datetime) -> Registration:
    return unit.registrations.change(registration.id, state, at)


def _close(unit: UnitOfWork, *, registration: Registration, state: RegistrationState, at: datetime) -> None:
    unit.registrations.close(registration.id, state, at)
