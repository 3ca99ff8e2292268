"""The signed card: layout, signing, verification and the numbered revocation list. Pure: bytes in, values out.

Layout (84 bytes, big endian; docs/devices.md, "Signed cards"):

    version u8 = 1 | key id u8 | flags u8 | type u8 | card id 8 random bytes
    | issued u16 | expires u16 (days since 1970-01-01) | issuer u32 | Ed25519 signature 64

The signature is over a domain string and the 20 bytes before it. The code on the card is `VST1:` and the base45 of
the whole, 131 characters of the QR alphanumeric set: version 6 at level M. No personal data is on it.

A card can be copied (a photograph suffices), but not made: what a copy can do is bounded by the reception rules
(one open session per member, staff cards need a PIN).
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import base45
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from kiosk.models import CardType
from kiosk.rules.refusals import Reason

PREFIX = "VST1:"
VERSION = 1
DOMAIN = b"VESTIBULE-CARD-V1\0"
HEADER = struct.Struct(">BBBB8sHHI")
SIGNATURE_BYTES = 64
CARD_BYTES = HEADER.size + SIGNATURE_BYTES
MAX_CODE = 512
DAY_ZERO = date(1970, 1, 1)
LAST_DAY = 0xFFFF
"""2149-06-06, the last date that fits on a card, in days since 1970-01-01."""

SLIP_PREFIX = "VSR1:"
SLIP_TOKEN_BYTES = 12

REVOCATION_DOMAIN = b"VESTIBULE-REVOCATIONS-V1\0"
REVOCATION_MAGIC = b"VSTX"
REVOCATION_HEADER = struct.Struct(">4sBBIIHI")
CARD_ID_BYTES = 8

_ALPHABET = re.compile(r"[0-9A-Z $%*+\-./:]+\Z")


@dataclass(frozen=True, slots=True)
class SignedCard:
    """What a card says, once its signature is known to be good."""

    kid: int
    type: CardType
    card_id: bytes
    issued_on: date
    expires_on: date
    issuer: int
    flags: int = 0


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that cards of this network may be signed with, from `not_before` to `not_after` (dates of issue)."""

    kid: int
    public: bytes
    not_before: date
    not_after: date
    types: frozenset[CardType] = frozenset(CardType)


class KeyRingError(ValueError):
    """A key ring or key file is not what it should be; the text says what to do."""


class KeyRing:
    """The public keys that a kiosk trusts, by key id. Kiosks hold public keys only."""

    def __init__(self, issuer: int, keys: Iterable[PublicKey]) -> None:
        self.issuer = issuer
        self.keys: Mapping[int, PublicKey] = {key.kid: key for key in keys}
        self._verifiers = {kid: Ed25519PublicKey.from_public_bytes(key.public) for kid, key in self.keys.items()}

    def verify(self, code: str) -> SignedCard | Reason:
        """What the code says, or the first reason to refuse it: unreadable, other network, bad signature.

        Never raises, whatever the code. Expiry and revocation are questions for reception, not for the card.
        """
        raw = decode(code)
        if raw is None:
            return Reason.UNREADABLE
        version, kid, flags, type_, card_id, issued, expires, issuer = HEADER.unpack_from(raw)
        if version != VERSION:
            return Reason.UNREADABLE
        key = self.keys.get(kid)
        if issuer != self.issuer or key is None:
            return Reason.OTHER_NETWORK
        try:
            self._verifiers[kid].verify(raw[HEADER.size :], DOMAIN + raw[: HEADER.size])
        except InvalidSignature:
            return Reason.BAD_SIGNATURE
        issued_on = DAY_ZERO + timedelta(days=issued)
        try:
            card_type = CardType(type_)
        except ValueError:
            return Reason.UNREADABLE
        if not key.not_before <= issued_on <= key.not_after or card_type not in key.types:
            return Reason.BAD_SIGNATURE
        return SignedCard(kid, card_type, card_id, issued_on, DAY_ZERO + timedelta(days=expires), issuer, flags)

    def verify_revocations(self, raw: bytes) -> tuple[int, tuple[bytes, ...]]:
        """(sequence, card ids) of a signed list. Raises KeyRingError when it is not a good list of this network."""
        wrong = KeyRingError("this is not a revocation list of this network; fetch it again from the card desk")
        if len(raw) < REVOCATION_HEADER.size + SIGNATURE_BYTES:
            raise wrong
        magic, version, kid, issuer, sequence, _issued, count = REVOCATION_HEADER.unpack_from(raw)
        body, signature = raw[:-SIGNATURE_BYTES], raw[-SIGNATURE_BYTES:]
        expected = REVOCATION_HEADER.size + count * CARD_ID_BYTES
        if magic != REVOCATION_MAGIC or version != VERSION or len(body) != expected:
            raise wrong
        if issuer != self.issuer or kid not in self._verifiers:
            raise wrong
        try:
            self._verifiers[kid].verify(signature, REVOCATION_DOMAIN + body)
        except InvalidSignature:
            raise wrong from None
        ids = body[REVOCATION_HEADER.size :]
        return sequence, tuple(ids[i : i + CARD_ID_BYTES] for i in range(0, len(ids), CARD_ID_BYTES))

    def to_json(self) -> str:
        """The key ring file: public keys only, so that it may be copied freely."""
        keys = [
            {
                "kid": key.kid,
                "public": key.public.hex(),
                "not_before": key.not_before.isoformat(),
                "not_after": key.not_after.isoformat(),
                "types": sorted(t.name.lower() for t in key.types),
            }
            for key in sorted(self.keys.values(), key=lambda key: key.kid)
        ]
        return json.dumps({"issuer": self.issuer, "keys": keys}, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> KeyRing:
        """Raises KeyRingError when the text is not a key ring."""
        try:
            content = json.loads(text)
            keys = [
                PublicKey(
                    int(key["kid"]),
                    bytes.fromhex(key["public"]),
                    date.fromisoformat(key["not_before"]),
                    date.fromisoformat(key["not_after"]),
                    frozenset(CardType[name.upper()] for name in key["types"]),
                )
                for key in content["keys"]
            ]
            if len({key.kid for key in keys}) < len(keys):
                raise ValueError("two keys have the same id")
            return cls(int(content["issuer"]), keys)
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
            raise KeyRingError(f"the key ring cannot be read ({error}); copy it again from the card desk") from None


class Issuer:
    """The desk that signs cards. It holds the private key; a kiosk in normal use never does."""

    def __init__(self, issuer: int, kid: int, private: Ed25519PrivateKey) -> None:
        self.issuer = issuer
        self.kid = kid
        self._private = private

    @classmethod
    def generate(cls, issuer: int, kid: int) -> Issuer:
        """A new key."""
        return cls(issuer, kid, Ed25519PrivateKey.generate())

    @classmethod
    def from_pem(cls, issuer: int, kid: int, pem: bytes, passphrase: str | None = None) -> Issuer:
        """Raises KeyRingError when the file is no Ed25519 private key or the passphrase is wrong or missing."""
        try:
            private = load_pem_private_key(pem, passphrase.encode() if passphrase else None)
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise KeyRingError(f"the private key cannot be opened: {error}") from None
        if not isinstance(private, Ed25519PrivateKey):
            raise KeyRingError("the private key is not an Ed25519 key; make one with `vestibule key new`")
        return cls(issuer, kid, private)

    def to_pem(self, passphrase: str | None = None) -> bytes:
        """PKCS #8, encrypted when a passphrase is given."""
        encryption: KeySerializationEncryption = NoEncryption()
        if passphrase:
            encryption = BestAvailableEncryption(passphrase.encode())
        return self._private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)

    def public_key(self, not_before: date, not_after: date) -> PublicKey:
        """The public half, for the key ring."""
        return PublicKey(self.kid, self._private.public_key().public_bytes_raw(), not_before, not_after)

    def is_key(self, key: PublicKey) -> bool:
        """Whether `key` is the public half of this key."""
        return self._private.public_key().public_bytes_raw() == key.public

    def sign_card(self, type_: CardType, card_id: bytes, issued_on: date, expires_on: date, flags: int = 0) -> str:
        """The code to print on a card. Raises ValueError for a card id that is not 8 bytes, or for
        dates that are reversed or do not fit on a card (1970-01-01 to 2149-06-06)."""
        if len(card_id) != CARD_ID_BYTES or not 0 <= days(issued_on) <= days(expires_on) <= LAST_DAY:
            raise ValueError("a card needs an id of 8 bytes and an expiry between its issue and 2149-06-06")
        header = HEADER.pack(VERSION, self.kid, flags, type_, card_id, days(issued_on), days(expires_on), self.issuer)
        raw = header + self._private.sign(DOMAIN + header)
        return PREFIX + str(base45.b45encode(raw), "ascii")

    def sign_revocations(self, sequence: int, card_ids: Iterable[bytes], issued_on: date) -> bytes:
        """A whole revocation list, in the order of the ids; kiosks refuse one with an older sequence."""
        ids = sorted(set(card_ids))
        body = REVOCATION_HEADER.pack(
            REVOCATION_MAGIC, VERSION, self.kid, self.issuer, sequence, days(issued_on), len(ids)
        ) + b"".join(ids)
        return body + self._private.sign(REVOCATION_DOMAIN + body)


def days(day: date) -> int:
    """Days since 1970-01-01, as on the card."""
    return (day - DAY_ZERO).days


def decode(code: str) -> bytes | None:
    """The 84 bytes of a card code, or None for anything else. Never raises."""
    if len(code) > MAX_CODE or not code.isascii():
        return None
    code = code.strip("\r\n").upper()
    if not code.startswith(PREFIX) or not _ALPHABET.match(code):
        return None
    try:
        raw: bytes = base45.b45decode(code.removeprefix(PREFIX))
    except ValueError:
        return None
    return raw if len(raw) == CARD_BYTES else None


def slip_code(token: bytes) -> str:
    """The code on a receipt, a waiting ticket or a guest ticket: a random token that means nothing by itself."""
    return SLIP_PREFIX + str(base45.b45encode(token), "ascii")


def slip_token(code: str) -> bytes | None:
    """The token of a slip's code, or None for anything else. Never raises."""
    if len(code) > MAX_CODE or not code.isascii():
        return None
    code = code.strip("\r\n").upper()
    if not code.startswith(SLIP_PREFIX) or not _ALPHABET.match(code):
        return None
    try:
        raw: bytes = base45.b45decode(code.removeprefix(SLIP_PREFIX))
    except ValueError:
        return None
    return raw if len(raw) == SLIP_TOKEN_BYTES else None
