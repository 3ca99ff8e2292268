"""docs/settings.md and config/default.toml, written from the table of settings: `python -m config.reference`.

With `--check` nothing is written; the exit status is 1 when one of the two no longer says what the table says.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from config.entry import Entry, Table
from config.schema import TABLES

_ROOT = Path(__file__).resolve().parent.parent

_SETTINGS_HEAD = """\
# Settings

<!-- Written by `python -m config.reference` from the table of settings. Change the table, not this page. -->

A site file is a TOML text in UTF-8. `config/sample/site.toml` is a complete one that explains itself;
`config/default.toml` holds every default. Check a file before using it:

```
vestibule check my-site/site.toml
```

It prints what was understood, or every problem at once, with its line and what to do. A setting that the file
leaves out keeps its default; one marked **required** has none. Repeated sections are written with two brackets.
"""

_DEFAULT_HEAD = """\
# Every setting of Vestibule with its default value.
# Written by `python -m config.reference` from the table of settings. Change the table, not this file.
#
# This file is not read by the kiosk: what a site file leaves out has these values anyway.
# A line that begins with "# " and a name is a setting without a default; those marked "required" must be given.
"""


def literal(value: object) -> str:
    """A value as TOML writes it on one line. Raises TypeError for what TOML has no word for."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {literal(item)}" for key, item in value.items()) + " }" if value else "{}"
    if isinstance(value, Iterable):
        return "[" + ", ".join(literal(item) for item in value) + "]"
    raise TypeError(f"TOML cannot write {type(value).__name__}")


def settings_page(tables: Iterable[Table] = TABLES) -> str:
    """docs/settings.md."""
    blocks = [_SETTINGS_HEAD]
    for table in tables:
        lines = [f"## `{table.heading}`", "", table.help, ""]
        if table.many:
            lines += [_count(table), ""]
        if table.optional:
            lines += ["This section may be left out.", ""]
        lines += ["| setting | what it accepts | default | meaning |", "|---|---|---|---|"]
        lines += [
            f"| `{entry.name}` | {_cell(entry.kind.accepts)} | {_cell(_default(entry))} | {_cell(entry.help)} |"
            for entry in table.entries
        ]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def default_toml(tables: Iterable[Table] = TABLES) -> str:
    """config/default.toml: valid TOML that holds every default there is."""
    blocks = [_DEFAULT_HEAD]
    for table in tables:
        if table.many and not table.default_rows:
            lines = [
                f"# {table.help}",
                f"# {table.heading}",
                *(f"# {_written(entry)}" for entry in table.entries),
            ]
            blocks.append("\n".join(lines) + "\n")
            continue
        if table.many:
            rows = [
                "\n".join([table.heading, *(f"{name} = {literal(value)}" for name, value in row.items())]) + "\n"
                for row in table.default_rows
            ]
            blocks.append(f"# {table.help}\n" + "\n".join(rows))
            continue
        bare = "# " if table.optional else ""
        lines = [f"# {table.help}", bare + table.heading]
        for entry in table.entries:
            given = not entry.required and entry.default is not None and not table.optional
            lines += [f"# {entry.help}", ("" if given else "# ") + _written(entry)]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def _count(table: Table) -> str:
    least = f"at least {table.fewest}, " if table.fewest else ""
    instead = " Without any, those of `config/default.toml` hold." if table.default_rows else ""
    return f"Repeated: {least}at most {table.most}.{instead}"


def _default(entry: Entry) -> str:
    if entry.required:
        return "**required**"
    if entry.default is None:
        return "not set"
    return "(secret)" if entry.secret else f"`{literal(entry.default)}`"


def _written(entry: Entry) -> str:
    if entry.required:
        return f"{entry.name} = …  (required: {entry.kind.accepts})"
    if entry.default is None:
        return f"{entry.name} = …  ({entry.kind.accepts})"
    return f"{entry.name} = {literal(entry.default)}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def generated(root: Path = _ROOT) -> dict[Path, str]:
    """The files that this module writes, and what they must contain."""
    return {root / "docs" / "settings.md": settings_page(), root / "config" / "default.toml": default_toml()}


def main(arguments: list[str] | None = None) -> int:
    """The command. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m config.reference", description="Write the reference of settings.")
    parser.add_argument("--check", action="store_true", help="write nothing, say whether the files are up to date")
    only_check = parser.parse_args(arguments).check
    stale = [
        path for path, text in generated().items() if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    for path in stale:
        if only_check:
            print(f"{path.name} is out of date: run python -m config.reference", file=sys.stderr)
        else:
            path.write_text(generated()[path], encoding="utf-8")
            print(f"wrote {path.name}")
    return 1 if stale and only_check else 0


if __name__ == "__main__":
    sys.exit(main())
