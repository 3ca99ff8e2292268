"""Cards that zint draws and zxing-cpp reads: neither the picture nor its reading is ours, only what is on the card."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from devices.readers.framing import text_of
from kiosk.cards import Issuer, KeyRing, SignedCard, slip_code, slip_token
from kiosk.identifiers import identifier_of, linked_barcode
from kiosk.models import CardType

ISSUED, EXPIRES = date(2026, 1, 5), date(2027, 1, 4)
NETWORK = 7


def read_back(symbology: str, data: str, folder: Path, *options: str) -> str:
    """Draw a code, and what a reader in serial mode would deliver of it."""
    if shutil.which("zint") is None:
        pytest.skip("zint is not installed")
    picture = folder / "card.png"
    command = ["zint", "-b", symbology, "-d", data, "-o", str(picture), "--scale", "3", "--quietzones", *options]
    subprocess.run(command, check=True)
    with Image.open(picture) as image:
        found = zxingcpp.read_barcode(image)
    assert found is not None, "no code on the picture"
    text = text_of(found.symbology_identifier.encode() + bytes(found.bytes))
    assert text is not None
    return text


@pytest.mark.parametrize("level", ["1", "2", "3", "4"])
@pytest.mark.parametrize("type_", list(CardType))
def test_a_signed_card_verifies(type_: CardType, level: str, tmp_path: Path) -> None:
    issuer = Issuer.generate(NETWORK, 1)
    ring = KeyRing(NETWORK, [issuer.public_key(ISSUED, EXPIRES)])
    code = issuer.sign_card(type_, bytes(range(8)), ISSUED, EXPIRES)
    read = read_back("QRCODE", code, tmp_path, f"--secure={level}")
    assert read == code
    card = ring.verify(read)
    assert isinstance(card, SignedCard)
    assert (card.type, card.card_id) == (type_, bytes(range(8)))


def test_a_card_is_as_small_as_the_page_says(tmp_path: Path) -> None:
    """docs/devices.md, "Signed cards": QR version 6 at level M, 41 modules."""
    code = Issuer.generate(NETWORK, 1).sign_card(CardType.MEMBER, bytes(8), ISSUED, EXPIRES)
    read_back("QRCODE", code, tmp_path, "--secure=2")
    quiet, modules, scale = 4, 41, 3
    with Image.open(tmp_path / "card.png") as picture:
        assert picture.width == (modules + 2 * quiet) * scale * 2


def test_the_code_of_a_slip(tmp_path: Path) -> None:
    token = bytes(range(12))
    assert slip_token(read_back("QRCODE", slip_code(token), tmp_path)) == token


@pytest.mark.parametrize(
    ("symbology", "data", "printed"),
    [
        ("CODE39", "BM0012345", "BM0012345"),
        ("EANX", "3274080005003", "3274080005003"),
        ("CODE128", "29876001234567", "29876001234567"),
        ("CODABAR", "A29876001234567B", "29876001234567"),
    ],
)
def test_a_library_card_is_the_one_that_was_linked_by_its_number(
    symbology: str, data: str, printed: str, tmp_path: Path
) -> None:
    found = identifier_of(read_back(symbology, data, tmp_path))
    assert found is not None
    assert linked_barcode(printed) in found.digests
