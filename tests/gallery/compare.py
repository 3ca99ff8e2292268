"""`compare.html` of the gallery: each design picture beside the product's picture of the same state.

The pictures lie in `docs/design/pictures` at half their size. Which sample goes with which picture, and what still
differs, is the table of `tests/gallery/pairs.py`.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from PIL import Image, ImageChops

from devices.printers.member_card import back, front
from devices.printers.raster import render
from kiosk.bootstrap import fonts_folder
from kiosk.places.view import Theme
from tests.devices.test_member_card import FACE
from tests.devices.test_raster import slip
from tests.gallery.catalogue import SAMPLES
from tests.gallery.pairs import CONTRAST_LARGE, EVERYWHERE, PAIRS, PRINTED, Pair
from tests.gallery.rendering import PORTRAIT, Gallery
from tests.gallery.samples import Asked
from tests.touch.harness import stage

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "design" / "pictures"
PAGE = "compare.html"
COPIES = "design"

#: Sheets of which the comparison alone needs a picture or two.
ALSO = {CONTRAST_LARGE: Asked("fr", Theme.DARK, 3)}

RECEIPT_DOTS = 576
MISSING = "The product has no picture of this yet."
CLEARLY = 60
"""Of 255: how far two points must be apart to count as different; less is the edge of a letter."""

HEAD = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Design and product</title>
<style>
body { font: 16px/1.5 sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #10262c }
section { border-top: 2px solid #10262c; margin-top: 2rem }
.pair { display: flex; gap: 1.5rem; align-items: flex-start }
figure { flex: 1; margin: 0 }
img { max-width: 100%; border: 1px solid #d9d0c0 }
</style>
"""


def sample_of(pair: Pair, names: Iterable[str] = SAMPLES) -> str:
    """The sample that a picture is compared with; "" when there is none."""
    if pair.sample or not pair.sheet:
        return pair.sample
    return next((name for name in sorted(names) if name.startswith(f"{pair.number}-")), "")


def source(pair: Pair) -> str:
    """The product's picture, from the folder of the gallery; "" when there is none."""
    sample = sample_of(pair)
    return f"{pair.sheet}/{sample}.png" if sample else ""


def write(folder: Path) -> Path:
    """Draw what the sheets do not have, copy the design pictures and write the page.

    `folder` holds the sheets of the gallery already. Returns the page. Raises OSError when a picture is missing.
    """
    _draw_also(folder)
    _draw_printed(folder / PRINTED)
    shutil.copytree(PICTURES, folder / COPIES, dirs_exist_ok=True)
    page = folder / PAGE
    page.write_text(html(folder), encoding="utf-8")
    return page


def html(folder: Path, pairs: Sequence[Pair] = PAIRS) -> str:
    """The page; links are relative to the folder, which holds both pictures of each pair."""
    lines = [HEAD, "<h1>Design and product</h1>", "<p>Left: the design. Right: the product, drawn just now.</p>"]
    lines += ["<h2>What differs everywhere</h2>", _list(EVERYWHERE)]
    for pair in pairs:
        drawn = source(pair)
        lines += [f'<section id="{pair.number}">', f"<h2>{escape(pair.picture)}</h2>", '<div class="pair">']
        lines.append(_figure(f"{COPIES}/{pair.picture}.png", "design"))
        if drawn:
            share = difference(folder / COPIES / f"{pair.picture}.png", folder / drawn)
            lines.append(_figure(drawn, f"{pair.sheet}, {sample_of(pair)}{share}"))
        lines += ["</div>", _list(pair.differs) if pair.differs or drawn else f"<p>{MISSING}</p>", "</section>"]
    return "\n".join(lines) + "\n"


def difference(design: Path, product: Path) -> str:
    """How much of two pictures clearly differs, in words for the caption; "" when their shapes differ."""
    with Image.open(design) as first, Image.open(product) as second:
        left = first.convert("L")
        if abs(first.width * second.height - second.width * first.height) > first.width * second.height // 100:
            return ""
        right = second.convert("L").resize(left.size, Image.Resampling.LANCZOS)
    histogram = ImageChops.difference(left, right).histogram()
    return f": {sum(histogram[CLEARLY:]) / (left.width * left.height):.1%} of the points clearly differ"


def _figure(path: str, caption: str) -> str:
    words = escape(caption)
    return f'<figure><img src="{escape(path)}" alt="{words}"><figcaption>{words}</figcaption></figure>'


def _list(sentences: Iterable[str]) -> str:
    rows = [f"<li>{escape(sentence)}</li>" for sentence in sentences]
    return "\n".join(["<ul>", *rows, "</ul>"]) if rows else "<p>Nothing but what differs everywhere.</p>"


def _draw_also(folder: Path) -> None:
    for heading, asked in ALSO.items():
        with stage(*PORTRAIT) as scene:
            gallery = Gallery(scene)
            for pair in PAIRS:
                if pair.sheet == heading:
                    gallery.picture(SAMPLES[pair.sample](asked), folder / source(pair))


def _draw_printed(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    fonts = fonts_folder()
    render(slip(), RECEIPT_DOTS, fonts).save(folder / "receipt.png")
    front(FACE, fonts).save(folder / "card-front.png")
    back(FACE, fonts).save(folder / "card-back.png")
