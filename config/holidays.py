"""School holidays: the calendar files that a site names, read one after the other."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from config.document import Document
from config.problems import ConfigurationError, Problem
from config.settings import Holiday
from config.source import read_text

LARGEST_CALENDAR_BYTES = 524_288
"""The official calendar of a school zone, ten years of it, is a tenth of this."""


def read_holidays(document: Document, folder: Path) -> tuple[tuple[Holiday, ...], list[Problem]]:
    """The holidays of all calendars by date, and what is wrong with the files. Touches nothing but these files."""
    row = document.one("holidays")
    names: tuple[str, ...] = row.get("calendars") or ()
    if not names:
        return (), []
    # The library takes longer to import than a whole site file to read.
    from config.calendar_file import read_calendar

    zone = ZoneInfo(document.one("site").get("timezone") or "UTC")
    holidays: set[Holiday] = set()
    problems: list[Problem] = []
    for index, name in enumerate(names, start=1):
        sub = f"[{index}]"
        try:
            text = read_text(folder / name, largest=LARGEST_CALENDAR_BYTES, if_empty="Fetch the calendar again.")
        except ConfigurationError as error:
            problems += [row.problem("calendars", fault.text, fault.hint, sub) for fault in error.problems]
            continue
        found, faults = read_calendar(text, zone, row.get("ignore") or ())
        holidays.update(found)
        for fault in faults:
            line = f"line {fault.line}" if fault.line is not None else ""
            place = ", ".join(part for part in (name, line, f"« {fault.title} »" if fault.title else "") if part)
            problems.append(row.problem("calendars", f"{place}: {fault.text}", fault.hint, sub))
    return tuple(sorted(holidays, key=lambda holiday: (holiday.first, holiday.last, holiday.label))), problems
