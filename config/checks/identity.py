"""Checks that several tables share: names given once, references that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from config.document import Document, Row
from config.problems import Problem, suggestion


def check_unique(document: Document, table: str, name: str) -> Iterator[Problem]:
    """Two rows must not have the same value there."""
    first: dict[object, Row] = {}
    for row in document.rows(table):
        value = row.get(name)
        if value is None:
            continue
        if value in first:
            text = f"{name} « {value} » is already that of {first[value].where()}."
            yield row.problem(name, text, "Give each its own.")
        else:
            first[value] = row


def check_reference(document: Document, row: Row, name: str, target: str) -> Iterator[Problem]:
    """A value must be the `id` of a row of the table `target`; silent while that table has faults itself."""
    value = row.get(name)
    if value is None or not document.rows(target) or not document.sound(target, "id"):
        return
    known = [other.get("id") for other in document.rows(target)]
    if value not in known:
        yield row.problem(name, f"there is no « {value} » in [[{target}]].", suggestion(value, known))
