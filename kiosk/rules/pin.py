"""PINs of staff: six digits, kept as scrypt, three tries (docs/security.md, "Staff")."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import os
from dataclasses import dataclass
from datetime import datetime, timedelta

from config.settings import StaffAccess
from kiosk.models import Staff

DIGITS = 6
COST = 2**15
BLOCK_SIZE = 8
PARALLEL = 1
MEMORY = 64 * 1024 * 1024


def hash_pin(pin: str, salt: bytes | None = None) -> str:
    """`scrypt$N$r$p$salt$key` in hex; about a tenth of a second on a small PC. Run it outside a transaction."""
    salt = os.urandom(16) if salt is None else salt
    key = hashlib.scrypt(pin.encode(), salt=salt, n=COST, r=BLOCK_SIZE, p=PARALLEL, maxmem=MEMORY, dklen=32)
    return f"scrypt${COST}${BLOCK_SIZE}${PARALLEL}${salt.hex()}${key.hex()}"


def matches(pin: str, pin_hash: str) -> bool:
    """Whether the PIN is the one that was hashed; compares in constant time. A foreign hash never matches."""
    try:
        scheme, n, r, p, salt, key = pin_hash.split("$")
        if scheme != "scrypt":
            return False
        found = hashlib.scrypt(
            pin.encode(), salt=bytes.fromhex(salt), n=int(n), r=int(r), p=int(p), maxmem=MEMORY, dklen=32
        )
        return hmac.compare_digest(found, bytes.fromhex(key))
    except (ValueError, TypeError, OverflowError):  # the last two are scrypt's for numbers that are none of its own
        return False


def is_acceptable(pin: str) -> bool:
    """Six digits that nobody guesses at first: not all the same, no counting up or down, no repeated pair."""
    if len(pin) != DIGITS or not (pin.isascii() and pin.isdigit()):
        return False
    steps = {int(b) - int(a) for a, b in itertools.pairwise(pin)}
    return steps not in ({0}, {1}, {-1}) and pin != pin[:2] * 3


def blocked_until(staff: Staff, access: StaffAccess, now: datetime) -> datetime | None:
    """The end of the pause after too many wrong PINs, None when there is none; a clock that was set back cannot
    stretch it."""
    until = staff.blocked_until
    if until is None or not timedelta(0) < until - now <= timedelta(seconds=access.pin_block_seconds):
        return None
    return until


@dataclass(frozen=True, slots=True)
class AfterWrongPin:
    """What a wrong PIN leads to: tries left (0 when blocked) and until when the pad is blocked (or None)."""

    failed: int
    left: int
    blocked_until: datetime | None


def after_wrong(staff: Staff, access: StaffAccess, now: datetime) -> AfterWrongPin:
    """Count a wrong PIN; the last allowed one blocks the card for the site's pause, restart or not."""
    failed = staff.failed_tries + 1
    if failed >= access.pin_tries:
        return AfterWrongPin(0, 0, now + timedelta(seconds=access.pin_block_seconds))
    return AfterWrongPin(failed, access.pin_tries - failed, None)
