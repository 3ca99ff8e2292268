"""Purposes, and the people of the demonstration."""

from __future__ import annotations

from collections.abc import Iterator

from config.checks.identity import check_reference, check_unique
from config.document import Document
from config.problems import Problem


def check_people(document: Document) -> Iterator[Problem]:
    """Each chip and each icon of the charter once; each invented person once, in a category that exists."""
    yield from check_unique(document, "purposes", "id")
    yield from check_unique(document, "charter.lines", "icon")
    yield from check_unique(document, "demo.members", "number")
    yield from check_unique(document, "demo.staff", "number")
    for member in document.rows("demo.members"):
        yield from check_reference(document, member, "category", "categories")
