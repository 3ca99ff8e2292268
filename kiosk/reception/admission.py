"""What a member without a session may do now: the rules from opening hours to workstations (docs/rules.md §3–§5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from kiosk.models import Member, Reservation, Ticket
from kiosk.ports import UnitOfWork
from kiosk.reception.outcomes import Arrived, Called, Line, Waits
from kiosk.reception.situation import Situation
from kiosk.rules import allocation, allotment, charter, minors, waiting
from kiosk.rules.refusals import Reason, Refused


def admit(
    uow: UnitOfWork, situation: Situation, member: Member, *, accompanied: bool = False
) -> Arrived | Called | Waits | Refused:
    """Decide; writes nothing. `accompanied` says that an adult stands beside a child."""
    limits, room, now = situation.limits, situation.room, situation.now
    shut = allotment.admission(now, situation.opening, limits)
    if shut is not None:
        return shut
    if minors.is_under(limits.guardian_under_age, member, situation.today):
        renewed = _is_renewed(uow, situation, member)
        if renewed or not member.guardian_agreed:
            return Refused(Reason.GUARDIAN_MISSING, member=member, renewed=renewed)
    fitting = choices_of(situation, member, accompanied=accompanied)
    if isinstance(fitting, Refused) and fitting.reason is Reason.UNDER_AGE:
        return fitting
    choices = () if isinstance(fitting, Refused) else fitting
    reserved = _due(room.reservation_of(member.id), situation)
    free = allocation.free(choices, room, member.id, now, limits)
    ticket = room.ticket_of(member.id)
    kept = ticket if ticket is not None and ticket.is_called else reserved
    free = _unhurried_first(situation, member, free)
    if ticket is not None:
        free = tuple(sorted(free, key=lambda number: number not in ticket.suits))
    free = _first(free, kept.workstation if kept is not None else None)
    best = free[0] if free else (choices[0] if choices else None)
    matched = situation.rule_for(member, best)
    used = uow.sessions.seconds_used_on(member.id, situation.today)
    until_reserved = situation.until_reserved(best, member.id) if free and best is not None else None
    most = allotment.grant(matched, used, now, situation.opening, limits, until_reserved)
    if isinstance(most, Refused):
        return most
    if isinstance(fitting, Refused):
        return fitting
    if member.is_guest and _is_used_up(uow, member):
        again_at = allotment.next_day_opening(now, situation.opening, limits)
        return Refused(Reason.NO_TIME_LEFT, again_at=again_at, minutes=matched.rule.day_minutes)
    arrived = Arrived(
        member=member,
        most=most,
        day_seconds=matched.rule.day_minutes * 60,
        left_seconds=matched.rule.day_minutes * 60 - used,
        best=free,
        suitable=choices,
        must_sign=_must_sign(uow, situation, member),
        room=room,
        reserved=reserved if reserved is not None and reserved.workstation in free else None,
        accompanied=accompanied,
    )
    return _with_line(situation, arrived, ticket)


def choices_of(situation: Situation, member: Member, *, accompanied: bool = False) -> tuple[int, ...] | Refused:
    """The workstations that suit the member, best first, whether free or not; a refusal when there are none."""
    known = situation.site.choices
    key = (member.needs, member.birth_year, situation.today.year, accompanied)
    if key not in known:
        settings = situation.settings
        fitting = allocation.suitable(
            settings.workstations, settings.zones, member, situation.today, alone=not accompanied
        )
        if isinstance(fitting, Refused):
            return fitting
        known[key] = tuple(w.number for w in allocation.ranked(fitting, member))
    return known[key]


def _with_line(situation: Situation, arrived: Arrived, ticket: Ticket | None) -> Arrived | Called | Waits | Refused:
    """The same, knowing the waiting list: called, waiting, welcome to wait, or nothing to wait for."""
    if ticket is not None and ticket.is_called and ticket.workstation in arrived.best:
        return Called(ticket, _only(arrived, ticket.workstation))
    if ticket is not None and arrived.reserved is None and set(arrived.best).isdisjoint(ticket.suits):
        line, instead = line_of(situation, ticket.suits, ticket), arrived if arrived.best else None
        return Waits(arrived.member, ticket, line, arrived.accompanied, instead)
    if arrived.best:
        return arrived
    line = line_of(situation, arrived.suitable)
    return no_use_waiting(situation, arrived.suitable) or replace(arrived, line=line)


def no_use_waiting(situation: Situation, suits: tuple[int, ...]) -> Refused | None:
    """Why nobody can wait for those workstations: there are none, no list is kept or it is full, or none will be ready
    before nobody is let in any more. None when waiting is worth it."""
    if not suits:
        return Refused(Reason.NO_SUITABLE_WORKSTATION)
    line, rules = line_of(situation, suits), situation.settings.waiting
    if not rules.enabled or len(situation.room.waiting) >= rules.longest:
        return Refused(Reason.ALL_TAKEN, again_at=line.ready_at)
    last_entry = situation.last_entry
    if not line.too_late or last_entry is None:
        return None
    margin = timedelta(minutes=situation.limits.last_entry_margin)
    return Refused(Reason.TOO_CLOSE_TO_CLOSING, again_at=situation.opening.next_admission(last_entry + margin, margin))


def line_of(situation: Situation, suits: tuple[int, ...], ticket: Ticket | None = None) -> Line:
    """Where in the list, and when: from planned ends, holds, reservations and those before."""
    room, limits = situation.room, situation.limits
    gap, hold = limits.session_gap * 60.0, limits.hold * 60.0
    typical = situation.settings.rules[-1].session_minutes * 60.0 + gap
    frees = {}
    for number in situation.in_service:
        session, held = room.session_on(number), room.hold_on(number)
        if session is not None:
            free_in = situation.left(session) + gap
        elif held is not None:
            over = held.held_at(situation.moment.boottime, situation.moment.boot_id)
            free_in = max(0.0, hold - over) + typical
        else:
            free_in = allocation.rests_for(room, number, situation.now, limits)
        member_id = ticket.member_id if ticket is not None else allocation.NOBODY
        frees[number] = allocation.after_reservations(room, number, member_id, situation.now, free_in, limits)
    seconds = waiting.ready_in(room, suits, frees, typical, ticket)
    ready_at = situation.now + timedelta(seconds=seconds) if seconds is not None else None
    last_entry = situation.last_entry
    too_late = ready_at is not None and last_entry is not None and ready_at > last_entry
    return Line(waiting.rank(room, suits, ticket), ready_at, too_late)


def _due(reservation: Reservation | None, situation: Situation) -> Reservation | None:
    """The reservation when it is time for it, or nearly."""
    if reservation is None:
        return None
    early = timedelta(minutes=situation.settings.reservations.early_minutes)
    return reservation if allocation.begins(reservation, situation.now) <= early else None


def _unhurried_first(situation: Situation, member: Member, numbers: tuple[int, ...]) -> tuple[int, ...]:
    """The same, those last that must soon be left to somebody who reserved them."""

    def is_short(number: int) -> bool:
        left = situation.until_reserved(number, member.id)
        return left is not None and left < situation.rule_for(member, number).rule.session_minutes * 60

    return tuple(sorted(numbers, key=is_short))


def _first(numbers: tuple[int, ...], first: int | None) -> tuple[int, ...]:
    if first is None or first not in numbers:
        return numbers
    return (first, *(number for number in numbers if number != first))


def _only(arrived: Arrived, number: int) -> Arrived:
    return replace(arrived, best=(number,))


def _is_used_up(uow: UnitOfWork, member: Member) -> bool:
    ticket = uow.guests.of_member(member.id)
    return ticket is None or ticket.used_at is not None


def _is_renewed(uow: UnitOfWork, situation: Situation, member: Member) -> bool:
    """Whether an earlier version was signed: a parent agreed to that one, and to no other (docs/rules.md §6)."""
    signed = uow.signatures.signed_version(member.id)
    return signed is not None and charter.must_sign(situation.settings.charter, signed)


def _must_sign(uow: UnitOfWork, situation: Situation, member: Member) -> bool:
    """Whether the charter is still to be signed; who turned 18 signs in person what a guardian had signed."""
    if charter.must_sign(situation.settings.charter, uow.signatures.signed_version(member.id)):
        return True
    return minors.is_adult(member, situation.today) and uow.signatures.is_by_guardian(member.id)
