"""The one table of settings: loading, checks, `default.toml` and docs/settings.md all read it.

To add a setting: one `Entry` in `config.entries`, one field in `config.settings`, one line in `config.build`.
"""

from __future__ import annotations

from config.entries.machine import MACHINE
from config.entries.place import PLACE
from config.entries.reception import RECEPTION
from config.entries.workshops import WORKSHOPS
from config.entry import Entry, Table

TABLES: tuple[Table, ...] = (*PLACE, *RECEPTION, *WORKSHOPS, *MACHINE)


def table(name: str) -> Table:
    """The table of that dotted name. Raises KeyError."""
    for candidate in TABLES:
        if candidate.name == name:
            return candidate
    raise KeyError(name)


def tables_with_entry(name: str) -> list[Table]:
    """Tables that have an entry of that name, for "it belongs in …"."""
    return [table for table in TABLES if any(entry.name == name for entry in table.entries)]


__all__ = ["TABLES", "Entry", "Table", "table", "tables_with_entry"]
