"""When the place is open (docs/rules.md §3): several intervals a day, school holidays, exceptions by date, a day
that staff close early; exact over DST changes.

Civil times become UTC instants day by day, so an interval that spans a DST change has its true length.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
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
    """The opening hours of one site in its time zone.

    `early` holds, by local date, the UTC instants at which staff close earlier than planned: see `closing_early`.
    """

    hours: Hours
    zone: ZoneInfo
    early: tuple[tuple[date, datetime], ...] = ()

    def closing_early(self, day: date, at: datetime) -> Opening:
        """The same hours, but closed on that local date from the UTC instant `at` on.

        What begins at that instant or later falls away; an instant after closing changes nothing. Other days stay
        as they are, closed early or not. Of two instants for one day the earlier holds.
        """
        return replace(self, early=(*self.early, (day, at)))

    def intervals(self, day: date) -> tuple[Interval, ...]:
        """The civil intervals of a local date as they hold on it, for people to read; empty when closed."""
        planned = self._planned(day)
        if self._closes_early(day) is None:
            return planned
        spans = ((i, self._span(day, i)) for i in planned)
        return tuple(Interval(i.start, self._civil_end(i, span.end)) for i, span in spans if span is not None)

    def spans(self, day: date) -> tuple[Span, ...]:
        """The intervals of a local date as UTC instants; one that a DST gap swallows whole is left out."""
        spans = (self._span(day, interval) for interval in self._planned(day))
        return tuple(span for span in spans if span is not None)

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

    def open_hours_between(self, start: datetime, end: datetime, enough: float) -> float:
        """Hours of opening from one instant to a later one, 0 when it is not later. Counts day by day, and stops when
        there are more than `enough`."""
        hours, day = 0.0, self.today(start)
        while hours <= enough and day <= self.today(end):
            for span in self.spans(day):
                hours += max(0.0, (min(end, span.end) - max(start, span.start)).total_seconds()) / 3600
            day += timedelta(days=1)
        return hours

    def _planned(self, day: date) -> tuple[Interval, ...]:
        """What the site file says of a local date: an exception, else the holidays, else the ordinary week."""
        for exception in self.hours.exceptions:
            if exception.first <= day <= exception.last:
                return exception.intervals
        if any(holiday.first <= day <= holiday.last for holiday in self.hours.holidays):
            return self.hours.holiday_week[day.weekday()]
        return self.hours.week[day.weekday()]

    def _closes_early(self, day: date) -> datetime | None:
        return min((instant for closed, instant in self.early if closed == day), default=None)

    def _span(self, day: date, interval: Interval) -> Span | None:
        """The interval in UTC, cut where the day closes early; None when nothing is left of it."""
        start, end = at(day, interval.start, self.zone), at(day, interval.end, self.zone)
        if (closes := self._closes_early(day)) is not None:
            end = min(end, closes)
        return Span(start, end) if start < end else None

    def _civil_end(self, interval: Interval, end: datetime) -> time:
        """The hour at which people read that the interval ends.

        Never before its start, which an hour that comes twice could make of it, and never after its planned end.
        """
        return min(interval.end, max(interval.start, local(end, self.zone).time()))

    def _spans_from(self, now: datetime) -> Iterator[Span]:
        today = self.today(now)
        for ahead in range(LOOK_AHEAD_DAYS + 1):
            yield from self.spans(today + timedelta(days=ahead))
