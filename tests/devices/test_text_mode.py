"""Receipts as text."""

from __future__ import annotations

from typing import Any

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from config.kinds.printing import CHARACTER_SETS
from devices.printers.text_mode import PAGE_NUMBERS, CodePage, can_write, text_job
from devices.simulated.paper import Paper, Slip
from kiosk.receipts import ArchNumber, Heading, Notice, Qr, Receipt, Rule, Text

RECEIPT = Receipt(
    (
        Heading("Médiathèque des Tilleuls", "Espace numérique"),
        ArchNumber("Poste", "7"),
        Text("Réception à l’été – 5,00 € cœur «ÇÉ» : ce paragraphe est plus long qu’une ligne"),
        Text("48 17", size="code", bold=True, centred=True),
        Rule(),
        Qr("VSR1:ABCDEF"),
        Notice(("Besoin d’aide ?", "Demandez à l’équipe")),
    )
)


def printed(data: bytes, width: int) -> Slip:
    paper = Paper(width)
    [slip] = [result for result in paper.feed(data) if isinstance(result, Slip)]
    assert paper.unknown == []
    return slip


@pytest.mark.parametrize(("width", "columns"), [(576, 48), (384, 32)])
def test_every_block_can_be_read_on_the_paper(width: int, columns: int) -> None:
    slip = printed(text_job(RECEIPT, width, CodePage("CP858")), width)
    assert max(map(len, slip.text)) == columns
    words = " ".join(" ".join(slip.text).split())
    for wanted in (
        "Médiathèque des Tilleuls",
        "Espace numérique",
        "Poste 7",
        "Réception à l'été - 5,00 € coeur «ÇÉ»",
        "48 17",
        "Besoin d'aide ?",
    ):
        assert wanted in words
    assert "-" * columns in slip.text
    assert slip.picture is not None
    assert [code.text for code in zxingcpp.read_barcodes(slip.picture.convert("L"))] == ["VSR1:ABCDEF"]


def test_text_is_much_smaller_than_a_picture(render: Any) -> None:
    from devices.printers.escpos_job import raster_job

    plain = Receipt(tuple(b for b in RECEIPT.blocks if not isinstance(b, Qr)))
    text, picture = text_job(plain, 576, CodePage("CP858")), raster_job(plain, 576, render)
    assert len(text) * 20 < len(picture)


def test_the_character_set_is_said_once_by_number_and_chinese_mode_is_left() -> None:
    data = text_job(RECEIPT, 576, CodePage("CP858"))
    assert data.startswith(b"\x1b@\x1c.\x1bt\x13")
    assert data.count(b"\x1bt") == 1


def test_the_site_file_takes_what_the_printer_knows() -> None:
    assert {CodePage(name).number for name in CHARACTER_SETS} == set(PAGE_NUMBERS.values())


def test_a_printer_that_counts_differently() -> None:
    assert CodePage("CP858=13").number == 13
    assert CodePage("ISO_8859-15").number == 40
    assert CodePage("cp1252").encode("€") == b"\x80"


@pytest.mark.parametrize("setting", ["", "klingon", "CP1251", "CP858=300", "CP858=x", "klingon=3"])
def test_a_character_set_that_is_none(setting: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        CodePage(setting)


def test_a_language_that_the_set_cannot_write_is_no_text_job() -> None:
    page = CodePage("CP858")
    assert can_write(RECEIPT, page)
    assert not can_write(Receipt((Text("مرحبا"),), "ar"), page)
    assert not can_write(Receipt((Notice(("Ласкаво просимо",)),), "uk"), page)
    assert can_write(Receipt((Text("Ceaș, Łódź?"),), "ro"), page), "an accent may be lost, a letter may not"


@given(st.text(max_size=60))
def test_no_text_can_give_the_printer_a_command(text: str) -> None:
    """docs/reliability.md: control bytes never reach the printer from a text."""
    assert all(byte >= 0x20 for byte in CodePage("CP858").encode(text))
