"""Opening and ending a session; signing the charter first; noting a visit without a workstation."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta

from kiosk.cards import SLIP_TOKEN_BYTES
from kiosk.clock import Moment
from kiosk.models import EndReason, Member, Purpose, ReservationEnd, Session, Stroke, TicketEnd
from kiosk.ports import NewSession, SessionConflict, UnitOfWork
from kiosk.reception import waiting
from kiosk.reception.admission import admit
from kiosk.reception.arrive import my_session
from kiosk.reception.outcomes import Arrived, Called, Opened, SessionRuns, Taken, Waits
from kiosk.reception.situation import Situation
from kiosk.rules import allotment, charter
from kiosk.rules.refusals import Reason, Refused
from kiosk.site import Site


def sign_charter(
    uow: UnitOfWork,
    site: Site,
    moment: Moment,
    member_id: int,
    language: str,
    strokes: Sequence[Stroke],
    request: bytes,
    *,
    guardian: bool = False,
) -> bool:
    """Keep the signature of the current version, in the language that was shown. `guardian` says that a parent signs
    for the member, who may come from now on.

    False when the strokes are no signature (docs/rules.md §6). Repeating a request changes nothing.
    """
    if uow.journal.of_request(request) is not None:
        return True
    if not charter.is_signature(strokes):
        return False
    _keep_signature(uow, site, moment, member_id, language, strokes, request, "charter.signed", guardian=guardian)
    return True


def accept_charter(
    uow: UnitOfWork,
    site: Site,
    moment: Moment,
    staff_id: int,
    member_id: int,
    language: str,
    request: bytes,
    *,
    guardian: bool = False,
) -> None:
    """Somebody who cannot sign accepted the current version before a member of staff (docs/rules.md §6): kept like a
    signature, without strokes. Repeating a request changes nothing."""
    if uow.journal.of_request(request) is None:
        kind = "charter.accepted-with-staff"
        _keep_signature(uow, site, moment, member_id, language, (), request, kind, guardian=guardian, staff=staff_id)


def decline_charter(uow: UnitOfWork, moment: Moment, member_id: int) -> None:
    """The member read the charter, or not, and went without signing: a refusal like any other in the statistics."""
    body = {"reason": Reason.CHARTER_DECLINED.value, "member": member_id}
    uow.journal.add("charter.declined", moment.utc, body)


def _keep_signature(
    uow: UnitOfWork,
    site: Site,
    moment: Moment,
    member_id: int,
    language: str,
    strokes: Sequence[Stroke],
    request: bytes,
    kind: str,
    *,
    guardian: bool,
    **who: int,
) -> None:
    """The row of the signature and its journal row of this kind."""
    language = site.charter_language(language)
    version, sha256 = site.settings.charter.version, site.charter_hashes[language]
    seal = uow.signatures.add(
        member_id=member_id,
        version=version,
        sha256=sha256,
        language=language,
        at=moment.utc,
        strokes=strokes,
        guardian=guardian,
    )
    if guardian:
        uow.members.agree(member_id)
    body = {"member": member_id, "version": version, "charter": sha256, "language": language, "seal": seal}
    uow.journal.add(kind, moment.utc, body | who | ({"guardian": True} if guardian else {}), request)


def open_session(
    uow: UnitOfWork,
    site: Site,
    moment: Moment,
    member: Member,
    workstation: int,
    seconds: float,
    purpose: Purpose | None,
    request: bytes,
    *,
    accompanied: bool = False,
) -> Opened | Taken | Waits | Refused | SessionRuns:
    """Open a session of at most `seconds` on a workstation, after checking every rule again.

    Repeating a request gives the session that it opened. A workstation that was taken meanwhile gives Taken with
    the choices that are left. A called ticket and a due reservation of the member are used up by it.
    """
    done = uow.journal.of_request(request)
    if done is not None:
        session = uow.sessions.get(int(done.body["session"]))
        if session is not None:
            return Opened(session)
    situation = Situation.of(uow, site, moment)
    running = uow.sessions.running_of(member.id)
    if running is not None:
        return my_session(uow, situation, running, member)
    arrived = _admitted(uow, situation, member, accompanied=accompanied)
    if not isinstance(arrived, Arrived):
        return arrived
    if workstation not in arrived.best:
        return Taken(arrived)
    most = longest_on(uow, situation, member, workstation)
    if isinstance(most, Refused):
        return most
    granted = max(min(seconds, most.seconds), min(most.seconds, site.settings.limits.smallest_slot * 60))
    new = NewSession(
        member_id=member.id,
        workstation=workstation,
        opened_at=moment.utc,
        local_date=situation.today,
        granted=granted,
        boottime=moment.boottime,
        boot_id=moment.boot_id,
        code=f"{secrets.randbelow(10_000):04d}",
        receipt_token=secrets.token_bytes(SLIP_TOKEN_BYTES),
        purpose=purpose,
        why=most.why(granted),
    )
    try:
        session = uow.sessions.open(new)
    except SessionConflict:
        return Taken(arrived)
    body = {"session": session.id, "member": member.id, "workstation": workstation, "seconds": granted}
    uow.journal.add("session.opened", moment.utc, body, request)
    _settle(uow, situation, arrived, workstation)
    return Opened(session)


def _admitted(
    uow: UnitOfWork, situation: Situation, member: Member, *, accompanied: bool
) -> Arrived | Waits | Refused:
    """Whether every rule still lets the member in; a refusal at this late hour is counted like any other."""
    answer = admit(uow, situation, member, accompanied=accompanied)
    if isinstance(answer, Called):
        answer = answer.arrived
    if isinstance(answer, Arrived) and answer.must_sign:
        answer = Refused(Reason.CHARTER_DECLINED)
    if isinstance(answer, Refused):
        body = {"reason": answer.reason.value, "member": member.id}
        uow.journal.add("session.refused", situation.now, body)
    return answer


def _settle(uow: UnitOfWork, situation: Situation, arrived: Arrived, workstation: int) -> None:
    """What was kept for the member has served its purpose."""
    member, room, moment = arrived.member, situation.room, situation.moment
    ticket = room.ticket_of(member.id)
    if ticket is not None:
        waiting.end(uow, moment, ticket, TicketEnd.SERVED)
    reservation = room.reservation_of(member.id)
    early = timedelta(minutes=situation.settings.reservations.early_minutes)
    if reservation is not None and (
        (reservation.workstation == workstation and situation.site.today(reservation.starts_at) == situation.today)
        or reservation.starts_at - moment.utc <= early
    ):
        uow.reservations.close(reservation.id, ReservationEnd.USED, moment.utc)
        body = {"reservation": reservation.id, "end": ReservationEnd.USED.value}
        uow.journal.add("reservation.closed", moment.utc, body)
    if member.is_guest:
        uow.guests.use(member.id, moment.utc)


def longest_on(
    uow: UnitOfWork, situation: Situation, member: Member, workstation: int
) -> allotment.Grant | Refused:
    """The longest session that the member may start on that workstation now (a rule may name its zone or tag)."""
    matched = situation.rule_for(member, workstation)
    used = uow.sessions.seconds_used_on(member.id, situation.today)
    reserved = situation.until_reserved(workstation, member.id)
    return allotment.grant(matched, used, situation.now, situation.opening, situation.limits, reserved)


def end_session(
    uow: UnitOfWork, moment: Moment, session_id: int, reason: EndReason, request: bytes, staff: int | None = None
) -> Session | None:
    """End a session now; the rest of its time goes back to the day. None when it had ended already."""
    session = uow.sessions.get(session_id)
    if session is None or session.closed_at is not None:
        return None
    used = min(session.used_at(moment.boottime, moment.boot_id), session.granted)
    closed = uow.sessions.close(session_id, at=moment.utc, used=used, reason=reason, estimated=False)
    if closed is not None:
        body = {"session": session_id, "used": round(used), "reason": reason.value, "staff": staff}
        uow.journal.add("session.ended", moment.utc, body, request)
    return closed


def note_visit(
    uow: UnitOfWork, site: Site, moment: Moment, member: Member, purpose: Purpose | None, request: bytes
) -> None:
    """Count a visit without a workstation; it is not linked to the member."""
    if uow.journal.of_request(request) is not None:
        return
    uow.visits.add(at=moment.utc, local_date=site.today(moment.utc), purpose=purpose, category=member.category)
    uow.journal.add("visit.noted", moment.utc, {"purpose": purpose.value if purpose else None}, request)


def time_up(session: Session, moment: Moment) -> bool:
    """Whether nothing of the granted time is left."""
    return session.left_at(moment.boottime, moment.boot_id) <= 0


def overdue(session: Session, moment: Moment) -> timedelta:
    """How long ago the time was up; zero while it runs."""
    over = session.used_at(moment.boottime, moment.boot_id) - session.granted
    return timedelta(seconds=max(0.0, over))
