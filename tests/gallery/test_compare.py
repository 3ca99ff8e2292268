"""The comparison of design and product: every picture is in it, and everything that it shows can be drawn."""

from __future__ import annotations

import re
from pathlib import Path

from PIL import Image, ImageDraw

from tests.gallery.__main__ import SHEETS
from tests.gallery.catalogue import SAMPLES
from tests.gallery.compare import ALSO, PICTURES, difference, html, sample_of, source
from tests.gallery.components import NAMES
from tests.gallery.pairs import COMPONENTS, PAIRS, PRINTED, Pair

PRINTS = {"receipt", "card-front", "card-back"}


def test_every_design_picture_is_in_the_table_once() -> None:
    assert [pair.picture for pair in PAIRS] == sorted(path.stem for path in PICTURES.glob("*.png"))


def test_every_sample_of_the_table_can_be_drawn() -> None:
    for pair in PAIRS:
        if pair.sheet == PRINTED:
            assert pair.sample in PRINTS
        elif pair.sheet == COMPONENTS:
            assert pair.sample in NAMES
        elif pair.sample:
            assert pair.sample in SAMPLES
            assert pair.sheet in {*SHEETS, *ALSO}


def test_the_sample_of_a_picture_has_its_number() -> None:
    """03b and 19b show the same place as 03 does; 19, 20 and 23 other faces of 01 and 02; 18 is drawn by its own."""
    faces = {"03b": "03", "19": "01", "19b": "03", "19c": "05", "20": "02", "23": "01"}
    for pair in PAIRS:
        if pair.sample and pair.sheet != PRINTED:
            assert pair.sample.partition("-")[0] == faces.get(pair.number, pair.number)


def test_a_picture_without_a_named_sample_finds_the_first_of_its_number() -> None:
    later = Pair("16-staff-statistics", "fr", "")
    assert sample_of(later, ["16-statistics-week", "16-statistics", "160-other", "15a-export"]) == "16-statistics"
    assert sample_of(later, ["15a-export"]) == ""
    assert source(Pair("21-workstation-lock", "", "")) == ""


def test_what_is_not_drawn_says_why_or_is_waited_for() -> None:
    for pair in PAIRS:
        if not pair.sheet:
            assert pair.differs, pair.picture


def test_the_page_shows_both_pictures_and_what_differs(tmp_path: Path) -> None:
    for name in ("design", "fr"):
        (tmp_path / name).mkdir()
    Image.new("L", (54, 96), 255).save(tmp_path / "design" / "01-idle.png")
    Image.new("L", (108, 192), 255).save(tmp_path / "fr" / "01-idle.png")
    Image.new("L", (54, 96), 255).save(tmp_path / "design" / "21-lock.png")
    page = html(tmp_path, (Pair("01-idle", "fr", "01-idle", ("A <thing>.",)), Pair("21-lock", "", "")))
    shown = re.findall(r'src="([^"]+)"', page)
    assert shown == ["design/01-idle.png", "fr/01-idle.png", "design/21-lock.png"]
    assert all((tmp_path / path).is_file() for path in shown)
    assert "A &lt;thing&gt;." in page
    assert "0.0% of the points" in page
    assert "no picture of this yet" in page


def test_a_quarter_of_black_is_a_quarter_of_difference(tmp_path: Path) -> None:
    plain = Image.new("L", (100, 100), 255)
    plain.save(tmp_path / "design.png")
    ImageDraw.Draw(plain).rectangle((0, 0, 49, 49), fill=0)
    plain.save(tmp_path / "product.png")
    Image.new("L", (200, 100), 255).save(tmp_path / "lying.png")
    assert difference(tmp_path / "design.png", tmp_path / "product.png") == ": 25.0% of the points clearly differ"
    assert difference(tmp_path / "design.png", tmp_path / "lying.png") == ""
