"""People, cards, signatures, workstations, calls, throttle: what goes in comes out."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

import pytest

from data.store import SqliteStore
from data.writer import Kind
from kiosk.models import Card, CardType, Member, OutOfService, Preferences, Staff, Stroke
from kiosk.ports import Store, UnitOfWork

STROKES = (Stroke(((0.1, 0.2, 0), (0.3, 0.25, 16))), Stroke(((0.5, 0.5, 300),)))
CARD = b"\x01" * 8
OTHER = b"\x02" * 8


def _member(store: Store, now: datetime, number: int = 12) -> Member:
    return store.write(lambda unit: unit.members.add(number=number, category="adult", at=now))


def _keep(unit: UnitOfWork, *, member_id: int, preferences: Preferences | None, at: datetime) -> None:
    unit.members.keep_preferences(member_id, preferences, at)


def _take_over(unit: UnitOfWork, *, sequence: int, at: datetime) -> None:
    unit.cards.take_over_revocations(sequence, [], at)


def test_a_member_with_everything(store: SqliteStore, now: datetime) -> None:
    added = store.write(
        lambda unit: unit.members.add(
            number=12,
            category="youth",
            at=now,
            first_name="Zoé",
            birth_year=2012,
            needs=frozenset({"wheelchair", "large-screen"}),
            guardian_agreed=True,
        )
    )
    assert store.read(lambda unit: unit.members.get(added.id)) == added
    assert store.read(lambda unit: unit.members.by_number(12)) == added
    assert (added.first_name, added.needs) == ("Zoé", frozenset({"wheelchair", "large-screen"}))


def test_a_pseudonymous_member(store: SqliteStore, now: datetime) -> None:
    added = _member(store, now)
    assert store.read(lambda unit: unit.members.get(added.id)) == Member(added.id, 12, "adult")
    assert store.read(lambda unit: unit.members.by_number(13)) is None
    assert store.read(lambda unit: unit.members.get(99)) is None


def test_a_member_number_is_given_once(store: SqliteStore, now: datetime) -> None:
    _member(store, now)
    with pytest.raises(ValueError, match="12"):
        _member(store, now)


def test_a_suspension_is_set_and_lifted(store: SqliteStore, now: datetime) -> None:
    member = _member(store, now)
    until = date(2026, 12, 24)
    store.write(lambda unit: unit.members.suspend(member.id, until))
    suspended = store.read(lambda unit: unit.members.get(member.id))
    assert suspended is not None
    assert suspended.suspended_until == until
    store.write(lambda unit: unit.members.suspend(member.id, None))
    assert store.read(lambda unit: unit.members.get(member.id)) == member


def test_a_guardian_agrees_and_a_member_changes_category(store: SqliteStore, now: datetime) -> None:
    member = _member(store, now)
    store.write(lambda unit: unit.members.agree(member.id))
    store.write(lambda unit: unit.members.move(member.id, "senior"))
    assert store.read(lambda unit: unit.members.get(member.id)) == replace(
        member, guardian_agreed=True, category="senior"
    )


def test_preferences_are_kept_replaced_and_forgotten(store: SqliteStore, now: datetime) -> None:
    member = _member(store, now)
    for wanted in (Preferences("ar", "dark", 3, audio=True), Preferences("fr", "light", 1), None):
        store.write(partial(_keep, member_id=member.id, preferences=wanted, at=now))
        assert store.read(lambda unit: unit.members.by_number(12)) == replace(member, preferences=wanted)
    for wrong in (Preferences("fr", "light", 4), Preferences("fr", "blue", 1), Preferences("", "dark", 1)):
        with pytest.raises(ValueError, match="preference"):
            store.write(partial(_keep, member_id=member.id, preferences=wrong, at=now))
    with pytest.raises(ValueError, match="unknown"):
        store.write(partial(_keep, member_id=99, preferences=Preferences("fr", "dark", 1), at=now))


def test_erasing_forgets_the_preferences(store: SqliteStore, now: datetime) -> None:
    member = _member(store, now)
    store.write(partial(_keep, member_id=member.id, preferences=Preferences("fr", "dark", 2), at=now))
    assert store.erase_member(member.id, now)
    assert store.read(lambda unit: unit.members.get(member.id)) == member


def test_cards_of_members_and_staff(store: SqliteStore, now: datetime) -> None:
    member = _member(store, now)
    person = store.write(lambda unit: unit.staff.add(number=1, name="Samia", at=now))
    first = Card(CARD, CardType.MEMBER, member.id, date(2026, 1, 5), date(2027, 1, 4))
    badge = Card(OTHER, CardType.STAFF, person.id, date(2026, 1, 5), date(2026, 4, 4))
    store.write(lambda unit: unit.cards.add(first))
    store.write(lambda unit: unit.cards.add(badge))
    assert store.read(lambda unit: unit.cards.get(CARD)) == first
    assert store.read(lambda unit: unit.cards.get(b"\x03" * 8)) is None
    assert store.read(lambda unit: unit.cards.of_member(member.id)) == (first,)
    assert store.read(lambda unit: unit.cards.of_staff(person.id)) == (badge,)
    with pytest.raises(ValueError, match="issued"):
        store.write(lambda unit: unit.cards.add(first))
    with pytest.raises(ValueError, match="holder"):
        store.write(
            lambda unit: unit.cards.add(Card(b"\x09" * 8, CardType.MEMBER, 99, date(2026, 1, 5), date(2027, 1, 4)))
        )


def test_a_revoked_card_stays_revoked_since_the_first_time(store: SqliteStore, now: datetime) -> None:
    member = _member(store, now)
    card = Card(CARD, CardType.MEMBER, member.id, date(2026, 1, 5), date(2027, 1, 4))
    store.write(lambda unit: unit.cards.add(card))
    assert not store.read(lambda unit: unit.cards.is_revoked(CARD))
    store.write(lambda unit: unit.cards.revoke(CARD, now))
    store.write(lambda unit: unit.cards.revoke(CARD, now + timedelta(days=1)))
    assert store.read(lambda unit: unit.cards.is_revoked(CARD))
    revoked = store.read(lambda unit: unit.cards.get(CARD))
    assert revoked is not None
    assert revoked.revoked_at == now


def test_a_newer_list_replaces_the_older_but_not_what_was_revoked_here(store: SqliteStore, now: datetime) -> None:
    elsewhere = b"\x07" * 8
    store.write(lambda unit: unit.cards.revoke(elsewhere, now))
    assert store.read(lambda unit: unit.cards.revocation_sequence()) == 0
    store.write(lambda unit: unit.cards.take_over_revocations(4, [CARD, OTHER, elsewhere], now))
    assert store.read(lambda unit: unit.cards.is_revoked(OTHER))
    store.write(lambda unit: unit.cards.take_over_revocations(5, [CARD], now))
    revoked = store.read(lambda unit: [unit.cards.is_revoked(c) for c in (CARD, OTHER, elsewhere)])
    assert revoked == [True, False, True]
    assert store.read(lambda unit: unit.cards.revocation_sequence()) == 5
    for sequence in (5, 4):
        with pytest.raises(ValueError, match="newer"):
            store.write(partial(_take_over, sequence=sequence, at=now))


def test_a_signature_is_sealed_and_hashed(store: SqliteStore, now: datetime) -> None:
    member = _member(store, now)
    assert store.read(lambda unit: unit.signatures.signed_version(member.id)) is None

    def sign(unit: UnitOfWork) -> list[str]:
        return [
            unit.signatures.add(
                member_id=member.id,
                version=version,
                sha256="a" * 64,
                language="fr",
                at=now,
                strokes=STROKES,
                guardian=version == "2026-2",
            )
            for version in ("2026-1", "2026-2")
        ]

    seals = store.write(sign)
    assert store.read(lambda unit: unit.signatures.signed_version(member.id)) == "2026-2"
    assert store.read(lambda unit: unit.signatures.is_by_guardian(member.id))
    assert not store.read(lambda unit: unit.signatures.is_by_guardian(99))
    plain = store._writer.do(Kind.READ, lambda unit: unit.signatures.strokes_of(2))
    assert plain == b"[[[0.1,0.2,0],[0.3,0.25,16]],[[0.5,0.5,300]]]"
    assert seals == [hashlib.sha256(plain).hexdigest()] * 2
    assert plain not in store.path.read_bytes()


def test_staff_pins_and_tries(store: SqliteStore, now: datetime) -> None:
    person = store.write(lambda unit: unit.staff.add(number=3, name="Samia", at=now))
    assert person == Staff(person.id, 3, "Samia")
    blocked = now + timedelta(minutes=15)
    store.write(lambda unit: unit.staff.record_tries(person.id, 5, blocked))
    assert store.read(lambda unit: unit.staff.get(person.id)) == Staff(person.id, 3, "Samia", None, 5, blocked)
    store.write(lambda unit: unit.staff.set_pin(person.id, "scrypt$…"))
    assert store.read(lambda unit: unit.staff.by_number(3)) == Staff(person.id, 3, "Samia", "scrypt$…")
    assert store.read(lambda unit: unit.staff.get(9)) is None
    assert store.read(lambda unit: unit.staff.by_number(9)) is None
    with pytest.raises(ValueError, match="3"):
        store.write(lambda unit: unit.staff.add(number=3, name="Karim", at=now))


def test_the_room_shows_what_is_out_and_who_calls(store: SqliteStore, now: datetime) -> None:
    def change(unit: UnitOfWork) -> None:
        unit.workstations.take_out(9, now)
        unit.workstations.take_out(9, now + timedelta(hours=1))
        unit.workstations.take_out(2, now)
        unit.help_calls.add(now, 7)
        unit.help_calls.mark_coming(unit.help_calls.add(now, None).id, now)

    store.write(change)
    room = store.read(lambda unit: unit.room())
    assert room.out_of_service == (OutOfService(2, now), OutOfService(9, now))
    assert [(call.workstation, call.coming) for call in room.help_calls] == [(7, False), (None, True)]

    def change_back(unit: UnitOfWork) -> None:
        unit.workstations.put_back(9)
        unit.help_calls.close_all(now)

    store.write(change_back)
    room = store.read(lambda unit: unit.room())
    assert room.out_of_service == (OutOfService(2, now),)
    assert room.help_calls == ()


def test_the_throttle_survives_a_restart(store: SqliteStore, now: datetime) -> None:
    assert store.read(lambda unit: unit.throttle.load("reader")) == ((), 0, None)
    until = now + timedelta(seconds=10)
    store.write(lambda unit: unit.throttle.save("reader", [now, until], 1, None))
    store.write(lambda unit: unit.throttle.save("reader", [now], 2, until))
    store.close()
    again = SqliteStore(store.path, kiosk="k1", ballast_bytes=0)
    assert again.read(lambda unit: unit.throttle.load("reader")) == ((now,), 2, until)
    again.close()
