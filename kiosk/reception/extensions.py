"""More time: asked for by the visitor, given by staff, by itself while the room is calm, and the grace at the end.

docs/rules.md §2 has the numbers; what stands against more time is `kiosk.rules.extension.Barrier`.
"""

from __future__ import annotations

from kiosk.clock import Moment
from kiosk.models import ExtensionReason, Member, Session
from kiosk.ports import UnitOfWork
from kiosk.reception.outcomes import Extended, NotExtended
from kiosk.reception.situation import Situation
from kiosk.rules import extension, waiting
from kiosk.rules.allotment import SMALLEST_EXTENSION
from kiosk.rules.extension import Barrier, Headroom
from kiosk.site import Site


def headroom(uow: UnitOfWork, situation: Situation, session: Session, member: Member | None) -> Headroom:
    """What the visitor may still add, and what stands against more; for a screen, and for the act."""
    if member is None:
        return Headroom(0.0, Barrier.ENDED)
    if not situation.limits.self_extension:
        return Headroom(0.0, Barrier.OFF)
    return _of_allotment(uow, situation, session, member)


def extend_own(
    uow: UnitOfWork, site: Site, moment: Moment, session_id: int, seconds: float, request: bytes
) -> Extended | NotExtended:
    """A visitor adds time to the own session, within the allotment of the day, while nobody waits for it."""
    session = _running(uow, session_id)
    if session is None:
        return NotExtended(Barrier.ENDED)
    if uow.journal.of_request(request) is not None:
        return Extended(session, 0.0)
    situation = Situation.of(uow, site, moment)
    more = headroom(uow, situation, session, uow.members.get(session.member_id))
    added = min(seconds, more.seconds)
    if added < SMALLEST_EXTENSION:
        return NotExtended(more.barrier)
    return _extend(uow, moment, session, added, ExtensionReason.VISITOR, request=request)


def add_time(
    uow: UnitOfWork,
    site: Site,
    moment: Moment,
    staff_id: int,
    session_id: int,
    seconds: float,
    reason: ExtensionReason,
    request: bytes,
) -> Extended | NotExtended:
    """Staff add time to somebody's session: at most the daily cap per member, never past closing or a reservation.

    They may also while somebody waits: they see the waiting list, and answer for it.
    """
    session = _running(uow, session_id)
    if session is None:
        return NotExtended(Barrier.ENDED)
    if uow.journal.of_request(request) is not None:
        return Extended(session, 0.0)
    situation = Situation.of(uow, site, moment)
    given = uow.sessions.seconds_by_staff_on(session.member_id, situation.today)
    more = extension.by_staff(given, situation.until_others(session), situation.limits)
    added = min(seconds, more.seconds)
    if added < SMALLEST_EXTENSION:
        return NotExtended(more.barrier)
    return _extend(uow, moment, session, added, reason, staff_id, request)


def take_back_time(
    uow: UnitOfWork, moment: Moment, staff_id: int, session_id: int, seconds: float, request: bytes
) -> Extended | NotExtended:
    """Undo an extension that was just given; a session keeps at least the minute that runs. Repeating a request
    changes nothing."""
    session = _running(uow, session_id)
    if session is None:
        return NotExtended(Barrier.ENDED)
    if uow.journal.of_request(request) is not None:
        return Extended(session, 0.0)
    taken = min(seconds, max(0.0, session.left_at(moment.boottime, moment.boot_id) - 60))
    if taken == 0:
        return Extended(session, 0.0)
    session = uow.sessions.take_back(session_id, taken, by_staff=staff_id, at=moment.utc)
    body = {"session": session_id, "seconds": -taken, "by": "staff", "staff": staff_id, "reason": "undo"}
    uow.journal.add("session.extended", moment.utc, body, request)
    return Extended(session, -taken)


def automatically(uow: UnitOfWork, situation: Situation, session: Session) -> Extended | None:
    """Near its end, a session goes on by itself: one step, out of the allotment, while the room is calm and nobody
    waits. None when it does not."""
    if not (situation.limits.auto_extension and situation.is_calm):
        return None
    member = uow.members.get(session.member_id)
    if member is None:
        return None
    more = _of_allotment(uow, situation, session, member)
    added = min(situation.limits.extension_step * 60.0, more.seconds)
    if not _goes_on(situation, session, added):
        return None
    return _extend(uow, situation.moment, session, added, ExtensionReason.AUTOMATIC)


def give_grace(uow: UnitOfWork, situation: Situation, session: Session) -> Extended | None:
    """The time is up: a few minutes to save one's work, once, while nobody waits. None when there are none."""
    if waiting.is_wanted(situation.room, session.workstation):
        return None
    added = extension.grace(session.grace, situation.until_others(session), situation.limits)
    if not _goes_on(situation, session, added):
        return None
    return _extend(uow, situation.moment, session, added, ExtensionReason.GRACE)


def _goes_on(situation: Situation, session: Session, added: float) -> bool:
    """Whether so much more time lets the session go on. When its end was noticed late (the machine slept, the store
    did not answer), it may be over all the same: then it ended when it was planned to."""
    return added - situation.over(session) >= SMALLEST_EXTENSION


def _of_allotment(uow: UnitOfWork, situation: Situation, session: Session, member: Member) -> Headroom:
    if waiting.is_wanted(situation.room, session.workstation):
        return Headroom(0.0, Barrier.WAITING)
    rule = situation.rule_for(member, session.workstation).rule
    used = uow.sessions.seconds_used_on(member.id, situation.today)
    return extension.of_allotment(rule, used, situation.until_others(session))


def _running(uow: UnitOfWork, session_id: int) -> Session | None:
    session = uow.sessions.get(session_id)
    return None if session is None or session.closed_at is not None else session


def _extend(
    uow: UnitOfWork,
    moment: Moment,
    session: Session,
    seconds: float,
    reason: ExtensionReason,
    staff_id: int | None = None,
    request: bytes | None = None,
) -> Extended:
    longer = uow.sessions.extend(session.id, seconds, by_staff=staff_id, reason=reason, at=moment.utc)
    by = "staff" if staff_id is not None else reason.value
    body = {"session": session.id, "seconds": seconds, "by": by}
    if staff_id is not None:
        body |= {"staff": staff_id, "reason": reason.value}
    uow.journal.add("session.extended", moment.utc, body, request)
    return Extended(longer, seconds)
