"""Member cards: the code reads for a decoder that we did not write, nothing near the edge, sheets that line up."""

from __future__ import annotations

import hashlib
import re
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import base45
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from devices.printers.drawing_sheet import with_bleed
from devices.printers.member_card import INK, PRIMARY, SUN, WHITE, CardFace, back, front, save_png, save_sheet

QR_ONLY = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
FONTS = Path(__file__).resolve().parents[2] / "screens" / "fonts"
MADE_AT = datetime(2026, 10, 14, 9, 0, tzinfo=UTC)
#: As long as a signed card: 84 bytes after the prefix.
PAYLOAD = "VST1:" + base45.b45encode(hashlib.sha512(b"card").digest() + hashlib.sha1(b"x").digest()).decode()
FACE = CardFace(
    site="Médiathèque des Tilleuls",
    site_line="Espace numérique",
    initial="A",
    number="000 214",
    qr=PAYLOAD,
    hours=("Mardi, jeudi, vendredi\u00a0: 10\u00a0h à 19\u00a0h", "Mercredi, samedi\u00a0: 10\u00a0h à 18\u00a0h"),
    phone="01 00 00 00 00",
    reader_side="Ce côté vers le lecteur",
    number_label="Carte n°",
    welcome="Bienvenue",
    lines=("Cette carte est gratuite et personnelle.", "Elle donne 2\u00a0heures par jour sur un poste."),
    lost="Carte perdue\u00a0? Dites-le à l’accueil.",
)
ENGLISH = replace(
    FACE,
    language="en",
    site="Lime Tree Library",
    site_line="Digital space",
    reader_side="This side to the reader",
    number_label="Card no.",
    welcome="Welcome",
    lines=("This card is free and personal.", "It gives 2\u00a0hours a day on a workstation."),
    lost="Lost your card? Tell the desk.",
)
ARABIC = replace(
    FACE,
    language="ar",
    initial="س",
    site="مكتبة الزيزفون",
    site_line="الفضاء الرقمي",
    reader_side="هذا الجانب نحو القارئ",
    number_label="بطاقة رقم",
    welcome="مرحبا",
    lines=("هذه البطاقة مجانية وشخصية.",),
    lost="هل ضاعت البطاقة؟ أخبرونا في الاستقبال.",
)
LONG = replace(
    FACE,
    initial="",
    site="Médiathèque intercommunale Simone-de-Beauvoir de Saint-Maximin-la-Sainte-Baume",
    site_line="Espace public numérique intercommunal des Tilleuls",
    hours=tuple(f"Jour {n}\u00a0: 10\u00a0h à 12\u00a0h et 14\u00a0h à 18\u00a0h" for n in range(6)),
    lost="Carte perdue\u00a0? Dites-le à l’accueil ou par téléphone, nous la remplaçons sans frais.",
)
LONG_ARABIC = replace(ARABIC, site="المكتبة البلدية المشتركة للزيزفون والحي القديم في المدينة العتيقة")
FACES = [FACE, ENGLISH, ARABIC, LONG, LONG_ARABIC]
NAMES = ["french", "english", "arabic", "long", "long-arabic"]


def code(image: Image.Image) -> zxingcpp.Barcode:
    found = zxingcpp.read_barcodes(image.convert("L"), formats=QR_ONLY)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("face", FACES, ids=NAMES)
def test_two_faces_of_a_cr80_card(face: CardFace) -> None:
    for image in (front(face, FONTS), back(face, FONTS)):
        assert image.mode == "RGB"
        assert image.size == (1011, 638)


@pytest.mark.parametrize("face", FACES, ids=NAMES)
def test_code_of_a_signed_card_reads(face: CardFace) -> None:
    found = code(front(face, FONTS))
    assert found.text == PAYLOAD
    assert found.ec_level == "M"
    side = found.position.top_right.x - found.position.top_left.x + 1
    assert abs(side - 410) <= 2  # 41 modules of 10 px: 0.85 mm


@pytest.mark.parametrize("angle", [-21, 13, 90, 180])
@pytest.mark.parametrize("shrink", [1, 3])
def test_code_reads_blurred_turned_and_far(angle: int, shrink: int) -> None:
    grey = front(FACE, FONTS).convert("L").reduce(shrink)
    grey = grey.rotate(angle, Image.Resampling.BILINEAR, expand=True, fillcolor=128)
    assert code(grey.filter(ImageFilter.GaussianBlur(3 / shrink))).text == PAYLOAD


@pytest.mark.parametrize("face", FACES, ids=NAMES)
def test_quiet_zone_is_white(face: CardFace) -> None:
    image = front(face, FONTS)
    position = code(image).position
    left, top = position.top_left.x, position.top_left.y
    # One pixel of doubt on the place that the decoder gives.
    outer = image.crop((left - 39, top - 39, left + 449, top + 449))
    outer.paste(WHITE, (37, 37, 451, 451))
    assert outer.getcolors() == [(outer.width * outer.height, WHITE)]


def test_small_code_gets_larger_modules() -> None:
    found = code(front(replace(FACE, qr="VST1:123456"), FONTS))
    assert found.text == "VST1:123456"
    assert found.position.top_right.x - found.position.top_left.x > 300  # 21 modules


def test_code_too_large_for_a_card() -> None:
    with pytest.raises(ValueError, match="41 modules"):
        front(replace(FACE, qr="A" * 170), FONTS)


@pytest.mark.parametrize("face", FACES, ids=NAMES)
def test_nothing_but_plain_colour_near_the_edge(face: CardFace) -> None:
    for image, colours in ((front(face, FONTS), {SUN, PRIMARY, WHITE}), (back(face, FONTS), {WHITE, INK})):
        image.paste(WHITE, (35, 35, 1011 - 35, 638 - 35))
        seen = image.getcolors(1 << 20)
        assert seen is not None
        assert {colour for _, colour in seen} <= colours


@settings(max_examples=15, deadline=None)
@given(st.text(min_size=1, max_size=90), st.text(max_size=60), st.text(max_size=60))
def test_any_words_leave_the_code_readable(site: str, line: str, side: str) -> None:
    assert code(front(replace(FACE, site=site, site_line=line, reader_side=side), FONTS)).text == PAYLOAD


def test_pseudonymous_card_shows_a_figure() -> None:
    arch = (130, 280, 260, 520)
    named, pseudonymous = (front(replace(FACE, initial=i), FONTS).crop(arch) for i in ("A", ""))
    assert named.tobytes() != pseudonymous.tobytes()
    assert WHITE in {colour for _, colour in pseudonymous.getcolors(1 << 16) or []}


def test_no_telephone_no_line() -> None:
    row = (60, 400, 400, 460)
    assert back(FACE, FONTS).crop(row).getcolors(1 << 16) != [(340 * 60, WHITE)]
    assert back(replace(FACE, phone=""), FONTS).crop(row).getcolors() == [(340 * 60, WHITE)]


def test_png_names_carry_the_number_only(tmp_path: Path) -> None:
    paths = save_png(FACE, tmp_path, FONTS)
    assert [path.name for path in paths] == ["card-000214-front.png", "card-000214-back.png"]
    assert sorted(tmp_path.iterdir()) == sorted(paths)
    with Image.open(paths[0]) as image:
        assert image.size == (1011, 638)
        assert [round(value) for value in image.info["dpi"]] == [300, 300]
        assert code(image).text == PAYLOAD
    with pytest.raises(ValueError, match="number"):
        save_png(replace(FACE, number="../ "), tmp_path, FONTS)


def test_bleed_continues_the_edge() -> None:
    wide = with_bleed(front(FACE, FONTS))
    assert wide.size == (1011 + 48, 638 + 48)
    assert wide.getpixel((0, 0)) == SUN
    assert wide.getpixel((24 + 190, wide.height - 1)) == PRIMARY
    assert wide.getpixel((wide.width - 1, 300)) == WHITE


POINT = 72 / 25.4
PLACED = re.compile(rb"q ([\d.]+) 0 0 ([\d.]+) ([\d.]+) ([\d.]+) cm /I(\d+) Do")


def pages(pdf: bytes) -> list[list[tuple[float, ...]]]:
    """Return the pictures of each page as (width, height, left, bottom) in mm, and the number of the picture."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    contents = []
    for stream in streams:
        try:
            content = zlib.decompress(stream)
        except zlib.error:
            continue
        if PLACED.search(content):
            found = PLACED.findall(content)
            contents.append([(*(float(number) / POINT for number in four[:4]), int(four[4])) for four in found])
    return contents


def test_sheet_is_a4_and_cards_are_cr80(tmp_path: Path) -> None:
    path = tmp_path / "cards.pdf"
    save_sheet([replace(FACE, number=f"000 {n}") for n in range(100, 112)], path, FONTS, MADE_AT)
    pdf = path.read_bytes()
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert boxes
    assert all(
        (float(width), float(height)) == pytest.approx((210 * POINT, 297 * POINT), abs=0.01) for width, height in boxes
    )
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 4
    sheets = pages(pdf)
    assert [len(sheet) for sheet in sheets] == [10, 10, 2, 2]
    for width, height, left, bottom, _ in (picture for sheet in sheets for picture in sheet):
        assert width * 1011 / (1011 + 48) == pytest.approx(85.6, abs=0.01)
        assert height * 638 / (638 + 48) == pytest.approx(54, abs=0.01)
        assert left >= 2
        assert left + width <= 208
        assert bottom >= 2
        assert bottom + height <= 295


def test_backs_lie_behind_their_fronts(tmp_path: Path) -> None:
    path = tmp_path / "cards.pdf"
    save_sheet([FACE, ENGLISH, ARABIC], path, FONTS, MADE_AT)
    fronts, backs = pages(path.read_bytes())
    for (width, _, left, bottom, _), (_, _, behind, level, _) in zip(fronts, backs, strict=True):
        assert behind == pytest.approx(210 - left - width, abs=0.01)  # turned over the long edge
        assert level == pytest.approx(bottom, abs=0.01)
    assert len({picture[4] for picture in fronts + backs}) == 6


def test_same_cards_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    for path in (first, second):
        save_sheet([FACE, LONG], path, FONTS, MADE_AT)
    assert first.read_bytes() == second.read_bytes()


def test_no_card_no_sheet(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no card"):
        save_sheet([], tmp_path / "cards.pdf", FONTS, MADE_AT)
