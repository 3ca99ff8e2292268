"""The figures of docs/rules.md §8 from what was counted, as plain values for a table, a chart or JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from statistics import mean, median
from typing import Any

from kiosk.simulation.simulation import Outcome

MINUTE, HOUR = 60.0, 3600.0


@dataclass(frozen=True)
class Waits:
    """Those who wanted a workstation and found none: how many took a place in the waiting list, how many did not
    (`went_away`), how many of both never sat down; minutes of those who waited, and by how many minutes they sat down
    later than the kiosk had said (median, negative is sooner)."""

    count: int
    went_away: int
    given_up: int
    mean_minutes: float
    longest_minutes: float
    later_than_said_minutes: float


@dataclass(frozen=True)
class Indicators:
    """What a mediator reports. `occupancy` is hours used over hours offered, 0–1; lengths are minutes."""

    days: int
    open_days: int
    visits: int
    persons: int
    new_members: int
    guests: int
    without_workstation: int
    sessions: int
    hours_used: float
    hours_offered: float
    occupancy: float
    mean_minutes: float
    median_minutes: float
    ends: Mapping[str, int]
    estimated: int
    hours_after_leaving: float
    hours_given_to_nobody: float
    hours_held_in_vain: float
    extensions: Mapping[str, int]
    extension_minutes: Mapping[str, float]
    not_extended: Mapping[str, int]
    waits: Waits
    refusals: Mapping[str, int]
    help_calls: int
    signatures: int
    kiosk_queue_mean_seconds: float
    faults: Mapping[str, int]
    others: Mapping[str, int]
    week: tuple[tuple[float | None, ...], ...]
    """Occupancy by weekday (Monday first) and hour; None when the place is closed."""
    waited_by_week: tuple[tuple[str, int, int, float], ...]
    """For each week that had waits, by the date of its Monday: waits, given up, mean minutes."""
    steps: int
    commits: int

    def to_json(self) -> dict[str, Any]:
        """As it is written into `indicators.json`."""
        return asdict(self)


def indicators(outcome: Outcome) -> Indicators:
    """Work them out."""
    tally = outcome.tally
    offered, used = tally.offered_seconds, tally.used_seconds
    lengths = tally.lengths or [0.0]
    return Indicators(
        days=outcome.days,
        open_days=outcome.open_days,
        visits=tally.visits,
        persons=len(tally.persons),
        new_members=tally.new_members,
        guests=tally.guests,
        without_workstation=tally.without_workstation,
        sessions=len(tally.lengths),
        hours_used=used / HOUR,
        hours_offered=offered / HOUR,
        occupancy=used / offered if offered else 0.0,
        mean_minutes=mean(lengths) / MINUTE,
        median_minutes=median(lengths) / MINUTE,
        ends=_sorted(tally.ends),
        estimated=tally.estimated,
        hours_after_leaving=tally.empty / HOUR,
        hours_given_to_nobody=tally.extended_for_nobody / HOUR,
        hours_held_in_vain=tally.held_in_vain / HOUR,
        extensions=_sorted(tally.extensions),
        extension_minutes={name: seconds / MINUTE for name, seconds in sorted(tally.extended.items())},
        not_extended=_sorted(tally.not_extended),
        waits=_waits(outcome),
        refusals=_sorted(tally.refusals),
        help_calls=tally.help_calls,
        signatures=tally.signatures,
        kiosk_queue_mean_seconds=tally.kiosk_queue / max(1, tally.at_kiosk),
        faults=_sorted(tally.faults),
        others=_sorted(tally.seen),
        week=tuple(
            tuple(u / o if o > HOUR / 2 else None for u, o in zip(of_day, open_, strict=True))
            for of_day, open_ in zip(tally.used_at, tally.offered_at, strict=True)
        ),
        waited_by_week=_by_week(outcome),
        steps=outcome.steps,
        commits=outcome.commits,
    )


def _waits(outcome: Outcome) -> Waits:
    weeks = outcome.tally.waits.values()
    stayed = sum(week.stayed for week in weeks)
    return Waits(
        count=stayed,
        went_away=sum(week.count for week in weeks) - stayed,
        given_up=sum(week.given_up for week in weeks),
        mean_minutes=sum(week.seconds for week in weeks) / max(1, stayed) / MINUTE,
        longest_minutes=max((week.longest for week in weeks), default=0.0) / MINUTE,
        later_than_said_minutes=median(outcome.tally.later_than_promised or [0.0]) / MINUTE,
    )


def _by_week(outcome: Outcome) -> tuple[tuple[str, int, int, float], ...]:
    return tuple(
        (monday.isoformat(), week.count, week.given_up, week.seconds / max(1, week.stayed) / MINUTE)
        for monday, week in sorted(outcome.tally.waits.items())
    )


def _sorted(counts: Mapping[str, int]) -> dict[str, int]:
    """By frequency, most frequent first; enum members as their plain text."""
    return {str(name): count for name, count in sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))}
