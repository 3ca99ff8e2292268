"""The bytes of our jobs, cut into commands by npos, which knows nothing of us (`setup/npos` installs it)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from devices.printers.escpos_job import raster_job
from devices.printers.plain_text import words_of
from devices.printers.text_mode import CodePage, text_job
from kiosk.receipts import Cut, Qr, Receipt
from tests.devices.test_text_mode import RECEIPT

INSTALLED = Path(__file__).parents[2] / "build" / "npos" / "node_modules"
PROGRAM = Path(__file__).parent / "npos" / "tokens.js"
TEXT = "STX"
HEAD_OF_PICTURE = 8


@dataclass(frozen=True)
class Token:
    """A command, or a text, as npos sees it."""

    name: str
    data: bytes


def tokens(job: bytes) -> list[Token]:
    node = shutil.which("node")
    if node is None or not INSTALLED.is_dir():
        pytest.skip("node or npos is not installed: setup/npos")
    there = {**os.environ, "NODE_PATH": str(INSTALLED)}
    done = subprocess.run([node, str(PROGRAM)], input=job, env=there, capture_output=True, check=True)
    return [
        # of a picture, npos gives the place of its dots, and the length with its head
        Token(f"{kind} {name}".strip(), job[offset : offset + length - (HEAD_OF_PICTURE if name == "v0" else 0)])
        for kind, name, offset, length in json.loads(done.stdout)
    ]


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(("setting", "codec"), [("CP858", "cp858"), ("CP1252", "cp1252"), ("CP858=13", "cp858")])
@pytest.mark.parametrize("width", [576, 384])
def test_text_is_text_and_commands_are_commands(width: int, setting: str, codec: str) -> None:
    page = CodePage(setting)
    found = tokens(text_job(RECEIPT, width, page))
    names = [token.name for token in found]
    assert names[:3] == ["ESC @", "FS .", "ESC t"]
    assert found[2].data == bytes([0x1B, 0x74, page.number])
    assert names[-3:] == ["ESC d", "GS V", "GS r"]
    assert set(names) == {"ESC @", "FS .", "ESC t", "ESC a", "ESC E", "GS !", TEXT, "GS v0", "ESC d", "GS V", "GS r"}
    printed = "".join(token.data.decode(codec) for token in found if token.name == TEXT)
    wanted = "".join(page.encode(words).decode(codec) for block in RECEIPT.blocks for words in words_of(block))
    assert squeezed(printed.replace("-" * (width // 12), "")) == squeezed(wanted)
    assert "€" in printed


@pytest.mark.parametrize("width", [576, 384])
def test_a_picture_is_nothing_but_bands(width: int, render: Any) -> None:
    job = raster_job(RECEIPT, width, render)
    found = tokens(job)
    names = [token.name for token in found]
    bands = [token.data for token in found if token.name == "GS v0"]
    assert names == ["ESC @", *["GS v0"] * len(bands), "ESC d", "GS V", "GS r"]
    dots = b"".join(bands)
    picture = Image.frombytes("1", (width, len(dots) * 8 // width), dots).point(lambda ink: 0 if ink else 255)
    codes = [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))]
    assert codes == [block.data for block in RECEIPT.blocks if isinstance(block, Qr)]
    assert 2 + len(dots) + len(bands) * HEAD_OF_PICTURE + 3 + 3 + 3 == len(job), "no byte is anything else"


def test_a_receipt_in_two_parts_is_cut_twice_and_asked_about_once(render: Any) -> None:
    slips = Receipt((*RECEIPT.blocks, Cut(), *RECEIPT.blocks))
    for job in (raster_job(slips, 576, render), text_job(slips, 576, CodePage("CP858"))):
        names = [token.name for token in tokens(job)]
        assert [name for name in names if name in ("ESC d", "GS V", "GS r")] == [
            "ESC d", "GS V", "ESC d", "GS V", "GS r",
        ]  # fmt: skip


def test_a_printer_without_a_cutter_only_feeds(render: Any) -> None:
    for job in (
        raster_job(RECEIPT, 384, render, cutter=False),
        text_job(RECEIPT, 384, CodePage("CP858"), cutter=False),
    ):
        assert [token.name for token in tokens(job)][-2:] == ["ESC d", "GS r"]
