"""The quarter hours that staff choose from: when a reservation may begin, and when the place may close early."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from kiosk.places.desk import Desk
from kiosk.rules.opening import Span

QUARTER = timedelta(minutes=15)


def lengths(desk: Desk) -> tuple[int, ...]:
    """The lengths of a reservation in minutes, shortest first: those that visitors choose from."""
    settings = desk.site.settings
    return tuple(sorted(settings.durations.minutes)) or (settings.rules[-1].session_minutes,)


def starts(desk: Desk) -> tuple[datetime, ...]:
    """The quarter hours of today at which there is still time for the shortest length before closing."""
    now = desk.moment().utc
    shortest = timedelta(minutes=lengths(desk)[0])
    return tuple(
        quarter
        for span in desk.opening.spans(desk.site.today(now))
        for quarter in _quarters(span, now)
        if quarter + shortest <= last_end(desk, span)
    )


def closings(desk: Desk) -> tuple[datetime, ...]:
    """The quarter hours of today at which the place is usually open and may close instead. The end of a morning is
    one: nobody comes back in the afternoon then."""
    now = desk.moment().utc
    spans = desk.site.opening.spans(desk.site.today(now))
    last = spans[-1].end if spans else now
    return tuple(
        quarter
        for span in spans
        for quarter in (*_quarters(span, now), span.end)
        if max(now, span.start) < quarter < last
    )


def last_end(desk: Desk, span: Span) -> datetime:
    """When sessions of that interval end at the latest."""
    return span.end - timedelta(minutes=desk.site.settings.limits.session_stop_margin)


def fits(desk: Desk, start: datetime, minutes: int) -> bool:
    """Whether that length ends in time before closing."""
    span = desk.opening.open_span(start)
    return span is not None and start + timedelta(minutes=minutes) <= last_end(desk, span)


def is_taken(desk: Desk, workstation: int, instant: datetime) -> bool:
    """Whether somebody has the workstation at that instant, as far as is known: a session or a reservation. Whether
    a whole reservation fits is for the use case to say."""
    room, moment = desk.reception.room, desk.moment()
    session = room.session_on(workstation)
    if session is not None and session.ends_at(moment.utc, moment.boottime, moment.boot_id) > instant:
        return True
    return any(
        other.starts_at <= instant < other.starts_at + timedelta(seconds=other.seconds)
        for other in room.reservations
        if other.workstation == workstation
    )


def _quarters(span: Span, now: datetime) -> Iterator[datetime]:
    """The full quarter hours within the span that are still to come. Every time zone in use counts its hours from UTC
    in quarters, so that they are quarters on the wall too."""
    quarter = span.start - timedelta(minutes=span.start.minute % 15, seconds=span.start.second)
    while quarter < span.end:
        if quarter >= span.start and quarter > now:
            yield quarter
        quarter += QUARTER
