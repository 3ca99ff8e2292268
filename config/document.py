"""A site file read against the table of settings: each value through its kind, each fault noted.

Values that are wrong or missing are simply absent from their row, so the checks that compare
settings can still run on the sound ones, and the reader of the messages sees everything at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from config.entry import Entry, Table
from config.kinds import KindError
from config.lines import Lines
from config.problems import Problem, did_you_mean, one_of
from config.schema import TABLES, tables_with_entry


class Row:
    """One table of the file, or one row of a repeated table.

    `index` counts from 1; it is None for a table that stands alone.

    `given` is false for a row that the file does not have and that defaults stand in for.
    """

    def __init__(self, table: Table, index: int | None, lines: Lines, *, given: bool = True) -> None:
        self.table = table
        self.index = index
        self.given = given
        self.values: dict[str, Any] = {}
        self.faulty: set[str] = set()
        self._lines = lines

    def get(self, name: str) -> Any:
        """The value of an entry; None when it was not given, or was not understood."""
        return self.values.get(name)

    def where(self, name: str = "", sub: str = "") -> str:
        """The setting as messages name it: ``workstations[3].zone``."""
        row = f"{self.table.name}[{self.index}]" if self.index is not None else self.table.name
        return f"{row}.{name}{sub}" if name else row

    def problem(self, name: str, text: str, hint: str = "", sub: str = "") -> Problem:
        """A problem of one entry of this row, or of the whole row when `name` is empty."""
        path: tuple[str | int, ...] = tuple(self.table.name.split("."))
        if self.index is not None:
            path = (*path, self.index)
        if name:
            path = (*path, name)
        return Problem(self.where(name, sub), self._lines.find(*path), text, hint)


class Document:
    """All tables of a file. `problems` is what the kinds and the shape of the file have to say."""

    def __init__(self, parsed: Mapping[str, Any], text: str, tables: Iterable[Table] = TABLES) -> None:
        self.problems: list[Problem] = []
        self._lines = Lines(text)
        self._tables = tuple(tables)
        self._rows: dict[str, tuple[Row, ...]] = {}
        for table in self._tables:
            self._rows[table.name] = tuple(self._read_table(table, parsed))
        self._find_unknown(parsed, ())

    def rows(self, name: str) -> tuple[Row, ...]:
        """The rows of a table: one for a plain table, none for an optional one that was left out."""
        return self._rows[name]

    def one(self, name: str) -> Row:
        """The only row of a plain table that is not optional."""
        return self._rows[name][0]

    def sound(self, name: str, entry: str) -> bool:
        """Whether every row of a table has an understood value there, so that references to it can be judged."""
        return all(entry not in row.faulty for row in self._rows[name])

    def every_row(self) -> Iterator[Row]:
        """All rows of all tables."""
        for rows in self._rows.values():
            yield from rows

    def _read_table(self, table: Table, parsed: Mapping[str, Any]) -> Iterator[Row]:
        raw, misplaced = _descend(parsed, table.name)
        if misplaced:
            self._note_misplaced(table)
            return
        if table.many:
            yield from self._read_many(table, raw)
        elif raw is None and table.optional:
            return
        elif raw is None:
            yield self._absent(table)
        elif not isinstance(raw, dict):
            self._note(
                table,
                f"{table.name} is not a section.",
                f"Write its heading {table.heading} on a line of its own.",
            )
            yield self._absent(table, said=True)
        else:
            row = Row(table, None, self._lines)
            self._fill(row, raw)
            yield row

    def _read_many(self, table: Table, raw: object) -> Iterator[Row]:
        if raw is None and table.default_rows:
            for index, default in enumerate(table.default_rows, start=1):
                row = Row(table, index, self._lines, given=False)
                self._fill(row, default)
                yield row
            return
        if isinstance(raw, dict):
            self._note(
                table,
                f"{table.name} can stand several times.",
                f"Write its heading with two brackets: {table.heading}.",
            )
            return
        if raw is not None and not isinstance(raw, list):
            self._note(table, f"{table.name} is not a repeated section.", f"Write its heading {table.heading}.")
            return
        items = raw or []
        if not table.fewest <= len(items) <= table.most:
            text = (
                f"there is no {table.heading} section."
                if not items
                else f"there are {len(items)} {table.heading} sections."
            )
            self._note(table, text, f"Write from {table.fewest} to {table.most} of them.")
        # Rows beyond the limit are not judged: comparing them with one another would take for ever.
        for index, item in enumerate(items[: table.most], start=1):
            row = Row(table, index, self._lines)
            if isinstance(item, dict):
                self._fill(row, item)
            else:
                row.faulty.update(entry.name for entry in table.entries)
                self.problems.append(row.problem("", "this is not a section.", f"Write its heading {table.heading}."))
            yield row

    def _absent(self, table: Table, *, said: bool = False) -> Row:
        row = Row(table, None, self._lines, given=False)
        required = [entry.name for entry in table.entries if entry.required]
        if required and not said:
            self._note(table, f"the section {table.heading} is missing.", f"It must give: {', '.join(required)}.")
        for entry in table.entries:
            if entry.required:
                row.faulty.add(entry.name)
            else:
                row.values[entry.name] = default_of(entry)
        return row

    def _fill(self, row: Row, raw: Mapping[str, object]) -> None:
        for entry in row.table.entries:
            if entry.name not in raw:
                if entry.required:
                    row.faulty.add(entry.name)
                    hint = f"Add: {entry.name} = … ({entry.kind.accepts})."
                    self.problems.append(row.problem("", f"« {entry.name} » is missing.", hint))
                else:
                    row.values[entry.name] = default_of(entry)
                continue
            try:
                row.values[entry.name] = entry.kind.deserialize(raw[entry.name])
            except KindError as error:
                row.faulty.add(entry.name)
                for fault in error.faults:
                    self.problems.append(row.problem(entry.name, fault.text, fault.hint, fault.sub))

    def _note_misplaced(self, table: Table) -> None:
        """Something else stands where the section around `table` should be: say it once."""
        parent = table.name.rpartition(".")[0]
        if not any(other.name == parent for other in self._tables):
            text = f"{parent} is not a section."
            if all(problem.where != parent for problem in self.problems):
                hint = f"Write the heading {table.heading}."
                self.problems.append(Problem(parent, self._lines.find(*parent.split(".")), text, hint))

    def _note(self, table: Table, text: str, hint: str) -> None:
        path = tuple(table.name.split("."))
        self.problems.append(Problem(table.name, self._lines.find(*path), text, hint))

    def _find_unknown(self, raw: object, path: tuple[str | int, ...]) -> None:
        """Note every key that no table has, at any depth that a table can be found at."""
        name = ".".join(part for part in path if isinstance(part, str))
        if isinstance(raw, list):
            for index, item in enumerate(raw, start=1):
                self._find_unknown(item, (*path, index))
            return
        if not isinstance(raw, dict):
            return
        known = self._known_below(name)
        for key, value in raw.items():
            below = f"{name}.{key}" if name else key
            if key not in known:
                self.problems.append(self._unknown((*path, key), key, known))
            elif any(t.name == below or t.name.startswith(below + ".") for t in self._tables):
                self._find_unknown(value, (*path, key))

    def _known_below(self, name: str) -> list[str]:
        entries = [entry.name for table in self._tables if table.name == name for entry in table.entries]
        prefix = f"{name}." if name else ""
        nested = [t.name.removeprefix(prefix).split(".")[0] for t in self._tables if t.name.startswith(prefix)]
        return list(dict.fromkeys([*entries, *nested])) if name else list(dict.fromkeys(nested))

    def _unknown(self, path: tuple[str | int, ...], key: str, known: list[str]) -> Problem:
        elsewhere = [table.heading for table in tables_with_entry(key)]
        hint = did_you_mean(key, known)
        if not hint and elsewhere:
            hint = f"It belongs under {' or '.join(elsewhere[:3])}."
        where = ""
        for part in path:
            where += f"[{part}]" if isinstance(part, int) else f".{part}" if where else part
        return Problem(where, self._lines.find(*path), f"« {key} » is not a setting.", hint or one_of(known))


def default_of(entry: Entry) -> Any:
    """The understood default of an entry that has one; None stands for "not set"."""
    return None if entry.default is None else entry.kind.deserialize(entry.default)


def _descend(parsed: Mapping[str, Any], name: str) -> tuple[object, bool]:
    """What the file has at a dotted name, and whether something that is not a table stands on the way."""
    raw: object = parsed
    for part in name.split("."):
        if raw is None:
            return None, False
        if not isinstance(raw, dict):
            return None, True
        raw = raw.get(part)
    return raw, False
