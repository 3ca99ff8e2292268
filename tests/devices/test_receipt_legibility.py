"""Receipts of the product in every language, read back by programs that are not ours: tesseract, zxing, pdftotext."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageStat

from devices.printers.drawing_script import is_rtl
from devices.printers.pdf import MM_PER_PX, ROLL_MARGIN_MM, render_pdf
from devices.printers.plain_text import plain_text, words_of
from devices.printers.raster import render
from kiosk.events import DeviceState
from kiosk.places import opened
from kiosk.places.slip import receipt
from kiosk.receipts import Cut, Heading, Qr, Receipt, Text
from tests.factories import Scene, scenes
from tests.flows.harness import Flow
from tests.flows.ways import to_opened

FONTS = Path(__file__).parents[2] / "screens" / "fonts"
MADE = datetime(2026, 10, 13, 12, 0, tzinfo=UTC)
READERS = {
    "fr": "fra", "fr-falc": "fra", "en": "eng", "ar": "ara", "uk": "ukr", "es": "spa", "pt": "por", "tr": "tur",
}  # fmt: skip
"""What tesseract calls our languages."""
SIMILAR = 0.95
MANNERS = ((1.5, "4"), (3.0, "6"), (2.0, "4"), (1.0, "4"), (1.0, "6"))
"""Times as large, and tesseract's way to cut a page: 4 a column, 6 a block."""
TYPOGRAPHY = Receipt(
    (
        Heading("Médiathèque de Saint-Œuvre", "Où le cœur naît à Noël"),
        Text("Façade, garçon, où, là, été, forêt, haïr, sûr."),
        Text("Une photocopie coûte 15 € en couleur."),
        Text("L’œil du bœuf, la sœur, un vœu, « ça » et l’été."),
        Text("ÉTÉ, ÇA, À, ÊTRE, ŒUF"),
    )
)
"""What a code page spoils first."""


@cache
def known_to_tesseract() -> frozenset[str]:
    """The languages whose data are installed; none without tesseract."""
    program = shutil.which("tesseract")
    if program is None:
        return frozenset()
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=True).stdout
    return frozenset(listed.split("\n")[1:])


def best_reading(picture: Image.Image, slip: Receipt, folder: Path) -> tuple[float, str]:
    """How much of the slip tesseract reads, and what. It cuts a page into lines in several ways, none of which is right
    for every slip: what it reads in one of them stands on the paper, and nothing reads well by chance."""
    tongue = READERS[slip.language]
    if tongue not in known_to_tesseract():
        pytest.skip(f"tesseract or its data for {tongue} is not installed")
    best = (0.0, "")
    for enlarged, manner in MANNERS:
        found = read_by_tesseract(picture, tongue, folder, enlarged, manner)
        best = max(best, (similarity(found, slip), found))
        if best[0] >= SIMILAR:
            break
    return best


def read_by_tesseract(picture: Image.Image, tongue: str, folder: Path, enlarged: float, manner: str) -> str:
    file = folder / "slip.png"
    size = (round(picture.width * enlarged), round(picture.height * enlarged))
    picture.convert("L").resize(size, Image.Resampling.BICUBIC).save(file, dpi=(203 * enlarged, 203 * enlarged))
    tongues = tongue if tongue == "fra" else f"{tongue}+fra"  # the name of the place is French in every language
    command = ["tesseract", str(file), "-", "-l", tongues, "--psm", manner]
    there = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    return subprocess.run(command, env=there, capture_output=True, text=True, check=True).stdout


def without_code(picture: Image.Image) -> Image.Image:
    """The picture with its QR code painted over: letters that tesseract sees in it are nobody's."""
    clean = picture.convert("L")
    for code in zxingcpp.read_barcodes(clean):
        at = code.position
        corners = [(point.x, point.y) for point in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)]
        ImageDraw.Draw(clean).polygon(corners, fill=255, outline=255, width=9)
    return clean


def plain(text: str) -> str:
    """Letters alone, in the simplest of equal forms: spaces and apostrophes differ from reader to reader."""
    folded = unicodedata.normalize("NFKC", text).replace("’", "'")
    return "".join(char for char in folded if char.isalnum() or char in "€«»'")


def words(text: str) -> list[str]:
    """Words in the simplest of equal forms, without the vowel signs of Arabic, which are not printed."""
    folded = unicodedata.normalize("NFKC", text)
    return re.findall(r"\w+", "".join(char for char in folded if not unicodedata.combining(char)))


def said(slip: Receipt) -> str:
    return plain("".join("".join(words_of(block)) for block in slip.blocks))


def similarity(found: str, slip: Receipt) -> float:
    return SequenceMatcher(None, said(slip), plain(found), autojunk=False).ratio()


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    for make in scenes(tmp_path_factory.mktemp("scene")):
        scene = make()
        scene.device("printer", DeviceState.READY)
        to_opened(Flow(scene), scene.member().code).touch(opened.Action.PRINT)
        yield scene


def slip_in(language: str, scene: Scene) -> Receipt:
    """The receipt of a session in a language, as the product makes it; always with the same code."""
    (session,) = scene.room.sessions
    scene.desk.language = language
    return receipt(scene.desk, replace(session, code="4817", receipt_token=bytes(range(16))))


def codes_of(slip: Receipt) -> list[str]:
    return [block.data for block in slip.blocks if isinstance(block, Qr)]


def codes_read(picture: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))]


@pytest.mark.parametrize("width", [576, 384])
@pytest.mark.parametrize("language", READERS)
def test_a_receipt_on_paper_is_read_in_every_language(
    language: str, width: int, scene: Scene, tmp_path: Path
) -> None:
    slip = slip_in(language, scene)
    picture = render(slip, width, FONTS)
    assert codes_read(picture) == codes_of(slip) != []
    reached, found = best_reading(without_code(picture), slip, tmp_path)
    assert reached >= SIMILAR, found


@pytest.mark.parametrize("width", [576, 384])
def test_accents_ligatures_and_the_euro(width: int, tmp_path: Path) -> None:
    reached, found = best_reading(render(TYPOGRAPHY, width, FONTS), TYPOGRAPHY, tmp_path)
    assert reached >= SIMILAR, found
    assert [letter for letter in "éèêàçùûîïœŒÉ€" if letter not in found] == []


@pytest.mark.parametrize("paper", ["A4", "roll"])
@pytest.mark.parametrize("language", READERS)
def test_a_pdf_holds_the_words_and_looks_like_the_slip(
    language: str, paper: str, scene: Scene, tmp_path: Path
) -> None:
    if shutil.which("pdftotext") is None or shutil.which("pdftoppm") is None:
        pytest.skip("poppler-utils is not installed")
    slip = slip_in(language, scene)
    file = tmp_path / "slip.pdf"
    file.write_bytes(render_pdf(slip, 576, FONTS, MADE, paper=paper))
    text = subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, text=True, check=True).stdout
    if is_rtl(language):  # the order of words on a line is the reader's business
        expected = [word for block in slip.blocks for word in words(" ".join(words_of(block)))]
        assert sorted(words(text)) == sorted(expected)
    else:
        assert plain(text) == said(slip)
    subprocess.run(["pdftoppm", "-r", "203", "-png", str(file), str(tmp_path / "page")], check=True)
    (page,) = tmp_path.glob("page*.png")
    with Image.open(page) as picture:
        assert codes_read(picture) == codes_of(slip)
        if paper == "roll":
            assert_same_ink(picture.convert("L"), render(slip, 576, FONTS).convert("L"))


def assert_same_ink(page: Image.Image, slip: Image.Image) -> None:
    """The PDF has the ink where the roll has it, but for the edges of the letters."""
    left = round(ROLL_MARGIN_MM / MM_PER_PX)
    printed = page.crop((left, 0, left + slip.width, slip.height))
    difference = ImageChops.difference(blurred(printed), blurred(slip))
    assert ImageStat.Stat(difference).mean[0] < 4
    assert ImageStat.Stat(ImageChops.invert(slip)).mean[0] > 20, "there is ink"


def blurred(picture: Image.Image) -> Image.Image:
    return picture.filter(ImageFilter.GaussianBlur(3))


def test_pdf_pages_a_long_paper_goes_on_and_a_cut_begins_a_page(scene: Scene) -> None:
    slip = slip_in("fr", scene)
    assert pages(slip) == 1
    assert pages(Receipt((*slip.blocks, Cut(), *slip.blocks))) == 2
    assert pages(Receipt(slip.blocks * 3)) == 3
    assert pages(Receipt((Text("ligne " * 1500),))) > 2
    assert render_pdf(slip, 576, FONTS, MADE) == render_pdf(slip, 576, FONTS, MADE)


def pages(slip: Receipt) -> int:
    return render_pdf(slip, 576, FONTS, MADE).count(b"/Type /Page\n")


@pytest.mark.parametrize("language", READERS)
def test_plain_text_says_every_word(language: str, scene: Scene) -> None:
    slip = slip_in(language, scene)
    lines = [line.strip() for line in plain_text(slip, 32).splitlines()]
    assert plain("".join(line for line in lines if not line.startswith("["))) == said(slip)
    assert [line[1:-1] for line in lines if line.startswith("[")] == codes_of(slip)
    assert all(len(line) <= 32 or " " not in line for line in lines)

