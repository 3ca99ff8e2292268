"""Issuing cards and revoking them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.models import CardType
from kiosk.reception import card_desk
from kiosk.reception.card_desk import Revoked
from kiosk.reception.outcomes import Arrived
from kiosk.rules.refusals import Reason, Refused
from tests.factories import Scene


def test_a_new_card_replaces_the_one_before(scene: Scene) -> None:
    carried = scene.member()
    code, card = scene.card(CardType.MEMBER, carried.member.id)
    assert scene.reception.arrive(carried.code) == Refused(Reason.REVOKED)
    assert isinstance(scene.reception.arrive(code), Arrived)
    valid = scene.store.read(lambda uow: card_desk.cards_of(uow, CardType.MEMBER, carried.member.id))
    assert valid == (card,)


def test_a_staff_card_and_a_member_card_of_the_same_number_are_apart(scene: Scene) -> None:
    carried, colleague = scene.member(), scene.colleague()
    assert carried.member.id == colleague.staff.id
    for type_, card in ((CardType.MEMBER, carried.card), (CardType.STAFF, colleague.card)):
        holder = carried.member.id
        assert scene.store.read(lambda uow, t=type_, h=holder: card_desk.cards_of(uow, t, h)) == (card,)  # type: ignore[misc]


def test_revoking_adds_to_the_list_and_numbers_it(scene: Scene) -> None:
    carried, colleague = scene.member(), scene.colleague()
    now = scene.reception.moment()
    listed = [b"LOSTLONG"]
    first = scene.store.write(lambda uow: card_desk.revoke_all(uow, now, CardType.MEMBER, carried.member.id, listed))
    assert first == Revoked(1, 1, tuple(sorted([b"LOSTLONG", carried.card.card_id])))
    second = scene.store.write(
        lambda uow: card_desk.revoke_all(uow, now, CardType.STAFF, colleague.staff.id, first.card_ids)
    )
    assert (second.count, second.sequence, len(second.card_ids)) == (1, 2, 3)
    for code in (carried.code, colleague.code):
        assert scene.reception.arrive(code) == Refused(Reason.REVOKED)


def test_revoking_somebody_without_a_card_revokes_nothing(scene: Scene) -> None:
    now = scene.reception.moment()
    revoked = scene.store.write(lambda uow: card_desk.revoke_all(uow, now, CardType.MEMBER, 99, []))
    assert revoked == Revoked(0, 1, ())


def test_a_card_that_is_refused_revokes_nothing(scene: Scene) -> None:
    """The former card goes with the new one, in one transaction, or not at all."""
    carried = scene.member()
    twice = replace(carried.card)
    with pytest.raises(ValueError, match="card"):
        scene.store.write(lambda uow: card_desk.issue(uow, scene.reception.moment(), twice))
    assert isinstance(scene.reception.arrive(carried.code), Arrived)
