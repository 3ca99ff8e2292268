"""One calendar file (.ics, RFC 5545) as periods of days, or what is wrong with it, event by event.

Imported only where a site has a calendar: `icalendar` takes longer to import than a site file to read.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from config.settings import Holiday

LONGEST_TITLE = 60
LONGEST_DAYS = 366
_DAY = timedelta(days=1)
_ENTIRE = (None, "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE")
"""Where a broken line changes the days of an event; None stands for a line that could not be read at all."""


@dataclass(frozen=True, slots=True)
class CalendarFault:
    """What is wrong. `line` counts from 1 in the calendar file; `title` is that of the event, "" for the whole file."""

    text: str
    hint: str
    line: int | None = None
    title: str = ""


def read_calendar(text: str, zone: ZoneInfo, ignore: tuple[str, ...]) -> tuple[list[Holiday], list[CalendarFault]]:
    """The days that the events of a calendar cover in the time zone of the site, in the order of the file.

    Events that were cancelled, and those with a word of `ignore` in their title, are left out. The first list
    is complete only when the second is empty.
    """
    if fault := not_a_calendar(text):
        return [], [fault]
    try:
        events = [event for calendar in Calendar.from_ical(text, multiple=True) for event in calendar.events]
    except Exception as error:  # whatever a strange file makes of the library, it is the file that is at fault
        return [], [CalendarFault(f"the file is not understood: {_sentence(error)}", "Fetch the calendar again.")]
    begins = _lines_of_events(text)
    lines: list[int | None] = [*begins] if len(begins) == len(events) else [None] * len(events)
    if not events:
        return [], [CalendarFault("the file holds no event.", "Fetch the calendar again, or remove it from the list.")]
    holidays: list[Holiday] = []
    faults: list[CalendarFault] = []
    words = [_plain(word) for word in ignore]
    for event, line in zip(events, lines, strict=True):
        title = _title(event)
        if str(event.get("STATUS", "")).upper() == "CANCELLED" or any(word in _plain(title) for word in words):
            continue
        found = list(_faults(event, line, title))
        try:
            first, last = _days(event.start, event.end, zone)
        except Exception as error:  # the same
            found = found or [CalendarFault(_sentence(error), "Correct its dates.", line, title)]
        else:
            found += _implausible(first, last, line, title)
            holidays.append(Holiday(first, last, title))
        faults += found
    if not holidays and not faults:
        faults = [CalendarFault("no event of the file counts: « ignore » leaves all out.", "Shorten holidays.ignore.")]
    return holidays, faults


def not_a_calendar(text: str) -> CalendarFault | None:
    """What shows at once that a text is no calendar, or only half of one; None for what may be parsed."""
    lines = [line.strip().upper() for line in text.split("\n") if line.strip()]
    if lines[:1] != ["BEGIN:VCALENDAR"]:
        hint = "Save it from the calendar as iCalendar (.ics), not as a page or a table."
        return CalendarFault("the file is not a calendar: it does not begin with BEGIN:VCALENDAR.", hint, 1)
    if lines[-1] != "END:VCALENDAR":
        count = len(text.rstrip().split("\n"))
        return CalendarFault("the file is cut off: it does not end with END:VCALENDAR.", "Fetch it again.", count)
    begun, ended = lines.count("BEGIN:VEVENT"), lines.count("END:VEVENT")
    if begun != ended:
        line = _lines_of_events(text)[-1] if begun else None
        return CalendarFault(f"the file begins {begun} events, but ends {ended}.", "Fetch it again.", line)
    return None


def _lines_of_events(text: str) -> list[int]:
    lines = text.split("\n")
    return [number for number, line in enumerate(lines, start=1) if line.strip().upper() == "BEGIN:VEVENT"]


def _faults(event: Event, line: int | None, title: str) -> Iterator[CalendarFault]:
    for name, message in event.errors:
        if name in _ENTIRE:
            yield CalendarFault(_sentence(message), "Correct that line of the event.", line, title)
    if "RRULE" in event or "RDATE" in event:
        hint = "Write each time as an event of its own, or as [[exceptions]] in the site file."
        yield CalendarFault("the event comes again and again, which is not supported.", hint, line, title)


def _days(start: date, end: date, zone: ZoneInfo) -> tuple[date, date]:
    """First and last day, both included: the end of an event is the first instant, or day, after it.

    An event that ends where it begins counts for its day: official calendars write single days so.
    Raises ValueError when the end is before the beginning.
    """
    first, after = _local(start, zone), _local(end, zone)
    if _date(after) < _date(first):
        raise ValueError(f"the event ends ({_date(after)}) before it begins ({_date(first)})")
    last = after - (timedelta.resolution if isinstance(after, datetime) else _DAY)
    return _date(first), max(_date(first), _date(last))


def _local(moment: date, zone: ZoneInfo) -> date:
    """The moment as the wall clock of the site shows it; one without a zone is meant so already."""
    return moment.astimezone(zone) if isinstance(moment, datetime) and moment.tzinfo is not None else moment


def _date(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _implausible(first: date, last: date, line: int | None, title: str) -> Iterator[CalendarFault]:
    if not 2000 <= first.year <= last.year <= 2100:  # noqa: PLR2004
        yield CalendarFault(f"the year {first.year} cannot be right.", "Correct its dates.", line, title)
    elif (last - first).days >= LONGEST_DAYS:
        yield CalendarFault(f"the event lasts {(last - first).days + 1} days.", "Correct its dates.", line, title)


def _title(event: Event) -> str:
    raw = event.get("SUMMARY", "")
    text = "".join(c if c.isprintable() else " " for c in str(raw[0] if isinstance(raw, list) else raw))
    return " ".join(unicodedata.normalize("NFC", text).split())[:LONGEST_TITLE]


def _plain(text: str) -> str:
    """Small letters without accents, so that « Rentrée » is found under « rentree »."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in letters if not unicodedata.combining(c))


def _sentence(error: object) -> str:
    words = "".join(c if c.isprintable() else " " for c in str(error) or type(error).__name__)
    return f"{words.strip().rstrip('.')[:160]}."
