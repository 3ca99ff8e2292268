"""Opening, extending and ending a session; signing the charter first; noting a visit without a workstation."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta

from kiosk.cards import RECEIPT_TOKEN_BYTES
from kiosk.clock import Moment
from kiosk.models import EndReason, Member, Purpose, Session, Stroke
from kiosk.ports import NewSession, SessionConflict, UnitOfWork
from kiosk.reception.arrive import admit, my_session
from kiosk.reception.outcomes import Extended, NotExtended, Opened, SessionRuns, Taken
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
) -> bool:
    """Keep the member's signature of the current version, in the language that was shown.

    False when the strokes are no signature (docs/rules.md §6). Repeating a request changes nothing.
    """
    if uow.journal.of_request(request) is not None:
        return True
    if not charter.is_signature(strokes):
        return False
    language = site.charter_language(language)
    version, sha256 = site.settings.charter.version, site.charter_hashes[language]
    seal = uow.signatures.add(
        member_id=member_id,
        version=version,
        sha256=sha256,
        language=language,
        at=moment.utc,
        strokes=strokes,
    )
    body = {"member": member_id, "version": version, "charter": sha256, "language": language, "seal": seal}
    uow.journal.add("charter.signed", moment.utc, body, request)
    return True


def open_session(
    uow: UnitOfWork,
    site: Site,
    moment: Moment,
    member: Member,
    workstation: int,
    seconds: float,
    purpose: Purpose | None,
    request: bytes,
) -> Opened | Taken | Refused | SessionRuns:
    """Open a session of at most `seconds` on a workstation, after checking every rule again.

    Repeating a request gives the session that it opened. A workstation that was taken meanwhile gives Taken with
    the choices that are left.
    """
    done = uow.journal.of_request(request)
    if done is not None:
        session = uow.sessions.get(int(done.body["session"]))
        if session is not None:
            return Opened(session)
    running = uow.sessions.running_of(member.id)
    if running is not None:
        return my_session(uow, site, moment, running, member)
    arrived = admit(uow, site, moment, member)
    if isinstance(arrived, Refused):
        return arrived
    if arrived.must_sign:
        return Refused(Reason.CHARTER_DECLINED)
    if workstation not in arrived.best:
        return Taken(arrived)
    most = longest_on(uow, site, moment, member, workstation)
    if isinstance(most, Refused):
        return most
    granted = min(seconds, most.seconds)
    if granted < site.settings.limits.smallest_slot * 60:
        granted = min(most.seconds, site.settings.limits.smallest_slot * 60)
    new = NewSession(
        member_id=member.id,
        workstation=workstation,
        opened_at=moment.utc,
        local_date=site.today(moment.utc),
        granted=granted,
        boottime=moment.boottime,
        boot_id=moment.boot_id,
        code=f"{secrets.randbelow(10_000):04d}",
        receipt_token=secrets.token_bytes(RECEIPT_TOKEN_BYTES),
        purpose=purpose,
    )
    try:
        session = uow.sessions.open(new)
    except SessionConflict:
        return Taken(arrived)
    body = {"session": session.id, "member": member.id, "workstation": workstation, "seconds": granted}
    uow.journal.add("session.opened", moment.utc, body, request)
    return Opened(session)


def longest_on(
    uow: UnitOfWork, site: Site, moment: Moment, member: Member, workstation: int
) -> allotment.Grant | Refused:
    """The longest session that the member may start on that workstation now (a rule may name its zone or tag)."""
    settings = site.settings
    rule = allotment.matching_rule(settings.rules, member, site.workstations[workstation], moment.utc, site.opening)
    used = uow.sessions.seconds_used_on(member.id, site.today(moment.utc))
    return allotment.grant(rule, used, moment.utc, site.opening, settings.limits)


def extend_own(
    uow: UnitOfWork, site: Site, moment: Moment, session_id: int, seconds: float, request: bytes
) -> Extended | NotExtended:
    """A visitor adds time to the own session, within the allotment of the day and before closing."""
    session = uow.sessions.get(session_id)
    if session is None or session.closed_at is not None:
        return NotExtended("ended")
    if uow.journal.of_request(request) is not None:
        return Extended(session, 0.0)
    member = uow.members.get(session.member_id)
    if member is None:
        return NotExtended("ended")
    settings = site.settings
    rule = allotment.matching_rule(
        settings.rules, member, site.workstations.get(session.workstation), moment.utc, site.opening
    )
    used = uow.sessions.seconds_used_on(member.id, site.today(moment.utc))
    left = session.left_at(moment.boottime, moment.boot_id)
    addable = allotment.extension(rule, used, left, moment.utc, site.opening, settings.limits)
    added = min(seconds, addable)
    if added < allotment.SMALLEST_EXTENSION:
        to_closing = allotment.to_closing(left, moment.utc, site.opening, settings.limits)
        return NotExtended("closing" if to_closing < allotment.SMALLEST_EXTENSION else "day")
    session = uow.sessions.extend(session_id, added, by_staff=None, reason="visitor", at=moment.utc)
    body = {"session": session_id, "seconds": added, "by": "visitor"}
    uow.journal.add("session.extended", moment.utc, body, request)
    return Extended(session, added)


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
