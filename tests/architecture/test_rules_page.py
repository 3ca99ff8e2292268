"""docs/rules.md shows the rules of the sample site: what it says is what the sample does."""

from __future__ import annotations

import re
from pathlib import Path

from config import load, sample_path

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
ROW = re.compile(r"^\| (\d+) \| [^|]+ \| (\d+) min \| (\d+) min \|$", re.MULTILINE)


def test_the_rules_of_the_sample_site_are_those_on_the_page() -> None:
    shown = [tuple(map(int, row)) for row in ROW.findall(PAGE.read_text(encoding="utf-8"))]

    rules = enumerate(load(sample_path()).rules, start=1)
    assert shown == [(number, rule.session_minutes, rule.day_minutes) for number, rule in rules]
