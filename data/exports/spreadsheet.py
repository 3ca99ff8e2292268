"""CSV as a French spreadsheet opens it: `;`, UTF-8 with BOM, decimal comma, CRLF, every cell quoted.

A text cell never starts like a formula (docs/rules.md §8): whoever opens the file must not run what a visitor, or a
configuration file, wrote into it.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

FORMULA_STARTS = frozenset("=+-@")

Cell = str | int | float | None
"""Numbers stay numbers; None is an empty cell."""


def guarded(text: str) -> str:
    """The text, behind an apostrophe when a spreadsheet could take it for a formula.

    That is when it begins with = + - @ in any width, or a control character, also after spaces or invisible signs.
    """
    for char in text:
        if unicodedata.category(char) == "Cc":
            return "'" + text
        if char.isspace() or unicodedata.category(char) in {"Cf", "Zs"}:
            continue
        first = unicodedata.normalize("NFKC", char)[:1]
        return "'" + text if first in FORMULA_STARTS else text
    return text


def number(value: float, decimals: int) -> str:
    """A number with a decimal comma and that many decimals."""
    return f"{value:.{decimals}f}".replace(".", ",")


def cell(value: Cell) -> str:
    """A value as it stands in the file: floats with two decimals."""
    if value is None:
        return ""
    if isinstance(value, float):
        return number(value, 2)
    return str(value) if isinstance(value, int) else guarded(value)


def as_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The whole file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([guarded(name) for name in header])
    writer.writerows([cell(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()
