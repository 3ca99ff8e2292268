"""Loads the .kv file that lies beside a module, once. Kivy applies a rule twice when it is read twice."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from kivy import kivy_data_dir
from kivy.core.text import LabelBase
from kivy.lang import Builder

from screens.icons import FAMILIES

_loaded: set[str] = set()
_FACES = ("Vestibule", "VestibuleArabic", "VestibuleChiffres")
_WEIGHTS = ("Regular", "SemiBold", "ExtraBold")


def load(module: str) -> None:
    """Read the rules of a module given by its dotted name (`__name__`). Reading again does nothing."""
    if module in _loaded:
        return
    _loaded.add(module)
    package, _, stem = module.rpartition(".")
    resource = files(package).joinpath(f"{stem}.kv")
    Builder.load_string(resource.read_text(encoding="utf-8"), filename=f"{module}.kv")


def register_fonts() -> None:
    """Make our families known to Kivy under their own names, one per weight."""
    folder = files("screens").joinpath("fonts")
    text = [f"{face}-{weight}" for face in _FACES for weight in _WEIGHTS]
    for family in (*text, *FAMILIES.values()):
        LabelBase.register(family, str(folder.joinpath(f"{family}.ttf")))


register_fonts()
# We use none of Kivy's ready-made widgets; their rules match by class name and would also dress a class of ours.
Builder.unload_file(str(Path(kivy_data_dir) / "style.kv"))
