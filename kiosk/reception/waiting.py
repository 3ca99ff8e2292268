"""The waiting list: take a ticket, give it back, be called, be skipped (docs/rules.md §5)."""

from __future__ import annotations

import secrets
from datetime import datetime

from kiosk.cards import SLIP_TOKEN_BYTES
from kiosk.clock import Moment
from kiosk.models import Member, Purpose, Ticket, TicketEnd
from kiosk.ports import AlreadyKept, NewTicket, UnitOfWork
from kiosk.reception.admission import admit, line_of, no_use_waiting
from kiosk.reception.arrive import my_session
from kiosk.reception.outcomes import Arrived, Called, SessionRuns, Waits
from kiosk.reception.situation import Situation
from kiosk.rules import allocation, waiting
from kiosk.rules.refusals import Reason, Refused
from kiosk.site import Site


def wait(
    uow: UnitOfWork,
    site: Site,
    moment: Moment,
    member: Member,
    purpose: Purpose | None,
    request: bytes,
    *,
    zone: str | None = None,
    tags: frozenset[str] = frozenset(),
    accompanied: bool = False,
) -> Arrived | Called | Waits | Refused | SessionRuns:
    """Take a ticket for any workstation that suits, or only for those of a zone or with all of `tags`.

    Arrived when one is free after all; the ticket that the member has already, when there is one. A refusal at this
    late hour is counted like any other.
    """
    answer = _waits(uow, site, moment, member, purpose, request, zone, tags, accompanied=accompanied)
    if isinstance(answer, Refused):
        uow.journal.add("ticket.refused", moment.utc, {"reason": answer.reason.value, "member": member.id})
    return answer


def _waits(
    uow: UnitOfWork,
    site: Site,
    moment: Moment,
    member: Member,
    purpose: Purpose | None,
    request: bytes,
    zone: str | None,
    tags: frozenset[str],
    *,
    accompanied: bool,
) -> Arrived | Called | Waits | Refused | SessionRuns:
    situation = Situation.of(uow, site, moment)
    running = uow.sessions.running_of(member.id)
    if running is not None:
        return my_session(uow, situation, running, member)
    answer = admit(uow, situation, member, accompanied=accompanied)
    if not isinstance(answer, Arrived):
        return answer
    if answer.must_sign:
        return Refused(Reason.CHARTER_DECLINED)
    if situation.room.ticket_of(member.id) is not None:  # what it waits for has just become free
        return answer
    suits = wished(site, answer.suitable, zone, tags)
    if not set(answer.best).isdisjoint(suits):
        return answer
    in_vain = no_use_waiting(situation, suits)
    if in_vain is not None:
        return in_vain
    new = NewTicket(
        member_id=member.id,
        taken_at=moment.utc,
        local_date=situation.today,
        suits=suits,
        token=secrets.token_bytes(SLIP_TOKEN_BYTES),
        purpose=purpose,
        zone=zone,
        tags=tags,
    )
    try:
        ticket = uow.tickets.add(new)
    except AlreadyKept:
        return Refused(Reason.ALL_TAKEN)
    body = {"ticket": ticket.id, "number": ticket.number, "suits": len(suits)}
    uow.journal.add("ticket.taken", moment.utc, body, request)
    return Waits(member, ticket, line_of(Situation.of(uow, site, moment), suits, ticket), accompanied)


def wished(site: Site, suitable: tuple[int, ...], zone: str | None, tags: frozenset[str]) -> tuple[int, ...]:
    """Those of the workstations that are in the zone and have all of the tags; the order stays."""
    return tuple(
        number
        for number in suitable
        if (zone is None or site.workstations[number].zone == zone) and tags <= site.workstations[number].tags
    )


def leave(
    uow: UnitOfWork, moment: Moment, ticket_id: int, request: bytes | None = None, staff: int | None = None
) -> bool:
    """Give the ticket back; False when it was closed already. Somebody who gave up is counted: it is unmet demand."""
    ticket = next((t for t in uow.tickets.open_tickets() if t.id == ticket_id), None)
    if ticket is None:
        return False
    end(uow, moment, ticket, TicketEnd.LEFT, request, staff)
    return True


def end(
    uow: UnitOfWork,
    moment: Moment,
    ticket: Ticket,
    how: TicketEnd,
    request: bytes | None = None,
    staff: int | None = None,
    at: datetime | None = None,
) -> None:
    """The wait is over, since `at` when it was not just now; its workstation, if one was held, is free again."""
    at = moment.utc if at is None else at
    uow.tickets.close(ticket.id, how, at)
    waited = max(0, round((at - ticket.taken_at).total_seconds()))  # the clock may have been set back
    body = {"ticket": ticket.id, "end": how.value, "waited": waited, "staff": staff}
    uow.journal.add("ticket.closed", moment.utc, body, request)


def call_next(uow: UnitOfWork, situation: Situation) -> tuple[Ticket, ...]:
    """Hold every workstation that is ready for the first ticket that it suits."""
    called = []
    moment = situation.moment
    for call in due_calls(situation):
        ticket = uow.tickets.call(
            call.ticket.id, call.workstation, at=moment.utc, boottime=moment.boottime, boot_id=moment.boot_id
        )
        body = {"ticket": ticket.id, "workstation": call.workstation}
        uow.journal.add("ticket.called", moment.utc, body)
        called.append(ticket)
    return tuple(called)


def due_calls(situation: Situation) -> tuple[waiting.Call, ...]:
    """Who is to be called now."""
    if not situation.room.waiting:
        return ()
    ready = allocation.ready_to_call(situation.site.numbers, situation.room, situation.now, situation.limits)
    return waiting.calls(situation.room, ready)


def skip_unanswered(uow: UnitOfWork, situation: Situation) -> tuple[Ticket, ...]:
    """The holds that are over: the ticket goes to second place once, the second time it is closed."""
    moment, unanswered = situation.moment, []
    for ticket in situation.room.called:
        if not hold_is_over(situation, ticket):
            continue
        unanswered.append(ticket)
        if ticket.missed + 1 >= waiting.CALLS_BEFORE_CLOSED:
            end(uow, moment, ticket, TicketEnd.NO_ANSWER)
            continue
        uow.tickets.skip(ticket.id, waiting.second_place(situation.room, ticket))
        uow.journal.add("ticket.skipped", moment.utc, {"ticket": ticket.id})
    return tuple(unanswered)


def hold_is_over(situation: Situation, ticket: Ticket) -> bool:
    """Whether the workstation of a called ticket has been kept long enough."""
    if ticket.workstation is None:
        return False
    over = ticket.held_at(situation.moment.boottime, situation.moment.boot_id)
    return over >= situation.limits.hold * 60.0


def close_all(uow: UnitOfWork, situation: Situation) -> None:
    """Nobody can be let in any more today: the waits are over."""
    for ticket in situation.room.tickets:
        end(uow, situation.moment, ticket, TicketEnd.CLOSING)


def of_earlier_days(situation: Situation) -> tuple[Ticket, ...]:
    """Tickets of a day at whose closing the kiosk was switched off or asleep."""
    return tuple(t for t in situation.room.tickets if situation.site.today(t.taken_at) < situation.today)


def close_earlier_days(uow: UnitOfWork, situation: Situation) -> None:
    """Whoever waited on an earlier day waited until closing at most."""
    for ticket in of_earlier_days(situation):
        span = situation.opening.open_span(ticket.taken_at)
        end(uow, situation.moment, ticket, TicketEnd.CLOSING, at=span.end if span is not None else ticket.taken_at)
