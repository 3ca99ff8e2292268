"""The calendar of the workshops: a file or a folder of them, read anew when it changes.

The kiosk goes on while staff edit the calendar. What is broken never empties the screen: a file that cannot be read
counts as it was last read, an event that is not understood is left out, and both are told.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from config.problems import ConfigurationError
from config.settings import Workshop, WorkshopFault, WorkshopReading
from config.source import read_text

LARGEST_BYTES = 2_097_152
MOST_FILES = 50
MOST_WORKSHOPS = 1000

Stamp = tuple[tuple[str, int, int], ...]


class WorkshopCalendar:
    """One site's calendar. Belongs to one thread; touches nothing but its files."""

    def __init__(self, path: Path, zone: ZoneInfo, places: int) -> None:
        """`path` is a calendar file or a folder of them; `places` holds where an event does not say."""
        self._path = path
        self._zone = zone
        self._places = places
        self._good: dict[Path, str] = {}

    def stamp(self) -> Stamp:
        """Changes when a file does, comes or goes: name, modification time and size of each."""
        found = []
        for path in self._files():
            try:
                status = path.stat()
            except OSError:
                found.append((path.name, -1, -1))
            else:
                found.append((path.name, status.st_mtime_ns, status.st_size))
        return tuple(found)

    def read(self, first: datetime, last: datetime) -> WorkshopReading:
        """The workshops that end after `first` and start before `last`. Never raises for what a file holds."""
        files = self._files()
        faults: list[WorkshopFault] = []
        workshops: dict[tuple[str, datetime], Workshop] = {}
        if not files and not self._path.is_dir():
            faults.append(WorkshopFault(self._path.name, "there is no such file or folder."))
        if len(files) > MOST_FILES:
            faults.append(WorkshopFault(self._path.name, f"only {MOST_FILES} files are read."))
        self._good = {path: text for path, text in self._good.items() if path in files}
        for path in files[:MOST_FILES]:
            text, wrong = self._text(path)
            faults += wrong
            if text:
                found, wrong = _workshops(text, path.name, self._zone, first, last, self._places)
                faults += wrong
                for workshop in found:
                    workshops.setdefault((workshop.uid, workshop.starts_at), workshop)
        ordered = sorted(workshops.values(), key=lambda workshop: (workshop.starts_at, workshop.title, workshop.uid))
        return WorkshopReading(tuple(ordered[:MOST_WORKSHOPS]), tuple(faults))

    def _files(self) -> list[Path]:
        """The file itself, or the calendar files of the folder by name."""
        if not self._path.is_dir():
            return [self._path]
        try:
            names = sorted(entry.name for entry in os.scandir(self._path) if entry.name.lower().endswith(".ics"))
        except OSError:
            return list(self._good)
        return [self._path / name for name in names]

    def _text(self, path: Path) -> tuple[str, list[WorkshopFault]]:
        """The text of a calendar, as it was last good when it cannot be read now."""
        from config.calendar_file import not_a_calendar  # the library is for sites with a calendar

        try:
            text = read_text(path, largest=LARGEST_BYTES, if_empty="Save the calendar again.")
        except ConfigurationError as error:
            sentences = [f"{fault.text} {fault.hint}" for fault in error.problems]
            return self._good.get(path, ""), [WorkshopFault(path.name, sentence) for sentence in sentences]
        fault = not_a_calendar(text)
        if fault is None:
            self._good[path] = text
            return text, []
        return self._good.get(path, ""), [WorkshopFault(path.name, f"{fault.text} {fault.hint}")]


def _workshops(
    text: str, name: str, zone: ZoneInfo, first: datetime, last: datetime, places: int
) -> tuple[list[Workshop], list[WorkshopFault]]:
    """The workshops of one calendar, and the events that are not understood."""
    from icalendar import Calendar

    from config.workshop_event import title

    try:
        events = [event for calendar in Calendar.from_ical(text, multiple=True) for event in calendar.events]
    except Exception as error:  # whatever a strange file makes of the library, it is the file that is at fault
        return [], [WorkshopFault(name, f"the file is not understood: {_sentence(error)}")]
    workshops: list[Workshop] = []
    moved: dict[tuple[str, datetime], list[Workshop]] = {}
    faults: list[WorkshopFault] = []
    for event in events:
        try:
            instead, found = _event(event, zone, first, last, places)
        except Exception as error:  # the same
            faults.append(WorkshopFault(f"{name}, « {title(event)} »", _sentence(error)))
            continue
        if instead is None:
            workshops += found
        else:
            moved[str(event["UID"]), instead] = found
    kept = [workshop for workshop in workshops if (workshop.uid, workshop.starts_at) not in moved]
    return [*kept, *(workshop for others in moved.values() for workshop in others)], faults


def _event(
    event: object, zone: ZoneInfo, first: datetime, last: datetime, places: int
) -> tuple[datetime | None, list[Workshop]]:
    """The time that the event stands in for, or None, and its workshops. Raises ValueError with a sentence."""
    from icalendar import Event

    from config.recurrence import is_all_day, replaces, times
    from config.workshop_event import details, line

    assert isinstance(event, Event)
    broken = next(_broken_lines(event), "")
    if broken:
        raise ValueError(broken)
    instead = replaces(event, zone)
    if line(event.get("STATUS", "")).upper() == "CANCELLED" or is_all_day(event):
        return instead, []
    said = details(event)
    uid = line(event.get("UID", ""))
    if not said.title or not uid:
        raise ValueError("it has no title" if not said.title else "it has no UID, by which it is known again")
    first_one = Workshop(
        uid=uid,
        title=said.title,
        short=said.short or said.title,
        starts_at=first,
        ends_at=last,
        places=said.places or places,
        place=said.place,
        audience=said.audience,
        bring=said.bring,
        own_device=said.own_device,
        beginners=said.beginners,
    )
    return instead, [replace(first_one, starts_at=s, ends_at=e) for s, e in times(event, zone, first, last)]


def _broken_lines(event: object) -> Iterator[str]:
    """What the library could not read of the times of an event."""
    for name, message in getattr(event, "errors", ()):
        if name in (None, "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"):
            yield _sentence(message)


def _sentence(error: object) -> str:
    words = "".join(c if c.isprintable() else " " for c in str(error) or type(error).__name__)
    return f"{words.strip().rstrip('.')[:160]}."
