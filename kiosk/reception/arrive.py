"""A card is presented: who is it, and what may they do now (docs/rules.md §4).

One transaction holds the look-ups, the decision and its journal row. The checks run in the order of the closed
list of refusals, with one exception written down in docs/decisions/0006-running-session-first.md: whoever has a
running session sees it, also when the place is about to close.
"""

from __future__ import annotations

from datetime import timedelta

from kiosk.cards import SignedCard
from kiosk.clock import Moment
from kiosk.models import Card, CardType, Member, Session
from kiosk.ports import UnitOfWork
from kiosk.reception.outcomes import Arrival, Arrived, SessionRuns, StaffCard
from kiosk.rules import allocation, allotment, charter, minors, pin, throttle
from kiosk.rules.refusals import Reason, Refused
from kiosk.site import Site

THROTTLE_KEY = "reader"


def arrive(uow: UnitOfWork, site: Site, moment: Moment, read: SignedCard | Reason | bytes, request: bytes) -> Arrival:
    """Decide on what a reader read: a verified card, why it is none, or the token of a receipt."""
    tries = throttle.Tries(*uow.throttle.load(THROTTLE_KEY))
    # A genuine card passes during a pause: whoever comes after a prankster, and staff, need not wait.
    if not isinstance(read, SignedCard) and throttle.is_paused(tries, moment.utc, site.settings.throttle):
        return Refused(Reason.PAUSED, again_at=tries.paused_until)
    answer = _decide(uow, site, moment, read)
    if isinstance(answer, Refused) and answer.reason in SUSPECT:
        after = throttle.after_invalid(tries, moment.utc, site.settings.throttle)
        uow.throttle.save(THROTTLE_KEY, after.failures, after.pauses, after.paused_until)
    elif tries.failures:
        after = throttle.after_valid(tries)
        uow.throttle.save(THROTTLE_KEY, after.failures, after.pauses, after.paused_until)
    _record(uow, moment, answer, request)
    return answer


SUSPECT = frozenset({Reason.UNREADABLE, Reason.OTHER_NETWORK, Reason.BAD_SIGNATURE, Reason.UNKNOWN_CARD})


def _decide(uow: UnitOfWork, site: Site, moment: Moment, read: SignedCard | Reason | bytes) -> Arrival:
    if isinstance(read, Reason):
        return Refused(read)
    if isinstance(read, bytes):
        session = uow.sessions.by_receipt(read)
        return my_session(uow, site, moment, session) if session else Refused(Reason.UNKNOWN_CARD)
    card = uow.cards.get(read.card_id)
    if card is None or card.type is not read.type:
        return Refused(Reason.UNKNOWN_CARD)
    if card.revoked_at is not None or uow.cards.is_revoked(card.card_id):
        return Refused(Reason.REVOKED)
    today = site.today(moment.utc)
    expires_on = min(read.expires_on, card.expires_on)
    if today > expires_on:
        return Refused(Reason.EXPIRED, until=expires_on)
    if card.type is CardType.STAFF:
        return _staff(uow, site, moment, card)
    member = uow.members.get(card.holder)
    if member is None:
        return Refused(Reason.UNKNOWN_CARD)
    if member.suspended_until is not None and today < member.suspended_until:
        return Refused(Reason.SUSPENDED, until=member.suspended_until)
    session = uow.sessions.running_of(member.id)
    if session is not None:
        return my_session(uow, site, moment, session, member)
    return admit(uow, site, moment, member)


def admit(uow: UnitOfWork, site: Site, moment: Moment, member: Member) -> Arrived | Refused:
    """What a member without a session may do now: the rules from opening hours to allotment and workstations."""
    settings = site.settings
    shut = allotment.admission(moment.utc, site.opening, settings.limits)
    if shut is not None:
        return shut
    today = site.today(moment.utc)
    if not member.guardian_agreed and minors.is_under(settings.limits.guardian_under_age, member, today):
        return Refused(Reason.GUARDIAN_MISSING)
    fitting = allocation.suitable(settings.workstations, settings.zones, member, today)
    if isinstance(fitting, Refused) and fitting.reason is Reason.UNDER_AGE:
        return fitting
    room = uow.room()
    choices = () if isinstance(fitting, Refused) else allocation.ranked(fitting, member)
    free = allocation.free(choices, room)
    used = uow.sessions.seconds_used_on(member.id, today)
    best = free[0] if free else (choices[0] if choices else None)
    rule = allotment.matching_rule(settings.rules, member, best, moment.utc, site.opening)
    most = allotment.grant(rule, used, moment.utc, site.opening, settings.limits)
    if isinstance(most, Refused):
        return most
    if isinstance(fitting, Refused):
        return fitting
    if not free:
        first_end = min(
            (
                s.ends_at(moment.utc, moment.boottime, moment.boot_id)
                for s in room.sessions
                if s.workstation in {w.number for w in choices}
            ),
            default=None,
        )
        gap = timedelta(minutes=settings.limits.session_gap)
        return Refused(Reason.ALL_TAKEN, again_at=first_end + gap if first_end else None)
    return Arrived(
        member=member,
        most=most,
        day_seconds=rule.day_minutes * 60,
        left_seconds=rule.day_minutes * 60 - used,
        best=tuple(w.number for w in free),
        suitable=tuple(w.number for w in choices),
        must_sign=charter.must_sign(settings.charter, uow.signatures.signed_version(member.id)),
        room=room,
    )


def my_session(
    uow: UnitOfWork, site: Site, moment: Moment, session: Session, member: Member | None = None
) -> SessionRuns:
    """The running session and how much its bearer may add to it."""
    member = member or uow.members.get(session.member_id)
    if member is None:
        return SessionRuns(session, None, 0.0)
    settings = site.settings
    rule = allotment.matching_rule(
        settings.rules, member, site.workstations.get(session.workstation), moment.utc, site.opening
    )
    used = uow.sessions.seconds_used_on(member.id, site.today(moment.utc))
    left = session.left_at(moment.boottime, moment.boot_id)
    addable = allotment.extension(rule, used, left, moment.utc, site.opening, settings.limits)
    return SessionRuns(session, member, addable)


def _staff(uow: UnitOfWork, site: Site, moment: Moment, card: Card) -> StaffCard | Refused:
    staff = uow.staff.get(card.holder)
    if staff is None:
        return Refused(Reason.UNKNOWN_CARD)
    access = site.settings.staff
    blocked, left = pin.blocked_until(staff, access, moment.utc), access.pin_tries - staff.failed_tries
    return StaffCard(staff, left, staff.pin_hash is None, blocked)


def _record(uow: UnitOfWork, moment: Moment, answer: Arrival, request: bytes) -> None:
    match answer:
        case Refused(reason=reason):
            uow.journal.add("card.refused", moment.utc, {"reason": reason.value}, request)
        case Arrived(member=member):
            uow.journal.add("card.accepted", moment.utc, {"member": member.id}, request)
        case SessionRuns(session=session):
            uow.journal.add("session.shown", moment.utc, {"session": session.id}, request)
        case StaffCard(staff=staff):
            uow.journal.add("staff.recognised", moment.utc, {"staff": staff.id}, request)
