"""A small valid site to spoil in one place at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from config import ConfigurationError, Problem, load

SMALL_SITE = """\
[site]
name = "Maison du Port"
network = 7
kiosk = "port-1"

[hours]
monday = ["10:00-12:30", "13:30-18:00"]

[[exceptions]]
date = 2026-12-25
closed = true

[[zones]]
id = "adultes"
name = { fr = "Adultes", en = "Adults" }
min_age = 12

[[zones]]
id = "enfants"
name = { fr = "Enfants" }

[[workstations]]
number = 1
zone = "adultes"
tags = ["scanner"]
place = { fr = "Ici" }
directions = { fr = "Là." }
position = [0, 0]

[[workstations]]
number = 2
zone = "enfants"
place = { fr = "Ici" }
directions = { fr = "Là." }
position = [150, 0]

[[rules]]
category = "minor"
weekdays = ["wednesday", "saturday"]
session = 30
day = 60
reason = { fr = "Beaucoup de monde." }

[[rules]]
session = 60
day = 120
reason = { fr = "Une heure." }

[charter]
version = "1"
full = { fr = "charte.txt", en = "charter.txt" }

[[charter.lines]]
icon = "ruleLaw"
text = { fr = "La loi.", en = "The law." }
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The path of the small site, with its charter beside it."""
    (tmp_path / "charte.txt").write_text("Premier.\n\nSecond.\n", encoding="utf-8")
    (tmp_path / "charter.txt").write_text("First.\n", encoding="utf-8")
    path = tmp_path / "site.toml"
    path.write_text(SMALL_SITE, encoding="utf-8")
    return path


@pytest.fixture
def spoil(site: Path) -> Callable[..., tuple[Problem, ...]]:
    """A function that replaces texts of the small site, in pairs, and returns what the loader says."""

    def change(*pairs: tuple[str, str]) -> tuple[Problem, ...]:
        text = SMALL_SITE
        for old, new in pairs:
            assert old in text, f"{old!r} is not in the small site"
            text = text.replace(old, new, 1)
        site.write_text(text, encoding="utf-8")
        try:
            load(site)
        except ConfigurationError as error:
            return error.problems
        return ()

    return change
