"""Which days are simulated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kiosk.rules.opening import Span
from kiosk.site import Site

DECEMBER = 12


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    @classmethod
    def of_days(cls, first: date, count: int) -> Period:
        """`count` days (at least 1)."""
        return cls(first, first + timedelta(days=count - 1))

    @classmethod
    def of_month(cls, text: str) -> Period:
        """A month such as `2026-10`. Raises ValueError."""
        first = _first_of(f"{text}-01", f"{text!r} is not a month; write for example 2026-10")
        after = date(first.year + first.month // DECEMBER, first.month % DECEMBER + 1, 1)
        return cls(first, after - timedelta(days=1))

    @classmethod
    def of_year(cls, text: str) -> Period:
        """A year such as `2026`. Raises ValueError."""
        first = _first_of(f"{text}-01-01", f"{text!r} is not a year; write for example 2026")
        return cls(first, date(first.year, DECEMBER, 31))

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=ahead) for ahead in range(self.days))


@dataclass(frozen=True)
class Day:
    """A day on which the place is open: its intervals as UTC instants, in order, and how long before each closing the
    sessions stop and nobody is let in any more."""

    date: date
    spans: tuple[Span, ...]
    stop_margin: timedelta
    last_entry_margin: timedelta

    @property
    def start(self) -> datetime:
        """The first opening."""
        return self.spans[0].start

    @property
    def end(self) -> datetime:
        """The last closing."""
        return self.spans[-1].end


def day_of(site: Site, day: date) -> Day | None:
    """The day at that site, None when it is closed."""
    spans = site.opening.spans(day)
    limits = site.settings.limits
    margins = timedelta(minutes=limits.session_stop_margin), timedelta(minutes=limits.last_entry_margin)
    return Day(day, spans, *margins) if spans else None


def _first_of(text: str, wrong: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(wrong) from None
