"""The card desk: issuing a card and revoking what a person holds. Signing is the desk's own affair (`kiosk.cards`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.clock import Moment
from kiosk.identifiers import Medium
from kiosk.models import Card, CardType
from kiosk.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Revoked:
    """How many cards were revoked, and the next revocation list: its number and every card id on it."""

    count: int
    sequence: int
    card_ids: tuple[bytes, ...]


def cards_of(uow: UnitOfWork, type_: CardType, holder: int) -> tuple[Card, ...]:
    """The valid cards of a person, oldest first."""
    cards = uow.cards.of_member(holder) if type_ is CardType.MEMBER else uow.cards.of_staff(holder)
    return tuple(card for card in cards if card.revoked_at is None)


def issue(uow: UnitOfWork, moment: Moment, card: Card) -> None:
    """Take a new card into the store; a former card of the same person is revoked in the same transaction."""
    for former in cards_of(uow, card.type, card.holder):
        _revoke(uow, moment, former)
    uow.cards.add(card)
    body = {"card": card.card_id.hex(), "type": card.type.name.lower(), "holder": card.holder}
    uow.journal.add("card.issued", moment.utc, body)


def revoke_all(uow: UnitOfWork, moment: Moment, type_: CardType, holder: int, listed: Sequence[bytes]) -> Revoked:
    """Revoke what a person holds and number the next list, which adds their cards to those `listed` before."""
    valid = cards_of(uow, type_, holder)
    for card in valid:
        _revoke(uow, moment, card)
    sequence = uow.cards.revocation_sequence() + 1
    ids = tuple(sorted({*listed, *(card.card_id for card in valid)}))
    uow.cards.take_over_revocations(sequence, ids, moment.utc)
    return Revoked(len(valid), sequence, ids)


def link(uow: UnitOfWork, moment: Moment, medium: Medium, digest: bytes, member_id: int) -> None:
    """Another card is to identify a member. Raises ValueError when it is somebody's already."""
    uow.identifiers.link(medium, digest, member_id, moment.utc)
    uow.journal.add("card.linked", moment.utc, {"member": member_id, "kind": medium.value})


def unlink(uow: UnitOfWork, moment: Moment, member_id: int) -> int:
    """Other cards no longer identify a member. Returns how many did."""
    count = uow.identifiers.unlink(member_id)
    if count:
        uow.journal.add("card.unlinked", moment.utc, {"member": member_id, "count": count})
    return count


def _revoke(uow: UnitOfWork, moment: Moment, card: Card) -> None:
    uow.cards.revoke(card.card_id, moment.utc)
    uow.journal.add("card.revoked", moment.utc, {"card": card.card_id.hex()})
