"""Opening hours in words, for the idle screen, the header and the notice "closed"."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from config.settings import Interval
from kiosk.clock import local
from kiosk.i18n import Words
from kiosk.places.desk import Desk
from kiosk.places.states_idle import IdleRow
from kiosk.site import Site

DAYS = 3
DAYS_OF_WEEK = 7


def open_line(desk: Desk) -> tuple[str, str]:
    """ "Open until" and the hour, or when the place opens again; the second part is bold."""
    words, now, opening = desk.words, desk.moment().utc, desk.opening
    span = opening.open_span(now)
    if span is not None:
        return words.t("Open until"), words.hour(span.end)
    start = opening.next_opening(now)
    if start is None:
        return words.t("Closed"), ""
    days = (opening.today(start) - opening.today(now)).days
    if days == 0:
        return words.t("Opens at"), words.hour(start)
    if days == 1:
        return words.t("Opens tomorrow at"), words.hour(start)
    return words.t("Opens on {day} at", day=weekday_or_date(words, start, days)), words.hour(start)


def weekday_or_date(words: Words, instant: datetime, days: int) -> str:
    """The weekday alone says which day is meant for a week; from then on the date is needed."""
    return words.weekday(local(instant, words.zone).date()) if days < DAYS_OF_WEEK else words.long_date(instant)


def coming_days(desk: Desk) -> tuple[IdleRow, ...]:
    """Today and the two days after, with their hours."""
    words, opening = desk.words, desk.opening
    today = opening.today(desk.moment().utc)
    names = (words.t("Today"), words.t("Tomorrow"))
    rows = []
    for ahead in range(DAYS):
        day = today + timedelta(days=ahead)
        name = names[ahead] if ahead < len(names) else words.weekday(day).capitalize()
        rows.append(IdleRow(name, span_words(words, opening.intervals(day))))
    return tuple(rows)


def span_words(words: Words, intervals: tuple[Interval, ...]) -> str:
    """The hours of a day in words: "10 h à 12 h 30, 13 h 30 à 18 h", or "closed"."""
    if not intervals:
        return words.t("closed")
    return ", ".join(words.t("{start} to {end}", start=words.civil(i.start), end=words.civil(i.end)) for i in intervals)


def week_lines(site: Site, words: Words) -> tuple[str, ...]:
    """The week in few lines: days with the same hours together, closed days left out."""
    monday = date(2024, 1, 1)  # any Monday: only the names of its days are read
    groups: dict[tuple[Interval, ...], list[str]] = {}
    for index, intervals in enumerate(site.settings.hours.week):
        if intervals:
            groups.setdefault(intervals, []).append(words.weekday(monday + timedelta(days=index)))
    lines = []
    for intervals, days in groups.items():
        names = ", ".join(days)
        lines.append(words.t("{day}: {hours}", day=names[:1].upper() + names[1:], hours=span_words(words, intervals)))
    return tuple(lines)
