"""Line numbers: found through comments, texts over several lines, lists, quoted keys and repeated sections."""

from __future__ import annotations

import tomllib

import pytest

from config import sample_path
from config.lines import Lines

TEXT = '''\
# [not.a.section]
top = """
[neither]
key = 1
"""
[site]
name = "a # b [c]" # comment
list = [
  "x", # one
  "]",
]
after.dotted = 1
[[rows]]
id = 'one'
[rows.inner]
deep = 1
[[rows]]
id = "two"
"quoted key" = 2
[[rows.cells]]
n = 1
[[rows.cells]]
n = 2
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top",), 2),
        (("neither",), None),
        (("site",), 6),
        (("site", "name"), 7),
        (("site", "list"), 8),
        (("site", "after", "dotted"), 12),
        (("rows", 1), 13),
        (("rows", 1, "id"), 14),
        (("rows", 1, "inner", "deep"), 16),
        (("rows", 2), 17),
        (("rows", 2, "id"), 18),
        (("rows", 2, "quoted key"), 19),
        (("rows", 2, "cells", 2, "n"), 23),
        (("rows", 2, "unknown"), 17),
        (("site", "list", 2), 8),
        (("nothing", "at", "all"), None),
    ],
)
def test_found(path: tuple[str | int, ...], line: int | None) -> None:
    tomllib.loads(TEXT)
    assert Lines(TEXT).find(*path) == line


def test_every_setting_of_the_sample_is_found_on_a_line_that_names_it() -> None:
    text = sample_path().read_text(encoding="utf-8")
    lines = text.splitlines()
    finder = Lines(text)
    found = 0
    for index, row in enumerate(tomllib.loads(text)["workstations"], start=1):
        for key in row:
            number = finder.find("workstations", index, key)
            assert number is not None
            assert lines[number - 1].startswith((f"{key} = ", f"{key}.fr = "))
            found += 1
    assert found > 80
