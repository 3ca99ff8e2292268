"""Receipts as pictures: legible for a machine that we did not write, inside the paper, nothing lost."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from devices.printers.drawing_script import clean, visual, wrap
from devices.printers.drawing_text import Lettering
from devices.printers.raster import render
from devices.printers.slip_layout import is_code
from kiosk.receipts import ArchNumber, Block, Heading, Notice, Qr, Receipt, Rule, Text

QR_ONLY = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
FONTS = Path(__file__).resolve().parents[2] / "screens" / "fonts"
WIDTHS = [576, 384]
PAYLOAD = "VST-RECU:1014-087:K7Q2"


def slip(language: str = "fr") -> Receipt:
    return Receipt(
        (
            Heading("Médiathèque des Tilleuls", "Espace numérique"),
            ArchNumber("Poste", "7"),
            Text("jusqu’à 15\u00a0h\u00a042", "big", bold=True, centred=True),
            Text("mardi 14 octobre, de 14\u00a0h\u00a042", centred=True),
            Rule(),
            Text("Votre code sur le poste 7", "title", bold=True, centred=True),
            Text("48 17", "big", bold=True, centred=True),
            Qr(PAYLOAD),
            Text("À garder.\nIl sert à finir ou à prolonger.", bold=True, centred=True),
            Rule(),
            Text("Enregistrez vos fichiers sur une clé."),
            Notice(("Besoin d’aide\u00a0?", "Touchez «\u00a0Aide\u00a0» sur le poste.")),
            Text("Reçu 1014-087, sans votre nom", "small", centred=True),
        ),
        language,
    )


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    """Return the box of the black pixels."""
    box = image.convert("L").point(lambda grey: 255 - grey).getbbox()
    assert box is not None
    return box


def read(image: Image.Image) -> str:
    found = zxingcpp.read_barcodes(image.convert("L"), formats=QR_ONLY)
    assert len(found) == 1
    return found[0].text


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_one_bit_within_the_margins(width: int, language: str) -> None:
    image = render(slip(language), width, FONTS)
    assert image.mode == "1"
    assert image.width == width
    margin = 32 * width // 576
    left, top, right, bottom = ink(image)
    assert (left, right) == (margin, width - margin)  # the threshold runs from margin to margin
    assert margin - 2 <= top <= margin + 8
    assert image.height - bottom >= margin


@pytest.mark.parametrize("width", WIDTHS)
def test_code_reads(width: int) -> None:
    assert read(render(slip(), width, FONTS)) == PAYLOAD


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("angle", [-17, 8, 90, 178])
def test_code_reads_blurred_and_turned(width: int, angle: int) -> None:
    grey = render(slip(), width, FONTS).convert("L").filter(ImageFilter.GaussianBlur(1.5))
    assert read(grey.rotate(angle, Image.Resampling.BILINEAR, expand=True, fillcolor=200)) == PAYLOAD


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("length", [5, 60, 131, 300])
def test_code_has_whole_modules_and_its_quiet_zone(width: int, length: int) -> None:
    data = ("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 9)[:length]
    image = render(Receipt((Text("ÀÇj" * 9), Qr(data), Text("ÀÇÉ" * 9))), width, FONTS)
    found = zxingcpp.read_barcodes(image.convert("L"))[0]
    assert found.text == data
    assert found.ec_level == "M"
    corner, opposite = found.position.top_left, found.position.bottom_right  # to a pixel or so
    left, top, right, bottom = ink(image.crop((corner.x - 9, corner.y - 9, opposite.x + 9, opposite.y + 9)))
    left, top, right, bottom = left + corner.x - 9, top + corner.y - 9, right + corner.x - 9, bottom + corner.y - 9
    # The first row of the finder pattern is seven dark modules.
    row = [image.getpixel((x, top)) for x in range(left, right)]
    module, rest = divmod(row.index(255), 7)
    assert rest == 0
    assert module >= 3
    assert right - left == bottom - top
    assert (right - left) % module == 0
    quiet = 4 * module
    around = image.crop((left - quiet, top - quiet, right + quiet, bottom + quiet))
    assert ink(around) == (quiet, quiet, quiet + right - left, quiet + bottom - top)
    nearby = image.crop((0, top - quiet - 60, width, bottom + quiet + 60))
    assert ink(nearby)[1] < 60  # there is a text above: the white is not that of an empty page


def test_same_receipt_same_pixels() -> None:
    assert render(slip(), 576, FONTS).tobytes() == render(slip(), 576, FONTS).tobytes()


@pytest.mark.parametrize(("word", "other"), [("Ж", "Щ"), ("ґ", "є"), ("س", "ش"), ("œ", "ç"), ("€", "£")])
def test_scripts_have_letters_of_their_own(word: str, other: str) -> None:
    pictures = {render(Receipt((Text(text),)), 576, FONTS).tobytes() for text in (word, other, "?", "\u4e00")}
    assert len(pictures) == 3  # the two letters, and "?" which stands for what no face can draw


def test_arabic_starts_on_the_right() -> None:
    right = render(Receipt((Text("مرحبا"),), "ar"), 576, FONTS)
    left = render(Receipt((Text("Bonjour"),), "fr"), 576, FONTS)
    assert ink(right)[0] > 288
    assert abs(ink(right)[2] - 544) <= 6
    assert ink(left)[0] <= 40


@pytest.mark.parametrize("code", ["48 17", "48\u00a017", "1014-087", "14/10", "A12"])
def test_a_code_is_never_reversed(code: str) -> None:
    assert visual(code, "ar") == code
    assert code in visual(f"رمزك {code} الآن", "ar")


@pytest.mark.parametrize("text", ["\u200dلآ", "𐦀\U00018cd6", "a\u202eb\u2067", "\u0301", "لا\u200c", "\ud800"])
def test_odd_text_prints(text: str) -> None:
    assert render(Receipt((Text(text), Rule()), "ar"), 576, FONTS).width == 576


def test_arabic_quotes_and_brackets_face_their_text() -> None:
    ordered = visual("قل «نعم» (الآن)", "ar")
    assert ordered.startswith("(")
    assert ordered.endswith(visual("قل", "ar"))
    assert ordered.index("«") < ordered.index("»")


def test_accent_on_a_capital_is_not_cut() -> None:
    plain, accent = (render(Receipt((Heading(text),)), 576, FONTS) for text in ("EEE", "ÊÊÊ"))
    words = [image.crop((100, 0, 576, image.height)) for image in (plain, accent)]
    assert 0 < ink(words[1])[1] < ink(words[0])[1] - 5


def test_only_digits_are_a_code() -> None:
    assert is_code("48 17")
    assert not is_code("jusqu’à 15 h")
    assert not is_code("")
    assert not is_code("   ")


def test_code_is_larger_than_words() -> None:
    code, words = (render(Receipt((Text(text, "big"),)), 576, FONTS) for text in ("48 17", "à 17 h"))
    assert code.height > words.height + 40


def test_too_much_for_a_code() -> None:
    with pytest.raises(ValueError, match="QR"):
        render(Receipt((Qr("x" * 5000),)), 576, FONTS)


def test_missing_fonts(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="resource"):
        render(slip(), 576, tmp_path)


TEXTS = st.one_of(
    st.text(max_size=120),
    st.text(alphabet="abcÀÉçjgy -\u00a0\n", max_size=200),
    st.text(alphabet="ابتسلاملا 0123456789-:؟،\u200d\u200c", max_size=120),
    st.text(alphabet="\x00\x07\x1b\u202e\u2066\ufe0f\u0301😀👩\u200d🚀שלוםЖщ中", max_size=60),
    st.integers(1, 400).map(lambda n: "W" * n),
)
BLOCKS = st.one_of(
    st.builds(Heading, TEXTS, TEXTS),
    st.builds(ArchNumber, TEXTS, TEXTS),
    st.builds(
        Text,
        TEXTS,
        st.sampled_from(["small", "body", "title", "big", "code", "unknown"]),
        st.booleans(),
        st.booleans(),
    ),
    st.builds(Notice, st.tuples(TEXTS, TEXTS)),
)


@settings(max_examples=60, deadline=None)
@given(BLOCKS, st.sampled_from(WIDTHS), st.sampled_from(["fr", "en", "ar", "uk"]))
def test_any_text_stays_on_the_paper(block: Block, width: int, language: str) -> None:
    image = render(Receipt((block, Rule()), language), width, FONTS)
    assert (image.mode, image.width) == ("1", width)
    left, top, right, bottom = ink(image)
    assert left >= 4
    assert right <= width - 4
    assert top >= 1
    assert bottom < image.height


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.integers(40, 600))
def test_wrap_loses_nothing_and_fits(text: str, width: int) -> None:
    letters = Lettering(FONTS, "Regular", 28)
    lines = letters.wrap(text, width)
    assert "".join(lines).replace(" ", "") == "".join(clean(text)).replace(" ", "")
    for line in lines:
        assert letters.width(line) <= width or len(unicodedata.normalize("NFC", line)) == 1


@given(st.text(max_size=80), st.integers(1, 30))
def test_wrap_by_count(text: str, columns: int) -> None:
    """With one unit to a character, no line but a letter with its accents passes the limit."""
    lines = wrap(text, columns, len)
    assert all(len(line) <= columns or all(unicodedata.combining(mark) for mark in line[1:]) for line in lines)


def test_wrap_keeps_no_break_spaces() -> None:
    assert wrap("de 14\u00a0h\u00a042", 9, len) == ["de", "14\u00a0h\u00a042"]
