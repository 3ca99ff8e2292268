"""Changes to the small site that several tests make."""

from __future__ import annotations

from collections.abc import Callable

from config import Problem

Spoil = Callable[..., tuple[Problem, ...]]
EXCEPTION = "date = 2026-12-25\nclosed = true"


def added(*lines: str) -> tuple[str, str]:
    """The change that puts these lines before the charter."""
    return "[charter]", "\n".join([*lines, "[charter]"])


def limits(line: str) -> tuple[str, str]:
    """The change that adds one of the house's numbers."""
    return added("[limits]", line)


CALENDAR = """\
BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261017
DTEND;VALUE=DATE:20261102
SUMMARY:Toussaint
END:VEVENT
END:VCALENDAR
"""
