"""Draws the sheets of components in both themes, as large as the design's pictures of them."""

from __future__ import annotations

from pathlib import Path

from tests.touch.harness import stage

# isort: split
# Kivy may be imported only now that the harness has prepared its environment.
from PIL import Image

from screens.look import look
from screens.sheet import Pasted, Sheet
from screens.sheet_states import States

FOLDER = "components"
NAMES: dict[str, tuple[type[Pasted], str]] = {
    "00a-components-light": (Sheet, "light"),
    "00b-components-contrast": (Sheet, "dark"),
    "states-light": (States, "light"),
    "states-contrast": (States, "dark"),
}
WHOLE = 8
"""Windows are so many pixels wide, times any number: a screenshot of another one comes out slanted."""

HALF = 0.5
"""The design's pictures are kept at half their size."""


def draw(folder: Path, name: str) -> Path:
    """Draw one sheet into the folder. Returns the picture."""
    kind, theme = NAMES[name]
    width, height = (round(side * HALF) for side in kind.SIZE)
    # A window that is higher than wide, so that every widget takes its upright shape; the sheet is at its top.
    below = max(0, width + 10 - height)
    with stage(-(-width // WHOLE) * WHOLE, height + below) as scene:
        look.dress(theme=theme)
        sheet = kind(zoom=HALF / look.dp)
        sheet.size, sheet.pos = (width, height), (0, below)
        scene.add(sheet)
        path = scene.shot(folder / FOLDER / f"{name}.png")
    with Image.open(path) as picture:
        whole = picture.convert("RGB").crop((0, 0, width, height))
    whole.save(path)
    return path


def write(folder: Path) -> None:
    """Draw all of them."""
    for name in NAMES:
        draw(folder, name)
