"""Checks that compare settings with one another. Each yields problems and looks at understood values only."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from config.checks.allotment import check_rules
from config.checks.languages import check_languages
from config.checks.numbers import check_numbers
from config.checks.opening import check_opening
from config.checks.people import check_people
from config.checks.room import check_room
from config.document import Document
from config.problems import Problem

CHECKS: tuple[Callable[[Document], Iterator[Problem]], ...] = (
    check_languages,
    check_opening,
    check_room,
    check_rules,
    check_numbers,
    check_people,
)


def all_problems(document: Document) -> list[Problem]:
    """Everything that is wrong with a document, its kinds' own findings first."""
    return [*document.problems, *(problem for check in CHECKS for problem in check(document))]
