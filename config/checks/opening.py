"""Opening hours, those of school holidays, and exceptions by date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from config.document import Document, Row
from config.problems import Problem
from config.settings import Interval
from config.vocabulary import WEEKDAYS

Period = tuple[date, date, Row]
Week = tuple[tuple[Interval, ...], ...]


def check_opening(document: Document) -> Iterator[Problem]:
    """The site opens at some time; every exception says when and what, and none contradicts another."""
    hours = document.one("hours")
    if not hours.faulty and not any(hours.get(day) for day in WEEKDAYS):
        yield hours.problem(
            "",
            "the site is closed all week.",
            'Give the hours of one day, such as tuesday = ["10:00-18:00"].',
        )
    yield from _check_holidays(document.one("holidays"))
    periods: list[Period] = []
    for row in document.rows("exceptions"):
        yield from _says_what(row)
        if not {"date", "from", "to"} & row.faulty:
            yield from _says_when(row)
            if (period := period_of(row)) is not None:
                periods.append((*period, row))
    periods.sort(key=lambda period: period[:2])
    for before, after in pairwise(periods):
        if after[0] <= before[1]:
            text = f"{after[0]} is already in {before[2].where()}."
            yield after[2].problem("", text, "Let each date stand in one exception only.")


def holiday_week(document: Document) -> Week:
    """The hours of all seven days as they hold in school holidays: those given there, else the ordinary ones."""
    hours, holidays = document.one("hours"), document.one("holidays")
    return tuple(own if (own := holidays.get(day)) is not None else hours.get(day) or () for day in WEEKDAYS)


def _check_holidays(row: Row) -> Iterator[Problem]:
    """Calendars and hours need each other. The calendars themselves are read by config.holidays."""
    if row.faulty:
        return
    days = [day for day in WEEKDAYS if row.get(day) is not None]
    calendars = row.get("calendars")
    if calendars and not days:
        text = "the calendars change nothing: no day has hours of its own."
        yield row.problem("calendars", text, 'Give the hours of one day, such as monday = ["14:00-18:00"].')
    elif days and not calendars:
        text = "these hours never hold: there is no calendar."
        yield row.problem(days[0], text, 'Add calendars = ["vacances.ics"], or remove the hours.')


def period_of(row: Row) -> tuple[date, date] | None:
    """First and last day of an exception; None when the row does not say it properly."""
    day, first, last = row.get("date"), row.get("from"), row.get("to")
    if day is not None and first is None and last is None:
        return day, day
    if day is None and first is not None and last is not None and first <= last:
        return first, last
    return None


def _says_when(row: Row) -> Iterator[Problem]:
    day, first, last = row.get("date"), row.get("from"), row.get("to")
    if day is not None and (first is not None or last is not None):
        yield row.problem("date", "both one date and a period are given.", "Keep either date, or from and to.")
    elif day is None and first is None and last is None:
        yield row.problem("", "the exception has no date.", "Add date = 2026-12-25, or from and to.")
    elif day is None and last is None:
        yield row.problem("from", "the period has no end.", "Add to = ….")
    elif day is None and first is None:
        yield row.problem("to", "the period has no beginning.", "Add from = ….")
    elif day is None and last < first:
        yield row.problem("to", f"the period ends ({last}) before it begins ({first}).", "Exchange the two dates.")


def _says_what(row: Row) -> Iterator[Problem]:
    if {"closed", "open"} & row.faulty:
        return
    closed, intervals = row.get("closed"), row.get("open")
    if closed and intervals:
        yield row.problem("closed", "the site cannot be closed and have hours.", "Keep either closed = true or open.")
    elif not closed and intervals is None:
        yield row.problem("", "the exception does not say what happens.", "Add closed = true, or open = […].")
    elif not closed and not intervals:
        yield row.problem("open", "the list of hours is empty.", "Write closed = true if the site is closed.")
