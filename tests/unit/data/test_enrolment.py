"""Numbers, names and slips of those who enrol at the kiosk."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from data.database import connect_reading
from data.exports.facts import other_facts
from data.exports.week import Week
from data.members import LAST_NUMBER
from data.store import SqliteStore
from kiosk.models import GuestTicket, Member
from kiosk.ports import UnitOfWork

DAY = date(2026, 11, 16)


def add(unit: UnitOfWork, at: datetime, number: int, first: str | None = None, family: str | None = None) -> Member:
    return unit.members.add(number=number, category="adult", at=at, first_name=first, family_name=family)


def next_number(unit: UnitOfWork) -> int:
    return unit.members.next_number()


def test_the_next_number_follows_the_highest_and_passes_over_guests(store: SqliteStore, now: datetime) -> None:
    assert store.read(next_number) == 1
    store.write(lambda unit: add(unit, now, 431))
    store.write(lambda unit: unit.guests.add(token=b"g", category="guest", local_date=DAY, by_staff=None, at=now))
    assert store.read(next_number) == 432


def test_after_the_last_number_the_first_gap_is_used(store: SqliteStore, now: datetime) -> None:
    for number in (1, 2, 4, LAST_NUMBER):
        store.write(partial(add, at=now, number=number))
    assert store.read(next_number) == 3


def test_first_name_and_name_are_sealed_together_and_read_apart(store: SqliteStore, now: datetime) -> None:
    member = store.write(lambda unit: add(unit, now, 7, "Amina", "Ben Ali"))
    assert member.first_name == "Amina"
    found = store.read(lambda unit: unit.members.get(member.id))
    assert found is not None
    assert found.first_name == "Amina"
    assert store.read(lambda unit: unit.members.family_name(member.id)) == "Ben Ali"
    store.clear_log()
    assert b"Ben Ali" not in store.path.read_bytes()


def test_a_member_without_a_name_has_none(store: SqliteStore, now: datetime) -> None:
    first_only = store.write(lambda unit: add(unit, now, 7, "Amina"))
    nameless = store.write(lambda unit: add(unit, now, 8))
    names = store.read(lambda unit: [unit.members.family_name(m) for m in (first_only.id, nameless.id, 99)])
    assert names == [None, None, None]


def test_erasing_forgets_the_name_too(store: SqliteStore, now: datetime) -> None:
    member = store.write(lambda unit: add(unit, now, 7, "Amina", "Ben Ali"))
    store.erase_member(member.id, now)
    assert store.read(lambda unit: unit.members.family_name(member.id)) is None


def test_a_new_slip_replaces_the_one_before(store: SqliteStore, now: datetime) -> None:
    member = store.write(lambda unit: add(unit, now, 7))
    tomorrow = DAY + timedelta(days=1)
    store.write(lambda unit: unit.guests.lend(member.id, token=b"one", local_date=DAY, at=now))
    store.write(lambda unit: unit.guests.lend(member.id, token=b"two", local_date=tomorrow, at=now))
    assert store.read(lambda unit: unit.guests.by_token(b"one")) is None
    assert store.read(lambda unit: unit.guests.by_token(b"two")) == GuestTicket(member.id, tomorrow)


def test_a_slip_is_for_a_member_and_has_a_code_of_its_own(store: SqliteStore, now: datetime) -> None:
    one, two = (store.write(partial(add, at=now, number=number)) for number in (7, 8))
    store.write(lambda unit: unit.guests.lend(one.id, token=b"one", local_date=DAY, at=now))
    for member_id in (two.id, 99):
        with pytest.raises(ValueError, match="before"):
            store.write(
                lambda unit, member_id=member_id: unit.guests.lend(member_id, token=b"one", local_date=DAY, at=now)  # type: ignore[misc]
            )


def test_a_slip_makes_no_guest_of_its_member_in_the_figures(store: SqliteStore, now: datetime) -> None:
    member = store.write(lambda unit: add(unit, now, 7))
    store.write(lambda unit: unit.guests.lend(member.id, token=b"one", local_date=DAY, at=now))
    store.write(lambda unit: unit.guests.add(token=b"two", category="guest", local_date=DAY, by_staff=None, at=now))
    zone = ZoneInfo("Europe/Paris")
    with closing(connect_reading(store.path)) as connection:
        facts = other_facts(connection, Week.parse("2026-W47", zone), zone)
    assert facts[DAY].guests == 1
