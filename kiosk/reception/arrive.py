"""A card is presented: who is it, and what may they do now (docs/rules.md §4).

One transaction holds the look-ups, the decision and its journal row. The checks run in the order of the closed
list of refusals, with one exception written down in docs/decisions/0006-running-session-first.md: whoever has a
running session sees it, also when the place is about to close or the membership was suspended meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from kiosk.cards import SignedCard
from kiosk.clock import Moment
from kiosk.identifiers import Identifier
from kiosk.models import Card, CardType, Member, Session
from kiosk.ports import UnitOfWork
from kiosk.reception import workshops
from kiosk.reception.admission import admit
from kiosk.reception.extensions import headroom
from kiosk.reception.outcomes import Arrival, Arrived, Called, SessionRuns, StaffCard, Waits
from kiosk.reception.situation import Situation
from kiosk.rules import minors, pin, throttle
from kiosk.rules.refusals import Reason, Refused
from kiosk.site import Site

THROTTLE_KEY = "reader"

SUSPECT = frozenset({Reason.UNREADABLE, Reason.OTHER_NETWORK, Reason.BAD_SIGNATURE, Reason.UNKNOWN_CARD})


Read = SignedCard | Identifier | Reason | bytes
"""What a reader read: a verified card, another card that may identify somebody, why it is none, the token of a slip."""


def arrive(uow: UnitOfWork, site: Site, moment: Moment, read: Read, request: bytes) -> Arrival:
    """Decide on what a reader read."""
    tries = throttle.Tries(*uow.throttle.load(THROTTLE_KEY))
    paused = throttle.is_paused(tries, moment.utc, site.settings.throttle)
    if paused and isinstance(read, Reason | Identifier):  # what is no card, or could be guessed
        return Refused(Reason.PAUSED, again_at=tries.paused_until)
    answer = _decide(uow, Situation.of(uow, site, moment), read)
    suspect = isinstance(answer, Refused) and answer.reason in SUSPECT and not answer.slip
    # What is genuine passes during a pause: whoever comes after a prankster, and staff, need not wait.
    if suspect:
        after = throttle.after_invalid(tries, moment.utc, site.settings.throttle)
        uow.throttle.save(THROTTLE_KEY, after.failures, after.pauses, after.paused_until)
    elif tries.failures:
        after = throttle.after_valid(tries)
        uow.throttle.save(THROTTLE_KEY, after.failures, after.pauses, after.paused_until)
    _record(uow, moment, answer, request, {"by": read.medium.value} if isinstance(read, Identifier) else {})
    return answer


def _decide(uow: UnitOfWork, situation: Situation, read: Read) -> Arrival:
    if isinstance(read, Reason):
        return Refused(read)
    if isinstance(read, bytes):
        return _slip(uow, situation, read)
    if isinstance(read, Identifier):
        return _identified(uow, situation, read)
    card = uow.cards.get(read.card_id)
    if card is None or card.type is not read.type:
        return Refused(Reason.UNKNOWN_CARD)
    if card.revoked_at is not None or uow.cards.is_revoked(card.card_id):
        return Refused(Reason.REVOKED)
    expires_on = min(read.expires_on, card.expires_on)
    if situation.today > expires_on:
        return Refused(Reason.EXPIRED, until=expires_on)
    if card.type is CardType.STAFF:
        return _staff(uow, situation, card)
    member = uow.members.get(card.holder)
    return Refused(Reason.UNKNOWN_CARD) if member is None else _member(uow, situation, member)


def _identified(uow: UnitOfWork, situation: Situation, read: Identifier) -> Arrival:
    """Another card says who somebody is, and proves nothing: it opens what a member may have, never the staff mode."""
    member_id = uow.identifiers.member_of(read.digests)
    member = uow.members.get(member_id) if member_id is not None else None
    return Refused(Reason.UNKNOWN_CARD) if member is None else _member(uow, situation, member)


def _member(uow: UnitOfWork, situation: Situation, member: Member) -> Arrival:
    is_suspended = member.suspended_until is not None and situation.today < member.suspended_until
    if not is_suspended:
        workshops.attend(uow, situation, member)  # a workshop takes no workstation, nor any time of the day
    session = uow.sessions.running_of(member.id)
    if session is not None:
        return my_session(uow, situation, session, member)
    if is_suspended:
        return Refused(Reason.SUSPENDED, until=member.suspended_until)
    now_grown = _grown_up(uow, situation, member)
    answer = admit(uow, situation, now_grown or member)
    return replace(answer, grew_up=True) if now_grown and isinstance(answer, Arrived) else answer


def _grown_up(uow: UnitOfWork, situation: Situation, member: Member) -> Member | None:
    """The member in the category of adults, when they turned 18 since the last visit; None otherwise."""
    limits = situation.limits
    if limits.grown_up_category is None or member.category != limits.minor_category:
        return None
    if not minors.is_adult(member, situation.today):
        return None
    uow.members.move(member.id, limits.grown_up_category)
    body = {"member": member.id, "category": limits.grown_up_category}
    uow.journal.add("member.grew-up", situation.now, body)
    return uow.members.get(member.id)


def _slip(uow: UnitOfWork, situation: Situation, token: bytes) -> Arrival:
    """A receipt opens the session it belongs to, a waiting ticket speaks for its bearer, a guest ticket admits once
    on its day, the slip of somebody who enrolled is their card for that day. What is over says so, and is no sign of
    mischief."""
    session = uow.sessions.by_receipt(token)
    if session is not None:
        if session.closed_at is not None:
            return Refused(Reason.EXPIRED, until=situation.site.today(session.closed_at), slip=True)
        return my_session(uow, situation, session)
    ticket = uow.tickets.by_token(token)
    if ticket is not None:
        if isinstance(ticket, date):
            return Refused(Reason.EXPIRED, until=ticket, slip=True)
        member = uow.members.get(ticket.member_id)
        return Refused(Reason.UNKNOWN_CARD) if member is None else _member(uow, situation, member)
    guest = uow.guests.by_token(token)
    if guest is None:  # a slip of another day, most likely: random tokens are not guessed
        return Refused(Reason.UNKNOWN_CARD, slip=True)
    if guest.local_date != situation.today:
        return Refused(Reason.EXPIRED, until=guest.local_date, slip=True)
    if guest.used_at is not None and uow.sessions.running_of(guest.member_id) is None:
        return Refused(Reason.EXPIRED, until=guest.local_date, slip=True)
    member = uow.members.get(guest.member_id)
    if any(card.revoked_at is None for card in uow.cards.of_member(guest.member_id)):
        return Refused(Reason.EXPIRED, until=guest.local_date, slip=True)  # the card is made: it stands for itself
    return Refused(Reason.UNKNOWN_CARD) if member is None else _member(uow, situation, member)


def my_session(
    uow: UnitOfWork, situation: Situation, session: Session, member: Member | None = None
) -> SessionRuns:
    """The running session and how much its bearer may add to it."""
    member = member or uow.members.get(session.member_id)
    return SessionRuns(session, member, headroom(uow, situation, session, member))


def _staff(uow: UnitOfWork, situation: Situation, card: Card) -> StaffCard | Refused:
    staff = uow.staff.get(card.holder)
    if staff is None:
        return Refused(Reason.UNKNOWN_CARD)
    access = situation.settings.staff
    blocked, left = pin.blocked_until(staff, access, situation.now), access.pin_tries - staff.failed_tries
    return StaffCard(staff, left, staff.pin_hash is None, blocked)


def _record(uow: UnitOfWork, moment: Moment, answer: Arrival, request: bytes, how: Mapping[str, str]) -> None:
    """`how` says that it was identification only, and by what."""
    match answer:
        case Refused(reason=reason):
            uow.journal.add("card.refused", moment.utc, {"reason": reason.value, **how}, request)
        case Arrived(member=member):
            uow.journal.add("card.accepted", moment.utc, {"member": member.id, **how}, request)
        case SessionRuns(session=session):
            uow.journal.add("session.shown", moment.utc, {"session": session.id, **how}, request)
        case Waits(ticket=ticket):
            uow.journal.add("ticket.shown", moment.utc, {"ticket": ticket.id, **how}, request)
        case Called(ticket=ticket):
            uow.journal.add("ticket.answered", moment.utc, {"ticket": ticket.id, **how}, request)
        case StaffCard(staff=staff):
            uow.journal.add("staff.recognised", moment.utc, {"staff": staff.id}, request)
