"""The sample site, read once, and a card desk whose key comes from a fixed seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

import base45
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck
from hypothesis import settings as profile

from config import load, sample_path
from config.settings import Settings
from kiosk.cards import DOMAIN, HEADER, PREFIX, VERSION, Issuer, KeyRing, PublicKey, days
from kiosk.models import CardType
from kiosk.site import Site

# A busy machine is no failure.
profile.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
profile.load_profile("patient")

NETWORK = 75042
ISSUED, EXPIRES = date(2026, 1, 15), date(2027, 1, 15)
CARD_ID = bytes(range(8))


@pytest.fixture(scope="session")
def settings() -> Settings:
    return load(sample_path())


@pytest.fixture(scope="session")
def site(settings: Settings) -> Site:
    return Site(settings)


@pytest.fixture(scope="session")
def paris() -> ZoneInfo:
    return ZoneInfo("Europe/Paris")


def _as_code(raw: bytes) -> str:
    return PREFIX + str(base45.b45encode(raw), "ascii")


@dataclass(frozen=True)
class CardDesk:
    """Signs genuine cards, and anything else that a test wants to see under a genuine signature."""

    private: Ed25519PrivateKey
    issuer: Issuer
    key: PublicKey

    @property
    def ring(self) -> KeyRing:
        return KeyRing(NETWORK, [self.key])

    def card(self, type_: CardType = CardType.MEMBER, issued: date = ISSUED, expires: date = EXPIRES) -> str:
        return self.issuer.sign_card(type_, CARD_ID, issued, expires)

    def any_card(self, *, version: int = VERSION, kid: int = 1, type_: int = 1, network: int = NETWORK) -> str:
        header = HEADER.pack(version, kid, 0, type_, CARD_ID, days(ISSUED), days(EXPIRES), network)
        return _as_code(header + self.private.sign(DOMAIN + header))


@pytest.fixture(scope="session")
def card_desk() -> CardDesk:
    private = Ed25519PrivateKey.from_private_bytes(b"a seed for the tests only, 32 by")
    issuer = Issuer(NETWORK, 1, private)
    return CardDesk(private, issuer, issuer.public_key(date(2026, 1, 1), date(2026, 12, 31)))


@pytest.fixture(scope="session")
def as_code() -> Callable[[bytes], str]:
    """The code of a card with these bytes."""
    return _as_code
