"""The signed card: what verifies, what does not, and why; and that a phone-sized code still decodes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import base45
import pytest
import qrcode
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kiosk.cards import (
    CARD_BYTES,
    HEADER,
    MAX_CODE,
    PREFIX,
    SLIP_TOKEN_BYTES,
    Issuer,
    KeyRing,
    SignedCard,
    decode,
    slip_code,
    slip_token,
)
from kiosk.models import CardType
from kiosk.rules.refusals import Reason

NETWORK = 75042
ISSUED, EXPIRES = date(2026, 1, 15), date(2027, 1, 15)
CARD_ID = bytes(range(8))
LAST = date(2149, 6, 6)


@pytest.mark.parametrize("type_", CardType)
def test_a_genuine_card_says_what_was_signed(card_desk, type_: CardType) -> None:
    assert card_desk.ring.verify(card_desk.card(type_)) == SignedCard(1, type_, CARD_ID, ISSUED, EXPIRES, NETWORK)


@given(
    type_=st.sampled_from(CardType),
    card_id=st.binary(min_size=8, max_size=8),
    issued=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    expires=st.dates(date(2026, 12, 31), LAST),
    flags=st.integers(0, 255),
)
def test_every_card_comes_back_whole(
    card_desk, type_: CardType, card_id: bytes, issued: date, expires: date, flags: int
) -> None:
    code = card_desk.issuer.sign_card(type_, card_id, issued, expires, flags)
    assert card_desk.ring.verify(code) == SignedCard(1, type_, card_id, issued, expires, NETWORK, flags)


@pytest.mark.parametrize(
    ("card_id", "issued", "expires"),
    [
        pytest.param(b"1234567", ISSUED, EXPIRES, id="short id"),
        pytest.param(b"123456789", ISSUED, EXPIRES, id="long id"),
        pytest.param(CARD_ID, EXPIRES, ISSUED, id="reversed dates"),
        pytest.param(CARD_ID, date(1969, 12, 31), EXPIRES, id="before 1970"),
        pytest.param(CARD_ID, ISSUED, date(2149, 6, 7), id="after the last day that fits"),
    ],
)
def test_a_card_that_cannot_be_is_not_signed(card_desk, card_id: bytes, issued: date, expires: date) -> None:
    with pytest.raises(ValueError, match="card"):
        card_desk.issuer.sign_card(CardType.MEMBER, card_id, issued, expires)


Change = Callable[[str], str]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(str.lower, id="a scanner set to lower case"),
        pytest.param(str.swapcase, id="a scanner with caps lock"),
        pytest.param(lambda code: code + "\r\n", id="line end after it"),
        pytest.param(lambda code: "\n" + code, id="line end before it"),
    ],
)
def test_what_a_scanner_does_to_a_card_is_forgiven(card_desk, change: Change) -> None:
    assert isinstance(card_desk.ring.verify(change(card_desk.card())), SignedCard)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda code: "", id="nothing"),
        pytest.param(lambda code: PREFIX, id="prefix only"),
        pytest.param(lambda code: code.removeprefix(PREFIX), id="without the prefix"),
        pytest.param(lambda code: code.replace("VST1", "VST2"), id="another prefix"),
        pytest.param(lambda code: code.replace("VST1", "VSR1"), id="a receipt's prefix"),
        pytest.param(lambda code: code[:-1], id="one character less"),
        pytest.param(lambda code: code[:-3], id="one group less"),
        pytest.param(lambda code: code[: len(code) // 2], id="half of it"),
        pytest.param(lambda code: code + "0", id="one character more"),
        pytest.param(lambda code: code + "000", id="one group more"),
        pytest.param(lambda code: code + code, id="twice"),
        pytest.param(lambda code: " " + code, id="a space before it"),
        pytest.param(lambda code: code[:20] + "\t" + code[21:], id="a tab within"),
        pytest.param(lambda code: code[:20] + "\0" + code[21:], id="a zero byte within"),
        pytest.param(lambda code: code[:20] + "\n" + code[20:], id="a line end within"),
        pytest.param(lambda code: code[:20] + "\x1b[2J" + code[20:], id="a terminal command within"),
        pytest.param(lambda code: code[:20] + "_" + code[21:], id="a character of no alphabet"),
        pytest.param(lambda code: code.replace("V", "Ｖ", 1), id="a full-width letter"),
        pytest.param(lambda code: code.replace("S", "ſ", 1), id="a letter whose capital is S"),
        pytest.param(lambda code: PREFIX + ":::" * 42, id="groups beyond two bytes"),
        pytest.param(lambda code: code + " " * MAX_CODE, id="oversized"),
        pytest.param(lambda code: "A" * 1_000_000, id="a megabyte"),
    ],
)
def test_anything_else_is_unreadable(card_desk, change: Change) -> None:
    assert card_desk.ring.verify(change(card_desk.card())) is Reason.UNREADABLE


def test_every_flipped_bit_is_refused(card_desk, as_code: Callable[[bytes], str]) -> None:
    ring, raw = card_desk.ring, decode(card_desk.card())
    assert raw is not None
    found = set()
    for bit in range(CARD_BYTES * 8):
        flipped = bytearray(raw)
        flipped[bit // 8] ^= 1 << bit % 8
        answer = ring.verify(as_code(bytes(flipped)))
        assert isinstance(answer, Reason), f"bit {bit}"
        found.add(answer)
    assert found == {Reason.UNREADABLE, Reason.OTHER_NETWORK, Reason.BAD_SIGNATURE}


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        pytest.param({}, None, id="genuine"),
        pytest.param({"version": 2}, Reason.UNREADABLE, id="a version of the future"),
        pytest.param({"network": NETWORK + 1}, Reason.OTHER_NETWORK, id="another network"),
        pytest.param({"kid": 2}, Reason.OTHER_NETWORK, id="a key that is not in the ring"),
        pytest.param({"type_": 0}, Reason.UNREADABLE, id="no type"),
        pytest.param({"type_": 3}, Reason.UNREADABLE, id="a type of the future"),
    ],
)
def test_a_genuine_signature_is_not_enough(card_desk, fields: dict[str, int], reason: Reason | None) -> None:
    answer = card_desk.ring.verify(card_desk.any_card(**fields))
    assert (answer if isinstance(answer, Reason) else None) == reason


@pytest.mark.parametrize(
    ("issued", "good"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_a_key_signs_within_its_dates_only(card_desk, issued: date, good: bool) -> None:
    answer = card_desk.ring.verify(card_desk.card(issued=issued, expires=date(2028, 1, 1)))
    assert isinstance(answer, SignedCard) if good else answer is Reason.BAD_SIGNATURE


def test_a_key_signs_its_types_only(card_desk) -> None:
    ring = KeyRing(NETWORK, [replace(card_desk.key, types=frozenset({CardType.MEMBER}))])
    assert isinstance(ring.verify(card_desk.card(CardType.MEMBER)), SignedCard)
    assert ring.verify(card_desk.card(CardType.STAFF)) is Reason.BAD_SIGNATURE


def test_a_key_of_somebody_else_under_our_numbers_is_refused(card_desk) -> None:
    forged = Issuer.generate(NETWORK, 1).sign_card(CardType.STAFF, CARD_ID, ISSUED, EXPIRES)
    assert card_desk.ring.verify(forged) is Reason.BAD_SIGNATURE


def test_an_expired_card_is_genuine_still(card_desk) -> None:
    """Expiry is a question for reception, which answers it with the date."""
    card = card_desk.ring.verify(card_desk.card(issued=ISSUED, expires=ISSUED))
    assert isinstance(card, SignedCard)
    assert card.expires_on == ISSUED


def test_a_card_has_131_characters_of_the_small_alphabet(card_desk) -> None:
    code = card_desk.card()
    assert len(code) == 131
    assert set(code) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    assert HEADER.size == 20


def test_the_printed_code_is_version_6_and_decodes(card_desk) -> None:
    code = card_desk.card()
    qr = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4)
    qr.add_data(code)
    qr.make(fit=True)
    assert qr.version == 6
    matrix = qr.get_matrix()
    picture = Image.new("L", (len(matrix), len(matrix)))
    picture.putdata([0 if dark else 255 for row in matrix for dark in row])
    found = zxingcpp.read_barcodes(picture.resize((len(matrix) * 4,) * 2, Image.Resampling.NEAREST))
    assert [result.text for result in found] == [code]
    assert isinstance(card_desk.ring.verify(found[0].text), SignedCard)


# ----------------------------------------------------------------------------------------- receipts

TOKENS = st.binary(min_size=SLIP_TOKEN_BYTES, max_size=SLIP_TOKEN_BYTES)


@given(TOKENS)
def test_a_receipt_gives_its_token_back_and_is_no_card(card_desk, token: bytes) -> None:
    code = slip_code(token)
    assert slip_token(code) == slip_token(code.lower() + "\r") == token
    assert card_desk.ring.verify(code) is Reason.UNREADABLE


@given(st.binary(max_size=40).filter(lambda token: len(token) != SLIP_TOKEN_BYTES))
def test_a_token_of_another_length_is_none(token: bytes) -> None:
    assert slip_token(slip_code(token)) is None


@given(st.text())
def test_no_text_becomes_a_token_by_accident(text: str) -> None:
    token = slip_token(text)
    assert token is None or slip_code(token) == text.strip("\r\n").upper()


def test_a_card_is_no_receipt(card_desk) -> None:
    assert slip_token(card_desk.card()) is None
    assert slip_token("VSR1:" + str(base45.b45encode(bytes(84)), "ascii")) is None
