"""What the store knows of a week beside the sessions: extensions, waiting, guests, reservations, workshops, visits,
signatures, refusals, calls for help, feedback (docs/rules.md §8). Each reader gives one kind of fact by local day."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from data.exports.figures import DayFacts
from data.exports.week import Week
from kiosk.clock import from_micros, local
from kiosk.models import GUEST_NUMBERS, ExtensionReason

SECOND_US = 1_000_000


def other_facts(connection: sqlite3.Connection, week: Week, zone: ZoneInfo) -> Mapping[date, DayFacts]:
    """The facts of each day, from one transaction of the caller. Raises sqlite3.Error."""
    dates = (week.days[0].isoformat(), week.days[-1].isoformat())
    instants = (week.start_us, week.end_us)
    extensions = _extensions(connection, dates)
    waiting = _waiting(connection, dates)
    visits = _by_date(connection, "visit", dates)
    guests = _by_date(connection, "guest_ticket JOIN member ON id = member_id", dates, f"number >= {GUEST_NUMBERS}")
    signatures: Counter[date] = Counter()
    for (at_us,) in connection.execute("SELECT at_us FROM signature WHERE at_us >= ? AND at_us < ?", instants):
        signatures[_day(at_us, zone)] += 1
    reservations: defaultdict[date, Counter[str | None]] = defaultdict(Counter)
    for starts_us, end in connection.execute(
        "SELECT starts_us, end FROM reservation WHERE starts_us >= ? AND starts_us < ? ORDER BY id", instants
    ):
        reservations[_day(starts_us, zone)][end] += 1
    workshops: defaultdict[date, Counter[str]] = defaultdict(Counter)
    for text, state, count in connection.execute(
        "SELECT local_date, state, count(*) FROM workshop_registration WHERE local_date BETWEEN ? AND ?"
        " GROUP BY local_date, state",
        dates,
    ):
        workshops[date.fromisoformat(text)][state] = count
    refusals: defaultdict[date, Counter[str]] = defaultdict(Counter)
    for at_us, body in connection.execute(
        "SELECT at_us, body FROM journal INDEXED BY journal_at"
        " WHERE at_us >= ? AND at_us < ?"
        " AND kind IN ('card.refused', 'charter.declined', 'session.refused', 'ticket.refused')",
        instants,
    ):
        refusals[_day(at_us, zone)][str(json.loads(body).get("reason"))] += 1
    help_waits = _help_waits(connection, instants, zone)
    feedback = _feedback(connection, dates)
    return {
        day: DayFacts(
            extensions=max(0, extensions[day].given),
            extension_seconds=extensions[day].seconds,
            extension_reasons=extensions[day].reasons,
            shortened=len(extensions[day].shortened),
            tickets=waiting[day].taken,
            ticket_ends=waiting[day].ends,
            waits=waiting[day].waits,
            guests=guests[day],
            reservations=reservations[day].total(),
            reservation_ends={end: count for end, count in reservations[day].items() if end is not None},
            workshops=workshops[day],
            visits=visits[day],
            signatures=signatures[day],
            refusals=refusals[day],
            help_calls=len(help_waits[day]),
            help_waits=[seconds for seconds in help_waits[day] if seconds is not None],
            feedback=feedback[day],
        )
        for day in week.days
    }


@dataclass(slots=True)
class _Extensions:
    """One day's; `shortened` are the sessions that an early closing cut."""

    given: int = 0
    seconds: float = 0.0
    reasons: Counter[str] = field(default_factory=Counter)
    shortened: set[int] = field(default_factory=set)


def _extensions(connection: sqlite3.Connection, dates: tuple[str, str]) -> Mapping[date, _Extensions]:
    """What was taken back was not given: it counts against the reason that staff gave last in that session."""
    found: defaultdict[date, _Extensions] = defaultdict(_Extensions)
    given_for: dict[int, str] = {}
    for text, session, amount, by_staff, reason in connection.execute(
        "SELECT local_date, session_id, seconds, by_staff, reason FROM extension"
        " WHERE local_date BETWEEN ? AND ? ORDER BY id",
        dates,
    ):
        day = found[date.fromisoformat(text)]
        if reason == ExtensionReason.EARLY_CLOSING:
            day.shortened.add(session)
            continue
        if amount > 0 and by_staff is not None:
            given_for[session] = reason
        step = 1 if amount > 0 else -1
        day.given += step
        day.seconds += amount
        day.reasons[reason if amount > 0 else given_for.get(session, reason)] += step
    return found


@dataclass(slots=True)
class _Waiting:
    """One day's tickets; `waits` in seconds."""

    taken: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)


def _waiting(connection: sqlite3.Connection, dates: tuple[str, str]) -> Mapping[date, _Waiting]:
    found: defaultdict[date, _Waiting] = defaultdict(_Waiting)
    for text, taken_us, until_us, end in connection.execute(
        "SELECT local_date, taken_us, coalesce(called_us, closed_us), end FROM ticket"
        " WHERE local_date BETWEEN ? AND ? ORDER BY id",
        dates,
    ):
        day = found[date.fromisoformat(text)]
        day.taken += 1
        if end is not None:
            day.ends[end] += 1
            day.waits.append(max(0, until_us - taken_us) / SECOND_US)  # the clock may have been set back meanwhile
    return found


def _help_waits(
    connection: sqlite3.Connection, instants: tuple[int, int], zone: ZoneInfo
) -> Mapping[date, list[float | None]]:
    """Seconds from each call for help until somebody said that they come; None when nobody did."""
    found: defaultdict[date, list[float | None]] = defaultdict(list)
    for asked_us, coming_us in connection.execute(
        "SELECT asked_us, coming_us FROM help_call WHERE asked_us >= ? AND asked_us < ? ORDER BY id", instants
    ):
        waited = None if coming_us is None else max(0, coming_us - asked_us) / SECOND_US
        found[_day(asked_us, zone)].append(waited)
    return found


def _feedback(connection: sqlite3.Connection, dates: tuple[str, str]) -> Mapping[date, Counter[str]]:
    found: defaultdict[date, Counter[str]] = defaultdict(Counter)
    for text, value, answers in connection.execute(
        "SELECT local_date, value, answers FROM feedback WHERE local_date BETWEEN ? AND ?", dates
    ):
        found[date.fromisoformat(text)][value] += answers
    return found


def _by_date(
    connection: sqlite3.Connection, table: str, dates: tuple[str, str], condition: str = "true"
) -> Counter[date]:
    rows = connection.execute(
        f"SELECT local_date FROM {table} WHERE local_date BETWEEN ? AND ? AND {condition}", dates
    )
    return Counter(date.fromisoformat(text) for (text,) in rows)


def _day(micros: int, zone: ZoneInfo) -> date:
    return local(from_micros(micros), zone).date()
