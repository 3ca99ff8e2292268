"""How long is a session (docs/rules.md §3).

minutes = min(session allotment, what is left of the day, time to (closing − stop margin), time to the next reservation
− gap); below the smallest useful slot the visitor is refused, with the reason and the next possible time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from config.settings import Durations, Limits, Rule, Workstation
from kiosk.clock import at, local
from kiosk.models import Limit, Member, Why
from kiosk.rules.opening import Opening
from kiosk.rules.refusals import Reason, Refused

SMALLEST_EXTENSION = 60.0
"""Seconds; less than a minute more is no extension."""


@dataclass(frozen=True, slots=True)
class Grant:
    """At most `seconds` now, and why not more; `number` is the rule's place in the site file, 1 is the first."""

    seconds: float
    limit: Limit
    rule: Rule
    number: int

    def why(self, wanted: float) -> Why:
        """Why a session of `wanted` seconds got no more: its visitor chose less, or the limit."""
        return Why(Limit.CHOICE if wanted < self.seconds else self.limit, self.number)


@dataclass(frozen=True, slots=True)
class Matched:
    """The rule that decides, and its place in the site file."""

    rule: Rule
    number: int


def matching_rule(
    rules: tuple[Rule, ...], member: Member, workstation: Workstation | None, now: datetime, opening: Opening
) -> Matched:
    """The first rule that matches; a rule about a zone or a tag needs a workstation to match.

    The last rule of a valid site file matches everybody, so there is always an answer.
    """
    here = local(now, opening.zone)
    for number, rule in enumerate(rules, start=1):
        if rule.category is not None and rule.category != member.category:
            continue
        if rule.zone is not None and (workstation is None or workstation.zone != rule.zone):
            continue
        if rule.tag is not None and (workstation is None or rule.tag not in workstation.tags):
            continue
        if rule.weekdays and here.weekday() not in rule.weekdays:
            continue
        if rule.hours and not any(i.start <= here.time() < i.end for i in rule.hours):
            continue
        return Matched(rule, number)
    return Matched(rules[-1], len(rules))


def grant(
    matched: Matched,
    used_today: float,
    now: datetime,
    opening: Opening,
    limits: Limits,
    until_reserved: float | None = None,
) -> Grant | Refused:
    """How long a session may be that starts now; `used_today` is in seconds, `until_reserved` the seconds until the
    workstation is kept for somebody else (None: it is not).

    Refuses with CLOSED, TOO_CLOSE_TO_CLOSING, NO_TIME_LEFT or NO_SUITABLE_WORKSTATION (reserved too soon), and the
    instant at which it is worth coming back.
    """
    shut = admission(now, opening, limits)
    if shut is not None:
        return shut
    span = opening.open_span(now)
    assert span is not None
    rule = matched.rule
    smallest = limits.smallest_slot * 60
    of_day = rule.day_minutes * 60 - used_today
    if of_day < smallest:
        return Refused(
            Reason.NO_TIME_LEFT,
            again_at=next_day_opening(now, opening, limits),
            minutes=rule.day_minutes,
        )
    to_closing = (span.end - now).total_seconds() - limits.session_stop_margin * 60
    choices = [
        (rule.session_minutes * 60.0, Limit.SESSION),
        (of_day, Limit.DAY),
        (to_closing, Limit.CLOSING),
    ]
    if until_reserved is not None:
        choices.append((until_reserved, Limit.RESERVATION))
    seconds, limit = min(choices, key=lambda choice: choice[0])
    if seconds < smallest and limit is Limit.RESERVATION:
        return Refused(Reason.NO_SUITABLE_WORKSTATION)
    if seconds < smallest:
        return Refused(
            Reason.TOO_CLOSE_TO_CLOSING,
            again_at=opening.next_admission(now, timedelta(minutes=limits.last_entry_margin)),
        )
    return Grant(seconds, limit, rule, matched.number)


def admission(now: datetime, opening: Opening, limits: Limits) -> Refused | None:
    """Why nobody may come in now, or None when the place is open and not about to close."""
    margin = timedelta(minutes=limits.last_entry_margin)
    span = opening.open_span(now)
    if span is None:
        return Refused(Reason.CLOSED, again_at=opening.next_opening(now))
    if span.end - now < margin:
        return Refused(Reason.TOO_CLOSE_TO_CLOSING, again_at=opening.next_admission(now, margin))
    return None


def next_day_opening(now: datetime, opening: Opening, limits: Limits) -> datetime | None:
    """When the allotment of the day starts anew: the first admission of a later date."""
    midnight = _start_of(opening.today(now) + timedelta(days=1), opening)
    margin = timedelta(minutes=limits.last_entry_margin)
    return opening.next_admission(midnight - timedelta(seconds=1), margin)


def offered(most: Grant, durations: Durations, limits: Limits) -> tuple[int, ...]:
    """The lengths in minutes to choose from, shortest first: the house's choices that fit, and the maximum."""
    top = int(most.seconds // 60)
    fitting = [m for m in durations.minutes if limits.smallest_slot <= m < top]
    if durations.offer_max or not fitting or top in durations.minutes:
        fitting.append(top)
    return tuple(fitting)


def _start_of(day: date, opening: Opening) -> datetime:
    return at(day, datetime.min.time(), opening.zone)
