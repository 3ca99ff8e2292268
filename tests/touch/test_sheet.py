"""The sheets of components: everything is on them, and its words have room."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import pytest

from tests.touch.harness import Stage, cut_texts, stage

# isort: split
# Kivy may be imported only now that the harness has prepared its environment.
from kivy.uix.widget import Widget

from screens import widgets
from screens.look import look
from screens.sheet import Pasted, Sheet
from screens.sheet_states import States

WHOLE = {"BottomBar", "Header", "Panel", "PinPad", "QueueRow", "ReaderMarker"}
"""What is as wide as a screen: the pictures of the screens show it."""

BARE = {"Drawn", "Flow", "Painted", "Space", "Touchable", "Dot"}
"""What has no look of its own, or is made when a widget is laid out."""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", [Sheet, States])
def test_the_component_sheets_have_no_text_that_is_cut(kind: type[Pasted], theme: str, tmp_path: Path) -> None:
    with stage(1112, 1600) as scene:
        look.dress(theme=theme)
        sheet = kind(zoom=0.5 / look.dp)
        sheet.size = (kind.SIZE[0] / 2, kind.SIZE[1] / 2)
        scene.add(sheet)
        picture = scene.shot(tmp_path / "sheet.png")
        assert picture.stat().st_size > 50_000
        assert cut_texts(sheet) == []


def test_every_component_stands_on_a_sheet(window: Stage) -> None:
    """But what is only a part of others, or fills the whole window."""
    found = {kind for sheet in (Sheet(), States()) for kind in (type(part) for part in sheet.walk())}
    names = {kind.__name__ for kind in found}
    modules = [name for _, name, _ in pkgutil.iter_modules(widgets.__path__, "screens.widgets.")]
    made = {
        name
        for module in modules
        for name, kind in vars(importlib.import_module(module)).items()
        if isinstance(kind, type) and issubclass(kind, Widget) and kind.__module__ == module and name[0] != "_"
    }
    assert made - names == WHOLE | BARE
