"""PINs of staff: hashed slowly, three tries, and a pause that a clock cannot stretch."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.settings import StaffAccess
from kiosk.clock import utc
from kiosk.models import Staff
from kiosk.rules.pin import AfterWrongPin, after_wrong, blocked_until, hash_pin, is_acceptable, matches

NOW = utc(2026, 11, 16, 14)
ACCESS = StaffAccess(pin_tries=3, pin_block_seconds=300, idle_seconds=120)
STAFF = Staff(1, 1, "Karim")
PIN = "482913"


@pytest.fixture(scope="module")
def hashed() -> str:
    return hash_pin(PIN)


def test_the_right_pin_opens_and_a_wrong_one_does_not(hashed: str) -> None:
    assert matches(PIN, hashed)
    assert not matches("482914", hashed)


def test_a_hash_holds_neither_the_pin_nor_the_same_salt_twice(hashed: str) -> None:
    again = hash_pin(PIN)
    assert PIN not in hashed
    assert hashed.split("$")[:4] == again.split("$")[:4] == ["scrypt", "32768", "8", "1"]
    assert hashed.split("$")[4] != again.split("$")[4]
    assert matches(PIN, again)


def test_the_salt_decides_about_the_hash() -> None:
    assert hash_pin(PIN, b"salt" * 4) == hash_pin(PIN, b"salt" * 4) != hash_pin(PIN, b"pepp" * 4)


@pytest.mark.parametrize(
    "foreign",
    [
        "",
        PIN,
        "$$$$$",
        "scrypt$32768$8$1$zz$00",
        "scrypt$32768$8$1$00",
        "scrypt$3$8$1$00$00",
        "scrypt$-2$8$1$00$00",
        "scrypt$99999999999999999999$8$1$00$00",
        "scrypt$1048576$8$1$00$00",
        "scrypt$many$8$1$00$00",
        "argon2$32768$8$1$00$00",
        "scrypt$32768$8$1$00$é",
    ],
)
def test_a_foreign_hash_matches_nothing(foreign: str) -> None:
    assert not matches(PIN, foreign)


NUMBERS = st.sampled_from([-(2**70), -1, 0, 1, 2, 3, 2**31, 2**32, 2**63, 2**64, 2**70]).map(str)


@given(st.one_of(st.text(max_size=40), NUMBERS), st.integers(0, 5))
def test_a_damaged_hash_never_raises(junk: str, part: int) -> None:
    parts = ["scrypt", "2", "1", "1", "00", "00"]
    parts[part] = junk
    assert not matches(PIN, "$".join(parts))


@pytest.mark.parametrize("pin", [PIN, "000001", "112233", "135791", "121213", "120120", "987653"])
def test_pins_that_will_do(pin: str) -> None:
    assert is_acceptable(pin)


@pytest.mark.parametrize(
    "pin",
    [
        *("000000", "999999", "123456", "456789", "654321", "543210", "121212", "909090"),
        *("", "12345", "1234567", "48291a", " 48291", "4829 3"),
        *("٤٨٢٩١٣", "４８２９１３", "²²²²²²"),
    ],
)
def test_pins_that_are_guessed_at_first_or_are_no_six_digits(pin: str) -> None:
    assert not is_acceptable(pin)


def test_three_wrong_pins_pause_the_card() -> None:
    first = after_wrong(STAFF, ACCESS, NOW)
    second = after_wrong(replace(STAFF, failed_tries=first.failed), ACCESS, NOW)
    third = after_wrong(replace(STAFF, failed_tries=second.failed), ACCESS, NOW)
    assert (first, second) == (AfterWrongPin(1, 2, None), AfterWrongPin(2, 1, None))
    assert third == AfterWrongPin(0, 0, NOW + timedelta(minutes=5))


def test_fewer_tries_in_the_settings_pause_at_once() -> None:
    assert after_wrong(replace(STAFF, failed_tries=2), replace(ACCESS, pin_tries=1), NOW).left == 0


@pytest.mark.parametrize(
    ("until", "blocked"),
    [
        pytest.param(None, False, id="never"),
        pytest.param(NOW - timedelta(seconds=1), False, id="over"),
        pytest.param(NOW, False, id="over just now"),
        pytest.param(NOW + timedelta(microseconds=1), True, id="the last moment"),
        pytest.param(NOW + timedelta(seconds=300), True, id="just begun"),
        pytest.param(NOW + timedelta(seconds=301), False, id="longer than any pause: the clock was set back"),
        pytest.param(NOW + timedelta(days=365), False, id="a year ahead"),
    ],
)
def test_a_pause_ends_and_no_clock_stretches_it(until: datetime | None, blocked: bool) -> None:
    assert blocked_until(replace(STAFF, blocked_until=until), ACCESS, NOW) == (until if blocked else None)
