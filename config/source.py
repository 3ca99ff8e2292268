"""From a path to parsed TOML: whatever can be wrong with a file is said in a sentence."""

from __future__ import annotations

import re
import stat
import tomllib
from pathlib import Path
from typing import Any

from config.problems import ConfigurationError, Problem

LARGEST_BYTES = 1_048_576
"""A real site file is a hundredth of this; a larger one is not a site file."""

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")

_PLAIN = (
    ("Cannot overwrite a value", "this setting stands twice.", "Remove one of the two lines."),
    (
        "Cannot declare",
        "this section stands twice.",
        "Join the two sections; a repeated one is written [[…]].",
    ),
    ("Cannot mutate immutable", "this setting was already given in braces.", "Keep one of the two."),
    ("Expected '=' after a key", "there is no = after the name of the setting.", 'Write: name = "value".'),
    (
        "Invalid statement",
        "this line is neither a setting, nor a [section], nor a comment.",
        "A comment begins with #.",
    ),
    (
        "Invalid value",
        "the value is not understood.",
        'Text stands between quotes: "…". Numbers and true/false do not.',
    ),
    ("Unterminated string", "a text is not closed.", 'Add the closing quote: ".'),
    (
        "Illegal character",
        "a text is not closed on its line, or holds an invisible character.",
        'Add the closing quote: ".',
    ),
    ("Unclosed array", "a list is not closed.", "Add the closing bracket: ]."),
    ("Unclosed inline table", "a pair of braces is not closed.", "Add the closing brace: }."),
    (
        "Expected ']'",
        "the heading of a section is not closed.",
        "Write [section], or [[section]] for a repeated one.",
    ),
    (
        "Expected newline or end of document",
        "something follows the value.",
        "Put it on its own line, or before a #.",
    ),
    ("Unescaped '\\'", "a backslash stands alone in a text.", "Write it twice: \\\\, or use single quotes."),
    ("Duplicate inline table key", "a name stands twice between the braces.", "Remove one of the two."),
)


def read_text(path: Path, *, largest: int = LARGEST_BYTES, if_empty: str = "Copy the sample and change it.") -> str:
    """The text of a file: UTF-8 with or without a byte order mark, any line ending, at most `largest` bytes.

    Raises ConfigurationError with one problem; `if_empty` is its hint for an empty file. Only regular files are
    read: a pipe cannot block it.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise _refused(f"{path} is a folder.", "Name the file in it.")
        if not stat.S_ISREG(status.st_mode):
            raise _refused(f"{path} is not a file.", "Name a text file.")
        if status.st_size > largest:
            raise _refused(f"{path} is too large: {status.st_size} bytes.", f"At most {largest} bytes are read.")
        with path.open("rb") as file:
            raw = file.read(largest + 1)
    except FileNotFoundError:
        raise _refused(f"{path} does not exist.", "Check its name; the sample shows what to write in it.") from None
    except PermissionError:
        raise _refused(f"{path} may not be read by this account.", "Give the account the right to read it.") from None
    except (OSError, ValueError) as error:
        raise _refused(f"{path} cannot be read: {error}.", "Check the disk and the name.") from None
    if len(raw) > largest:
        raise _refused(f"{path} is too large.", f"At most {largest} bytes are read.")
    text = _decoded(raw, path)
    if not text.strip():
        raise _refused(f"{path} is empty.", if_empty)
    return text


def parse(text: str) -> dict[str, Any]:
    """The parsed TOML. Raises ConfigurationError with the one problem that the parser stopped at."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError([_plain(str(error), text)]) from None
    except RecursionError:
        raise _refused("the brackets are nested too deeply.", "A site file needs two levels at most.") from None
    except ValueError as error:
        # tomllib lets the errors of date and int through: a 30 February, a number of 5000 digits.
        raise _refused(f"a value is impossible: {error}.", "Check dates and numbers.") from None


def _decoded(raw: bytes, path: Path) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refused(f"{path} is saved as UTF-16.", "Save it as UTF-8.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problem = Problem("", line, f"{path} is not saved as UTF-8: a letter cannot be read.", "Save it as UTF-8.")
        raise ConfigurationError([problem]) from None


def _plain(message: str, text: str) -> Problem:
    found = _PLACE.search(message)
    line = int(found[1]) if found and found[1] else len(text.rstrip().splitlines())
    for start, sentence, hint in _PLAIN:
        if message.startswith(start):
            return Problem("", line, sentence, hint)
    return Problem("", line, f"the file is not valid TOML: {_PLACE.sub('', message)}.", "Compare with the sample.")


def _refused(text: str, hint: str) -> ConfigurationError:
    return ConfigurationError([Problem("", None, text, hint)])
