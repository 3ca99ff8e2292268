"""The two pieces that the table of settings is made of: an entry, and the table of the file that holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from config.kinds import Kind


class _Required:
    """The mark of an entry that has no default."""

    def __repr__(self) -> str:
        return "REQUIRED"


REQUIRED = _Required()


@dataclass(frozen=True, slots=True)
class Entry:
    """One setting.

    `default` is written as TOML would give it and goes through `kind` like any other value; None means
    "not set", REQUIRED means that the file must say it. `help` is one or two sentences for the IT officer.
    A `secret` default is masked in the reference.
    """

    name: str
    kind: Kind[Any]
    help: str
    default: object = REQUIRED
    secret: bool = False

    @property
    def required(self) -> bool:
        return self.default is REQUIRED


@dataclass(frozen=True, slots=True)
class Table:
    """One `[table]` of the file, or with `many` one `[[table]]` that repeats.

    `fewest` and `most` bound the rows of a repeated table; `default_rows` stand in when the file has none.
    An `optional` table may be left out even though it has required entries.
    """

    name: str
    help: str
    entries: tuple[Entry, ...]
    many: bool = False
    optional: bool = False
    fewest: int = 0
    most: int = 200
    default_rows: tuple[Mapping[str, object], ...] = ()

    @property
    def heading(self) -> str:
        """How the table is opened in the file."""
        return f"[[{self.name}]]" if self.many else f"[{self.name}]"

    def entry(self, name: str) -> Entry:
        """The entry of that name. Raises KeyError."""
        for entry in self.entries:
            if entry.name == name:
                return entry
        raise KeyError(name)
