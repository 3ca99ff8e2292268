"""The indicators of a week (docs/rules.md §8), as rows that `totals.csv` holds: period, indicator, detail, value, unit.

What could point at a person is counted for the whole week only, and cells of fewer than five persons are merged until
no figure, nor the difference of two figures, is about fewer than five.
"""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.exports.labels import EXTENSIONS, MERGED, NOT_GIVEN, UNDER_FIVE, Labels, age_band
from data.exports.spreadsheet import Cell

SMALLEST_CELL = 5
WHOLE_WEEK = "semaine"
HAD_A_PLACE = ("registered", "present", "absent")
"""States of a registration that took one of the places of a workshop."""
HEADER = ("periode", "indicateur", "detail", "valeur", "unite")


@dataclass(frozen=True, slots=True)
class SessionFact:
    """A session as the statistics see it; times in microseconds and seconds, None while it runs."""

    id: int
    member_id: int
    day: date
    opened_us: int
    closed_us: int | None
    used_s: float
    workstation: int
    zone: str
    category: str
    birth_year: int | None
    purpose: str | None
    extended_s: float
    end_reason: str | None
    estimated: bool
    courtesy_s: float = 0.0


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What is counted by day beside the sessions. `waits` are seconds until the first call, or until the wait ended
    without one, of the tickets that are closed; `reservations` are those that began on the day; `workshops` counts
    the registrations for the workshops of the day, by state; `help_waits` are seconds until somebody said that they
    come, of the calls for help that were answered."""

    extensions: int = 0
    extension_seconds: float = 0.0
    visits: int = 0
    signatures: int = 0
    refusals: Mapping[str, int] | None = None
    extension_reasons: Mapping[str, int] | None = None
    shortened: int = 0
    tickets: int = 0
    ticket_ends: Mapping[str, int] | None = None
    waits: Sequence[float] = ()
    guests: int = 0
    reservations: int = 0
    reservation_ends: Mapping[str, int] | None = None
    workshops: Mapping[str, int] | None = None
    help_calls: int = 0
    help_waits: Sequence[float] = ()
    feedback: Mapping[str, int] | None = None


Row = tuple[str, str, str, Cell, str]


def week_rows(
    days: Sequence[date],
    sessions: Sequence[SessionFact],
    others: Mapping[date, DayFacts],
    offered_hours: Callable[[date], float],
    labels: Labels,
) -> list[Row]:
    """All rows: each day, then the week, then the breakdowns of the week."""
    rows: list[Row] = []
    for day in days:
        of_day = [s for s in sessions if s.day == day]
        rows += _totals(day.isoformat(), of_day, [others.get(day, DayFacts())], offered_hours(day), labels)
    every = [others.get(day, DayFacts()) for day in days]
    rows += _totals(WHOLE_WEEK, sessions, every, sum(offered_hours(day) for day in days), labels)
    for indicator, key in (
        ("sessions par tranche d’âge", lambda s: age_band(s.birth_year, s.day.year)),
        ("sessions par motif", lambda s: labels.purposes.get(s.purpose, s.purpose) if s.purpose else NOT_GIVEN),
        ("sessions par espace", lambda s: labels.zones.get(s.zone, s.zone) or NOT_GIVEN),
    ):
        for detail, value in merged_counts(sessions, key):
            rows.append((WHOLE_WEEK, indicator, detail, value, "sessions"))
    for detail, value in _answers(_summed(facts.feedback for facts in every), labels):
        rows.append((WHOLE_WEEK, "avis", detail, value, "avis"))
    return rows


def _answers(counts: Counter[str], labels: Labels) -> list[tuple[str, int | str]]:
    """What visitors said in the whole week. Nobody knows who said what, so each answer counts as a person's own."""
    given = [value for value, count in sorted(counts.items()) for _ in range(count)]
    return merged([(labels.feedback.get(value, value), person) for person, value in enumerate(given)])


def _totals(
    period: str, sessions: Sequence[SessionFact], others: Sequence[DayFacts], offered: float, labels: Labels
) -> list[Row]:
    used = sum(s.used_s for s in sessions) / 3600
    minutes = [s.used_s / 60 for s in sessions if s.closed_us is not None]
    waits = [seconds / 60 for facts in others for seconds in facts.waits]
    answers = [seconds / 60 for facts in others for seconds in facts.help_waits]
    refusals = _summed(facts.refusals for facts in others)
    ticket_ends = _summed(facts.ticket_ends for facts in others)
    workshops = _summed(facts.workshops for facts in others)
    rows: list[Row] = [
        (period, "sessions", "", len(sessions), "sessions"),
        (period, "personnes distinctes", "", len({s.member_id for s in sessions}), "personnes"),
        (period, "heures utilisées", "", used, "heures"),
        (period, "heures offertes", "", float(offered), "heures"),
        (period, "occupation", "", 100 * used / offered if offered > 0 else None, "%"),
        (period, "durée moyenne", "", statistics.fmean(minutes) if minutes else None, "minutes"),
        (period, "durée médiane", "", float(statistics.median(minutes)) if minutes else None, "minutes"),
        (period, "prolongations", "", sum(f.extensions for f in others), "prolongations"),
        (period, "temps prolongé", "", sum(f.extension_seconds for f in others) / 60, "minutes"),
        (period, "sessions écourtées", EXTENSIONS["early-closing"], sum(f.shortened for f in others), "sessions"),
        (period, "tickets d’attente", "", sum(f.tickets for f in others), "tickets"),
        (period, "attentes abandonnées", "", ticket_ends.total() - ticket_ends["served"], "tickets"),
        (period, "attente moyenne", "", statistics.fmean(waits) if waits else None, "minutes"),
        (period, "attente la plus longue", "", max(waits) if waits else None, "minutes"),
        (period, "réservations", "", sum(f.reservations for f in others), "réservations"),
        (period, "invités", "", sum(f.guests for f in others), "personnes"),
        (period, "visites sans poste", "", sum(f.visits for f in others), "visites"),
        (period, "chartes signées", "", sum(f.signatures for f in others), "signatures"),
        (period, "ateliers, inscriptions", "", sum(workshops[s] for s in HAD_A_PLACE), "inscriptions"),
        (period, "ateliers, présences", "", workshops["present"], "personnes"),
        (period, "ateliers, absences", "", workshops["absent"], "personnes"),
        (period, "ateliers, sans place", "", workshops["unserved"], "personnes"),
        (period, "refus", "", refusals.total(), "refus"),
        (period, "appels à l’aide", "", sum(f.help_calls for f in others), "appels"),
        (period, "réponse aux appels, moyenne", "", statistics.fmean(answers) if answers else None, "minutes"),
    ]
    for indicator, counts, words, unit in (
        ("refus par motif", refusals, labels.refusals, "refus"),
        (
            "prolongations par motif",
            _summed(facts.extension_reasons for facts in others),
            labels.extensions,
            "prolongations",
        ),
        ("tickets par issue", ticket_ends, labels.ticket_ends, "tickets"),
        (
            "réservations par issue",
            _summed(facts.reservation_ends for facts in others),
            labels.reservation_ends,
            "réservations",
        ),
    ):
        rows += [
            (period, indicator, words.get(code, code), count, unit)
            for code, count in sorted(counts.items())
            if count > 0
        ]
    return rows


def _summed(counts: Iterable[Mapping[str, int] | None]) -> Counter[str]:
    total: Counter[str] = Counter()
    for some in counts:
        total.update(some or {})
    return total


def merged_counts(
    sessions: Sequence[SessionFact], key: Callable[[SessionFact], str]
) -> list[tuple[str, int | str]]:
    """Sessions by `key`; see `merged`."""
    return merged([(key(session), session.member_id) for session in sessions])


def merged(found: Sequence[tuple[str, int]]) -> list[tuple[str, int | str]]:
    """(label, person) counted by label, where no cell, and no difference to the total, is about fewer than five
    persons.

    Cells that are too small are merged; while the merged cell is still too small it takes in the next smallest. What
    is too small even then reads "moins de 5", without its name.
    """
    counts: Counter[str] = Counter()
    persons: defaultdict[str, set[int]] = defaultdict(set)
    for label, person in found:
        counts[label] += 1
        persons[label].add(person)
    small: list[str] = []
    together: set[int] = set()
    for label in sorted(counts, key=lambda name: (len(persons[name]), name)):
        if len(persons[label]) >= SMALLEST_CELL and (not small or len(together) >= SMALLEST_CELL):
            break
        small.append(label)
        together |= persons[label]
    shown: list[tuple[str, int | str]] = [(label, counts[label]) for label in sorted(set(counts) - set(small))]
    if small:
        total = sum(counts[label] for label in small)
        if len(together) < SMALLEST_CELL:
            shown.append((MERGED, UNDER_FIVE))
        else:
            shown.append((f"{MERGED} : " + ", ".join(sorted(small)), total))
    return shown
