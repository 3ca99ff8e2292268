"""What is wrong in a site file, said so that an IT officer can mend it without asking anybody."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

_LONGEST_LIST = 12


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault of the file.

    `where` is the setting, rows counted from 1 as a reader counts them: ``workstations[3].zone`` is the zone
    in the third ``[[workstations]]``. It is empty when the fault is about the file as a whole.
    `line` counts from 1; None when no line can be named. `hint` says what to do; it may be empty.
    """

    where: str
    line: int | None
    text: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"line {self.line}" if self.line is not None else ""
        head = ", ".join(part for part in (place, self.where) if part)
        sentence = f"{head}: {self.text}" if head else self.text
        return f"{sentence} {self.hint}".rstrip()


class ConfigurationError(Exception):
    """The file cannot be used; `problems` holds every fault that was found, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(
            sorted(problems, key=lambda p: (p.line if p.line is not None else 0, p.where, p.text))
        )
        super().__init__("\n".join(str(problem) for problem in self.problems))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question that names the closest known word, or an empty string when nothing is close."""
    by_lower = {name.lower(): name for name in known}
    close = difflib.get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    return f"Did you mean « {by_lower[close[0]]} »?" if close else ""


def one_of(known: Iterable[str]) -> str:
    """A sentence that lists what can be written, shortened when the list is long."""
    names = list(known)
    if not names:
        return ""
    shown = ", ".join(f"« {name} »" for name in names[:_LONGEST_LIST])
    more = f" and {len(names) - _LONGEST_LIST} more" if len(names) > _LONGEST_LIST else ""
    return f"Write one of {shown}{more}."


def suggestion(word: str, known: Iterable[str]) -> str:
    """`did_you_mean`, or else the list of what can be written."""
    names = list(known)
    return did_you_mean(word, names) or one_of(names)
