"""`python -m tests.gallery FOLDER`: every screen as a picture, with an index page, and a page that shows the design
pictures beside them (`tests/gallery/compare.py`).

With `--strip FILE` it also writes the small strip of pictures of the README.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from PIL import Image

from kiosk.places.view import Theme
from tests.gallery import compare, components, languages
from tests.gallery.catalogue import SAMPLES
from tests.gallery.rendering import LYING, PORTRAIT, SMALL, Gallery, sign
from tests.gallery.samples import Asked
from tests.touch.harness import stage

STRIP = ("01-idle-hours", "04-charter", "02-welcome-two", "03-choose", "05-opened")
STRIP_HEIGHT, STRIP_GAP = 640, 16
PAGE = "README.md"

#: heading: (size of the window, how the samples are wanted)
SHEETS = {
    "fr": (PORTRAIT, Asked("fr")),
    "fr-large": (PORTRAIT, Asked("fr", step=3)),
    "fr-contrast": (PORTRAIT, Asked("fr", Theme.DARK)),
    "en": (PORTRAIT, Asked("en")),
    "ar": (PORTRAIT, Asked("ar")),
    "ar-contrast-large": (PORTRAIT, Asked("ar", Theme.DARK, 3)),
    "fr-1280x800": (LYING, Asked("fr", landscape=True)),
    "en-1280x800-large": (LYING, Asked("en", step=3, landscape=True)),
    "ar-1280x800-contrast": (LYING, Asked("ar", Theme.DARK, landscape=True)),
    "fr-800x480": (SMALL, Asked("fr", landscape=True)),
}


def draw(folder: Path) -> None:
    """Every sample of every sheet, and the index page."""
    lines = ["# Gallery", "", "Every screen, drawn by `make gallery`.", ""]
    for heading, (size, asked) in SHEETS.items():
        lines += [f"## {heading}", ""]
        with stage(*size) as scene:
            gallery = Gallery(scene)
            for name, sample in sorted(SAMPLES.items()):
                view = sample(asked)
                gallery.lay_out(view)
                if view.place == "charter":
                    sign(gallery)
                scene.shot(folder / heading / f"{name}.png")
                lines.append(
                    f'<img src="{heading}/{name}.png" alt="{name}" width="{216 if size == PORTRAIT else 400}">'
                )
        lines.append("")
    lines += ["## components", ""]
    lines += [f'<img src="{components.FOLDER}/{name}.png" alt="{name}" width="600">' for name in components.NAMES]
    lines.append("")
    (folder / PAGE).write_text("\n".join(lines), encoding="utf-8")


def strip(folder: Path, target: Path) -> None:
    """The pictures of one visit side by side."""
    pictures = [Image.open(folder / "fr" / f"{name}.png").convert("RGB") for name in STRIP]
    width = round(STRIP_HEIGHT * PORTRAIT[0] / PORTRAIT[1])
    sheet = Image.new("RGB", (len(pictures) * (width + STRIP_GAP) - STRIP_GAP, STRIP_HEIGHT), "white")
    for index, picture in enumerate(pictures):
        sheet.paste(picture.resize((width, STRIP_HEIGHT), Image.Resampling.LANCZOS), (index * (width + STRIP_GAP), 0))
    target.parent.mkdir(parents=True, exist_ok=True)
    sheet.quantize(128).save(target, optimize=True)


def main() -> None:
    """Parse the command line and draw."""
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("build/gallery"))
    parser.add_argument("--strip", type=Path, help="also write the strip of pictures to this file")
    options = parser.parse_args()
    draw(options.folder)
    components.write(options.folder)
    page = compare.write(options.folder)
    print(f"Every language is checked in {languages.write(options.folder)}")
    if options.strip is not None:
        strip(options.folder, options.strip)
    print(f"{len(SHEETS) * len(SAMPLES)} pictures in {options.folder}, see {options.folder / PAGE} and {page}")


if __name__ == "__main__":
    main()
