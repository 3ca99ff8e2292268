"""Which line of a TOML text a setting stands on. Best effort: never a reason to fail."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|\n|[\[\]{}]|[^"\'#\n\[\]{}]+|.',
    re.DOTALL,
)
_KEY_PART = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|\'([^\']*)\'|([A-Za-z0-9_-]+))\s*')

Path = tuple[str | int, ...]


class Lines:
    """The lines of the settings of one text that tomllib accepts. Rows of `[[table]]` count from 1."""

    def __init__(self, text: str) -> None:
        self._line_of: dict[Path, int] = {}
        self._rows: dict[Path, int] = {}
        self._prefix: Path = ()
        for number, statement in _statements(text):
            self._note(number, statement)

    def find(self, *path: str | int) -> int | None:
        """The line of a setting, or else of the closest part of its path that stands in the text, or None."""
        for end in range(len(path), 0, -1):
            if (line := self._line_of.get(path[:end])) is not None:
                return line
        return None

    def _note(self, number: int, statement: str) -> None:
        if statement.startswith("[["):
            parts = _key(statement[2:])
            parent = self._resolve(parts[:-1])
            array = (*parent, *parts[-1:])
            self._rows[array] = self._rows.get(array, 0) + 1
            self._line_of.setdefault(array, number)
            self._prefix = (*array, self._rows[array])
            self._line_of.setdefault(self._prefix, number)
        elif statement.startswith("["):
            self._prefix = self._resolve(_key(statement[1:]))
            self._line_of.setdefault(self._prefix, number)
        else:
            path = self._prefix
            for part in _key(statement):
                path = (*path, part)
                self._line_of.setdefault(path, number)

    def _resolve(self, parts: Path) -> Path:
        """The full path of a header: a part that names a repeated table stands for its latest row."""
        path: Path = ()
        for part in parts:
            path = (*path, part)
            if path in self._rows:
                path = (*path, self._rows[path])
        return path


def _statements(text: str) -> list[tuple[int, str]]:
    """Headers and key-value pairs with the line that each begins on; comments are left out."""
    found: list[tuple[int, str]] = []
    line = start = 1
    depth = 0
    begun = False
    pieces: list[str] = []
    for token in _TOKEN.findall(text + "\n"):
        if token == "\n" and depth <= 0:
            if statement := "".join(pieces).strip():
                found.append((start, statement))
            pieces, depth, begun = [], 0, False
        elif not token.startswith("#"):
            if not begun and token.strip():
                start, begun = line, True
            depth += (token in "[{") - (token in "]}")
            pieces.append(token)
        line += token.count("\n")
    return found


def _key(statement: str) -> tuple[str, ...]:
    """The parts of the dotted key that `statement` begins with."""
    parts: list[str] = []
    position = 0
    while match := _KEY_PART.match(statement, position):
        parts.append(next(group for group in match.groups() if group is not None))
        position = match.end()
        if statement[position : position + 1] != ".":
            break
        position += 1
    return tuple(parts)
