"""When the place is open (docs/rules.md §3): several intervals a day, exceptions by date, exact over DST changes.

Civil times become UTC instants day by day, so an interval that spans a DST change has its true length.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from config.settings import Hours, Interval
from kiosk.clock import at, local

LOOK_AHEAD_DAYS = 60
"""How far the next opening is looked for: longer than any summer closure."""


@dataclass(frozen=True, slots=True)
class Span:
    """Two UTC instants, `start` included, `end` excluded."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Opening:
    """The opening hours of one site in its time zone."""

    hours: Hours
    zone: ZoneInfo

    def intervals(self, day: date) -> tuple[Interval, ...]:
        """The civil intervals of a local date, exceptions applied; empty when closed."""
        for exception in self.hours.exceptions:
            if exception.first <= day <= exception.last:
                return exception.intervals
        return self.hours.week[day.weekday()]

    def spans(self, day: date) -> tuple[Span, ...]:
        """The intervals of a local date as UTC instants; one that a DST gap swallows whole is left out."""
        spans = (Span(at(day, i.start, self.zone), at(day, i.end, self.zone)) for i in self.intervals(day))
        return tuple(span for span in spans if span.start < span.end)

    def today(self, now: datetime) -> date:
        """The local date."""
        return local(now, self.zone).date()

    def open_span(self, now: datetime) -> Span | None:
        """The interval that is running, or None when the place is closed."""
        return next((s for s in self.spans(self.today(now)) if s.start <= now < s.end), None)

    def next_opening(self, now: datetime) -> datetime | None:
        """The next start of an interval after now, or None when there is none within 60 days."""
        return next((span.start for span in self._spans_from(now) if span.start > now), None)

    def next_admission(self, now: datetime, last_entry: timedelta) -> datetime | None:
        """The first instant from the next opening on at which somebody may still come in, or None."""
        return next((s.start for s in self._spans_from(now) if s.start > now and s.end - s.start >= last_entry), None)

    def open_hours(self, day: date) -> float:
        """Hours of opening on a local date, in elapsed time."""
        return sum((s.end - s.start).total_seconds() for s in self.spans(day)) / 3600

    def _spans_from(self, now: datetime) -> Iterator[Span]:
        today = self.today(now)
        for ahead in range(LOOK_AHEAD_DAYS + 1):
            yield from self.spans(today + timedelta(days=ahead))
