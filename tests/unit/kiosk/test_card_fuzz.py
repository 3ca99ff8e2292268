"""Whatever a reader delivers: verifying never raises, and nothing but a genuine card verifies.

20,000 mutated cards in an ordinary run; `VESTIBULE_FUZZ=1000000` for a long one.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.cards import CARD_BYTES, MAX_CODE, PREFIX, decode
from kiosk.models import CardType
from kiosk.rules.refusals import Reason

ROUNDS = int(os.environ.get("VESTIBULE_FUZZ", "20000"))
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
REASONS = {Reason.UNREADABLE, Reason.OTHER_NETWORK, Reason.BAD_SIGNATURE}


@given(st.text(max_size=2 * MAX_CODE))
@example("\ud800")
@example(PREFIX + "\ud800")
@example("\x00" * MAX_CODE)
def test_no_text_raises_and_none_verifies(card_desk, text: str) -> None:
    for code in (text, PREFIX + text, text + card_desk.card()[len(text) :]):
        answer = card_desk.ring.verify(code)
        assert answer in REASONS or code.strip("\r\n").upper() == card_desk.card()


@given(st.text(ALPHABET, min_size=126, max_size=126))
def test_no_code_of_the_right_shape_verifies(card_desk, body: str) -> None:
    assert card_desk.ring.verify(PREFIX + body) in REASONS


@given(st.binary(min_size=CARD_BYTES, max_size=CARD_BYTES))
def test_no_bytes_of_the_right_length_verify(card_desk, as_code: Callable[[bytes], str], raw: bytes) -> None:
    assert decode(as_code(raw)) == raw
    assert card_desk.ring.verify(as_code(raw)) in REASONS


@given(st.binary(min_size=64, max_size=64))
def test_no_signature_fits_a_genuine_header_by_accident(
    card_desk, as_code: Callable[[bytes], str], signature: bytes
) -> None:
    genuine = decode(card_desk.card())
    assert genuine is not None
    assert card_desk.ring.verify(as_code(genuine[:-64] + signature)) is Reason.BAD_SIGNATURE


def _mutated(chance: random.Random, code: str, other: str) -> str:
    """A genuine code after one to four accidents."""
    text = list(code)
    for _ in range(chance.randint(1, 4)):
        here = chance.randrange(len(text)) if text else 0
        match chance.randrange(8):
            case 0 | 1:
                text[here : here + 1] = chance.choice(ALPHABET)
            case 2:
                del text[here : here + chance.randint(1, 5)]
            case 3:
                text.insert(here, chance.choice(ALPHABET))
            case 4:
                text[here : here + 1] = chr(chance.randrange(0x110000))
            case 5:
                text[here:] = other[here:]
            case 6:
                text[here : here + 2] = reversed(text[here : here + 2])
            case _:
                there = chance.randrange(len(text)) if text else 0
                text[here:here] = text[there : there + chance.randint(1, 20)]
    return "".join(text)


def _flipped(chance: random.Random, code: str, as_code: Callable[[bytes], str]) -> str:
    """A genuine code with one to four bytes changed, encoded as a card again."""
    raw = bytearray(decode(code) or b"")
    for place in chance.sample(range(CARD_BYTES), chance.randint(1, 4)):
        raw[place] ^= chance.randint(1, 255)
    return as_code(bytes(raw))


def test_mutated_cards_are_refused(card_desk, as_code: Callable[[bytes], str]) -> None:
    """Every second one is changed as text (splices of two genuine cards among them), the others as bytes."""
    seed = int(os.environ.get("VESTIBULE_FUZZ_SEED", "20261116"))
    chance, ring = random.Random(seed), card_desk.ring
    genuine = [
        card_desk.issuer.sign_card(CardType.MEMBER, bytes([number] * 8), date(2026, 1, 15), date(2027, 1, 15))
        for number in range(8)
    ]
    unchanged = 0
    for i in range(ROUNDS):
        one, other = chance.sample(genuine, 2)
        code = _mutated(chance, one, other) if i % 2 else _flipped(chance, one, as_code)
        if code.strip("\r\n").upper() in genuine:
            unchanged += 1
            continue
        answer = ring.verify(code)
        assert answer in REASONS, f"seed {seed}, round {i}: {code!r}"
    assert unchanged < ROUNDS / 10, "the mutations hardly change anything"
