"""Keys in files: what is read, what is refused with a sentence, and that no kiosk needs the private half."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed448, rsa, x25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cards import Issuer, KeyRing, KeyRingError, SignedCard
from kiosk.models import CardType

NETWORK = 75042
PASSPHRASE = "trois tilleuls, une borne"


def test_a_key_ring_comes_back_from_its_file(card_desk) -> None:
    second = replace(card_desk.key, kid=2, not_after=date(2030, 1, 1), types=frozenset({CardType.STAFF}))
    ring = KeyRing(NETWORK, [second, card_desk.key])
    again = KeyRing.from_json(ring.to_json())
    assert (again.issuer, dict(again.keys)) == (NETWORK, {1: card_desk.key, 2: second})
    assert again.to_json() == ring.to_json()
    assert isinstance(again.verify(card_desk.card()), SignedCard)


def test_an_empty_key_ring_is_legal_and_trusts_nobody(card_desk) -> None:
    ring = KeyRing.from_json(KeyRing(NETWORK, []).to_json())
    assert not isinstance(ring.verify(card_desk.card()), SignedCard)


def test_the_key_ring_file_holds_nothing_secret(card_desk) -> None:
    assert card_desk.private.private_bytes_raw().hex() not in card_desk.ring.to_json()


def _without(name: str) -> Callable[[dict[str, Any]], object]:
    return lambda ring: {**ring, "keys": [{k: v for k, v in ring["keys"][0].items() if k != name}]}


def _with(name: str, value: object) -> Callable[[dict[str, Any]], object]:
    return lambda ring: {**ring, "keys": [{**ring["keys"][0], name: value}]}


@pytest.mark.parametrize(
    "spoil",
    [
        *(pytest.param(_without(name), id=f"without {name}") for name in ("kid", "public", "not_before", "types")),
        pytest.param(_with("public", "00" * 31), id="short key"),
        pytest.param(_with("public", "00" * 33), id="long key"),
        pytest.param(_with("public", "xy" * 32), id="not hex"),
        pytest.param(_with("public", None), id="no key"),
        pytest.param(_with("kid", "first"), id="a name for a number"),
        pytest.param(_with("kid", None), id="no number"),
        pytest.param(_with("kid", float("inf")), id="an infinite number"),
        pytest.param(_with("not_before", "1.1.2026"), id="a date in another order"),
        pytest.param(_with("not_after", 20261231), id="a date as a number"),
        pytest.param(_with("types", ["visitor"]), id="an unknown type"),
        pytest.param(_with("types", 1), id="a type as a number"),
        pytest.param(_with("types", [1]), id="types as numbers"),
        pytest.param(lambda ring: {"keys": ring["keys"]}, id="no issuer"),
        pytest.param(lambda ring: {**ring, "issuer": "x"}, id="an issuer in words"),
        pytest.param(lambda ring: {"issuer": 1}, id="no keys"),
        pytest.param(lambda ring: {**ring, "keys": None}, id="keys are null"),
        pytest.param(lambda ring: {**ring, "keys": ["key"]}, id="a key as a word"),
        pytest.param(lambda ring: {**ring, "keys": {"1": ring["keys"][0]}}, id="keys by name"),
        pytest.param(lambda ring: {**ring, "keys": ring["keys"] * 2}, id="the same id twice"),
        pytest.param(lambda ring: [ring], id="a list"),
        pytest.param(lambda ring: None, id="null"),
        pytest.param(lambda ring: 42, id="a number"),
    ],
)
def test_a_broken_key_ring_is_refused_with_a_sentence(card_desk, spoil: Callable[[dict[str, Any]], object]) -> None:
    text = json.dumps(spoil(json.loads(card_desk.ring.to_json())))
    with pytest.raises(KeyRingError, match="card desk"):
        KeyRing.from_json(text)


@pytest.mark.parametrize("text", ["", "{", "not json", "\ufeff{}", "[" * 100_000, "\0", "NaN"])
def test_a_file_that_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(KeyRingError, match="card desk"):
        KeyRing.from_json(text)


@given(st.data())
def test_a_cut_or_changed_file_never_raises_anything_else(card_desk, data: st.DataObject) -> None:
    text = card_desk.ring.to_json()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    with contextlib.suppress(KeyRingError):
        KeyRing.from_json(text[:start] + data.draw(st.text(max_size=5)) + text[end:])


# ------------------------------------------------------------------------------------- private keys


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE, "clé n° 7 – été"])
def test_a_private_key_comes_back_from_its_file(card_desk, passphrase: str | None) -> None:
    pem = card_desk.issuer.to_pem(passphrase)
    again = Issuer.from_pem(NETWORK, 1, pem, passphrase)
    assert again.is_key(card_desk.key)
    assert isinstance(
        card_desk.ring.verify(again.sign_card(CardType.MEMBER, bytes(8), date(2026, 2, 1), date(2027, 2, 1))),
        SignedCard,
    )


def test_a_passphrase_hides_the_key(card_desk) -> None:
    assert b"ENCRYPTED" in card_desk.issuer.to_pem(PASSPHRASE)
    assert b"ENCRYPTED" not in card_desk.issuer.to_pem()


@pytest.mark.parametrize(
    ("written", "read"),
    [(PASSPHRASE, None), (PASSPHRASE, "un tilleul"), (PASSPHRASE, ""), (None, PASSPHRASE)],
    ids=["missing", "wrong", "empty", "one too many"],
)
def test_the_wrong_passphrase_is_refused(card_desk, written: str | None, read: str | None) -> None:
    with pytest.raises(KeyRingError, match="private key") as caught:
        Issuer.from_pem(NETWORK, 1, card_desk.issuer.to_pem(written), read)
    assert PASSPHRASE not in str(caught.value)


@pytest.mark.parametrize(
    "private",
    [
        ec.generate_private_key(ec.SECP256R1()),
        x25519.X25519PrivateKey.generate(),
        ed448.Ed448PrivateKey.generate(),
        rsa.generate_private_key(65537, 1024),
    ],
    ids=["elliptic curve", "X25519", "Ed448", "RSA"],
)
def test_a_key_of_another_kind_is_refused(private) -> None:
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with pytest.raises(KeyRingError, match="Ed25519"):
        Issuer.from_pem(NETWORK, 1, pem)


def test_a_file_that_holds_no_private_key_is_refused(card_desk) -> None:
    public = card_desk.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    pem = card_desk.issuer.to_pem()
    for content in (b"", b"hello", public, pem[:60], pem.replace(b"M", b"N", 1), card_desk.ring.to_json().encode()):
        with pytest.raises(KeyRingError, match="private key"):
            Issuer.from_pem(NETWORK, 1, content)


def test_two_new_keys_are_different() -> None:
    one, other = Issuer.generate(NETWORK, 1), Issuer.generate(NETWORK, 1)
    key = one.public_key(date(2026, 1, 1), date(2027, 1, 1))
    assert one.is_key(key)
    assert not other.is_key(key)
