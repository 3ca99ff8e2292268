"""`languages.md` of the gallery: every screen of a day in every language, size of text and window, checked; some drawn.

A picture is written of each kind of screen in each language at the largest text, and of whatever is not as it must be.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

from kiosk.places.view import View
from tests.gallery.checks import wrong_on
from tests.gallery.lived import LANGUAGES, views
from tests.gallery.rendering import LYING, PORTRAIT, SIZES, STEPS, Gallery
from tests.gallery.samples import Asked
from tests.touch.harness import stage

PAGE = "languages.md"
FOLDER = "languages"
DRAWN = {PORTRAIT, LYING}
LARGEST = STEPS[-1]


def write(folder: Path) -> Path:
    """Check all, draw some, write the page below `folder`. Returns the page."""
    ways = [Asked(code, step=step, landscape=lying) for code, step, lying in product(LANGUAGES, STEPS, (False, True))]
    with tempfile.TemporaryDirectory() as scratch:
        said = views(Path(scratch), ways)
    lines: list[str] = []
    count = 0
    for size in SIZES:
        with stage(*size) as scene:
            gallery = Gallery(scene)
            for asked in ways:
                if asked.landscape == gallery.lying:
                    count += len(said[asked])
                    lines += _sheet(gallery, asked, said[asked], folder / FOLDER / f"{size[0]}x{size[1]}")
    page = folder / PAGE
    head = ["# Languages", "", f"{count} screens were laid out and checked; below is what is not as it must be.", ""]
    page.write_text("\n".join([*head, *(lines or ["Nothing."]), ""]), encoding="utf-8")
    return page


def _sheet(gallery: Gallery, asked: Asked, shown: Mapping[str, View], folder: Path) -> Iterator[str]:
    """Check one sheet; answers a line for each screen with something wrong."""
    known: set[str] = set()
    for name, view in shown.items():
        found: dict[str, list[Any]] = wrong_on(gallery.lay_out(view), view, lying=asked.landscape)
        label = f"{asked.language}-{asked.step}-{name}"
        first = asked.step == LARGEST and view.place not in known
        known.add(view.place)
        if found or (first and folder.name in {f"{width}x{height}" for width, height in DRAWN}):
            gallery.stage.shot(folder / f"{label}.png")
        if found:
            yield f"- `{folder.name}/{label}`: {found}"
