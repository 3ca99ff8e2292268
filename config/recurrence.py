"""When the events of a calendar take place, those that come again included (RFC 5545 §3.8.5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Event, vRecur

LONGEST = timedelta(hours=24)
MOST_TIMES = 400
"""Times of one event within what visitors see: several a day for two months is not one workshop."""

_FINEST = frozenset({"YEARLY", "MONTHLY", "WEEKLY", "DAILY"})


def is_all_day(event: Event) -> bool:
    """Whether the event names a day and no hour: a holiday or a note, no workshop."""
    return not isinstance(event.start, datetime)


def times(event: Event, zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Start and end, in UTC, of each time at which the event takes place and ends after `first` and starts before
    `last`, by start. A time without a zone is meant as the wall clock of the site shows it.

    An event that comes again keeps its hour on the wall over a change to or from summer time. Raises ValueError, with
    a sentence, for what cannot be followed.
    """
    start, end = _aware(event.start, zone), _aware(event.end, zone)
    length = end.astimezone(UTC) - start.astimezone(UTC)
    if not timedelta(0) < length <= LONGEST:
        raise ValueError("it must end after it begins, within 24 hours")
    if not 2000 <= start.year <= 2100:  # noqa: PLR2004
        raise ValueError(f"the year {start.year} cannot be right")
    left_out = {_instant(moment, zone, start) for moment in event.exdates}
    seen = 0
    for begins in _starts(event, start, zone, first - length, last):
        instant = begins.astimezone(UTC)
        if instant in left_out or instant + length <= first:
            continue
        seen += 1
        if seen > MOST_TIMES:
            raise ValueError(f"it takes place more than {MOST_TIMES} times")
        yield instant, instant + length


def _starts(event: Event, start: datetime, zone: ZoneInfo, after: datetime, before: datetime) -> Iterator[datetime]:
    """Every start from `after` to `before`, once, in order."""
    found: set[datetime] = {start} if after <= start <= before else set()
    for moment in event.rdates:
        period = moment[0] if isinstance(moment, tuple) else moment
        instant = _aware(period, zone, start)
        if after <= instant <= before:
            found.add(instant)
    for rule in event.rrules:
        found.update(_by_rule(rule, start, zone, after, before))
    yield from sorted(found, key=lambda instant: instant.astimezone(UTC))


def _by_rule(rule: vRecur, start: datetime, zone: ZoneInfo, after: datetime, before: datetime) -> Iterator[datetime]:
    parts = dict(rule)
    frequency = str((parts.get("FREQ") or ["?"])[0]).upper()
    if frequency not in _FINEST:
        raise ValueError(f"it comes again {frequency}, which is not supported: write daily, weekly, monthly or yearly")
    if until := parts.get("UNTIL"):
        parts["UNTIL"] = [_until(until[0], zone)]
    try:
        text = vRecur(parts).to_ical().decode()  # type: ignore[no-untyped-call]
        yield from rrulestr(text, dtstart=start).between(after, before, inc=True)
    except (TypeError, ValueError, ArithmeticError) as error:
        raise ValueError(f"how it comes again is not understood ({error})") from None


def _until(until: date, zone: ZoneInfo) -> datetime:
    """The last instant, in UTC; a day without an hour counts to its end."""
    if isinstance(until, datetime):
        return _aware(until, zone).astimezone(UTC)
    return datetime.combine(until, time(23, 59, 59), tzinfo=zone).astimezone(UTC)


def _instant(moment: date, zone: ZoneInfo, start: datetime) -> datetime:
    return _aware(moment, zone, start).astimezone(UTC)


def _aware(moment: date, zone: ZoneInfo, start: datetime | None = None) -> datetime:
    """The moment with a zone; a day alone stands for the hour of the event on that day."""
    if not isinstance(moment, datetime):
        hour = start.timetz() if start is not None else time(tzinfo=zone)
        return datetime.combine(moment, hour)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)


def replaces(event: Event, zone: ZoneInfo) -> datetime | None:
    """The start, in UTC, of the time that the event stands in for; None for an event of its own. Raises ValueError for
    one that changes all times from there on, which is not supported."""
    moment = event.get("RECURRENCE-ID")
    if moment is None:
        return None
    if str(moment.params.get("RANGE", "")).upper() == "THISANDFUTURE":
        raise ValueError("it changes all times from one on, which is not supported: end it and begin a new one")
    return _aware(moment.dt, zone, _aware(event.start, zone)).astimezone(UTC)
