"""Which workstation: what suits, which of those first, and which may be taken now (docs/rules.md §4, §5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from config.settings import Limits, Workstation, Zone
from kiosk.models import Member, Reservation, Room
from kiosk.rules.minors import fits_zone, would_fit_with_adult
from kiosk.rules.refusals import Reason, Refused

SPARED_TAGS = ("accessible", "children", "scanner")
"""Workstations with one of these are the last ones offered to somebody who does not need it."""

NOBODY = 0
"""The member id of somebody for whom nothing is kept: no member has it."""


def suitable(
    workstations: Iterable[Workstation], zones: Iterable[Zone], member: Member, day: date, *, alone: bool = True
) -> tuple[Workstation, ...] | Refused:
    """The workstations that the member may use at all, whether free or not; refuses when there are none."""
    by_id = {zone.id: zone for zone in zones}
    of_age = [w for w in workstations if fits_zone(member, by_id[w.zone], day, alone=alone)]
    if not of_age:
        with_adult = alone and any(would_fit_with_adult(member, by_id[w.zone], day) for w in workstations)
        return Refused(Reason.UNDER_AGE, member=member, adult_would_do=with_adult)
    fitting = tuple(w for w in of_age if "accessible" not in member.needs or "accessible" in w.tags)
    if not fitting:
        return Refused(Reason.NO_SUITABLE_WORKSTATION)
    return fitting


def ranked(candidates: Iterable[Workstation], member: Member) -> tuple[Workstation, ...]:
    """Best first: most needs met, nothing taken from those who need it, then calm, then distance, then number."""

    def rank(workstation: Workstation) -> tuple[int, int, int, int, int]:
        met = len(member.needs & workstation.tags)
        spared = sum(tag in workstation.tags and tag not in member.needs for tag in SPARED_TAGS)
        return -met, spared, workstation.calm, workstation.distance, workstation.number

    return tuple(sorted(candidates, key=rank))


def free(candidates: Iterable[int], room: Room, member_id: int, now: datetime, limits: Limits) -> tuple[int, ...]:
    """Those of the workstations that the member may take now, in the order given.

    A workstation is taken when somebody uses it, it is broken, held or rests after a session, when a reservation of
    somebody else begins too soon for a useful session, or when somebody who waits is first. The member's own hold and
    own reservation go before all that, except a session that runs and a fault.
    """
    wanted = frozenset().union(*(ticket.suits for ticket in room.waiting if ticket.member_id != member_id))
    own = room.reservation_of(member_id)

    def may_take(number: int) -> bool:
        hold = room.hold_on(number)
        if hold is not None:
            return hold.member_id == member_id and room.session_on(number) is None and not room.is_out(number)
        if until_reserved_too_soon(room, number, member_id, now, limits):
            return False
        if own is not None and own.workstation == number:
            if begins(own, now) <= timedelta(0):
                return True
            if until_reserved_too_soon(room, number, NOBODY, now, limits):  # nobody else could have it before
                return is_rested(room, number, now, limits)
        return number not in wanted and is_rested(room, number, now, limits)

    held = frozenset(hold.workstation for hold in room.called if hold.member_id == member_id)
    return tuple(number for number in candidates if (number not in room.taken or number in held) and may_take(number))


def ready_to_call(numbers: Iterable[int], room: Room, now: datetime, limits: Limits) -> tuple[int, ...]:
    """The workstations that can be held for somebody who waits: a useful session must fit in before a reservation even
    if the called visitor comes at the last moment of the hold."""
    answered_by = now + timedelta(minutes=limits.hold)
    return tuple(
        number
        for number in numbers
        if room.is_free(number)
        and is_rested(room, number, now, limits)
        and not until_reserved_too_soon(room, number, NOBODY, answered_by, limits)
    )


def is_rested(room: Room, number: int, now: datetime, limits: Limits) -> bool:
    """Whether the gap after the last session is over; a clock that was set back makes nothing rest for ever."""
    return rests_for(room, number, now, limits) == 0


def rests_for(room: Room, number: int, now: datetime, limits: Limits) -> float:
    """Seconds until the gap after the last session is over, 0 when it is."""
    freed, gap = room.freed_at(number), timedelta(minutes=limits.session_gap)
    if freed is None or not timedelta(0) <= now - freed < gap:
        return 0.0
    return (freed + gap - now).total_seconds()


def until_reserved(room: Room, number: int, member_id: int, now: datetime, limits: Limits) -> float | None:
    """Seconds until the workstation must be left to somebody else who reserved it; None when nobody did."""
    gap = limits.session_gap * 60
    starts = [
        (r.starts_at - now).total_seconds() - gap
        for r in room.reservations
        if r.workstation == number and r.member_id != member_id
    ]
    return max(0.0, min(starts)) if starts else None


def until_reserved_too_soon(room: Room, number: int, member_id: int, now: datetime, limits: Limits) -> bool:
    """Whether what is left before somebody else's reservation is not worth a session."""
    left = until_reserved(room, number, member_id, now, limits)
    return left is not None and left < limits.smallest_slot * 60


def after_reservations(room: Room, number: int, member_id: int, now: datetime, free_in: float, limits: Limits) -> float:
    """Seconds until a workstation that is free in `free_in` seconds can be used for a useful session beside what others
    reserved on it."""
    gap, smallest = limits.session_gap * 60.0, limits.smallest_slot * 60.0
    for reservation in room.reservations:
        if reservation.workstation != number or reservation.member_id == member_id:
            continue
        start = begins(reservation, now).total_seconds()
        if free_in + smallest > start - gap:
            free_in = max(free_in, start + reservation.seconds + gap)
    return free_in


def begins(reservation: Reservation, now: datetime) -> timedelta:
    """How long until its start; negative after it."""
    return reservation.starts_at - now
