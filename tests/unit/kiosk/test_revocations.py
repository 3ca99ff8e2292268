"""The signed list of revoked cards: whole, numbered, of this network, or refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cards import REVOCATION_HEADER, SIGNATURE_BYTES, Issuer, KeyRing, KeyRingError

NETWORK = 75042
TODAY = date(2026, 11, 16)
IDS = (b"card-001", b"card-002", b"card-003")


@given(st.integers(0, 2**32 - 1), st.lists(st.binary(min_size=8, max_size=8), max_size=20))
def test_a_list_comes_back_sorted_and_without_doubles(card_desk, sequence: int, ids: list[bytes]) -> None:
    raw = card_desk.issuer.sign_revocations(sequence, ids, TODAY)
    assert card_desk.ring.verify_revocations(raw) == (sequence, tuple(sorted(set(ids))))


def test_the_same_cards_in_another_order_are_the_same_list(card_desk) -> None:
    one = card_desk.issuer.sign_revocations(7, IDS, TODAY)
    assert card_desk.issuer.sign_revocations(7, (*reversed(IDS), IDS[0]), TODAY) == one


def test_an_older_list_is_recognised_by_its_number(card_desk) -> None:
    """Both verify; the store takes over a greater number only."""
    older = card_desk.ring.verify_revocations(card_desk.issuer.sign_revocations(6, IDS, TODAY))
    newer = card_desk.ring.verify_revocations(card_desk.issuer.sign_revocations(7, IDS[:1], TODAY))
    assert older[0] < newer[0]


def refused(ring: KeyRing, raw: bytes) -> bool:
    try:
        ring.verify_revocations(raw)
    except KeyRingError:
        return True
    return False


def test_every_flipped_bit_is_refused(card_desk) -> None:
    ring, raw = card_desk.ring, card_desk.issuer.sign_revocations(7, IDS, TODAY)
    for bit in range(len(raw) * 8):
        flipped = bytearray(raw)
        flipped[bit // 8] ^= 1 << bit % 8
        assert refused(ring, bytes(flipped)), f"bit {bit}"


def test_every_cut_is_refused(card_desk) -> None:
    raw = card_desk.issuer.sign_revocations(7, IDS, TODAY)
    assert not refused(card_desk.ring, raw)
    assert all(refused(card_desk.ring, raw[:end]) for end in range(len(raw)))
    assert refused(card_desk.ring, raw + b"\0")
    assert refused(card_desk.ring, raw + raw)


def test_a_card_left_out_with_the_count_put_right_is_refused(card_desk) -> None:
    raw = card_desk.issuer.sign_revocations(7, IDS, TODAY)
    fields = list(REVOCATION_HEADER.unpack_from(raw))
    fields[-1] -= 1
    shorter = REVOCATION_HEADER.pack(*fields) + raw[REVOCATION_HEADER.size + 8 : -SIGNATURE_BYTES]
    assert refused(card_desk.ring, shorter + raw[-SIGNATURE_BYTES:])


@pytest.mark.parametrize(("network", "kid"), [(NETWORK + 1, 1), (NETWORK, 2)], ids=["another network", "unknown key"])
def test_a_list_of_somebody_else_is_refused(card_desk, network: int, kid: int) -> None:
    assert refused(card_desk.ring, Issuer(network, kid, card_desk.private).sign_revocations(7, IDS, TODAY))


def test_a_list_under_our_numbers_with_another_key_is_refused(card_desk) -> None:
    assert refused(card_desk.ring, Issuer.generate(NETWORK, 1).sign_revocations(7, IDS, TODAY))


def test_a_card_is_no_list(card_desk) -> None:
    with pytest.raises(KeyRingError, match="fetch it again from the card desk"):
        card_desk.ring.verify_revocations(card_desk.card().encode())


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_else(card_desk, raw: bytes) -> None:
    assert refused(card_desk.ring, raw)
