"""What staff keep and change for the day: guest tickets, reservations, early closing."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.cards import SLIP_TOKEN_BYTES
from kiosk.clock import Moment
from kiosk.models import EarlyClosing, GuestTicket, Reservation, ReservationEnd, Session
from kiosk.ports import AlreadyKept, UnitOfWork
from kiosk.reception.admission import choices_of
from kiosk.reception.outcomes import NotReserved, Reserved
from kiosk.reception.situation import Situation
from kiosk.rules.opening import Span
from kiosk.rules.refusals import Refused
from kiosk.site import Site

GUEST_CATEGORY = "guest"


@dataclass(frozen=True, slots=True)
class IssuedGuestTicket:
    """A new one-day ticket and its code; the code is shown and printed now, and kept nowhere."""

    ticket: GuestTicket
    token: bytes


@dataclass(frozen=True, slots=True)
class Wish:
    """A reservation to be: the member's `number`, the workstation, its start and its length."""

    number: int
    workstation: int
    starts_at: datetime
    minutes: int


def issue_guest_ticket(
    uow: UnitOfWork, site: Site, moment: Moment, staff_id: int | None, request: bytes
) -> IssuedGuestTicket | None:
    """A one-day ticket for somebody without a card; `staff_id` is None when the visitor takes it at the kiosk.

    None when the site does not let them, or when the request was answered before: its code was kept nowhere. The code
    is 96 random bits and serves once, on this day (docs/rules.md §10).
    """
    allowed = site.settings.guests.tickets
    if allowed == "off" or (staff_id is None and allowed != "self"):
        return None
    if uow.journal.of_request(request) is not None:
        return None
    token = secrets.token_bytes(SLIP_TOKEN_BYTES)
    day = site.today(moment.utc)
    ticket = uow.guests.add(token=token, category=GUEST_CATEGORY, local_date=day, by_staff=staff_id, at=moment.utc)
    uow.journal.add("guest.ticket-issued", moment.utc, {"member": ticket.member_id, "staff": staff_id}, request)
    return IssuedGuestTicket(ticket, token)


def reserve(
    uow: UnitOfWork,
    site: Site,
    moment: Moment,
    staff_id: int,
    wish: Wish,
    request: bytes,
) -> Reserved | NotReserved:
    """Keep a workstation for a member, from an instant on."""
    situation = Situation.of(uow, site, moment)
    if uow.journal.of_request(request) is not None:
        made = situation.room.reservations
        wanted = (wish.workstation, wish.starts_at)
        again = (Reserved(r) for r in made if (r.workstation, r.starts_at) == wanted)
        return next(again, NotReserved("has-one"))
    member = uow.members.by_number(wish.number)
    if member is None:
        return NotReserved("unknown")
    existing = situation.room.reservation_of(member.id)
    if existing is not None:
        same = (existing.workstation, existing.starts_at) == (wish.workstation, wish.starts_at)
        return Reserved(existing) if same else NotReserved("has-one")
    suits = choices_of(situation, member, accompanied=True)
    if isinstance(suits, Refused) or wish.workstation not in suits:
        return NotReserved("unsuitable")
    problem = _in_the_way(situation, wish)
    if problem:
        return NotReserved(problem)
    try:
        reservation = uow.reservations.add(
            member_id=member.id,
            workstation=wish.workstation,
            starts_at=wish.starts_at,
            seconds=wish.minutes * 60.0,
            by_staff=staff_id,
            at=moment.utc,
        )
    except AlreadyKept:
        return NotReserved("has-one")
    body = {"reservation": reservation.id, "member": member.id, "workstation": wish.workstation, "staff": staff_id}
    uow.journal.add("reservation.made", moment.utc, body, request)
    return Reserved(reservation)


def _in_the_way(situation: Situation, wish: Wish) -> str:
    """Why the workstation cannot be kept for that time; "" when it can."""
    workstation, wanted = wish.workstation, Span(wish.starts_at, wish.starts_at + timedelta(minutes=wish.minutes))
    if wanted.start < situation.now:
        return "past"
    margin = timedelta(minutes=situation.limits.session_stop_margin)
    span = situation.opening.open_span(wanted.start)
    if span is None or wanted.end > span.end - margin:
        return "closed"
    gap = timedelta(minutes=situation.limits.session_gap)
    for other in situation.room.reservations:
        ends = other.starts_at + timedelta(seconds=other.seconds)
        if other.workstation == workstation and wanted.start < ends + gap and other.starts_at < wanted.end + gap:
            return "taken"
    moment = situation.moment
    held = situation.room.hold_on(workstation)
    if held is not None:  # whoever was called finds a useful session, also when they come in the last minute
        rest = situation.limits.hold * 60.0 - held.held_at(moment.boottime, moment.boot_id)
        useful = timedelta(seconds=max(0.0, rest), minutes=situation.limits.smallest_slot)
        if moment.utc + useful + gap > wanted.start:
            return "taken"
    session = situation.room.session_on(workstation)
    if session is not None and session.ends_at(moment.utc, moment.boottime, moment.boot_id) + gap > wanted.start:
        return "taken"
    return ""


def cancel_reservation(uow: UnitOfWork, moment: Moment, staff_id: int, reservation_id: int) -> None:
    """Staff give the workstation back to everybody."""
    close_reservation(uow, moment, reservation_id, ReservationEnd.CANCELLED, staff_id)


def release_unused(uow: UnitOfWork, situation: Situation) -> tuple[Reservation, ...]:
    """The reservations whose member did not come in time."""
    unused = due_releases(situation)
    for reservation in unused:
        close_reservation(uow, situation.moment, reservation.id, ReservationEnd.RELEASED)
    return unused


def due_releases(situation: Situation) -> tuple[Reservation, ...]:
    """Whom the house has waited for long enough."""
    patience = timedelta(minutes=situation.limits.reservation_release)
    return tuple(r for r in situation.room.reservations if situation.now >= r.starts_at + patience)


def close_reservation(
    uow: UnitOfWork, moment: Moment, reservation_id: int, end: ReservationEnd, staff_id: int | None = None
) -> None:
    """It is over, however it ended."""
    uow.reservations.close(reservation_id, end, moment.utc)
    body = {"reservation": reservation_id, "end": end.value, "staff": staff_id}
    uow.journal.add("reservation.closed", moment.utc, body)


def close_early(
    uow: UnitOfWork, site: Site, moment: Moment, staff_id: int, closes_at: datetime
) -> tuple[Session, ...]:
    """Close today at `closes_at`: sessions that would run past closing − stop margin are shortened, reservations that
    would are cancelled. Returns the shortened sessions.

    What is past stays: a session keeps at least the time that it has used.
    """
    day = site.today(moment.utc)
    uow.early_closings.set(EarlyClosing(day, closes_at), by_staff=staff_id, at=moment.utc)
    minutes = round((closes_at - moment.utc).total_seconds() / 60)
    uow.journal.add("closing.early", moment.utc, {"staff": staff_id, "in_minutes": minutes})
    situation = Situation.of(uow, site, moment)
    stop = closes_at - timedelta(minutes=situation.limits.session_stop_margin)
    for reservation in situation.room.reservations:
        ends = reservation.starts_at + timedelta(seconds=reservation.seconds)
        if site.today(reservation.starts_at) == day and ends > stop:
            close_reservation(uow, moment, reservation.id, ReservationEnd.CANCELLED, staff_id)
    shortened = (shorten(uow, situation, session, stop, staff_id) for session in situation.room.sessions)
    return tuple(session for session in shortened if session is not None)


def shorten(
    uow: UnitOfWork, situation: Situation, session: Session, stop: datetime, staff_id: int | None = None
) -> Session | None:
    """Let a session end at `stop` at the latest; None when it does so anyway. `staff_id` is None when it is for the
    hours of the house."""
    moment = situation.moment
    left, keeps = situation.left(session), max(0.0, (stop - moment.utc).total_seconds())
    if left <= keeps:
        return None
    shorter = uow.sessions.shorten(session.id, left - keeps, by_staff=staff_id, at=moment.utc)
    by = "staff" if staff_id is not None else "hours"
    body = {"session": session.id, "seconds": keeps - left, "by": by, "reason": "early-closing"}
    uow.journal.add("session.extended", moment.utc, body)
    return shorter


def reopen(uow: UnitOfWork, site: Site, moment: Moment, staff_id: int) -> None:
    """Close at the usual hour after all; what was taken from sessions can be asked for again."""
    uow.early_closings.clear(site.today(moment.utc))
    uow.journal.add("closing.usual", moment.utc, {"staff": staff_id})
