"""The way in: a path in, `Settings` out, or every problem at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path

from config.build import build
from config.checks import all_problems
from config.document import Document
from config.holidays import read_holidays
from config.problems import ConfigurationError, Problem
from config.settings import Settings
from config.source import parse, read_text

LARGEST_CHARTER_BYTES = 65_536


def load(path: Path, *, calendars: bool = True) -> Settings:
    """Read and check a site file, and the charter texts and calendars that it names.

    Touches nothing but these files. Raises ConfigurationError with all problems that could be found;
    a file that cannot be read, or is not TOML, has only that one. Without `calendars` the settings are those of a
    place that has no school holidays: for a first screen that cannot wait for them.
    """
    path = Path(path)
    text = read_text(path)
    document = Document(parse(text), text)
    problems = all_problems(document)
    charter, unreadable = _read_charter(document, path.parent)
    problems.extend(unreadable)
    holidays, unreadable = read_holidays(document, path.parent) if calendars or problems else ((), [])
    problems.extend(unreadable)
    if problems:
        raise ConfigurationError(problems)
    return build(document, path, charter, holidays)


def sample_path() -> Path:
    """The sample site file that ships with the product: it teaches, and `vestibule demo` runs on it."""
    return Path(__file__).parent / "sample" / "site.toml"


def _read_charter(document: Document, folder: Path) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """The full text of the charter by language, as paragraphs, and what is wrong with its files."""
    row = document.one("charter")
    names: Mapping[str, str] = row.get("full") or {}
    languages: tuple[str, ...] = document.one("site").get("languages") or tuple(names)
    texts: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for code, name in names.items():
        if code not in languages:
            continue
        try:
            text = read_text(folder / name, largest=LARGEST_CHARTER_BYTES)
        except ConfigurationError as error:
            problems += [row.problem("full", fault.text, fault.hint, f".{code}") for fault in error.problems]
            continue
        if any(unicodedata.category(c) == "Cc" and c not in "\n\r\t" for c in text):
            problem = row.problem("full", f"{name} holds a control character.", "Save it as plain text.", f".{code}")
            problems.append(problem)
        texts[code] = paragraphs(text)
    return texts, problems


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a plain text: blank lines part them, single line ends become spaces.

    No-break spaces are kept: French punctuation needs them.
    """
    blocks: list[list[str]] = [[]]
    for line in text.splitlines():
        if words := line.strip(" \t"):
            blocks[-1].append(words)
        elif blocks[-1]:
            blocks.append([])
    return tuple(" ".join(lines) for lines in blocks if lines)
