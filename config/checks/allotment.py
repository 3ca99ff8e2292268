"""Allotment rules: references that lead somewhere, a last rule for everybody, none that can never match."""

from __future__ import annotations

from collections.abc import Iterator

from config.checks.identity import check_reference, check_unique
from config.checks.opening import holiday_week, period_of
from config.document import Document, Row
from config.problems import Problem
from config.settings import Interval
from config.vocabulary import WEEKDAYS

_KEYS = ("category", "zone", "tag", "weekdays", "hours")
_ALL_WEEK = frozenset(range(7))


def check_rules(document: Document) -> Iterator[Problem]:
    """Categories and rules."""
    yield from check_unique(document, "categories", "id")
    rules = document.rows("rules")
    for number, rule in enumerate(rules):
        yield from check_reference(document, rule, "category", "categories")
        yield from check_reference(document, rule, "zone", "zones")
        yield from _check_place(document, rule)
        yield from _check_times(document, rule)
        session, day = rule.get("session"), rule.get("day")
        if session is not None and day is not None and session > day:
            text = f"one session, {session} min, is longer than the whole day, {day} min."
            yield rule.problem("session", text, "Lengthen day or shorten session.")
        if not rule.faulty.intersection(_KEYS):
            yield from _check_reachable(rule, rules[:number])
    if rules and not rules[-1].faulty.intersection(_KEYS) and any(rules[-1].get(key) for key in _KEYS):
        text = "the last rule does not match everybody."
        yield rules[-1].problem("", text, "Add after it a rule without conditions, for all other cases.")


def _check_reachable(rule: Row, earlier: tuple[Row, ...]) -> Iterator[Problem]:
    for other in earlier:
        if not other.faulty.intersection(_KEYS) and covers(other, rule):
            line = other.problem("", "").line
            place = other.where() if line is None else f"{other.where()}, line {line},"
            text = f"this rule can never match: {place} already covers it."
            yield rule.problem("", text, "Put it before that rule, or remove it.")
            return


def _check_place(document: Document, rule: Row) -> Iterator[Problem]:
    zone, tag = rule.get("zone"), rule.get("tag")
    workstations = document.rows("workstations")
    if (zone is None and tag is None) or not workstations or not rule.given:
        return
    if not document.sound("workstations", "zone") or not document.sound("workstations", "tags"):
        return
    if zone is not None and zone not in {row.get("id") for row in document.rows("zones")}:
        return
    if not any(
        (zone is None or row.get("zone") == zone) and (tag is None or tag in row.get("tags")) for row in workstations
    ):
        name = "tag" if tag is not None else "zone"
        place = f" of zone « {zone} »" if zone is not None else ""
        carries = f" has the tag « {tag} »" if tag is not None else " exists"
        text = f"this rule can never match: no workstation{place}{carries}."
        yield rule.problem(name, text, "Correct the rule, or the workstations.")


def _check_times(document: Document, rule: Row) -> Iterator[Problem]:
    """Conditions of time that no opening of the site meets, in the week, in the holidays or on a date of exception."""
    times = [name for name in ("weekdays", "hours") if rule.get(name)]
    of_hours = (*document.rows("hours"), *document.rows("holidays"), *document.rows("exceptions"))
    if not times or rule.faulty.intersection(times) or any(row.faulty for row in of_hours):
        return
    if not any(document.one("hours").get(day) for day in WEEKDAYS):
        return  # said where the hours are
    days: frozenset[int] = rule.get("weekdays") or _ALL_WEEK
    open_then = [interval for day, interval in _openings(document) if day in days]
    hours: tuple[Interval, ...] = rule.get("hours")
    if not open_then:
        text = "this rule can never match: the site is closed on these days."
        yield rule.problem("weekdays", text, "Correct weekdays, or the opening hours.")
    elif hours and not any(h.start < i.end and i.start < h.end for h in hours for i in open_then):
        text = "this rule can never match: the site is closed in these hours."
        yield rule.problem("hours", text, "Correct hours, or the opening hours.")


def _openings(document: Document) -> Iterator[tuple[int, Interval]]:
    """Every interval in which the site is open at some time, with its weekday; 0 is Monday."""
    for week in (tuple(document.one("hours").get(day) for day in WEEKDAYS), holiday_week(document)):
        for day, intervals in enumerate(week):
            yield from ((day, interval) for interval in intervals)
    for row in document.rows("exceptions"):
        if (period := period_of(row)) is not None:
            for ahead in range(min((period[1] - period[0]).days + 1, len(WEEKDAYS))):
                day = (period[0].weekday() + ahead) % len(WEEKDAYS)
                yield from ((day, interval) for interval in row.get("open") or ())


def covers(earlier: Row, later: Row) -> bool:
    """Whether `earlier` matches whatever `later` matches."""
    same = all(earlier.get(key) is None or earlier.get(key) == later.get(key) for key in ("category", "zone", "tag"))
    days: frozenset[int] = earlier.get("weekdays") or _ALL_WEEK
    return (
        same and days >= (later.get("weekdays") or _ALL_WEEK) and _hours_cover(earlier.get("hours"), later.get("hours"))
    )


def _hours_cover(earlier: tuple[Interval, ...], later: tuple[Interval, ...]) -> bool:
    if not earlier:
        return True
    # Intervals of one rule neither touch nor overlap, so one of them must hold the whole of a covered one.
    return bool(later) and all(any(e.start <= i.start and i.end <= e.end for e in earlier) for i in later)
